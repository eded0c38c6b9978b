/**
 * The states that a search keeps, to be judged again: an even sample, which is all of them where they are few, or all that
 * there are. It counts towards the budget, and gives way when that is used up: the search goes on without.
 */

import { synodError } from "../errors/errors.ts";
import { sharedMemory } from "../shared-memory.ts";
import { ENTRY_EXTRA, LeastStates } from "../store/least-states.ts";
import type { Keep, Report } from "./assignment.ts";
import type { SavedKeeping, SavedSearch } from "./between-levels.ts";
import type { Budget } from "./budget.ts";
import { chunkBytes, type Piece, pieceOf } from "./graph-log.ts";
import type { KeptStates, SearchOptions } from "./walk.ts";

/** As many states as are kept to be looked at again, and the share of the memory that they may take. */
const KEPT_STATES = 2 ** 14;
const KEPT_SHARE = 2 ** -8;
/** Even where memory is short. */
const KEPT_LEAST = 2 ** 10;

export class Keeping {
  readonly #budget: Budget;
  readonly #least: LeastStates;
  #kept: Piece[] = [];
  #keepsAll: boolean;
  #limit = 0;

  constructor(words: number, keep: NonNullable<SearchOptions["keep"]>, memoryBytes: number, budget: Budget) {
    this.#budget = budget;
    this.#least = new LeastStates(words);
    this.#keepsAll = keep === "all";
    if (keep !== "some") return;
    const fitting = Math.floor((KEPT_SHARE * memoryBytes) / (4 * (words + ENTRY_EXTRA)));
    this.#limit = Math.min(KEPT_STATES, Math.max(KEPT_LEAST, fitting));
    this.#least.begin(this.#limit, 2 ** 32 - 1);
  }

  /** What the next assignment is to keep. */
  get wanted(): Keep {
    return this.#keepsAll ? "all" : { limit: this.#limit, below: this.#least.below };
  }

  /** Takes over what a thread kept. */
  take({ least, kept }: Report): void {
    this.#takeLeast(least);
    this.#takeAll(kept);
  }

  /** What threads keep on their own is little, and not counted: they are told how little it has to be. */
  #takeLeast(entries: Int32Array): void {
    const before = this.#least.bytes;
    this.#least.merge(entries);
    const more = this.#least.bytes - before;
    if (more === 0 || this.#budget.take(more)) return;
    this.#budget.release(before);
    this.#limit = 0;
    this.#least.forget();
  }

  /** Keeps these states with all the others; with none of them any more when the budget does not allow it. */
  #takeAll(kept: readonly Piece[]): void {
    if (!this.#keepsAll) return;
    for (const piece of kept) this.#kept.push(piece);
    if (this.#budget.take(chunkBytes(kept))) return;
    this.#budget.release(chunkBytes(this.#kept) - chunkBytes(kept));
    this.#kept = [];
    this.#keepsAll = false;
  }

  /** What is to be kept, and what is: the least, and all, where all are. */
  save(): { readonly facts: SavedKeeping; readonly least: Int32Array; readonly kept: readonly Piece[] } {
    const least = this.#least.entries();
    return { facts: { all: this.#keepsAll, limit: this.#limit, below: this.#least.below }, least, kept: this.#kept };
  }

  /** Becomes what was saved. */
  async restore(saved: SavedSearch): Promise<void> {
    const { all, limit, below } = saved.facts.keeping;
    const { stride } = this.#least;
    this.#keepsAll = all;
    this.#limit = limit;
    this.#least.begin(limit, below);
    for await (const entries of saved.read("least", stride)) this.#takeLeast(entries);
    for await (const entries of saved.read("kept", stride)) this.#takeAll([pieceOf(entries)]);
  }

  /** All that is kept, of a search that found so many states, and is complete or not. */
  states(distinct: number, isComplete: boolean): KeptStates {
    const kept = this.#states(distinct);
    // Else nobody would notice that what is judged again is little, or nothing.
    const least = this.#keepsAll ? distinct : Math.min(this.#limit, distinct);
    if (isComplete && kept.count < least)
      throw synodError("internal", { problem: `of ${distinct} states ${kept.count} are kept, and not ${least}` });
    return kept;
  }

  #states(distinct: number): KeptStates {
    const { stride } = this.#least;
    if (this.#keepsAll) {
      const count = this.#kept.reduce((sum, { from, to }) => sum + (to - from) / stride, 0);
      return { stride, count, pieces: this.#kept, all: true };
    }
    const least = this.#least.entries();
    const count = least.length / stride;
    if (count === 0) return { stride, count, pieces: [], all: false };
    const chunk = sharedMemory(4 * least.length);
    new Int32Array(chunk).set(least);
    return { stride, count, pieces: [{ chunk, from: 0, to: least.length }], all: count === distinct };
  }
}
