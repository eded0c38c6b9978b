/** Why a check did not decide all that it was asked, as the error of its verdict. */
import { synodError, toPlainError } from "../errors/errors.ts";
import type { Walk } from "../explore/walk.ts";
import { judgingBytes } from "../verify/liveness/check.ts";
import type { JudgedAgain, Verdict } from "../verify/verdict.ts";
import { type LimitOptions, limitError } from "./limits.ts";

export type Reached = Pick<Walk, "distinct" | "depth">;

/** Why a search ended before it was complete; null: it was complete, or a violation ended it. */
export function endingError(
  walk: Pick<Walk, "ending"> & Reached,
  budgetBytes: number,
  options: LimitOptions,
): Verdict["error"] {
  const { distinct: states, depth } = walk;
  if (walk.ending === "memory") return toPlainError(synodError("over-budget", { budgetBytes, states, depth }));
  if (walk.ending === "interrupted") return toPlainError(synodError("interrupted", { states, depth }));
  return limitError(walk, options);
}

/** Why not every state was judged again although that was asked for; null: all were. */
export function certificationError(
  { distinct: states, kept }: Walk,
  judged: JudgedAgain | null,
  budgetBytes: number,
): Verdict["error"] {
  if (judged?.all) return null;
  if (kept.all) return toPlainError(synodError("certification-cut", { judged: judged?.states ?? 0, states }));
  const neededBytes = 4 * kept.stride * states;
  return toPlainError(synodError("certification-over-budget", { budgetBytes, neededBytes, states }));
}

/** Why properties over time cannot be judged although the search is complete. */
export function graphOverBudget(
  { distinct: states, graphBytes }: Walk,
  fairnessClasses: number,
  budgetBytes: number,
): Verdict["error"] {
  if (graphBytes === null) return null;
  const neededBytes = Math.max(graphBytes.peak, graphBytes.held + judgingBytes(states, fairnessClasses));
  return neededBytes <= budgetBytes
    ? null
    : toPlainError(synodError("graph-over-budget", { budgetBytes, neededBytes, states }));
}
