/**
 * The next command worth running after a check, for `--brief`: of a violation, what its decisive step needed; of "holds", what
 * could make that mean nothing. One command, which can be typed as it is, or a word on what is to be done first.
 */
import type { CheckResult } from "../check/check-result.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import type { Warning } from "../verify/verdict.ts";
import type { Reasons } from "../why/reasons.ts";
import { type Typed, typed } from "./typed.ts";

/** Changing rules one by one takes as many searches as there are changes: above so many states in all it is not proposed. */
const MUTATED_STATES = 2_000_000;
/** Of each rule about so many changes are made. */
const CHANGES = 5;

export interface AlreadyDone {
  /** Where the trace was saved. */
  readonly trace?: string;
  /** Whether the rules were changed one by one. */
  readonly mutate?: boolean;
}

/** `reasons`: of the counterexample shown, if something is known. Null: nothing is worth more than what was said. */
export function nextCommand(
  { verdict, counterexamples }: CheckResult,
  request: Typed & AlreadyDone,
  reasons: Reasons | null,
): string | null {
  const { model, parameters, mutant } = request;
  const subject = { model, parameters, ...(mutant !== undefined && { mutant }) };
  if (verdict.outcome === "violated") {
    const shown = counterexamples.find(
      ({ claim, property }) =>
        claim === "property" && !isWitnessed(verdict.properties.find(({ name }) => name === property)?.kind),
    );
    const property = shown?.property ?? null;
    if (shown === undefined || property === null) return typed("list", { model, parameters: [] }, ["--rules"]);
    if (shown.trace.steps.length === 0) return null;
    const step = decisiveStep(reasons) ?? shown.trace.steps.length;
    if (request.trace !== undefined) return `synod replay ${request.trace} --step ${step}`;
    const again = { ...request, property: [property] };
    return `${typed("check", again, ["--brief", "--trace", "trace.json"])} ; synod replay trace.json --step ${step}`;
  }
  if (verdict.outcome === "undecided") return typed("plan", { model, parameters });
  if (verdict.outcome !== "holds") return null;
  if (verdict.properties.length === 0)
    return "state what must always hold, and something that must be reachable; then check again";
  const doubt = verdict.warnings.find(({ kind }) => DOUBTS.includes(kind));
  if (doubt?.kind === "rule-never-enabled") return typed("list", { model, parameters: [] }, ["--rules"]);
  if (doubt !== undefined) return "see the warning: what it names was not checked";
  const isFeasible = verdict.states.distinct * verdict.coverage.length * CHANGES <= MUTATED_STATES;
  if (mutant === undefined && request.mutate !== true && isFeasible) return typed("mutate", subject, ["--brief"]);
  return typed("plan", { model, parameters });
}

const DOUBTS: readonly Warning["kind"][] = [
  "rule-never-enabled",
  "never-reached",
  "no-properties",
  "vacuous",
  "fairness-never-enabled",
];

/** The one to look at: where the mistake acted, or else the last that wrote what the property rests on. */
function decisiveStep(reasons: Reasons | null): number | null {
  if (reasons === null) return null;
  const { mistake, slice, why } = reasons;
  const wrote = why?.facts.map(({ step }) => step).filter((step) => step > 0) ?? [];
  return mistake?.step ?? (wrote.length > 0 ? Math.max(...wrote) : (slice?.key.at(-1) ?? null));
}
