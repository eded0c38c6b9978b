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
 * origin = level | key of the parent: as many bits as levels need (`levelBits`), and the others. Among the parents of a state at its own level the one with the least
 * key is kept, whichever thread comes first, so a counterexample read off the origins is the same for any number of workers.
 * The key is the first bits of the parent's place in the table, from which it is found again. When levels outgrow their bits,
 * all origins are written anew (`widenLevels`): a level is never taken for another. Levels are as many as they have states
 * on average few, so the shorter key names about as few parents as before.
 */

import { synodError } from "../errors/errors.ts";
import { mixedTag } from "../program/mixing.ts";
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { thresholds } from "../thresholds.ts";
import { type Arena, type ArenaMemory, readState, stateEquals, storeState } from "./arena.ts";
import type { Ancestry, KnownState } from "./members.ts";

/** 32-bit words of a slot, and of one that also keeps a number per state. */
const PLAIN_WORDS = 3;
const NUMBERED_WORDS = 4;
/** Entries that `packed` hands out at a time. */
const PACKED_ENTRIES = 2 ** 15;
/** A key has one bit at least. */
const MOST_LEVEL_BITS = 31;

/** Seen at an earlier level. */
export const OLD = 0;
/** Not seen before. */
export const ADDED = 1;
/** Seen before, but only at this level. */
export const SAME_LEVEL = 2;
/** Not added: the arena must grow first. */
export const NO_ROOM = 3;
/** Not added: the set must grow first, since it has too long a run of taken slots. */
export const CROWDED = 4;

/** What threads share: 2^bits slots. A segment is null once its entries were moved elsewhere. */
export interface SharedSlots {
  readonly bits: number;
  /** Bits of an origin that hold the level: it is below 2^levelBits. */
  readonly levelBits: number;
  /** Whether every state gets a number: 0, 1, ... in the order of arrival. One Int32: the next one. Null: no numbers. */
  readonly numbers: SharedMemory | null;
  readonly segments: readonly (SharedMemory | null)[];
}

export function slotMemory(
  bits: number,
  numbers: SharedMemory | null = null,
  levelBits: number = thresholds.levelBits,
): SharedSlots {
  const segmentBits = Math.min(bits, thresholds.segmentBits);
  const segments = Array.from({ length: 2 ** (bits - segmentBits) }, () =>
    sharedMemory(2 ** segmentBits * slotWords(numbers) * 4),
  );
  return { bits, levelBits, numbers, segments };
}

/** The slots of a memory's segments, as (first, end) pairs. */
export function segmentRanges(memory: SharedSlots): (readonly [first: number, end: number])[] {
  const size = 2 ** Math.min(memory.bits, thresholds.segmentBits);
  return memory.segments.map((_, at) => [at * size, (at + 1) * size] as const);
}

export function slotMemoryBytes(bits: number, numbered: boolean): number {
  return 2 ** bits * (numbered ? NUMBERED_WORDS : PLAIN_WORDS) * 4;
}

function slotWords(numbers: SharedMemory | null): number {
  return numbers === null ? PLAIN_WORDS : NUMBERED_WORDS;
}

export class VisitedSet implements Ancestry {
  readonly memory: SharedSlots;
  readonly #segments: readonly Int32Array[];
  readonly #shift: number;
  readonly #mask: number;
  /** Slots of one shared buffer, 48 MiB: so much is given back to the system at once when it is dropped. */
  readonly #segmentBits = thresholds.segmentBits;
  readonly #segmentMask = 2 ** thresholds.segmentBits - 1;
  /** A set with longer runs of taken slots than this has no room left. */
  readonly #probes = thresholds.probes;
  /** How far to the left the level is in an origin. */
  readonly #keyBits: number;
  readonly #arena: Arena | null;
  readonly #slotWords: number;
  readonly #numbers: Int32Array | null;
  /** The number of the state that was last added or found, in a set that numbers them. */
  number = -1;

  /** Over memory shared with other threads; with an arena the set is exact. */
  constructor(memory: SharedSlots, arena: Arena | null) {
    this.memory = memory;
    this.#segments = memory.segments.map((segment) => (segment === null ? new Int32Array(0) : new Int32Array(segment)));
    this.#shift = 32 - memory.bits;
    this.#mask = 2 ** memory.bits - 1;
    this.#keyBits = 32 - memory.levelBits;
    this.#arena = arena;
    this.#slotWords = slotWords(memory.numbers);
    this.#numbers = memory.numbers === null ? null : new Int32Array(memory.numbers);
  }

  /** What an exact set compares with; null: it is compact. */
  get arena(): ArenaMemory | null {
    return this.#arena?.memory ?? null;
  }

