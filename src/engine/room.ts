/**
 * Room for what threads are to add, made before they begin, with a bound on what all of them may add before they look again:
 * blocks for states to be expanded, lines for all states. Whatever the search takes of the budget is taken here: for lines, for
 * blocks, and for what is published.
 */
import type { Ground } from "../explore/engine.ts";
import * as at from "../kernel/map.ts";
import { expectedStates, growTo, moreLines, roomIn } from "./growth.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { KernelThreads } from "./kernel-threads.ts";

/** Blocks that are made room for at a time. */
const MORE_BLOCK_BYTES = 2 ** 22;

export class Room {
  /** Why one memory has no room for more; null: it has, or it is the budget that has none. */
  leaves: string | null = null;
  readonly #memory: KernelMemory;
  readonly #threads: KernelThreads;
  readonly #ground: Ground;
  /** Bytes taken out of the budget for what is published. */
  #treeBytes: number;
  #isOverBudget = false;

  /** `treeBytes`: what the budget has given already for what is published, as it has for the lines that there are. */
  constructor(memory: KernelMemory, threads: KernelThreads, ground: Ground, treeBytes: number) {
    this.#memory = memory;
    this.#threads = threads;
    this.#ground = ground;
    this.#treeBytes = treeBytes;
  }

  /** False: the budget does not allow it, or, with a reason to leave, the memory does not. */
  async make(): Promise<boolean> {
    return !this.#isOverBudget && this.#makeForBlocks() && (await this.#makeForStates());
  }

  /** So many bytes are published now. Where the budget does not allow it, there is no more room from then on. */
  takeForTrees(bytes: number): void {
    const more = bytes - this.#treeBytes;
    if (more > 0 && !this.#ground.budget.take(more)) this.#isOverBudget = true;
    else this.#treeBytes = bytes;
  }

  /** Gives back what was taken of the budget: the search goes on elsewhere. */
  release(): void {
    const memory = this.#memory;
    const blocks = memory.read(at.SHAPE_MOST_BLOCKS) * memory.plan.blockBytes;
    this.#ground.budget.release(at.LINE * memory.lineCount + blocks + this.#treeBytes);
  }

  #makeForBlocks(): boolean {
    const memory = this.#memory;
    const { lineCount, plan } = memory;
    const used = memory.read(at.BLOCKS_USED);
    const held = memory.read(at.SHAPE_MOST_BLOCKS);
    if (used < held) return true;
    if (!memory.hasRoomFor(lineCount, used + 1)) {
      this.leaves = "the 4 GiB of one memory are used up";
      return false;
    }
    const some = Math.max(1, Math.ceil(MORE_BLOCK_BYTES / plan.blockBytes), Math.ceil(used / 4));
    for (const most of [used + some, used + 1]) {
      if (!memory.hasRoomFor(lineCount, most)) continue;
      if (!this.#ground.budget.take((most - held) * plan.blockBytes)) continue;
      memory.write(at.SHAPE_MOST_BLOCKS, most);
      return true;
    }
    return false;
  }

  async #makeForStates(): Promise<boolean> {
    const memory = this.#memory;
    const { mostStates } = this.#ground;
    const { slots, threads, burst } = memory.plan;
    const spare = threads * burst;
    const states = memory.read(at.STATES_FOUND);
    const before = memory.lineCount;
    if (memory.read(at.LINES_CROWDED) !== 0 || states >= roomIn(before, slots) - spare) {
      const lines = this.#linesFor(states + 2 * spare);
      if (lines === null) return false;
      await growTo(memory, this.#threads, lines);
      memory.write(at.LINES_CROWDED, 0);
    }
    memory.write(at.SHAPE_MOST_STATES, Math.min(roomIn(memory.lineCount, slots) - spare, mostStates));
    return true;
  }

  /** How many lines there are to be, for so many states at least, taken out of the budget; null: there is no room for more. */
  #linesFor(states: number): number | null {
    const memory = this.#memory;
    const { lineCount } = memory;
    const blocks = memory.read(at.SHAPE_MOST_BLOCKS);
    const level = {
      blocks: memory.read(at.SHAPE_BLOCKS),
      claimed: memory.read(at.BLOCKS_CLAIMED),
      opened: memory.read(at.BLOCKS_OPENED),
    };
    const expected = expectedStates(memory.read(at.STATES_FOUND), level, memory.read(at.SHAPE_BLOCK_STATES));
    const choices = moreLines(lineCount, states, expected, memory.plan.slots);
    if (!choices.some((lines) => memory.hasRoomFor(lines, blocks))) this.leaves = "the 4 GiB of one memory are used up";
    const fits = (lines: number) =>
      memory.hasRoomFor(lines, blocks) && this.#ground.budget.take((lines - lineCount) * at.LINE);
    return choices.find(fits) ?? null;
  }
}
