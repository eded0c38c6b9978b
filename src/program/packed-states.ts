/**
 * States packed one behind the other, found again by what they are: how a program keeps its initial states, of which there
 * may be millions. Some 4 bytes a word and 12 to 20 a state, nothing for the garbage collector to follow.
 *
 *     chunks:  | state | state | ... 4,096 |  | state | ...       table:  open addressing, 1 + place of a state; 0: empty
 */
import { hashOf } from "./mixing.ts";

const CHUNK_BITS = 12;
const CHUNK_STATES = 2 ** CHUNK_BITS;
const FIRST_STATES = 16;
const FIRST_SLOTS = 64;

export class PackedStates implements Iterable<Int32Array> {
  readonly words: number;
  count = 0;
  readonly #chunks: Int32Array[] = [];
  readonly #origins: Int32Array[] = [];
  #table = new Int32Array(FIRST_SLOTS);

  constructor(words: number) {
    this.words = words;
  }

  /** What they take. */
  get bytes(): number {
    const sum = (arrays: readonly Int32Array[]) => arrays.reduce((bytes, array) => bytes + array.byteLength, 0);
    return sum(this.#chunks) + sum(this.#origins) + this.#table.byteLength;
  }

  /** Adds the state at `offset` unless it is there; `origin`: a number to keep with it. Whether it was new. */
  add(states: Int32Array, offset: number, origin: number): boolean {
    if (this.indexOf(states, offset) >= 0) return false;
    this.append(states, offset, origin);
    return true;
  }

  /** Adds the state at `offset` even if it is there. */
  append(states: Int32Array, offset: number, origin: number): void {
    this.#store(states, offset, origin);
    this.#enter(states, offset, this.count);
    if (2 * this.count > this.#table.length) this.#widen();
  }

  /** Where the state at `offset` is, the first time; -1: nowhere. */
  indexOf(states: Int32Array, offset: number): number {
    return (this.#table[this.#slotOf(states, offset)] as number) - 1;
  }

  /** Copies a state to the start of `target`. */
  read(at: number, target: Int32Array): void {
    const chunk = this.#chunks[at >>> CHUNK_BITS] as Int32Array;
    const from = (at & (CHUNK_STATES - 1)) * this.words;
    for (let word = 0; word < this.words; word++) target[word] = chunk[from + word] as number;
  }

  /** A copy of a state; undefined: there is no such one. */
  at(index: number): Int32Array | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const state = new Int32Array(this.words);
    this.read(index, state);
    return state;
  }

  /** The number that was kept with a state. */
  origin(at: number): number {
    return (this.#origins[at >>> CHUNK_BITS] as Int32Array)[at & (CHUNK_STATES - 1)] as number;
  }

  *[Symbol.iterator](): Iterator<Int32Array> {
    for (let at = 0; at < this.count; at++) yield this.at(at) as Int32Array;
  }

  #store(states: Int32Array, offset: number, origin: number): void {
    const place = this.count & (CHUNK_STATES - 1);
    if (place === 0) this.#open(this.count === 0 ? FIRST_STATES : CHUNK_STATES);
    const last = this.#chunks.length - 1;
    if (place === (this.#origins[last] as Int32Array).length) this.#lengthen(last);
    const chunk = this.#chunks[last] as Int32Array;
    for (let word = 0; word < this.words; word++) chunk[place * this.words + word] = states[offset + word] as number;
    (this.#origins[last] as Int32Array)[place] = origin;
    this.count++;
  }

  #open(states: number): void {
    this.#chunks.push(new Int32Array(states * this.words));
    this.#origins.push(new Int32Array(states));
  }

  /** Only the first chunk is shorter than the others. */
  #lengthen(last: number): void {
    for (const arrays of [this.#chunks, this.#origins]) {
      const longer = new Int32Array(2 * (arrays[last] as Int32Array).length);
      longer.set(arrays[last] as Int32Array);
      arrays[last] = longer;
    }
  }

  #widen(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    const state = new Int32Array(this.words);
    for (let at = 0; at < this.count; at++) {
      this.read(at, state);
      this.#enter(state, 0, at + 1);
    }
  }

  #enter(states: Int32Array, offset: number, number: number): void {
    const slot = this.#slotOf(states, offset);
    if (this.#table[slot] === 0) this.#table[slot] = number;
  }

  /** The slot that holds the state, or the empty one where it belongs. */
  #slotOf(states: Int32Array, offset: number): number {
    const mask = this.#table.length - 1;
    let slot = hashOf(states, offset, this.words, 0) & mask;
    for (;;) {
      const found = this.#table[slot] as number;
      if (found === 0 || this.#isAt(found - 1, states, offset)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(at: number, states: Int32Array, offset: number): boolean {
    const chunk = this.#chunks[at >>> CHUNK_BITS] as Int32Array;
    const from = (at & (CHUNK_STATES - 1)) * this.words;
    for (let word = 0; word < this.words; word++) if (chunk[from + word] !== states[offset + word]) return false;
    return true;
  }
}
