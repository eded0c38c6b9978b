/** What is not as expected of a check: a sentence each, with the property or rule that it is about. Nothing else makes a suite fail. */
import { countOf, countText } from "../errors/counts.ts";
import { type PlainError, reviveError } from "../errors/errors.ts";
import type { MutationSummary } from "../mutants/mutation-score.ts";
import type { PropertyVerdict, Verdict } from "../verify/verdict.ts";
import type { SuiteCounts } from "./define.ts";
import type { Expected, Surprise } from "./suite-report.ts";

/** What came out of a check. */
export interface CameOut {
  readonly verdict: Verdict;
  /** What it could not begin for. */
  readonly error: PlainError | null;
  readonly mutations: MutationSummary | null;
}

export interface Wanted {
  readonly expected: Expected;
  /** Exact figures; null or absent: nobody asks. */
  readonly counts?: SuiteCounts | null;
  readonly strict: boolean;
  /** The least share of mutations noticed; null: nobody asks. */
  readonly mutationScore: number | null;
}

export function surprisesOf({ verdict, error, mutations }: CameOut, wanted: Wanted): Surprise[] {
  const { expected, counts = null, strict, mutationScore } = wanted;
  const wrong = error ?? (verdict.outcome === "error" ? verdict.error : null);
  if (wrong !== null) {
    const { code, title, message } = reviveError(wrong);
    return [surprise("error", `${code} (${title}): ${message}`)];
  }
  return [
    ...outcomeSurprises(expected, verdict),
    ...(counts === null ? [] : countSurprises(counts, verdict)),
    ...(strict ? verdict.warnings.map((warning) => ofWarning(warning, verdict)) : []),
    ...(mutationScore === null ? [] : scoreSurprises(mutations, mutationScore)),
  ];
}

/** Of a mutant whose counterexample is one of the model as it is. */
export function withoutMutantSurprise(broken: PropertyVerdict): Surprise {
  const text = `${violationText(broken)}, and so it is without the mutant, by the same steps: they say nothing of the mistake`;
  return surprise("outcome", text, broken.name);
}

function outcomeSurprises(expected: Expected, verdict: Verdict): Surprise[] {
  const violated = verdict.properties.filter(({ outcome }) => outcome === "violated");
  if (expected.outcome !== "violated") {
    const found = violated.map((each) =>
      surprise("outcome", `${violationText(each)}; expected: ${expectedText(expected)}`, each.name),
    );
    if (found.length > 0 || verdict.outcome === "holds" || expected.outcome === "undecided") return found;
    return [surprise("budget", `${undecidedText(verdict)}; expected: holds`)];
  }
  const { property, steps, loop } = expected;
  const named = verdict.properties.filter(({ name, family }) => name === property || family === property);
  const broken = shortest(named.filter(({ outcome }) => outcome === "violated"));
  if (broken === undefined) {
    const others = violated.map(violationText);
    const wants = `expected: ${expectedText(expected)}`;
    if (others.length > 0)
      return [surprise("property", `${others.join(", and ")}; ${wants}`, violated[0]?.name ?? null)];
    if (named.length > 0 && named.every(({ outcome }) => outcome === "holds"))
      return [surprise("outcome", `${property} holds; ${wants}`, property)];
    return [surprise("budget", `${undecidedText(verdict)}; ${wants}`, property)];
  }
  if (steps !== null && broken.steps !== steps)
    return [surprise("steps", `${violationText(broken)}, not ${steps}`, broken.name)];
  if (loop !== undefined && broken.loop !== loop)
    return [surprise("steps", `${broken.name} goes back to state ${broken.loop}, not ${loop}`, broken.name)];
  return [];
}

/** Of the parts of a family, the one that says most. */
function shortest(broken: readonly PropertyVerdict[]): PropertyVerdict | undefined {
  const length = ({ steps }: PropertyVerdict) => steps ?? Number.POSITIVE_INFINITY;
  return broken.toSorted((one, other) => Math.sign(length(one) - length(other)) || 0)[0];
}

/** `agreement is violated after 10 steps`. */
function violationText({ name, kind, steps }: PropertyVerdict): string {
  if (kind === "reachable") return `${name} is never reached`;
  return `${name} is violated${steps === null ? "" : ` after ${countOf(steps, "step")}`}`;
}

const ENDINGS: Readonly<Record<Verdict["ending"], string>> = {
  complete: "it was searched to its end",
  violation: "another violation ended the search",
  interrupted: "the search was interrupted",
  memory: "its memory was used up",
  time: "its time was up",
  states: "it had as many states as it may",
  depth: "it has states that take more steps than it may",
  error: "an error ended the search",
};

function undecidedText({ ending, states }: Verdict): string {
  return `undecided after ${countOf(states.distinct, "state")}, since ${ENDINGS[ending]}`;
}

/** `holds`, `agreement violated after 12 steps`. */
export function expectedText(expected: Expected): string {
  if (expected.outcome === "undecided") return "no violation";
  if (expected.outcome === "holds") return "holds";
  return `${expected.property} violated${expected.steps === null ? "" : ` after ${countOf(expected.steps, "step")}`}`;
}

function ofWarning(
  { kind, subject, message }: Verdict["warnings"][number],
  { properties, coverage }: Verdict,
): Surprise {
  return {
    kind: "warning",
    text: `warning (${kind}): ${message}`,
    property: properties.some(({ name, family }) => name === subject || family === subject) ? subject : null,
    rule: coverage.some(({ rule }) => rule === subject) ? subject : null,
  };
}

function countSurprises({ distinct, generated, depth }: SuiteCounts, { states, reductions }: Verdict): Surprise[] {
  const all = states.unreduced ?? states.distinct;
  return [
    ...(distinct === undefined || all === distinct
      ? []
      : [surprise("counts", `${countOf(all, "distinct state")}, not ${countText(distinct)}`)]),
    // Under a reduction these are the steps of the states visited, which nobody else counts.
    ...(generated === undefined || reductions.length > 0 || states.generated === generated
      ? []
      : [surprise("counts", `${countOf(states.generated, "generated state")}, not ${countText(generated)}`)]),
    ...(depth === undefined || states.depth === depth
      ? []
      : [surprise("counts", `depth ${states.depth}, not ${depth}`)]),
  ];
}

function scoreSurprises(mutations: MutationSummary | null, required: number): Surprise[] {
  // Of a model that does not hold there is none, which is said already.
  if (mutations === null) return [];
  const { score, survived, undecided } = mutations;
  const wants = `expected: ${percent(required)} at least`;
  if (score === null)
    return [surprise("score", `no change to a rule was decided, so there is no mutation score; ${wants}`)];
  if (score >= required) return [];
  const open = undecided === 0 ? "" : `, ${undecided} undecided`;
  return [
    surprise(
      "score",
      `properties notice ${percent(score)} of changes to rules (${survived} survived${open}); ${wants}`,
    ),
  ];
}

/** Rounded down, so that 99.9 % is not 100 %. */
function percent(share: number): string {
  return `${Math.floor(1000 * share) / 10} %`;
}

function surprise(kind: Surprise["kind"], text: string, property: string | null = null): Surprise {
  return { kind, text, property, rule: null };
}
