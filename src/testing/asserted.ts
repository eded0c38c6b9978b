/** What both assertions about one property do once they know what is claimed of it: check it, judge, reject where it is not so. */
import type { CheckResult } from "../check/check-result.ts";
import type { Model } from "../model/model.ts";
import { toText } from "../report/result.ts";
import type { ClaimJudgement, ExpectedTrace } from "./claim-judgement.ts";
import { type Claimed, checkOne } from "./claims.ts";
import { NotAsClaimed } from "./not-as-claimed.ts";

/** Throws `NotAsClaimed`, and what `check` throws. */
export async function asserted(
  model: Model,
  property: string,
  { expected, options }: Claimed,
  judge: (result: CheckResult, property: string, expected: ExpectedTrace) => ClaimJudgement,
): Promise<CheckResult> {
  const result = await checkOne(model, property, options);
  const judgement = judge(result, property, expected);
  if (!judgement.isSo) throw new NotAsClaimed(judgement, result, toText(result, { model }));
  return result;
}
