/** A violation as a claim, for tests: a mistake that must be found, at its length and by its trace. */
import type { KnownName, PropertyName } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Model } from "../model/model.ts";
import { asserted } from "./asserted.ts";
import { judgeViolated } from "./claim-judgement.ts";
import { claimedIn, type ViolationOptions } from "./claims.ts";

/**
 * Checks one property of a model and rejects with `NotAsClaimed` unless it is violated, and that by a counterexample of so
 * many `steps` and this `trace`, where they are given. The counterexample is the one that `check` shows: a shortest one, and
 * always the same for the same model. Rejects for what is asked wrongly as `check` does.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n < 2 },
 * });
 * await assertViolates(counter, "small", { steps: 2, trace: ["up", "up"] }); // in a test of any runner
 * ```
 */
export async function assertViolates<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  property: KnownName<Asked, PropertyName<NoInfer<P>>>,
  options: ViolationOptions<KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  const claimed = claimedIn("assertViolates(...)", property, options);
  return asserted(model, property, claimed, judgeViolated);
}
