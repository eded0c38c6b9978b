/** Checkpoints of a check: who keeps them, and what of a check makes its search another one. */
import type { Keeper } from "../checkpoint/wishes.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import type { Checkpoints } from "../explore/between-levels.ts";
import type { SearchOptions } from "../explore/walk.ts";
import type { ReductionPlan } from "../program/program.ts";
import type { DroppedReduction } from "../verify/verdict.ts";
import type { Ask } from "./ask.ts";
import type { CheckOptions } from "./check-options.ts";
import { heard } from "./listening.ts";

/** Null: no checkpoints were asked for. Throws `bad-option-value`, and errors of the folder and of what is in it. */
export async function keeperFor(options: CheckOptions): Promise<Keeper | null> {
  const { checkpoint, resume, checkpointMs, checkpointed, shortest } = options;
  if (checkpointMs !== undefined && !(checkpointMs > 0))
    throw synodError("bad-option-value", {
      option: "the option `checkpointMs`",
      value: String(checkpointMs),
      expected: "a number of milliseconds above 0",
    });
  if (checkpoint === undefined && resume === undefined) return null;
  if (shortest) throw synodError("no-checkpoints", { problem: "the option `shortest` may have it made twice" });
  const { openKeeper } = await import("#checkpoint");
  return openKeeper({
    ...(checkpoint !== undefined && { checkpoint }),
    ...(resume !== undefined && { resume }),
    ...(checkpointMs !== undefined && { checkpointMs }),
    ...(checkpointed !== undefined && { checkpointed: heard("checkpointed", checkpointed) }),
  });
}

/** Which states are kept for the second judgement. */
export function keptToBeJudged({ judgeAgain, certify }: CheckOptions): NonNullable<SearchOptions["keep"]> {
  if (judgeAgain === false) return "none";
  return certify ? "all" : "some";
}

/** Null: nobody keeps them. Throws `foreign-checkpoint`. */
export function checkpointsOf(ask: Ask, plan: ReductionPlan, refused: readonly DroppedReduction[]): Checkpoints | null {
  const { model, options, selected, temporal, fairness, store, limits } = ask;
  if (options.keeper === null) return null;
  const asked = [
    ["the properties asked for", JSON.stringify(selected.map((at) => model.properties[at]?.name))],
    ["fairness", temporal.length === 0 ? "of no account" : fairness.name],
    ["the store", store],
    ["whether to keep going", String(options.keepGoing ?? false)],
    ["the states kept to be judged again", keptToBeJudged(options)],
  ] as const;
  const checkpoints = options.keeper.of({ model, plan, options: asked }, refused);
  const { resumed } = checkpoints;
  const { mostDepth = Number.POSITIVE_INFINITY } = limits;
  if (resumed !== null && resumed.facts.level > mostDepth)
    throw resumed.fault(`it has states of depth ${resumed.facts.level}, and the option \`maxDepth\` is ${mostDepth}`);
  return checkpoints;
}

const CHECKPOINT_ERRORS = [
  "checkpoint-folder",
  "no-checkpoint",
  "damaged-checkpoint",
  "foreign-checkpoint",
  "no-checkpoints",
] as const;

/** Whether it is of a checkpoint and not of the model: no verdict follows from it. */
export function isOfCheckpoint(error: unknown): boolean {
  return CHECKPOINT_ERRORS.some((id) => isSynodError(error, id));
}
