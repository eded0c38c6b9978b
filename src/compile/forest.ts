/**
 * Decision trees over packed states, grown from what closures were seen to read. A tree's inner node asks something of
 * the state, its children are the answers, a leaf is an outcome. All trees of a forest live in one Int32Array of *cells*:
 *
 *     cell:         0 not known yet   > 0 the node that starts there   < 0 a leaf
 *     slot node:    | word << 5 | shift |  mask  | child for code 0 | for code 1 | ...
 *     scan node:    | word << 5 | shift | -count | child for "bit 0 is the first that is set" | bit 1 | ... | none is |
 *
 * A slot node asks for a slot's code. A scan node stands for `count` adjacent one-bit slots that are read until one is
 * set, as `values.find((v) => s.sent.has(v))` does; `tidy` makes them out of chains of slot nodes. Walking a tree costs
 * three dependent loads per node and allocates nothing.
 *
 * A pure function's next read is determined by what it read before, so a run that reads something else where a tree has a
 * node is an impure one's.
 */
import { thresholds } from "../thresholds.ts";
import type { Path } from "./path.ts";

/** The leaf, or 0 when not known, that a tree gives the state in `work`. */
export function walk(cells: Int32Array, root: number, work: Int32Array): number {
  let at = cells[root] as number;
  while (at > 0) {
    const where = cells[at] as number;
    const mask = cells[at + 1] as number;
    const bits = (work[where >>> 5] as number) >>> (where & 31);
    at = cells[at + 2 + (mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask)))] as number;
  }
  return at;
}

/**
 * The same, and what was asked on the way goes into `asked`: per word of the state, bits. The first `skipped` reads of those
 * on the way are not noted.
 */
export function walkNoting(cells: Int32Array, root: number, work: Int32Array, asked: Int32Array, skipped = 0): number {
  let at = cells[root] as number;
  let skip = skipped;
  while (at > 0) {
    const where = cells[at] as number;
    const mask = cells[at + 1] as number;
    const bits = (work[where >>> 5] as number) >>> (where & 31);
    const answer = mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask));
    // A scan has asked for the bit that it found and for those before it, in a read each.
    const reads = mask >= 0 ? 1 : Math.min(answer + 1, -mask);
    const noted = mask >= 0 ? mask : 2 ** reads - 1;
    if (skip === 0) asked[where >>> 5] = (asked[where >>> 5] as number) | (noted << (where & 31));
    else if (skip < reads)
      asked[where >>> 5] = (asked[where >>> 5] as number) | ((noted & (-1 << skip)) << (where & 31));
    skip -= Math.min(skip, reads);
    at = cells[at + 2 + answer] as number;
  }
  return at;
}

/** The cell of the answer that the state in `work` gives to a node's question. */
export function answerOf(cells: Int32Array, node: number, work: Int32Array): number {
  const where = cells[node] as number;
  const mask = cells[node + 1] as number;
  const bits = (work[where >>> 5] as number) >>> (where & 31);
  return node + 2 + (mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask)));
}

