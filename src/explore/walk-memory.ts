/** Owns the shared memories of one search, makes them larger, and keeps them within the budget. */
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { type ArenaMemory, arenaMemory } from "../store/arena.ts";
import { blocksPerSegment, blockWords, type FrontierMemory, frontierSegment } from "../store/frontier.ts";
import { type SharedSlots, segmentRanges, slotMemory, slotMemoryBytes, widenLevels } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import type { Budget } from "./budget.ts";
import { newSearch } from "./search-number.ts";
import {
  BLOCKS,
  CLAIMED,
  CONTROL_WORDS,
  FULL,
  LIMIT,
  MOST,
  ROOM_WANTED,
  type SharedWalk,
  STATES,
  TAKEN,
} from "./shared-walk.ts";

/** 2^32 slots: the most that a 32-bit place can number. */
const LAST_BITS = 32;
/** Share of the slots that may be taken before the visited set doubles. */
const LOAD = 0.75;
/** The most states that are counted, with room for those that threads add before they look. */
const MOST_STATES = 2 ** 31 - 2 ** 24;

/** Moves the entries of slots first .. end - 1 into a larger set. */
export type Move = (from: SharedSlots, to: SharedSlots, first: number, end: number) => Promise<void>;

/** Of a search that was elsewhere: its states, what is left of the level that is expanded, and the level that is filled. */
export interface Resumed {
  readonly visited: SharedSlots;
  /** Of whole states; absent: as it was. What it takes is taken already. */
  readonly arena?: ArenaMemory;
  readonly states: number;
  readonly current: { readonly memory: FrontierMemory; readonly blocks: number };
  readonly next: { readonly memory: FrontierMemory; readonly blocks: number };
}

/** Searches so far. */
export class WalkMemory {
  walk: SharedWalk;
  readonly control: Int32Array;
  readonly #budget: Budget;
  readonly #words: number;

  constructor(words: number, exact: boolean, numbered: boolean, budget: Budget) {
    const control = sharedMemory(4 * CONTROL_WORDS);
    const { firstBits } = thresholds;
    this.#words = words;
    this.#budget = budget;
    this.control = new Int32Array(control);
    const frontier = () => ({ words, segments: [] });
    this.walk = {
      search: newSearch(),
      generation: 0,
      visited: slotMemory(firstBits, numbered ? sharedMemory(4) : null),
      arena: exact ? arenaMemory(words) : null,
      current: frontier(),
      next: frontier(),
      control,
    };
    this.control[LIMIT] = LOAD * 2 ** firstBits;
    this.control[MOST] = 2 ** 31 - 1;
    budget.take(slotMemoryBytes(firstBits, numbered));
  }

  get states(): number {
    return Atomics.load(this.control, STATES);
  }

