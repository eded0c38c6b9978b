/**
 * The next command worth running after a check, for `--brief`: of a violation, what its decisive step needed; of "holds", what
 * could make that mean nothing, and where something beside it is not as it should be, what shows that. One command, which can
 * be typed as it is, or a word on what is to be done first.
 */
import type { CheckResult } from "../check/check-result.ts";
import { isFair, isWitnessed } from "../model/property-kinds.ts";
import type { MutantsReport } from "../mutants/mutants-report.ts";
import type { MutationReport } from "../mutants/mutation-report.ts";
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
  /** Whether the rules were changed one by one, and whether the declared mutants were run. */
  readonly mutate?: boolean;
  readonly mutants?: boolean;
}

/** What is known beside the verdict. */
export interface KnownBeside {
  /** Of the counterexample shown; null: nothing is known. */
  readonly reasons: Reasons | null;
  readonly mutants: MutantsReport | null;
  readonly mutation: MutationReport | null;
  /** How many mutants the model declares, and the names of its fairness assumptions. */
  readonly declared: { readonly mutants: number; readonly fairness: readonly string[] };
}

export interface NextCommand {
  readonly text: string;
  /** The step of the trace shown that it is about; null: none. */
  readonly step: number | null;
}

/** Null: nothing is worth more than what was said. */
export function nextCommand(
  result: CheckResult,
  request: Typed & AlreadyDone,
  beside: KnownBeside,
): NextCommand | null {
  if (result.verdict.outcome === "violated") return afterViolation(result, request, beside);
  const text = afterOthers(result, request, beside);
  return text === null ? null : { text, step: null };
}

function afterViolation(
  { verdict, counterexamples }: CheckResult,
  request: Typed & AlreadyDone,
  { reasons, declared }: KnownBeside,
): NextCommand | null {
  const { model } = request;
  const shown = counterexamples.find(
    ({ claim, property }) =>
      claim === "property" && !isWitnessed(verdict.properties.find(({ name }) => name === property)?.kind),
  );
  const property = shown?.property ?? null;
  if (shown === undefined || property === null)
    return { text: typed("list", { model, parameters: [] }, ["--rules"]), step: null };
  const broken = verdict.properties.find(({ name }) => name === property);
  const isUnfair = broken !== undefined && isFair(broken.kind) && verdict.fairness === "none";
  if (isUnfair && broken.mayStay === true) {
    const [first] = declared.fairness;
    const text =
      first === undefined
        ? 'say in the model what must not be put off for ever, such as fairness: { fair: weak("a rule") }; without that any model may stand still'
        : typed("check", { ...request, fairness: first, property: [property] }, ["--brief"]);
    return { text, step: null };
  }
  if (shown.trace.steps.length === 0) return null;
  const step = decisiveStep(reasons) ?? shown.trace.steps.length;
  if (request.trace !== undefined) return { text: `synod replay ${request.trace} --step ${step}`, step };
  const again = { ...request, property: [property] };
  const saved = typed("check", again, ["--brief", "--trace", "trace.json"]);
  return { text: `${saved} ; synod replay trace.json --step ${step}`, step };
}

function afterOthers(
  { verdict }: CheckResult,
  request: Typed & AlreadyDone,
  { mutants, mutation, declared }: KnownBeside,
): string | null {
  const { model, parameters, mutant } = request;
  const subject = { model, parameters, ...(mutant !== undefined && { mutant }) };
  if (verdict.outcome === "undecided") return typed("plan", { model, parameters });
  if (verdict.outcome !== "holds") return null;
  if (verdict.properties.length === 0)
    return "state what must always hold, and something that must be reachable; then check again";
  const doubt = verdict.warnings.find(({ kind }) => DOUBTS.includes(kind));
  if (doubt?.kind === "rule-never-enabled") return typed("list", { model, parameters: [] }, ["--rules"]);
  if (doubt !== undefined) return "see the warning: what it names was not checked";
  const differing = mutants === null ? null : whatDiffers(model, mutants);
  if (differing !== null) return differing;
  if (mutant === undefined && request.mutants !== true && declared.mutants > 0)
    return typed("mutants", { model, parameters: [] }, ["--brief"]);
  const isFeasible = verdict.states.distinct * verdict.coverage.length * CHANGES <= MUTATED_STATES;
  if (mutant === undefined && request.mutate !== true && isFeasible) return typed("mutate", subject, ["--brief"]);
  const survivor = mutation?.mutations.find(({ fate }) => fate === "survived");
  if (survivor !== undefined)
    return `state a property that notices the changes that none noticed, or be sure that they do not matter; then ${typed("plan", { model, parameters })}`;
  return typed("plan", { model, parameters });
}

/** What shows the first mutant that is not as it says, or the model where it breaks a property by itself; null: all are. */
export function whatDiffers(model: string, { mutants, unchanged }: MutantsReport): string | null {
  const settings = (values: MutantsReport["mutants"][number]["parameters"]) =>
    Object.entries(values).map(([name, value]) => `${name}=${value}`);
  const again = ({ parameters, fairness }: MutantsReport["unchanged"][number] | MutantsReport["mutants"][number]) => ({
    model,
    parameters: settings(parameters),
    ...(fairness !== null && { fairness }),
  });
  const broken = unchanged.find(({ ok }) => !ok);
  if (broken !== undefined) return typed("check", again(broken), ["--brief"]);
  const wrong = mutants.find(({ status }) => status === "differs");
  if (wrong === undefined) return null;
  const { notAt, mutant } = wrong;
  const small = notAt.find(({ ok }) => !ok);
  const at = small === undefined ? again(wrong) : { ...again(wrong), parameters: settings(small.parameters) };
  const { property } = wrong.expected;
  const isAbout = small === undefined && property !== null && wrong.found?.property === property;
  return typed("check", { ...at, mutant, ...(isAbout && { property: [property] }) }, ["--brief"]);
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
