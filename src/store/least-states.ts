/**
 * An even sample of the states that a search has found: those whose fingerprints rank least, by a bijection that mixes
 * them. Which these are depends on the states alone, neither on their order nor on the thread that found them: of the
 * least of several shares, the least are the least of all.
 *
 *     entry:  | words of the state ... | rank | level | number |
 *
 * A state that is not kept costs a mix and a comparison. Room for twice as many as are wanted, at most; when it is used
 * up the larger half is dropped.
 */
export const RANK = 0;
export const LEVEL = 1;
export const NUMBER = 2;
/** Words of an entry behind the state's own. */
export const ENTRY_EXTRA = 3;

const FIRST_ENTRIES = 64;

export class LeastStates {
  readonly stride: number;
  /** A state that ranks higher is not among the least. -1: none is wanted. */
  below: number;
  #limit: number;
  #entries = new Int32Array(0);
  #count = 0;

  constructor(words: number) {
    this.stride = words + ENTRY_EXTRA;
    this.#limit = 0;
    this.below = -1;
  }

  get count(): number {
    return this.#count;
  }

  /** Memory that is held. */
  get bytes(): number {
    return this.#entries.byteLength;
  }

  /** Keeps nothing, and holds no memory any more. */
  forget(): void {
    this.begin(0, -1);
    this.#entries = new Int32Array(0);
  }

  /** Begins anew: the `limit` least that rank no higher than `below`. */
  begin(limit: number, below: number): void {
    this.#limit = limit;
    this.below = limit === 0 ? -1 : below;
    this.#count = 0;
  }

  /** Keeps the state at `at` of `states`; only one that ranks no higher than `below`. */
  add(states: Int32Array, at: number, rank: number, level: number, number: number): void {
    const to = this.#place();
    const entries = this.#entries;
    const words = this.stride - ENTRY_EXTRA;
    for (let word = 0; word < words; word++) entries[to + word] = states[at + word] as number;
    entries[to + words + RANK] = rank;
    entries[to + words + LEVEL] = level;
    entries[to + words + NUMBER] = number;
  }

  /** Adds the entries of another sample. */
  merge(entries: Int32Array): void {
    for (let at = 0; at < entries.length; at += this.stride) {
      const from = at + this.stride - ENTRY_EXTRA;
      const rank = (entries[from + RANK] as number) >>> 0;
      if (rank > this.below) continue;
      this.add(entries, at, rank, entries[from + LEVEL] as number, entries[from + NUMBER] as number);
    }
  }

  /** The entries, a copy, in the order of their ranks. */
  entries(): Int32Array {
    if (this.#count > this.#limit) this.#select();
    const { stride } = this;
    const sorted = new Int32Array(this.#count * stride);
    this.#order().forEach((from, at) => {
      sorted.set(this.#entries.subarray(from * stride, (from + 1) * stride), at * stride);
    });
    return sorted;
  }

  /** Where the next entry goes. */
  #place(): number {
    const { stride } = this;
    if ((this.#count + 1) * stride > this.#entries.length) {
      if (this.#count >= 2 * this.#limit) this.#select();
      // As many may rank alike as like to.
      if ((this.#count + 1) * stride > this.#entries.length) {
        const larger = new Int32Array(stride * Math.max(FIRST_ENTRIES, 2 * this.#count));
        larger.set(this.#entries);
        this.#entries = larger;
      }
    }
    return this.#count++ * stride;
  }

  /** Drops what ranks higher than the last that is wanted. */
  #select(): void {
    const { stride } = this;
    const last = (this.#order()[this.#limit - 1] as number) * stride + stride - ENTRY_EXTRA + RANK;
    this.below = (this.#entries[last] as number) >>> 0;
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      const rank = (this.#entries[at * stride + stride - ENTRY_EXTRA + RANK] as number) >>> 0;
      if (rank > this.below) continue;
      this.#entries.copyWithin(kept * stride, at * stride, (at + 1) * stride);
      kept++;
    }
    this.#count = kept;
  }

  /** Positions of the entries, by rank. Rank and position fit a double, which typed arrays sort fast. */
  #order(): Float64Array {
    const keys = new Float64Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      const rank = (this.#entries[(at + 1) * this.stride - ENTRY_EXTRA + RANK] as number) >>> 0;
      keys[at] = rank * 2 ** 21 + at;
    }
    keys.sort();
    return keys.map((key) => key % 2 ** 21);
  }
}
