/** The levels that origins have bits for (store/visited-set.ts): more when levels are to be so many, in every line at once. */
import type { Kernel } from "../explore/kernel-machine.ts";
import { thresholds } from "../thresholds.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { REACH } from "./line-shape.ts";

const MOST_LEVEL_BITS = 31;

/** Rewrites origins if `level` is too deep for them; answers how many of their bits hold the level from then on. */
export function widenOrigins(memory: KernelMemory, kernel: Kernel, level: number, levelBits: number): number {
  if (level < 2 ** levelBits) return levelBits;
  if (level >= 2 ** MOST_LEVEL_BITS) throw new RangeError(`level ${level} is too deep for an origin`);
  let more = levelBits;
  while (level >= 2 ** more) more = Math.min(more + thresholds.levelBitsMore, MOST_LEVEL_BITS);
  kernel.widen(0, memory.lineCount + REACH, 32 - levelBits, 32 - more);
  return more;
}
