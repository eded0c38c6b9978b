/**
 * How two results of a check differ, figure by figure, in words that a reviewer can read without the model: what is enabled
 * more often, what got shorter. Empty if and only if nothing that is locked differs.
 */
import { countOf, countText } from "../errors/counts.ts";
import type { LockedCheck, LockedProperty } from "./locked.ts";

export interface FigureDifference {
  readonly figure: "outcome" | "distinct" | "unreduced" | "generated" | "depth" | "reductions" | "property" | "rule";
  /** Of a property or a rule, its name; else empty. */
  readonly name: string;
  /** Null: it is new. */
  readonly before: string | null;
  /** Null: it is gone. */
  readonly after: string | null;
  /** All of it: `distinct states: 14 → 16 (+2, +14.3 %)`. */
  readonly text: string;
}

export function figureDifferences(before: LockedCheck, after: LockedCheck): readonly FigureDifference[] {
  const states = (["distinct", "unreduced", "generated", "depth"] as const).flatMap((figure) =>
    counted(figure, before.states[figure], after.states[figure]),
  );
  return [
    ...changed("outcome", "", "outcome", before.outcome, after.outcome),
    ...states,
    ...changed("reductions", "", "reductions in force", listed(before.reductions), listed(after.reductions)),
    ...named(before.properties, after.properties).flatMap((name) =>
      propertyDifference(name, before.properties.get(name), after.properties.get(name)),
    ),
    ...named(before.rules, after.rules).flatMap((name) =>
      ruleDifference(name, before.rules.get(name), after.rules.get(name)),
    ),
  ];
}

const STATES = {
  distinct: "distinct states",
  unreduced: "states without symmetry",
  generated: "generated states",
  depth: "depth",
};

function counted(
  figure: keyof typeof STATES,
  before: number | undefined,
  after: number | undefined,
): FigureDifference[] {
  if (before === after) return [];
  const text = (count: number | undefined) => (count === undefined ? "none" : countText(count));
  const share = before === undefined || after === undefined || figure === "depth" ? "" : shareText(before, after);
  const whole = `${STATES[figure]}: ${text(before)} → ${text(after)}${share}`;
  return [{ figure, name: "", before: text(before), after: text(after), text: whole }];
}

function changed(
  figure: FigureDifference["figure"],
  name: string,
  called: string,
  before: string,
  after: string,
  more = "",
): FigureDifference[] {
  return before === after ? [] : [{ figure, name, before, after, text: `${called}: ${before} → ${after}${more}` }];
}

function propertyDifference(name: string, before?: LockedProperty, after?: LockedProperty): FigureDifference[] {
  const called = `property ${name}`;
  if (before === undefined) {
    const is = propertyText(after as LockedProperty);
    return [{ figure: "property", name, before: null, after: is, text: `${called} is new: ${is}` }];
  }
  const was = propertyText(before);
  if (after === undefined)
    return [{ figure: "property", name, before: was, after: null, text: `${called} is gone: it was ${was}` }];
  const isComparable = before.outcome === after.outcome && before.steps !== null && after.steps !== null;
  const gained = isComparable ? (after.steps as number) - (before.steps as number) : 0;
  const more = gained === 0 ? "" : ` (${countOf(Math.abs(gained), "step")} ${gained < 0 ? "shorter" : "longer"})`;
  return changed("property", name, called, was, propertyText(after), more);
}

/** `violated after 12 steps`, `holds, shown after 2 steps`, `violated after 6 steps, a loop from state 2`. */
function propertyText({ outcome, steps, loop }: LockedProperty): string {
  if (steps === null) return outcome;
  const after = `after ${countOf(steps, "step")}`;
  const back = loop === undefined ? "" : `, a loop from state ${loop}`;
  return `${outcome}${outcome === "holds" ? ", shown" : ""} ${after}${back}`;
}

function ruleDifference(name: string, before?: number, after?: number): FigureDifference[] {
  const called = `rule ${name}`;
  const times = (count: number) => countOf(count, "time");
  if (before === undefined) {
    const is = times(after as number);
    return [{ figure: "rule", name, before: null, after: is, text: `${called} is new: enabled ${is}` }];
  }
  if (after === undefined) {
    const text = `${called} is gone: it was enabled ${times(before)}`;
    return [{ figure: "rule", name, before: times(before), after: null, text }];
  }
  if (before === after) return [];
  const [was, is] = [countText(before), countText(after)];
  return [
    {
      figure: "rule",
      name,
      before: was,
      after: is,
      text: `${called}: enabled ${was} → ${is} times${shareText(before, after)}`,
    },
  ];
}

/** ` (+2, +14.3 %)`: without the share where it rounds to nothing, or there was nothing before. */
function shareText(before: number, after: number): string {
  const signed = (size: string) => `${after < before ? "-" : "+"}${size}`;
  const percent = before === 0 ? 0 : (100 * Math.abs(after - before)) / before;
  const share = percent >= 1000 ? countText(Math.round(percent)) : percent.toFixed(1);
  const gained = signed(countText(Math.abs(after - before)));
  return share === "0.0" ? ` (${gained})` : ` (${gained}, ${signed(share)} %)`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

/** Those of the first in its order, then those that are new. */
function named(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])];
}
