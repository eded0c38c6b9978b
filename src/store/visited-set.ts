/**
 * The visited set: open addressing with linear probing in shared memory, inserted into by many threads without locks
 * (after Laarman, van de Pol and Weber, *Boosting Multi-Core Reachability Performance with Shared Hash Tables*, 2010).
 *
 *     slot:  | tag: low half of the fingerprint, never 0 | body | origin |
 *
 * A thread claims an empty slot by compare-and-swap on its tag, then writes origin, then publishes body; who meets the
 * tag waits for the body. In the compact set the body is the fingerprint's other half, so states are equal when their 64
 * bits are; in the exact set it is 1 + the index of the whole state in an arena, and states are compared.
 *
 * origin = level mod 256 << 24 | key of the parent. Among the parents of a state at its own level the one with the least
 * key is kept, whichever thread comes first, so a counterexample read off the origins is the same for any number of workers.
 * The key is the first 24 bits of the parent's place in the table, from which it is found again.
 */
import { type Arena, stateEquals, storeState } from "./arena.ts";

/** 32-bit words of a slot, and of one that also keeps a number per state. */
const PLAIN_WORDS = 3;
const NUMBERED_WORDS = 4;
/** Slots of one shared buffer, 48 MiB: so much is given back to the system at once when it is dropped. */
const SEGMENT_BITS = 22;
const SEGMENT_MASK = 2 ** SEGMENT_BITS - 1;
/** A set with longer runs than this has no room left. */
const PROBE_LIMIT = 2 ** 13;
export const KEY_BITS = 24;
const KEY_MASK = 2 ** KEY_BITS - 1;

/** Seen at an earlier level. */
export const OLD = 0;
/** Not seen before. */
export const ADDED = 1;
/** Seen before, but only at this level. */
export const SAME_LEVEL = 2;
/** Not added: the set must grow first. */
export const NO_ROOM = 3;

/** What threads share: 2^bits slots. A segment is null once its entries were moved elsewhere. */
export interface SlotMemory {
  readonly bits: number;
  /** Whether every state gets a number: 0, 1, ... in the order of arrival. One Int32: the next one. Null: no numbers. */
  readonly numbers: SharedArrayBuffer | null;
  readonly segments: readonly (SharedArrayBuffer | null)[];
}

export function slotMemory(bits: number, numbers: SharedArrayBuffer | null = null): SlotMemory {
  const segmentBits = Math.min(bits, SEGMENT_BITS);
  const segments = Array.from(
    { length: 2 ** (bits - segmentBits) },
    () => new SharedArrayBuffer(2 ** segmentBits * slotWords(numbers) * 4),
  );
  return { bits, numbers, segments };
}

/** The slots of a memory's segments, as (first, end) pairs. */
export function segmentRanges(memory: SlotMemory): (readonly [first: number, end: number])[] {
  const size = 2 ** Math.min(memory.bits, SEGMENT_BITS);
  return memory.segments.map((_, at) => [at * size, (at + 1) * size] as const);
}

export function slotMemoryBytes(bits: number, numbered: boolean): number {
  return 2 ** bits * (numbered ? NUMBERED_WORDS : PLAIN_WORDS) * 4;
}

function slotWords(numbers: SharedArrayBuffer | null): number {
  return numbers === null ? PLAIN_WORDS : NUMBERED_WORDS;
}

/** A found slot, see `VisitedSet.withKey`. */
export interface Entry {
  readonly low: number;
  readonly body: number;
  readonly origin: number;
}

export class VisitedSet {
  readonly memory: SlotMemory;
  readonly #segments: readonly Int32Array[];
  readonly #shift: number;
  readonly #mask: number;
  readonly #arena: Arena | null;
  readonly #slotWords: number;
  readonly #numbers: Int32Array | null;
  /** The number of the state that was last added or found, in a set that numbers them. */
  number = -1;

  /** Over memory shared with other threads; with an arena the set is exact. */
  constructor(memory: SlotMemory, arena: Arena | null) {
    this.memory = memory;
    this.#segments = memory.segments.map((segment) => (segment === null ? new Int32Array(0) : new Int32Array(segment)));
    this.#shift = 32 - memory.bits;
    this.#mask = 2 ** memory.bits - 1;
    this.#arena = arena;
    this.#slotWords = slotWords(memory.numbers);
    this.#numbers = memory.numbers === null ? null : new Int32Array(memory.numbers);
  }

