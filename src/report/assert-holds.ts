/** A check as a claim, for tests: all is well, or an error that reads like the report of `synod check`. */
import { check } from "../check/check.ts";
import type { CheckOptions, KnownName } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Model } from "../model/model.ts";
import { toText } from "./result.ts";

/** A model was checked and is not known to hold: a property is violated, the search was cut short, or the model throws. */
export class DoesNotHold extends Error {
  override readonly name = "DoesNotHold";
  readonly result: CheckResult;

  constructor(result: CheckResult) {
    super(toText(result));
    this.result = result;
  }
}

export async function assertHolds<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  options: CheckOptions<KnownName<Asked, NoInfer<P> | "no deadlock">, KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  const result = await check(model, options);
  if (result.verdict.outcome !== "holds") throw new DoesNotHold(result);
  return result;
}