/** The position of the lowest set bit; there must be one. */
export function lowestSet(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export class Forest {
  /** Replaced when it grows: do not keep it across `plant`. */
  cells: Int32Array;
  /** Rises with every change of the cells. */
  version = 0;
  readonly #roots: number;
  #used: number;
  #full = false;
  /** Cells at which to tidy next; forests with roots on demand are never tidied, since their owner knows the cells. */
  #tidyAt = thresholds.tidyCells;
  readonly #tidyFrom = thresholds.tidyCells;
  readonly #limit = thresholds.forestCells;
  readonly #scanBits = thresholds.scanBits;

  /** A forest of `roots` trees; tree t's root is cell t + 1. */
  constructor(roots: number) {
    this.#roots = roots;
    this.#used = roots + 1;
    this.cells = new Int32Array(Math.max(64, 2 * this.#used));
  }

  /** Whether there should be no more: its owner evaluates closures directly then. */
  get full(): boolean {
    return this.#full;
  }

  /** Cells in use. */
  get used(): number {
    return this.#used;
  }

  /** Whether it has grown enough to be tidied. */
  get untidy(): boolean {
    return this.#used > this.#tidyAt;
  }

  /** The root cell of one more tree. */
  addRoot(): number {
    const cell = this.#used++;
    this.version++;
    this.#tidyAt = Number.POSITIVE_INFINITY;
    this.#reserve();
    return cell;
  }

  /** Forgets all trees: every cell that may be a root becomes `leaf`. */
  clear(leaf: number): void {
    this.version++;
    this.cells = new Int32Array(this.#roots + 1).fill(leaf);
    this.#used = this.cells.length;
    this.#full = false;
    if (this.#tidyAt !== Number.POSITIVE_INFINITY) this.#tidyAt = this.#tidyFrom;
  }

  /** Adds the way along `path` to `leaf` to the tree whose root is `cell`. False: the path contradicts the tree. */
  plant(cell: number, path: Path, leaf: number): boolean {
    let at = cell;
    for (let step = 0; step < path.length; ) {
      let node = this.cells[at] as number;
      if (node < 0) return false;
      if (node === 0) {
        node = this.#allocate(path.where[step] as number, path.mask[step] as number);
        this.cells[at] = node;
      }
      const mask = this.cells[node + 1] as number;
      if (mask < 0) {
        const first = firstSet(path, step, this.cells[node] as number, -mask);
        if (first < 0) return false;
        at = node + 2 + first;
        step += Math.min(first + 1, -mask);
      } else {
        if (this.cells[node] !== path.where[step] || mask !== path.mask[step]) return false;
        at = node + 2 + (path.code[step] as number);
        step++;
      }
    }
    const old = this.cells[at] as number;
    if (old !== 0 && old !== leaf) return false;
    if (old === 0) this.version++;
    this.cells[at] = leaf;
    return true;
  }

  #allocate(where: number, mask: number): number {
    const node = this.#used;
    this.#used += 3 + mask;
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
    if (this.#used > this.#limit) this.#full = true;
  }

  /** Rewrites the forest depth first, which puts a path's nodes near each other, and turns chains into scan nodes. Moves cells. */
  tidy(): void {
    this.version++;
    const old = this.cells;
    const fresh = new Int32Array(this.cells.length);
    let used = this.#roots + 1;
    const pending: number[] = [];
    for (let root = this.#roots; root >= 1; root--) pending.push(root, root);
    while (pending.length > 0) {
      const to = pending.pop() as number;
      const node = old[pending.pop() as number] as number;
      if (node <= 0) {
        fresh[to] = node;
        continue;
      }
      const where = old[node] as number;
      const chain = scanChain(old, node, this.#scanBits);
      const children = chain ?? slotChildren(old, node);
      fresh[to] = used;
      fresh[used] = where;
      fresh[used + 1] = chain === null ? (old[node + 1] as number) : 1 - chain.length;
      for (let child = children.length - 1; child >= 0; child--)
        pending.push(children[child] as number, used + 2 + child);
      used += 2 + children.length;
    }
    this.cells = fresh;
    this.#used = used;
    this.#tidyAt = Math.max(this.#tidyFrom, 2 * used);
  }
}

/** Which of `count` bits from `where` on a path found set first, `count` for none; -1: it read something else. */
function firstSet(path: Path, start: number, where: number, count: number): number {
  for (let bit = 0; bit < count; bit++) {
    if (start + bit >= path.length || path.where[start + bit] !== where + bit || path.mask[start + bit] !== 1)
      return -1;
    if (path.code[start + bit] === 1) return bit;
  }
  return count;
}

/** The child cells of the scan node, of `limit` bits at most, that `node` and its followers make; null when it stays a slot node. */
function scanChain(cells: Int32Array, node: number, limit: number): number[] | null {
  if (!isScanned(cells, node)) return null;
  const where = cells[node] as number;
  const children: number[] = [];
  for (let at = node; ; ) {
    const mask = cells[at + 1] as number;
    // A one-bit slot node asks for bit 0 last: its child for "set" comes first in a scan.
    if (mask === 1) children.push(at + 3, at + 2);
    else for (let child = 0; child <= -mask; child++) children.push(at + 2 + child);
    const next = cells[children.at(-1) as number] as number;
    const adjacent = where + children.length - 1;
    if (next <= 0 || cells[next] !== adjacent || adjacent >>> 5 !== where >>> 5 || !isScanned(cells, next)) break;
    // A scan of a whole word would have no bit left to stand for "none is set".
    if (children.length - 1 + Math.abs(cells[next + 1] as number) > limit) break;
    children.pop();
    at = next;
  }
  return children.length > 2 ? children : null;
}

/** Whether a node asks for one bit, or is a scan already. */
function isScanned(cells: Int32Array, node: number): boolean {
  const mask = cells[node + 1] as number;
  return mask === 1 || mask < 0;
}

function slotChildren(cells: Int32Array, node: number): number[] {
  const children: number[] = [];
  for (let code = 0; code <= (cells[node + 1] as number); code++) children.push(node + 2 + code);
  return children;
}