  /**
   * Loads the home slots of `count` states, `stride` words apart in `batch`, their tags at word `tagAt`: brings them into
   * the cache. The answer means nothing.
   */
  touch(batch: Int32Array, tagAt: number, stride: number, count: number): number {
    let sum = 0;
    for (let state = 0, at = tagAt; state < count; state++, at += stride) {
      const tag = batch[at] as number;
      const home = spread(tag === 0 ? 1 : tag) >>> this.#shift;
      sum ^= (this.#segments[home >>> SEGMENT_BITS] as Int32Array)[(home & SEGMENT_MASK) * this.#slotWords] as number;
    }
    return sum;
  }

  /** Adds the state at `offset` of `states`. Answers ADDED, SAME_LEVEL, OLD or NO_ROOM. */
  add(states: Int32Array, offset: number, low: number, high: number, origin: number): number {
    const tag = low === 0 ? 1 : low;
    const other = high === 0 ? 1 : high;
    const mask = this.#mask;
    const arena = this.#arena;
    let at = spread(tag) >>> this.#shift;
    for (let probes = 0; probes < PROBE_LIMIT; probes++) {
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const slot = (at & SEGMENT_MASK) * this.#slotWords;
      let found = slots[slot] as number;
      if (found === 0) {
        if (arena !== null && !arena.hasRoom()) return NO_ROOM;
        found = Atomics.compareExchange(slots, slot, 0, tag);
        if (found === 0) {
          slots[slot + 2] = origin;
          if (this.#numbers !== null) slots[slot + 3] = this.number = Atomics.add(this.#numbers, 0, 1);
          Atomics.store(slots, slot + 1, arena === null ? other : 1 + storeState(arena, states, offset));
          return ADDED;
        }
      }
      if (found === tag) {
        let body = Atomics.load(slots, slot + 1);
        while (body === 0) body = Atomics.load(slots, slot + 1);
        if (arena === null ? body === other : stateEquals(arena, body - 1, states, offset)) {
          if (this.#numbers !== null) this.number = slots[slot + 3] as number;
          return this.#keepLeast(slots, slot + 2, origin);
        }
      }
      at = (at + 1) & mask;
    }
    return NO_ROOM;
  }

  /** Moves the entries of slots from .. to - 1 to a larger set. Threads may share this work by ranges. */
  moveInto(target: VisitedSet, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const slot = (at & SEGMENT_MASK) * this.#slotWords;
      const tag = slots[slot] as number;
      if (tag !== 0) target.#place(slots, slot);
    }
  }

  /** The entries whose key (see `keyOf`) and level mod 256 are these: a state's possible parents. */
  withKey(key: number, level: number): Entry[] {
    const { bits } = this.memory;
    const entries: Entry[] = [];
    const homes = bits > KEY_BITS ? 2 ** (bits - KEY_BITS) : 1;
    const first = bits > KEY_BITS ? key * homes : key >>> (KEY_BITS - bits);
    for (let step = 0; step <= this.#mask; step++) {
      const at = (first + step) & this.#mask;
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const slot = (at & SEGMENT_MASK) * this.#slotWords;
      const low = slots[slot] as number;
      if (low === 0) {
        if (step >= homes - 1) break;
        continue;
      }
      const origin = slots[slot + 2] as number;
      if (keyOf(low) === key && origin >>> KEY_BITS === (level & 255))
        entries.push({ low, body: slots[slot + 1] as number, origin });
    }
    return entries;
  }

  /** Whether the state at `offset` of `states` is there; no thread may be adding any. */
  has(states: Int32Array, offset: number, low: number, high: number): boolean {
    const tag = low === 0 ? 1 : low;
    const other = high === 0 ? 1 : high;
    let at = spread(tag) >>> this.#shift;
    for (let probes = 0; probes < PROBE_LIMIT; probes++) {
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const slot = (at & SEGMENT_MASK) * this.#slotWords;
      const found = slots[slot] as number;
      if (found === 0) return false;
      const body = slots[slot + 1] as number;
      if (
        found === tag &&
        (this.#arena === null ? body === other : stateEquals(this.#arena, body - 1, states, offset))
      ) {
        if (this.#numbers !== null) this.number = slots[slot + 3] as number;
        return true;
      }
      at = (at + 1) & this.#mask;
    }
    return false;
  }

  /** The entry of a state, or null. */
  find(work: Int32Array, low: number, high: number): Entry | null {
    const tag = low === 0 ? 1 : low;
    const other = high === 0 ? 1 : high;
    let at = spread(tag) >>> this.#shift;
    for (let probes = 0; probes < PROBE_LIMIT; probes++) {
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const slot = (at & SEGMENT_MASK) * this.#slotWords;
      const found = slots[slot] as number;
      if (found === 0) return null;
      const body = slots[slot + 1] as number;
      const equal = this.#arena === null ? body === other : stateEquals(this.#arena, body - 1, work, 0);
      if (found === tag && equal) return { low: tag, body, origin: slots[slot + 2] as number };
      at = (at + 1) & this.#mask;
    }
    return null;
  }

  #keepLeast(slots: Int32Array, at: number, origin: number): number {
    let old = slots[at] as number;
    if (old >>> KEY_BITS !== origin >>> KEY_BITS) return OLD;
    while (old >>> 0 > origin >>> 0) {
      const seen = Atomics.compareExchange(slots, at, old, origin);
      if (seen === old) break;
      old = seen;
    }
    return SAME_LEVEL;
  }

  /** Copies a slot of another set. */
  #place(from: Int32Array, slot: number): void {
    const tag = from[slot] as number;
    let at = spread(tag) >>> this.#shift;
    for (;;) {
      const slots = this.#segments[at >>> SEGMENT_BITS] as Int32Array;
      const to = (at & SEGMENT_MASK) * this.#slotWords;
      if (slots[to] === 0 && Atomics.compareExchange(slots, to, 0, tag) === 0) {
        for (let word = 1; word < this.#slotWords; word++) slots[to + word] = from[slot + word] as number;
        return;
      }
      at = (at + 1) & this.#mask;
    }
  }
}

/** The origin of a state first reached at `level` from a parent with this fingerprint half. */
export function originOf(level: number, parentLow: number): number {
  return ((level & 255) << KEY_BITS) | keyOf(parentLow === 0 ? 1 : parentLow);
}

/** The key of an origin's parent. */
export function parentKey(origin: number): number {
  return origin & KEY_MASK;
}

function keyOf(tag: number): number {
  return spread(tag) >>> (32 - KEY_BITS);
}

/** A bijection that takes the structure of linear fingerprints away, so that runs of slots stay short. */
function spread(tag: number): number {
  const mixed = Math.imul(tag ^ (tag >>> 16), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
}

/**
 * The probability that a compact set of `states` states took two different ones for the same: the birthday bound over 64
 * random bits. Zero for an exact set.
 */
export function collisionProbability(states: number, exact: boolean): number {
  return exact ? 0 : -Math.expm1((-states * (states - 1)) / 2 / 2 ** 64);
}
