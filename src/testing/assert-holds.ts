/** A check as a claim, for tests: all is well, or an error that reads like the report of `synod check`. */
import { check } from "../check/check.ts";
import type { CheckOptions, KnownName, PropertyName } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Model } from "../model/model.ts";
import { toText } from "../report/result.ts";

/**
 * A model was checked and is not known to hold: a property is violated, the search was cut short, or the model throws.
 * Its message is the readable text of the result.
 *
 * @example
 * ```ts
 * const flip = model({ state: { n: range(0, 1) }, rules: { flip: { do: (s) => { s.n = 1 - s.n; } } }, always: { zero: (s) => s.n === 0 } });
 * await assertHolds(flip).catch((error) => {
 *   if (error instanceof DoesNotHold) console.error(error.message, error.result.verdict.states.distinct);
 * });
 * ```
 */
export class DoesNotHold extends Error {
  override readonly name = "DoesNotHold";
  /** As of Node's AssertionError: by it runners know a failed test from a broken one. */
  readonly code = "ERR_ASSERTION";
  readonly result: CheckResult;

  constructor(result: CheckResult, text: string = toText(result)) {
    super(text);
    this.result = result;
  }
}

/**
 * Checks a model and rejects with `DoesNotHold` unless its verdict is that it holds: one line of a test. Warnings do
 * not count; the result has them. Rejects for what is asked wrongly as `check` does.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n <= 9 },
 * });
 * const { verdict } = await assertHolds(counter, { workers: 2 }); // in a test of any runner
 * console.log(verdict.warnings);
 * ```
 */
export async function assertHolds<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  options: CheckOptions<KnownName<Asked, PropertyName<NoInfer<P>>>, KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  const result = await check(model, options);
  if (result.verdict.outcome !== "holds") throw new DoesNotHold(result, toText(result, { model }));
  return result;
}
