/**
 * What a result says to a claim: that a property is violated, after so many steps, by this trace; or that a state is reached.
 * Three answers, since a search that was cut short, or a model that throws, decides nothing: neither the claim nor its
 * opposite passes then.
 */
import type { CheckResult } from "../check/check-result.ts";
import { countOf } from "../errors/counts.ts";
import type { PropertyVerdict } from "../verify/verdict.ts";
import { differenceOfTraces } from "./trace-difference.ts";

/** What is said of the behaviour that shows it; what is left out may be as it likes. */
export interface ExpectedTrace {
  readonly steps?: number;
  readonly loop?: number;
  readonly trace?: readonly string[];
}

export type ClaimJudgement =
  | { readonly isSo: true }
  | {
      readonly isSo: false;
      /** Whether its opposite is so: the property was decided, the other way. */
      readonly isDecided: boolean;
      /** What is otherwise than claimed, as a sentence without a full stop. */
      readonly problem: string;
      /** What a runner may show the difference of. */
      readonly compared: { readonly expected: unknown; readonly actual: unknown } | null;
    };

export function judgeHolds({ verdict }: CheckResult): ClaimJudgement {
  if (verdict.outcome === "holds") return { isSo: true };
  return otherwise(`the check ended ${verdict.outcome}`, verdict.outcome === "violated");
}

export function judgeViolated(result: CheckResult, property: string, expected: ExpectedTrace): ClaimJudgement {
  const asked = verdictsOf(result, property);
  const violated = asked.find(({ outcome }) => outcome === "violated");
  if (violated !== undefined) return judgeTrace(result, violated, `${violated.name} is violated`, expected);
  if (asked.every(({ outcome }) => outcome === "holds"))
    return otherwise(`${property} is not violated: it holds`, true);
  return otherwise(`it is not known whether ${property} is violated: ${whyOpen(result)}`, false);
}

export function judgeReached(result: CheckResult, property: string, expected: ExpectedTrace): ClaimJudgement {
  const asked = verdictsOf(result, property);
  const missed = asked.find(({ outcome }) => outcome === "violated");
  if (missed !== undefined) return otherwise(`${missed.name} is never reached`, true);
  if (asked.some(({ outcome }) => outcome !== "holds"))
    return otherwise(`it is not known whether ${property} is reached: ${whyOpen(result)}`, false);
  const [first] = asked;
  return asked.length === 1 && first !== undefined
    ? judgeTrace(result, first, `${first.name} is reached`, expected)
    : { isSo: true };
}

/** A family's are those of its parts. */
function verdictsOf({ verdict }: CheckResult, property: string): readonly PropertyVerdict[] {
  return verdict.properties.filter(({ name, family }) => name === property || family === property);
}

function whyOpen({ verdict }: CheckResult): string {
  return verdict.outcome === "error" ? "the check ended in an error" : `the search ended early (${verdict.ending})`;
}

function judgeTrace(
  { counterexamples }: CheckResult,
  { name, steps, loop }: PropertyVerdict,
  shown: string,
  expected: ExpectedTrace,
): ClaimJudgement {
  const wantsTrace = Object.values(expected).some((each) => each !== undefined);
  if (!wantsTrace) return { isSo: true };
  if (steps === null) return otherwise(`${shown} since no state reaches it: no trace shows that`, false);
  if (expected.steps !== undefined && expected.steps !== steps)
    return otherwise(`${shown} after ${countOf(steps, "step")}, not ${expected.steps}`, false, {
      expected: expected.steps,
      actual: steps,
    });
  if (expected.loop !== undefined && expected.loop !== loop)
    return otherwise(
      loop === null
        ? `${shown} by a behaviour without a loop, not by one that returns to state ${expected.loop}`
        : `${shown} by a loop that returns to state ${loop}, not to state ${expected.loop}`,
      false,
      { expected: expected.loop, actual: loop },
    );
  if (expected.trace === undefined) return { isSo: true };
  const found = counterexamples.find((each) => each.property === name);
  const difference = differenceOfTraces(expected.trace, found?.trace.steps ?? []);
  if (difference === null) return { isSo: true };
  const { problem, actual } = difference;
  return otherwise(`${shown} by another trace: ${problem}`, false, { expected: [...expected.trace], actual });
}

function otherwise(
  problem: string,
  isDecided: boolean,
  compared: { readonly expected: unknown; readonly actual: unknown } | null = null,
): ClaimJudgement {
  return { isSo: false, isDecided, problem, compared };
}
