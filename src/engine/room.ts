/**
 * Room for what threads are to add, made before they begin, with a bound on what all of them may add before they look again:
 * blocks for states to be expanded, lines for all states. Whatever the search takes of the budget is taken here: for lines, for
 * blocks, and for what is published.
 */
import type { Ground } from "../explore/engine.ts";
import * as at from "../kernel/map.ts";
import { growTo, moreLines, roomIn } from "./growth.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { KernelThreads } from "./kernel-threads.ts";

/** Blocks that are made room for at a time. */
const MORE_BLOCK_BYTES = 2 ** 20;

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
    const { plan } = memory;
    const used = memory.read(at.BLOCKS_USED);
    const spare = plan.threads * plan.burstBlocks;
    const held = memory.read(at.SHAPE_MOST_BLOCKS);
    if (used < held) return true;
    if (used + spare >= plan.mostBlocks) {
      this.leaves = "a level has more states than one memory has room for";
      return false;
    }
    const some = Math.max(1, Math.ceil(MORE_BLOCK_BYTES / plan.blockBytes), Math.ceil(used / 4));
    for (const most of [Math.min(used + some, plan.mostBlocks - spare), used + 1]) {
      if (!this.#ground.budget.take((most - held) * plan.blockBytes)) continue;
      memory.write(at.SHAPE_MOST_BLOCKS, most);
      return true;
    }
    return false;
  }

  async #makeForStates(): Promise<boolean> {
    const memory = this.#memory;
    const { budget, mostStates } = this.#ground;
    const { slots, threads, burst } = memory.plan;
    const spare = threads * burst;
    const states = memory.read(at.STATES_FOUND);
    const before = memory.lineCount;
    if (memory.read(at.LINES_CROWDED) !== 0 || states >= roomIn(before, slots) - spare) {
      const lines = moreLines(before, states + 2 * spare, slots);
      if (!budget.take((lines - before) * at.LINE)) return false;
      if (!memory.reserveLines(lines)) {
        budget.release((lines - before) * at.LINE);
        this.leaves = "the 4 GiB of one memory are used up";
        return false;
      }
      await growTo(memory, this.#threads, lines);
      memory.write(at.LINES_CROWDED, 0);
    }
    memory.write(at.SHAPE_MOST_STATES, Math.min(roomIn(memory.lineCount, slots) - spare, mostStates));
    return true;
  }
}
