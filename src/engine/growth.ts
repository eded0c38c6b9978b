/**
 * The visited set of a kernel's search, made larger where it lies: in waves from its end to its beginning, which threads
 * share (src/kernel/grow.ts). It grows by much while it is small; then by a third, so that little of it is empty; and by no
 * more than what is expected where levels get smaller. What is expected is no promise: a table that is full grows again.
 */
import { synodError } from "../errors/errors.ts";
import * as at from "../kernel/map.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { KernelThreads } from "./kernel-threads.ts";
import { REACH } from "./line-shape.ts";

/** Share of the slots that may be taken. */
const LOAD = 0.9;
/** Lines up to which it grows fourfold, and twofold. */
const FOURFOLD = 2 ** 17;
const TWOFOLD = 2 ** 20;
/** Moving all is not worth less. */
const LEAST_FACTOR = 17 / 16;
/** Waves of fewer lines are no work for several, and the last is of no more than leftovers have room for. */
const SHARED_WAVE = 2 ** 12;
const LAST_WAVE = 2 * REACH;

/** Blocks of a level that tell what others will lead to; the ratio of two levels from which on they are as large; what is added to what is expected. */
const TELLING_BLOCKS = 2 ** 6;
const MOST_RATIO = 0.95;
const EXPECTED = 1.05;

/** How far a level is: blocks of it, those of them that are claimed, and those of the next one. */
export interface LevelSoFar {
  readonly blocks: number;
  readonly claimed: number;
  readonly opened: number;
}

/** Lines of so many slots for so many states. */
export const linesFor = (states: number, slots: number): number => Math.ceil(states / (LOAD * slots));

/** States that so many lines have room for. */
export const roomIn = (lines: number, slots: number): number => Math.floor(LOAD * slots * lines);

/**
 * How many lines there may be instead of so many, for so many states at least: as many as are wanted, or where there is no room
 * for that, fewer. Not more are wanted than for what is `expected` to be found in all, about.
 */
export function moreLines(lines: number, states: number, expected: number, slots: number): readonly number[] {
  const factor = lines < FOURFOLD ? 4 : lines < TWOFOLD ? 2 : 4 / 3;
  const least = Math.max(Math.ceil(LEAST_FACTOR * lines), linesFor(states, slots));
  const wanted = Math.min(Math.ceil(factor * lines), Math.max(least, linesFor(EXPECTED * expected, slots)));
  return [Math.max(least, wanted), least];
}

/**
 * How many states a search will find, of whose current level so many of all blocks are claimed, and have led to so many blocks
 * of the next one: levels that get smaller do so more and more, so no more than if they went on as the last one. Infinite:
 * levels do not get smaller, or that cannot be told yet.
 */
export function expectedStates(states: number, { blocks, claimed, opened }: LevelSoFar, blockStates: number): number {
  if (claimed < TELLING_BLOCKS || claimed > blocks) return Number.POSITIVE_INFINITY;
  const ratio = opened / claimed;
  if (ratio >= MOST_RATIO) return Number.POSITIVE_INFINITY;
  const ofThisLevel = (blocks - claimed) * ratio;
  return states + blockStates * (ofThisLevel + (blocks * ratio * ratio) / (1 - ratio));
}

export async function growTo(memory: KernelMemory, threads: KernelThreads, lines: number): Promise<void> {
  const before = memory.lineCount;
  memory.write(at.SHAPE_LINE_COUNT, lines);
  await threads.ready(before + REACH, lines + REACH, lines - before >= SHARED_WAVE);
  let lost = 0;
  for (let end = before + REACH; end > 0; ) {
    const from = end <= LAST_WAVE ? 0 : Math.min(end - 1, Math.ceil((end * before) / lines));
    for (const each of await threads.move(from, end, end, end - from >= SHARED_WAVE)) lost += each;
    const left = settleLeft(memory, threads, from);
    if (from === 0) lost += left;
    end = from;
  }
  if (lost > 0) throw synodError("internal", { problem: `${lost} states were lost when the visited set grew` });
}

/** Places leftovers of all threads whose homes are at a line or behind it; answers how many are left over. */
function settleLeft(memory: KernelMemory, threads: KernelThreads, from: number): number {
  let left = 0;
  for (const thread of memory.regions.keys()) left += threads.open(thread).settleLeft(from);
  return left;
}
