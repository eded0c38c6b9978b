/**
 * New states of a level that are kept besides being found: those that rank lowest, which threads sample, or all of them, in
 * which case they are read out of the blocks of the level that is filled.
 */
import type { LevelOrder } from "../explore/engine.ts";
import { StateLog } from "../explore/state-log.ts";
import * as at from "../kernel/map.ts";
import { rankOf } from "../program/mixing.ts";
import { LeastStates } from "../store/least-states.ts";
import { eachState } from "./blocks.ts";
import type { KernelMemory } from "./kernel-memory.ts";

export class KeptOfLevel {
  readonly #memory: KernelMemory;
  readonly #least: LeastStates;
  readonly #log: StateLog;
  #level = -1;
  /** Blocks of the level that is filled whose states are kept already: by whoever searched before, or in earlier rounds. */
  #keptBlocks: number;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.#least = new LeastStates(memory.words);
    this.#log = new StateLog(memory.words);
    this.#keptBlocks = memory.read(at.BLOCKS_OPENED);
  }

  /** Another level is filled. */
  turn(): void {
    this.#keptBlocks = 0;
  }

  /** New states are at `level`; has threads sample what is asked for. */
  begin(level: number, keep: LevelOrder["keep"]): void {
    this.#level = level;
    if (keep === "all") this.#least.begin(0, -1);
    else this.#least.begin(keep.limit, keep.below);
    this.#memory.write(at.SHAPE_SAMPLES, this.#least.below >= 0 ? 1 : 0);
    this.#memory.write(at.SHAPE_SAMPLE_BELOW, this.#least.below);
  }

  /** Takes over what a thread has sampled. */
  gather(thread: number): void {
    const memory = this.#memory;
    const region = memory.region(thread);
    const count = memory.get(region + at.SAMPLED);
    for (let sample = 0; sample < count; sample++) {
      const word = memory.address(region + memory.plan.region.samples + 4 * sample) >>> 2;
      const rank = rankOf(memory.lowAt(word));
      if (rank <= this.#least.below) this.#least.add(memory.ints, word, rank, this.#level, memory.numberAt(word));
    }
    memory.set(region + at.SAMPLED, 0);
  }

  /**
   * All states that were found in this round, in blocks that are closed: after each round, since the search may be given back
   * before the level is done. No more states come into a block that was kept.
   */
  keepNew(): void {
    const memory = this.#memory;
    const opened = memory.read(at.BLOCKS_OPENED);
    eachState(memory, memory.next, [this.#keptBlocks, opened], (word) =>
      this.#log.add(memory.ints, word, rankOf(memory.lowAt(word)), this.#level, memory.numberAt(word)),
    );
    this.#keptBlocks = opened;
  }

  /** The least ones of the level so far, and all that were kept since the last call. */
  take() {
    return { least: this.#least.entries(), kept: this.#log.take() };
  }
}
