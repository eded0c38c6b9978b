/** A reachable state as a claim, for tests: the model can get there, so that what holds does not hold for want of steps. */
import type { KnownName, PropertyName } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Model } from "../model/model.ts";
import { asserted } from "./asserted.ts";
import { judgeReached } from "./claim-judgement.ts";
import { claimedIn, mustBeReachable, type ReachOptions } from "./claims.ts";

/**
 * Checks one `reachable` property of a model and rejects with `NotAsClaimed` unless it is reached, and that in so many
 * `steps` and by this `trace`, where they are given: those of a shortest behaviour. Rejects for what is asked wrongly as
 * `check` does, and with SYN134 for a property that is not under `reachable`.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   reachable: { top: (s) => s.n === 9 },
 * });
 * await assertReaches(counter, "top", { steps: 9 }); // in a test of any runner
 * ```
 */
export async function assertReaches<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  property: KnownName<Asked, PropertyName<NoInfer<P>>>,
  options: ReachOptions<KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  const claimed = claimedIn("assertReaches(...)", property, options);
  mustBeReachable("assertReaches(...)", model, property);
  return asserted(model, property, claimed, judgeReached);
}
