/**
 * The errors by which assertions fail. A runner of tests prints their message, which is the readable report; where two lists
 * or numbers differ they have `expected` and `actual`, as Node's AssertionError has, of which runners show a diff.
 */
import type { CheckResult } from "../check/check-result.ts";
import type { ClaimJudgement } from "./claim-judgement.ts";

/**
 * A model was checked, and what `assertViolates` or `assertReaches` claims of it is not so, or could not be decided. Its
 * message says what is otherwise, above the readable text of the result.
 *
 * @example
 * ```ts
 * const flip = model({ state: { n: range(0, 1) }, rules: { flip: { do: (s) => { s.n = 1 - s.n; } } }, always: { zero: (s) => s.n === 0 } });
 * await assertViolates(flip, "zero", { steps: 2 }).catch((error) => {
 *   if (error instanceof NotAsClaimed) console.error(error.message, error.expected, error.actual); // ... 2 1
 * });
 * ```
 */
export class NotAsClaimed extends Error {
  override readonly name = "NotAsClaimed";
  /** As of Node's AssertionError: by it runners know a failed test from a broken one. */
  readonly code = "ERR_ASSERTION";
  readonly result: CheckResult;
  /** What was claimed, where it can be compared: steps, or the list of them. Otherwise not there. */
  declare readonly expected?: unknown;
  /** What was found in its place. */
  declare readonly actual?: unknown;

  constructor(judgement: Extract<ClaimJudgement, { readonly isSo: false }>, result: CheckResult, text: string) {
    super(`${judgement.problem}\n\n${text}`);
    this.result = result;
    if (judgement.compared !== null) Object.assign(this, judgement.compared);
  }
}
