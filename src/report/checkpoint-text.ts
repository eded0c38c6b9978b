/** A line on a checkpoint that was written, or could not be. */
import type { Checkpointed } from "../checkpoint/wishes.ts";
import { countOf } from "../errors/counts.ts";
import { bytesText, durationText } from "./quantities.ts";

/** `checkpoint at depth 31: 3,204,114 states, 46 MiB in 0.4 s`. */
export function checkpointText({ folder, level, states, written, bytes, ms, problem }: Checkpointed): string {
  const where = `at depth ${level}`;
  if (written) return `checkpoint ${where}: ${countOf(states, "state")}, ${bytesText(bytes)} in ${durationText(ms)}`;
  return `no checkpoint ${where}: ${folder} cannot be written (${problem}); the search goes on, and the last one is kept`;
}
