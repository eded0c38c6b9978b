/** What the threads of one breadth-first search share, and the words they coordinate by. All of it survives postMessage. */
import type { SharedMemory } from "../shared-memory.ts";
import type { ArenaMemory } from "../store/arena.ts";
import type { FrontierMemory } from "../store/frontier.ts";
import type { SharedSlots } from "../store/visited-set.ts";

export interface SharedWalk {
  /** The number of the search, which no other of this process has. */
  readonly search: number;
  /** Rises whenever one of the memories below is replaced, so that a thread knows when its views are stale. */
  readonly generation: number;
  readonly visited: SharedSlots;
  /** Null: the compact store. */
  readonly arena: ArenaMemory | null;
  /** The level being expanded. */
  readonly current: FrontierMemory;
  /** The level being filled. */
  readonly next: FrontierMemory;
  /** Int32Array, indexed by the constants below. */
  readonly control: SharedMemory;
}

/** The first block of the current level that nobody has claimed. */
export const CLAIMED = 0;
/** The number of blocks of the current level. */
export const BLOCKS = 1;
/** The number of blocks of the next level that were taken to be filled. */
export const TAKEN = 2;
/** States in the visited set. */
export const STATES = 3;
/** As many states as the visited set may hold before it must grow. */
export const LIMIT = 4;
/** 1: a memory is full; stop claiming, so that it can grow. */
export const ROOM_WANTED = 5;
/** Not 0: give up, for the reason that src/halt.ts names. */
export const STOP = 6;
/** No more states than these are looked for. */
export const MOST = 7;
/** 1: a state found no place in the visited set although it holds fewer than `LIMIT`: it must grow. */
export const FULL = 8;
export const CONTROL_WORDS = 16;
