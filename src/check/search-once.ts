/** One check, stage by stage: ask, plan, search, conclude. */
import { asSynodError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import type { Model } from "../model/model.ts";
import type { DroppedReduction } from "../verify/verdict.ts";
import { asked, type Searchers } from "./ask.ts";
import type { CheckOptions } from "./check-options.ts";
import type { CheckResult } from "./check-result.ts";
import { concluded } from "./conclude.ts";
import { failure, unbegun } from "./failed-verdict.ts";
import { isOfCheckpoint } from "./keep.ts";
import { type Plan, planned, Unbegun } from "./plan.ts";
import { type Searched, searched } from "./search.ts";

/** Without the reductions that an earlier search was refused. Rejects for options that cannot be, and faults of synod itself. */
export async function searchOnce(
  refused: readonly DroppedReduction[],
  model: Model,
  options: CheckOptions & Searchers,
  started: number,
): Promise<CheckResult> {
  const ask = asked(model, options, started);
  let plan: Plan;
  let search: Searched;
  try {
    plan = await planned(ask, refused);
    search = await searched(ask, plan, refused);
  } catch (error) {
    if (isOfCheckpoint(error)) throw error;
    if (error instanceof Unbegun) return unbegun(ask, "memory", error.states);
    return error instanceof Halted ? unbegun(ask, error.reason, 0) : failure(ask, asSynodError(error));
  }
  return concluded(ask, plan, search);
}
