/**
 * The states of a kernel's search (src/kernel/insert.ts), read by whoever asks which there are: keys with origins in lines,
 * each from its home on before the first free slot.
 */

import { mixedTag } from "../program/mixing.ts";
import type { SharedMemory } from "../shared-memory.ts";
import type { Ancestry, KnownState } from "./members.ts";
import { keyOf, parentKey } from "./visited-set.ts";

/** States that `packed` hands out at a time. */
const PACKED_ENTRIES = 2 ** 15;
/** Words of a line. */
const LINE_WORDS = 16;

/** Plain data. */
export interface SharedLines {
  readonly buffer: SharedMemory;
  /** Where the lines begin, in bytes. */
  readonly at: number;
  /** Lines that are homes, and those behind the last. */
  readonly count: number;
  readonly reach: number;
  /** Slots of a line: 5, or 4 with numbers. */
  readonly slots: number;
  /** Bits of an origin that hold the level. */
  readonly levelBits: number;
}

export class Lines implements Ancestry {
  /** The number of the state that was found last, where states are numbered. */
  number = -1;
  readonly #lines: SharedLines;
  readonly #ints: Int32Array;

  constructor(lines: SharedLines) {
    this.#lines = lines;
    this.#ints = new Int32Array(lines.buffer, lines.at, LINE_WORDS * (lines.count + lines.reach));
  }

  has(_states: Int32Array, _offset: number, low: number, high: number): boolean {
    const slot = this.#slotOf(low, high);
    if (slot < 0) return false;
    this.number = this.#numberAt(slot);
    return true;
  }

  find(_work: Int32Array, low: number, high: number): KnownState | null {
    const slot = this.#slotOf(low, high);
    return slot < 0 ? null : this.#at(slot);
  }

  withKey(key: number, level: number): KnownState[] {
    const { count, reach, slots, levelBits } = this.#lines;
    // All that have this key stand together, from the home of the first that could on.
    const last = lineOf((((key + 1) << levelBits) - 1) >>> 0, count);
    const found: KnownState[] = [];
    for (let line = lineOf((key << levelBits) >>> 0, count); line < count + reach; line++) {
      let isFull = true;
      for (let slot = line * slots; slot < (line + 1) * slots; slot++) {
        const state = this.#at(slot);
        if (state.low === 0) isFull = false;
        else if (keyOf(state.low, levelBits) === key && state.origin >>> (32 - levelBits) === level) found.push(state);
      }
      if (line >= last && !isFull) break;
    }
    return found;
  }

  parentKey(origin: number): number {
    return parentKey(origin, this.#lines.levelBits);
  }

  /** Calls `each` with all that there are. */
  each(each: (state: KnownState, number: number) => void): void {
    const { count, reach, slots } = this.#lines;
    for (let slot = 0; slot < (count + reach) * slots; slot++) {
      const state = this.#at(slot);
      if (state.low !== 0) each(state, this.#numberAt(slot));
    }
  }

  /** All that there are, many at a time, as the slots of a visited set: low, body, origin, and the number, if states have any. */
  *packed(): Iterable<Int32Array> {
    const { count, reach, slots } = this.#lines;
    const stride = this.#areNumbered ? 4 : 3;
    const entries = new Int32Array(stride * PACKED_ENTRIES);
    let end = 0;
    for (let line = 0; line < LINE_WORDS * (count + reach); line += LINE_WORDS) {
      for (let slot = 0; slot < slots; slot++) {
        const low = this.#ints[line + 2 * slot] as number;
        if (low === 0) continue;
        entries[end] = low;
        entries[end + 1] = this.#ints[line + 2 * slot + 1] as number;
        entries[end + 2] = this.#ints[line + 2 * slots + slot] as number;
        if (stride === 4) entries[end + 3] = this.#ints[line + 3 * slots + slot] as number;
        end += stride;
        if (end < entries.length) continue;
        yield entries;
        end = 0;
      }
    }
    yield entries.subarray(0, end);
  }

  /** Puts a state, which is not there yet, where it is looked for; with a number, if states have any. */
  put({ low, body, origin }: KnownState, number: number): void {
    const { count, slots } = this.#lines;
    for (let slot = slots * lineOf(mixedTag(low) >>> 0, count); ; slot++) {
      const line = this.#wordOf(slot);
      const within = slot % slots;
      if (this.#ints[line + 2 * within] !== 0) continue;
      this.#ints[line + 2 * within] = low;
      this.#ints[line + 2 * within + 1] = body;
      // An origin of 0 is one that is not written yet.
      this.#ints[line + 2 * slots + within] = origin === 0 ? 1 : origin;
      if (this.#areNumbered) this.#ints[line + 3 * slots + within] = number;
      return;
    }
  }

  /** Slots are numbered through all lines; -1: it is not there. */
  #slotOf(low: number, high: number): number {
    const { count, reach, slots } = this.#lines;
    const [tag, body] = [low === 0 ? 1 : low, high === 0 ? 1 : high];
    const home = lineOf(mixedTag(tag) >>> 0, count);
    for (let slot = home * slots; slot < (home + reach) * slots; slot++) {
      const key = this.#wordOf(slot) + 2 * (slot % slots);
      const found = this.#ints[key];
      if (found === 0) return -1;
      if (found === tag && this.#ints[key + 1] === body) return slot;
    }
    return -1;
  }

  #at(slot: number): KnownState {
    const { slots } = this.#lines;
    const line = this.#wordOf(slot);
    const within = slot % slots;
    return {
      low: this.#ints[line + 2 * within] as number,
      body: this.#ints[line + 2 * within + 1] as number,
      origin: this.#ints[line + 2 * slots + within] as number,
    };
  }

  /** -1: it has none. */
  #numberAt(slot: number): number {
    const { slots } = this.#lines;
    return this.#areNumbered ? (this.#ints[this.#wordOf(slot) + 3 * slots + (slot % slots)] as number) : -1;
  }

  get #areNumbered(): boolean {
    return this.#lines.slots < 5;
  }

  #wordOf(slot: number): number {
    return LINE_WORDS * Math.floor(slot / this.#lines.slots);
  }
}

/** One of `count` lines, in the order of `mixed`, which is not negative: floor(mixed * count / 2^32), in parts that are exact. */
export function lineOf(mixed: number, count: number): number {
  const low = Math.floor(((mixed & 0xffff) * count) / 2 ** 16);
  return Math.floor((Math.floor(mixed / 2 ** 16) * count + low) / 2 ** 16);
}