  /**
   * Loads the home slots of `count` states, `stride` words apart in `batch`, their tags at word `tagAt`: brings them into
   * the cache. The answer means nothing.
   */
  touch(batch: Int32Array, tagAt: number, stride: number, count: number): number {
    let sum = 0;
    for (let state = 0, at = tagAt; state < count; state++, at += stride) {
      const tag = batch[at] as number;
      const home = mixedTag(tag === 0 ? 1 : tag) >>> this.#shift;
      sum ^= (this.#segments[home >>> this.#segmentBits] as Int32Array)[
        (home & this.#segmentMask) * this.#slotWords
      ] as number;
    }
    return sum;
  }

  /** Adds the state at `offset` of `states`. Answers ADDED, SAME_LEVEL, OLD, NO_ROOM or CROWDED. */
  add(states: Int32Array, offset: number, low: number, high: number, origin: number): number {
    const tag = low === 0 ? 1 : low;
    const other = high === 0 ? 1 : high;
    const mask = this.#mask;
    const arena = this.#arena;
    let at = mixedTag(tag) >>> this.#shift;
    for (let probes = 0; probes < this.#probes; probes++) {
      const slots = this.#segments[at >>> this.#segmentBits] as Int32Array;
      const slot = (at & this.#segmentMask) * this.#slotWords;
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
    return CROWDED;
  }

  /** Moves the entries of slots from .. to - 1 to a larger set. Threads may share this work by ranges. */
  moveInto(target: VisitedSet, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const slots = this.#segments[at >>> this.#segmentBits] as Int32Array;
      const slot = (at & this.#segmentMask) * this.#slotWords;
      const tag = slots[slot] as number;
      if (tag !== 0) target.#place(slots, slot);
    }
  }

  /** Calls `each` with all entries; states have the number -1 where they have none. */
  each(each: (low: number, body: number, origin: number, number: number) => void): void {
    const number = (slots: Int32Array, slot: number) => (this.#numbers === null ? -1 : (slots[slot + 3] as number));
    for (const slots of this.#segments)
      for (let slot = 0; slot < slots.length; slot += this.#slotWords)
        if (slots[slot] !== 0)
          each(slots[slot] as number, slots[slot + 1] as number, slots[slot + 2] as number, number(slots, slot));
  }

  /** Integers of an entry as `packed` has it. */
  get packedStride(): number {
    return this.#slotWords + (this.#arena?.words ?? 0);
  }

  /** All entries, many at a time: slots, each with its whole state behind it where whole states are kept. */
  *packed(): Iterable<Int32Array> {
    const stride = this.packedStride;
    const entries = new Int32Array(stride * PACKED_ENTRIES);
    let end = 0;
    for (const slots of this.#segments) {
      for (let slot = 0; slot < slots.length; slot += this.#slotWords) {
        if (slots[slot] === 0) continue;
        for (let word = 0; word < this.#slotWords; word++) entries[end + word] = slots[slot + word] as number;
        if (this.#arena !== null)
          readState(this.#arena, (slots[slot + 1] as number) - 1, entries, end + this.#slotWords);
        end += stride;
        if (end < entries.length) continue;
        yield entries;
        end = 0;
      }
    }
    yield entries.subarray(0, end);
  }

  /** Puts packed entries of another such set in, which are not there yet and for which there is room. */
  putPacked(entries: Int32Array): void {
    const arena = this.#arena;
    for (let at = 0; at < entries.length; at += this.packedStride) {
      if (arena !== null) {
        if (!arena.hasRoom())
          throw synodError("internal", { problem: "an arena has no room for the states it was made for" });
        entries[at + 1] = 1 + storeState(arena, entries, at + this.#slotWords);
      }
      this.#place(entries, at);
    }
  }

  /** Puts an entry of another compact set in, which is not there yet. */
  put(low: number, body: number, origin: number, number: number): void {
    this.#place(Int32Array.of(low, body, origin, number), 0);
  }

  /** As `originOf`, in this set. */
  originOf(level: number, parentLow: number): number {
    return originOf(level, parentLow, this.memory.levelBits);
  }

  /** As `parentKey`, in this set. */
  parentKey(origin: number): number {
    return parentKey(origin, this.memory.levelBits);
  }

  /** The entries whose key and level are these: a state's possible parents. */
  withKey(key: number, level: number): KnownState[] {
    const { bits, levelBits } = this.memory;
    const keyBits = this.#keyBits;
    const entries: KnownState[] = [];
    const homes = bits > keyBits ? 2 ** (bits - keyBits) : 1;
    const first = bits > keyBits ? key * homes : key >>> (keyBits - bits);
    for (let step = 0; step <= this.#mask; step++) {
      const at = (first + step) & this.#mask;
      const slots = this.#segments[at >>> this.#segmentBits] as Int32Array;
      const slot = (at & this.#segmentMask) * this.#slotWords;
      const low = slots[slot] as number;
      if (low === 0) {
        if (step >= homes - 1) break;
        continue;
      }
      const origin = slots[slot + 2] as number;
      if (keyOf(low, levelBits) === key && origin >>> keyBits === level)
        entries.push({ low, body: slots[slot + 1] as number, origin });
    }
    return entries;
  }

  /** Whether the state at `offset` of `states` is there. */
  has(states: Int32Array, offset: number, low: number, high: number): boolean {
    const at = this.#placeOf(states, offset, low, high);
    if (at < 0) return false;
    if (this.#numbers !== null) this.number = this.#segmentOf(at)[this.#slotOf(at) + 3] as number;
    return true;
  }

  /** The entry of a state, or null. */
  find(work: Int32Array, low: number, high: number): KnownState | null {
    const at = this.#placeOf(work, 0, low, high);
    if (at < 0) return null;
    const [slots, slot] = [this.#segmentOf(at), this.#slotOf(at)];
    return { low: slots[slot] as number, body: slots[slot + 1] as number, origin: slots[slot + 2] as number };
  }

  /** The place of a state in the table, or -1: wherever it is, be it behind more than `add` looks at. */
  #placeOf(states: Int32Array, offset: number, low: number, high: number): number {
    const tag = low === 0 ? 1 : low;
    const other = high === 0 ? 1 : high;
    let at = mixedTag(tag) >>> this.#shift;
    for (let probes = 0; probes <= this.#mask; probes++) {
      const slots = this.#segmentOf(at);
      const slot = this.#slotOf(at);
      const found = slots[slot] as number;
      if (found === 0) return -1;
      if (found === tag) {
        let body = Atomics.load(slots, slot + 1);
        while (body === 0) body = Atomics.load(slots, slot + 1);
        if (this.#arena === null ? body === other : stateEquals(this.#arena, body - 1, states, offset)) return at >>> 0;
      }
      at = (at + 1) & this.#mask;
    }
    return -1;
  }

  #segmentOf(at: number): Int32Array {
    return this.#segments[at >>> this.#segmentBits] as Int32Array;
  }

  #slotOf(at: number): number {
    return (at & this.#segmentMask) * this.#slotWords;
  }

  #keepLeast(slots: Int32Array, at: number, origin: number): number {
    let old = slots[at] as number;
    const keyBits = this.#keyBits;
    if (old >>> keyBits !== origin >>> keyBits) return OLD;
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
    let at = mixedTag(tag) >>> this.#shift;
    for (;;) {
      const slots = this.#segments[at >>> this.#segmentBits] as Int32Array;
      const to = (at & this.#segmentMask) * this.#slotWords;
      if (slots[to] === 0 && Atomics.compareExchange(slots, to, 0, tag) === 0) {
        for (let word = 1; word < this.#slotWords; word++) slots[to + word] = from[slot + word] as number;
        return;
      }
      at = (at + 1) & this.#mask;
    }
  }
}

/** The origin of a state first reached at `level` from a parent with this fingerprint half. */
export function originOf(level: number, parentLow: number, levelBits: number = thresholds.levelBits): number {
  return (level << (32 - levelBits)) | keyOf(parentLow === 0 ? 1 : parentLow, levelBits);
}

/** The key of an origin's parent. */
export function parentKey(origin: number, levelBits: number = thresholds.levelBits): number {
  return origin & (2 ** (32 - levelBits) - 1);
}

/** The key by which origins name a state with this tag. */
export function keyOf(tag: number, levelBits: number): number {
  return mixedTag(tag) >>> levelBits;
}

/**
 * The same slots, with origins for levels up to `level`. To be called while nobody adds to them; answers the memory as it is
 * where they have room for it.
 */
export function widenLevels(memory: SharedSlots, level: number): SharedSlots {
  if (level < 2 ** memory.levelBits) return memory;
  if (level >= 2 ** MOST_LEVEL_BITS) throw new RangeError(`level ${level} is too deep for an origin`);
  let { levelBits } = memory;
  while (level >= 2 ** levelBits) levelBits = Math.min(levelBits + thresholds.levelBitsMore, MOST_LEVEL_BITS);
  const [oldKey, newKey] = [32 - memory.levelBits, 32 - levelBits];
  const words = slotWords(memory.numbers);
  for (const segment of memory.segments) {
    if (segment === null) continue;
    const slots = new Int32Array(segment);
    for (let slot = 0; slot < slots.length; slot += words) {
      const origin = slots[slot + 2] as number;
      const key = (origin & (2 ** oldKey - 1)) >>> (oldKey - newKey);
      slots[slot + 2] = ((origin >>> oldKey) << newKey) | key;
    }
  }
  return { ...memory, levelBits };
}

/**
 * The probability that a compact set of `states` states took two different ones for the same: the birthday bound over 64
 * random bits. Zero for an exact set.
 */
export function collisionProbability(states: number, exact: boolean): number {
  return exact ? 0 : -Math.expm1((-states * (states - 1)) / 2 / 2 ** 64);
}
