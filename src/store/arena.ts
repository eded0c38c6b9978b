/**
 * Whole states, one behind the other, in shared segments. Threads take runs of indices by an atomic counter and fill
 * them on their own.
 */
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { thresholds } from "../thresholds.ts";

export interface ArenaMemory {
  /** Tells arenas apart: a thread that gets the same one again, grown, keeps the indices that it has taken. */
  readonly id: number;
  readonly words: number;
  /** States per segment, a power of two. */
  readonly segmentBits: number;
  readonly segments: readonly SharedMemory[];
  /** One Int32: the next index that nobody has taken. */
  readonly next: SharedMemory;
}

let arenas = 0;

/** An arena without room for any state. */
export function arenaMemory(words: number): ArenaMemory {
  const segmentBits = Math.floor(Math.log2(thresholds.arenaSegmentBytes / (4 * words)));
  return {
    id: arenas++,
    words,
    segmentBits: Math.max(0, segmentBits),
    segments: [],
    next: sharedMemory(4),
  };
}

/** An arena as one thread sees it. */
export class Arena {
  readonly memory: ArenaMemory;
  readonly words: number;
  readonly #segments: readonly Int32Array[];
  readonly #segmentBits: number;
  readonly #segmentMask: number;
  readonly #next: Int32Array;
  readonly #capacity: number;
  /** Indices taken at a time: the next one, and the end. */
  readonly #run = thresholds.arenaRun;
  #at = 0;
  #end = 0;

  /** `before`: what this thread had attached before; of the same arena it uses up what it has taken there. */
  constructor(memory: ArenaMemory, before: Arena | null = null) {
    this.memory = memory;
    this.words = memory.words;
    this.#segments = memory.segments.map((segment) => new Int32Array(segment));
    this.#segmentBits = memory.segmentBits;
    this.#segmentMask = 2 ** memory.segmentBits - 1;
    this.#next = new Int32Array(memory.next);
    this.#capacity = memory.segments.length * 2 ** memory.segmentBits;
    if (before?.memory.id === memory.id) {
      this.#at = before.#at;
      this.#end = before.#end;
    }
  }

  /** Whether one more state can be stored by this thread. */
  hasRoom(): boolean {
    if (this.#at < this.#end) return true;
    const start = Atomics.add(this.#next, 0, this.#run);
    if (start + this.#run > this.#capacity) {
      Atomics.sub(this.#next, 0, this.#run);
      return false;
    }
    this.#at = start;
    this.#end = start + this.#run;
    return true;
  }

  /** Takes an index; only after `hasRoom`. */
  take(): number {
    return this.#at++;
  }

  segment(index: number): Int32Array {
    return this.#segments[index >>> this.#segmentBits] as Int32Array;
  }

  offset(index: number): number {
    return (index & this.#segmentMask) * this.words;
  }
}

/** Stores the state at `from` of `states`; answers its index. */
export function storeState(arena: Arena, states: Int32Array, from: number): number {
  const index = arena.take();
  const segment = arena.segment(index);
  const offset = arena.offset(index);
  for (let word = 0; word < arena.words; word++) segment[offset + word] = states[from + word] as number;
  return index;
}

/** Writes the state at `index` to `at` of `to`. */
export function readState(arena: Arena, index: number, to: Int32Array, at: number): void {
  const segment = arena.segment(index);
  const offset = arena.offset(index);
  for (let word = 0; word < arena.words; word++) to[at + word] = segment[offset + word] as number;
}

/** Whether the state at `index` is the one at `from` of `states`. */
export function stateEquals(arena: Arena, index: number, states: Int32Array, from: number): boolean {
  const segment = arena.segment(index);
  const offset = arena.offset(index);
  for (let word = 0; word < arena.words; word++) if (segment[offset + word] !== states[from + word]) return false;
  return true;
}
