/**
 * The assertions as matchers, as `expect.extend` of vitest takes them. Runners run test files side by side, about one to a
 * core; so a matcher searches with the calling thread alone unless it is told otherwise. `not` is the opposite of what was
 * found, never of what was not: where the search ended early, or the model throws, neither a matcher nor its `not` passes.
 */
import { check } from "../check/check.ts";
import type { CheckOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import { isNamedParts } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { toText } from "../report/result.ts";
import { type ClaimJudgement, type ExpectedTrace, judgeHolds, judgeReached, judgeViolated } from "./claim-judgement.ts";
import { checkOne, claimedIn, mustBeReachable, type ReachOptions, type ViolationOptions } from "./claims.ts";
import { NotAsClaimed } from "./not-as-claimed.ts";

/** What `expect` knows of the assertion that it makes. */
export interface MatcherContext {
  /** Whether `not` stands before it. */
  readonly isNot?: boolean;
}

/** What a matcher answers `expect` with. */
export interface MatcherAnswer {
  /** Whether it is as claimed; `not` turns that round. */
  readonly pass: boolean;
  /** What is otherwise, and the readable report. */
  readonly message: () => string;
  /** What was claimed, where it can be compared. */
  readonly expected?: unknown;
  /** What was found in its place. */
  readonly actual?: unknown;
}

/** Matchers by name, for `expect.extend`. */
export type SynodMatchers = {
  /** As `assertHolds`. */
  readonly toHold: (this: MatcherContext, model: unknown, options?: CheckOptions) => Promise<MatcherAnswer>;
  /** As `assertViolates`. */
  readonly toViolate: (
    this: MatcherContext,
    model: unknown,
    property: string,
    options?: ViolationOptions,
  ) => Promise<MatcherAnswer>;
  /** As `assertReaches`. */
  readonly toReach: (
    this: MatcherContext,
    model: unknown,
    property: string,
    options?: ReachOptions,
  ) => Promise<MatcherAnswer>;
};

/**
 * The matchers `toHold`, `toViolate` and `toReach`, for the `expect` of a runner that `synod/vitest` does not know, or with
 * other options of `check` than none: `workers` is 1 unless it is given here or to the matcher.
 *
 * @example
 * ```ts
 * const { toHold } = synodMatchers({ workers: 4 }); // for all tests: expect.extend(synodMatchers({ workers: 4 }))
 * const { pass } = await toHold.call({}, model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n = 1; } } } }));
 * ```
 */
export function synodMatchers(defaults: CheckOptions = {}): SynodMatchers {
  const { workers, ...others } = defaults;
  // What is no object is for `check` to refuse; a crew has threads of its own.
  const withDefaults = <T extends CheckOptions>(options: T): T =>
    isNamedParts(options)
      ? { ...others, ...(workers !== undefined && !("crew" in options) && { workers }), ...options }
      : options;
  return {
    async toHold(received, options = {}) {
      const model = received as Model;
      const result = await check(model, withDefaults(options));
      return answer(this, judgeHolds(result), {
        result,
        model,
        soFar: "the model holds",
        unknown: "it is not known whether the model holds",
        isReportEnough: true,
      });
    },
    async toViolate(received, property, given = {}) {
      const model = received as Model;
      const { expected, options } = claimedIn("toViolate(...)", property, given);
      mustSayNothingOfTraces(this, "toViolate", expected);
      const result = await checkOne(model, property, withDefaults(options));
      return answer(this, judgeViolated(result, property, expected), {
        result,
        model,
        soFar: `${property} is violated`,
      });
    },
    async toReach(received, property, given = {}) {
      const model = received as Model;
      const { expected, options } = claimedIn("toReach(...)", property, given);
      mustSayNothingOfTraces(this, "toReach", expected);
      mustBeReachable("toReach(...)", model, property);
      const result = await checkOne(model, property, withDefaults(options));
      return answer(this, judgeReached(result, property, expected), {
        result,
        model,
        soFar: `${property} is reached`,
      });
    },
  };
}

/** Behind `not` a length or a trace would say nothing: it passes for a property that breaks a step later. */
function mustSayNothingOfTraces({ isNot }: MatcherContext, matcher: string, expected: ExpectedTrace): void {
  const [name] = Object.keys(expected);
  if (isNot !== true || name === undefined) return;
  throw synodError("bad-claim", {
    claim: `not.${matcher}(...) with ${name}`,
    problem: "any other length or trace would let it pass",
    instead: `leave ${name} out, or claim with ${matcher}(...) what the trace is`,
  });
}

interface Told {
  readonly result: CheckResult;
  readonly model: Model;
  /** What is so where the claim is. */
  readonly soFar: string;
  readonly unknown?: string;
  readonly isReportEnough?: boolean;
}

function answer({ isNot = false }: MatcherContext, judgement: ClaimJudgement, told: Told): MatcherAnswer {
  const report = () => toText(told.result, { model: told.model });
  if (judgement.isSo) return { pass: true, message: () => `${told.soFar}, and is not to\n\n${report()}` };
  if (isNot && !judgement.isDecided) {
    const problem = told.unknown ?? judgement.problem;
    throw new NotAsClaimed({ ...judgement, problem }, told.result, report());
  }
  const message = () => (told.isReportEnough === true ? report() : `${judgement.problem}\n\n${report()}`);
  return { pass: false, message, ...judgement.compared };
}