  /** What is held of the budget for slots and blocks. */
  get bytes(): number {
    const { visited, current, next } = this.walk;
    const perBlock = 4 * blockWords(this.#words) * blocksPerSegment(this.#words);
    const slots = visited.segments.length === 0 ? 0 : slotMemoryBytes(visited.bits, visited.numbers !== null);
    return slots + perBlock * (current.segments.length + next.segments.length);
  }

  /** Lets go of slots and blocks: the search goes on elsewhere. */
  release(): void {
    this.#budget.release(this.bytes);
    const none = { words: this.#words, segments: [] };
    this.#replace({ visited: { ...this.walk.visited, segments: [] }, current: none, next: none });
  }

  /** Goes on with what a search has become elsewhere. False: the budget does not allow it. */
  resume({ visited, arena, states, current, next }: Resumed): boolean {
    const { control } = this;
    this.#replace({ visited, current: current.memory, next: next.memory, ...(arena !== undefined && { arena }) });
    control[STATES] = states;
    control[LIMIT] = Math.min(LOAD * 2 ** visited.bits, MOST_STATES);
    control[BLOCKS] = current.blocks;
    control[CLAIMED] = 0;
    control[TAKEN] = next.blocks;
    control[ROOM_WANTED] = 0;
    control[FULL] = 0;
    return this.#budget.take(this.bytes);
  }

  /** Makes the level that was filled the one to be expanded; its successors will be at `level`. No successor may be waiting. */
  turn(level: number): void {
    const { control, walk } = this;
    const visited = widenLevels(walk.visited, level);
    this.walk = { ...walk, visited, generation: walk.generation + 1, current: walk.next, next: walk.current };
    control[BLOCKS] = control[TAKEN] as number;
    control[CLAIMED] = 0;
    control[TAKEN] = 0;
  }

  /** Whether every block of the current level is claimed. */
  get claimed(): boolean {
    return Atomics.load(this.control, CLAIMED) >= Atomics.load(this.control, BLOCKS);
  }

  /**
   * Sees to it that there is room to go on: for `threads` threads to fill blocks, to store states, and, with `move`'s
   * help, in the visited set. False: the budget does not allow it.
   */
  async makeRoom(threads: number, move: Move): Promise<boolean> {
    this.control[ROOM_WANTED] = 0;
    return this.#growFrontier(threads) && this.#growArena(threads) && (await this.#growVisited(move));
  }

  #growFrontier(threads: number): boolean {
    const perSegment = blocksPerSegment(this.#words);
    const bytes = 4 * blockWords(this.#words) * perSegment;
    const { next } = this.walk;
    const taken = this.control[TAKEN] as number;
    if (next.segments.length * perSegment >= taken + 2 * threads) return true;
    const wanted = Math.max(Math.ceil((taken + 2 * threads) / perSegment), Math.ceil(next.segments.length * 1.5));
    const more: SharedMemory[] = [];
    while (next.segments.length + more.length < wanted) {
      if (!this.#budget.take(bytes)) {
        if (more.length > 0) break;
        return false;
      }
      more.push(frontierSegment(this.#words));
    }
    const grown: FrontierMemory = { words: this.#words, segments: [...next.segments, ...more] };
    this.#replace({ next: grown });
    return true;
  }

  #growArena(threads: number): boolean {
    const { arena } = this.walk;
    if (arena === null) return true;
    const perSegment = 2 ** arena.segmentBits;
    const bytes = 4 * this.#words * perSegment;
    const used = new Int32Array(arena.next)[0] as number;
    // For each thread: a run and some more, so that it does not come back at once.
    const room = Math.max(2 * thresholds.arenaRun, 4 * thresholds.blockStates);
    if (arena.segments.length * perSegment >= used + threads * room) return true;
    const wanted = Math.max(Math.ceil((used + threads * room) / perSegment), Math.ceil(arena.segments.length * 1.25));
    const more: SharedMemory[] = [];
    while (arena.segments.length + more.length < wanted) {
      if (!this.#budget.take(bytes)) {
        if (more.length > 0) break;
        return false;
      }
      more.push(sharedMemory(bytes));
    }
    this.#replace({ arena: { ...arena, segments: [...arena.segments, ...more] } });
    return true;
  }

  async #growVisited(move: Move): Promise<boolean> {
    const { visited } = this.walk;
    if (this.states < (this.control[LIMIT] as number) && this.control[FULL] === 0) return true;
    this.control[FULL] = 0;
    const bits = visited.bits + (visited.bits < 22 ? 2 : 1);
    const numbered = visited.numbers !== null;
    if (bits > LAST_BITS || !this.#budget.take(slotMemoryBytes(bits, numbered))) return false;
    const larger = slotMemory(bits, visited.numbers, visited.levelBits);
    this.control[LIMIT] = Math.min(LOAD * 2 ** bits, MOST_STATES);
    this.#replace({ visited: larger });
    // Segment by segment, each forgotten as soon as it is moved, so that old and new are never both there whole.
    const left: (SharedMemory | null)[] = [...visited.segments];
    for (const [at, [first, end]] of segmentRanges(visited).entries()) {
      const only = left.map((segment, index) => (index === at ? segment : null));
      await move({ ...visited, segments: only }, larger, first, end);
      left[at] = null;
    }
    this.#budget.release(slotMemoryBytes(visited.bits, numbered));
    return true;
  }

  #replace(changed: Partial<SharedWalk>): void {
    this.walk = { ...this.walk, ...changed, generation: this.walk.generation + 1 };
  }
}
