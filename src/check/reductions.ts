/** Which reductions a check uses of those it was told to: those that keep what it asks, with the reasons for the others. */
import { synodError } from "../errors/errors.ts";
import { type Halt, neverHalt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import { isTemporal, type Property } from "../model/property.ts";
import { type ReductionPlan, UNREDUCED } from "../program/program.ts";
import { partialOrderObstacle } from "../reduce/partial-order/partial-order.ts";
import { partialOrderPlan } from "../reduce/visible-parts.ts";
import type { DroppedReduction } from "../verify/verdict.ts";

export const REDUCTIONS = ["symmetry", "stale-messages", "partial-order"] as const;
export type ReductionName = (typeof REDUCTIONS)[number];

/** Names separated by commas, `all` or `none`. Throws `bad-option-value`. */
export function parseReductions(text: string): readonly ReductionName[] {
  if (text === "all") return REDUCTIONS;
  if (text === "none") return [];
  return text.split(",").map((name) => {
    const known = REDUCTIONS.find((each) => each === name.trim());
    if (known !== undefined) return known;
    const expected = `${REDUCTIONS.join(", ")}, several of them separated by commas, all, or none`;
    throw synodError("bad-option-value", { option: "--reduce", value: text, expected });
  });
}

export interface ReductionChoice {
  /** Without symmetry, which is decided on the program (symmetry.ts). */
  readonly plan: ReductionPlan;
  readonly dropped: readonly DroppedReduction[];
}

/** `refused`: those that turned out not to keep what a property asks, while searching. */
export function chooseReductions(
  model: Model,
  selected: readonly number[],
  wanted: readonly ReductionName[],
  refused: readonly DroppedReduction[],
  halt: Halt = neverHalt,
): ReductionChoice {
  const dropped: DroppedReduction[] = [];
  const kept = (reduction: ReductionName, obstacle: () => string | null): boolean => {
    if (!wanted.includes(reduction)) return false;
    const reason = refused.find((each) => each.reduction === reduction)?.reason ?? obstacle();
    if (reason !== null) dropped.push({ reduction, reason });
    return reason === null;
  };
  const properties = selected.map((at) => model.properties[at] as Property);
  const overTime = properties.find(({ kind }) => isTemporal(kind));
  const unkept = (property: Property | undefined, what: string) =>
    property === undefined ? null : `it does not keep ${what}, such as ${property.name}`;
  const staleMessages = kept("stale-messages", () =>
    model.expiries.length === 0
      ? "no message of the model expires"
      : unkept(overTime, "which steps change the state, which properties over time count"),
  );
  const ordered = kept("partial-order", () => partialOrderObstacle(model) ?? unkept(overTime, "properties over time"));
  const partialOrder = ordered ? partialOrderPlan(model, selected, halt) : null;
  return { plan: { ...UNREDUCED, staleMessages, partialOrder }, dropped };
}
