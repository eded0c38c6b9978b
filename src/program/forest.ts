/**
 * Decision trees over packed states, grown from what closures were seen to read. A tree's inner node asks for one slot of
 * the state; its children are the slot's codes; a leaf is an outcome. All trees of a forest live in one Int32Array of *cells*:
 *
 *     cell:  0 not known yet   > 0 the node that starts there   < 0 a leaf
 *     node:  | word << 5 | shift | mask | cell of code 0 | cell of code 1 | ...
 *
 * Walking costs three dependent loads per slot asked and allocates nothing. A pure function's next read is determined by
 * what it read before, so a path that meets a node for another slot was made by an impure one.
 */
import type { Layout } from "../state/layout.ts";

/** Bits of a slot asked by one node; wider slots take several nodes, most significant bits first. */
const CHUNK_BITS = 6;
/** 16 MiB: past it a forest is full, and its owner evaluates closures directly. */
const CELL_LIMIT = 2 ** 22;

export class Forest {
  /** Replaced when it grows: do not keep it across `plant`. */
  cells: Int32Array;
  readonly #roots: number;
  #used: number;
  #full = false;

  /** A forest of `roots` trees; tree t's root is cell t + 1. */
  constructor(roots: number) {
    this.#roots = roots;
    this.#used = roots + 1;
    this.cells = new Int32Array(Math.max(64, 2 * this.#used));
  }

  /** Whether there is no room for more. */
  get full(): boolean {
    return this.#full;
  }

  /** Number of cells in use. */
  get size(): number {
    return this.#used;
  }

  /** The root cell of one more tree. */
  addRoot(): number {
    const cell = this.#used++;
    this.#reserve();
    return cell;
  }

  /** Forgets all trees: every cell that may be a root becomes `leaf`. */
  clear(leaf: number): void {
    this.cells = new Int32Array(this.#roots + 1).fill(leaf);
    this.#used = this.cells.length;
  }

  /** Adds the way along `path` to `leaf` to the tree whose root is `cell`. False: the path contradicts the tree. */
  plant(cell: number, path: Path, leaf: number): boolean {
    let at = cell;
    for (let step = 0; step < path.length; step++) {
      const where = path.where[step] as number;
      let node = this.cells[at] as number;
      if (node < 0) return false;
      if (node === 0) {
        node = this.#allocate(where, path.mask[step] as number, path.fanout[step] as number);
        this.cells[at] = node;
      } else if (this.cells[node] !== where || this.cells[node + 1] !== path.mask[step]) {
        return false;
      }
      at = node + 2 + (path.code[step] as number);
    }
    const old = this.cells[at] as number;
    if (old !== 0 && old !== leaf) return false;
    this.cells[at] = leaf;
    return true;
  }

  #allocate(where: number, mask: number, fanout: number): number {
    const node = this.#used;
    this.#used += 2 + fanout;
    this.#reserve();
    this.cells[node] = where;
    this.cells[node + 1] = mask;
    return node;
  }

  #reserve(): void {
    if (this.#used > this.cells.length) {
      const larger = new Int32Array(2 * this.#used);
      larger.set(this.cells);
      this.cells = larger;
    }
    if (this.#used > CELL_LIMIT) this.#full = true;
  }
}

/** The reads of one run, in order; the owner reuses it. */
export class Path {
  length = 0;
  readonly where: number[] = [];
  readonly mask: number[] = [];
  readonly fanout: number[] = [];
  readonly code: number[] = [];

  clear(): void {
    this.length = 0;
  }

  /** Notes that `slot` was read as `code`; `wordOffset` is added to its word. */
  add(layout: Layout, slot: number, code: number, wordOffset: number): void {
    const size = layout.sizes[slot] as number;
    if (size <= 1) return;
    const word = (layout.word[slot] as number) + wordOffset;
    const shift = layout.shift[slot] as number;
    let bits = 32 - Math.clz32(size - 1);
    while (bits > 0) {
      const chunk = Math.min(bits, CHUNK_BITS);
      const low = bits - chunk;
      const whole = low === 0 && bits === 32 - Math.clz32(size - 1);
      this.where[this.length] = (word << 5) | (shift + low);
      this.mask[this.length] = 2 ** chunk - 1;
      this.fanout[this.length] = whole ? size : 2 ** chunk;
      this.code[this.length] = (code >>> low) & (2 ** chunk - 1);
      this.length++;
      bits = low;
    }
  }

  copy(other: Path): void {
    this.length = other.length;
    for (let at = 0; at < other.length; at++) {
      this.where[at] = other.where[at] as number;
      this.mask[at] = other.mask[at] as number;
      this.fanout[at] = other.fanout[at] as number;
      this.code[at] = other.code[at] as number;
    }
  }

  /** Whether two runs read the same. */
  equals(other: Path): boolean {
    if (this.length !== other.length) return false;
    for (let at = 0; at < this.length; at++) {
      if (this.where[at] !== other.where[at] || this.code[at] !== other.code[at] || this.mask[at] !== other.mask[at]) return false;
    }
    return true;
  }
}
