/**
 * How many different states were met, by their 64-bit fingerprints: a table with open addressing, doubled as it fills, up to
 * a size from which on it only says that there are more.
 */
import { mixedTag } from "../program/mixing.ts";

const FIRST_BITS = 12;
/** Of 8 bytes: 256 MiB, for some 25 million states. */
const LAST_BITS = 25;
const LOAD = 0.75;

export class MetFingerprints {
  /** So many at least; all of them while `isExact`. */
  count = 0;
  isExact = true;
  readonly #lastBits: number;
  #bits = FIRST_BITS;
  /** Two words a slot; both 0: empty. The fingerprint 0, 0 is kept apart. */
  #slots = new Int32Array(2 ** (FIRST_BITS + 1));
  #hasZero = false;

  constructor(lastBits = LAST_BITS) {
    this.#lastBits = lastBits;
  }

  /** Pairs of words, repetitions included. */
  add(fingerprints: Int32Array): void {
    for (let at = 0; at < fingerprints.length; at += 2)
      this.#add(fingerprints[at] as number, fingerprints[at + 1] as number);
  }

  #add(low: number, high: number): void {
    if (low === 0 && high === 0) {
      if (!this.#hasZero) this.count++;
      this.#hasZero = true;
      return;
    }
    const slot = this.#slotOf(low, high);
    if (this.#slots[2 * slot] === low && this.#slots[2 * slot + 1] === high) return;
    if (this.count >= LOAD * 2 ** this.#bits && !this.#widen()) {
      this.isExact = false;
      return;
    }
    const free = this.#slotOf(low, high);
    this.#slots[2 * free] = low;
    this.#slots[2 * free + 1] = high;
    this.count++;
  }

  /** Where it is, or would be put. */
  #slotOf(low: number, high: number): number {
    const mask = 2 ** this.#bits - 1;
    let slot = mixedTag(low ^ Math.imul(high, 0x9e3779b1)) & mask;
    while (!this.#isFree(slot) && !(this.#slots[2 * slot] === low && this.#slots[2 * slot + 1] === high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #isFree(slot: number): boolean {
    return this.#slots[2 * slot] === 0 && this.#slots[2 * slot + 1] === 0;
  }

  /** False: it is as large as it gets. */
  #widen(): boolean {
    if (this.#bits >= this.#lastBits) return false;
    const before = this.#slots;
    this.#bits++;
    this.#slots = new Int32Array(2 ** (this.#bits + 1));
    for (let at = 0; at < before.length; at += 2) {
      const [low, high] = [before[at] as number, before[at + 1] as number];
      if (low === 0 && high === 0) continue;
      const slot = this.#slotOf(low, high);
      this.#slots[2 * slot] = low;
      this.#slots[2 * slot + 1] = high;
    }
    return true;
  }
}
