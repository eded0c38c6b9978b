/** The reads of one run of a closure, in order. Reused from run to run. */
import type { Layout } from "../state/layout.ts";
import { thresholds } from "../thresholds.ts";

export class Path {
  length = 0;
  /** Per read: word << 5 | shift of the lowest bit asked for. */
  readonly where: number[] = [];
  readonly mask: number[] = [];
  readonly code: number[] = [];
  /** Bits of a slot asked by one node; wider slots take several, most significant bits first. */
  readonly #nodeBits = thresholds.nodeBits;

  clear(): void {
    this.length = 0;
  }

  /** Notes that `slot` was read as `code`; `wordOffset` is added to its word. */
  add(layout: Layout, slot: number, code: number, wordOffset: number): void {
    const word = (layout.word[slot] as number) + wordOffset;
    const shift = layout.shift[slot] as number;
    for (let bits = 32 - Math.clz32(layout.mask[slot] as number); bits > 0; ) {
      const chunk = Math.min(bits, this.#nodeBits);
      bits -= chunk;
      const mask = 2 ** chunk - 1;
      this.where[this.length] = (word << 5) | (shift + bits);
      this.mask[this.length] = mask;
      this.code[this.length] = (code >>> bits) & mask;
      this.length++;
    }
  }

  copy(other: Path): void {
    this.length = other.length;
    for (let at = 0; at < other.length; at++) {
      this.where[at] = other.where[at] as number;
      this.mask[at] = other.mask[at] as number;
      this.code[at] = other.code[at] as number;
    }
  }

  /** Whether two runs read the same. */
  equals(other: Path): boolean {
    if (this.length !== other.length) return false;
    for (let at = 0; at < other.length; at++) {
      if (this.where[at] !== other.where[at] || this.code[at] !== other.code[at] || this.mask[at] !== other.mask[at])
        return false;
    }
    return true;
  }
}
