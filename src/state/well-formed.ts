/**
 * Which rows of codes are states. Not all are: a sorted set's slots ascend and end in zeros, a sequence has no gaps, and no
 * collection exceeds its capacity. The rule is told slot by slot, so that a row can be made one slot after the other: law,
 * whatever allowed codes are chosen, the row can be completed, and the completed rows are exactly the states.
 */
import { synodError } from "../errors/errors.ts";
import type { Cell, Layout } from "./layout.ts";

/** A slot whose code is not known yet. */
export const UNKNOWN_CODE = -1;

export class WellFormed {
  /** Per slot: the variable or collection that it belongs to. */
  readonly #cells: readonly Leaf[];
  readonly #sizes: Int32Array;

  constructor(layout: Layout) {
    this.#cells = [...layout.cells.values()].flatMap(leavesOf).flatMap((leaf) => Array(leaf.slots).fill(leaf));
    if (this.#cells.some(({ spread }) => spread !== null))
      throw synodError("internal", { problem: "states with values laid out by parts are not enumerated" });
    this.#sizes = layout.sizes;
  }

  /** The slot that must be known before `slot`, whose codes depend on it; null: it may come at any time. */
  before(slot: number): number | null {
    const cell = this.#cells[slot] as Leaf;
    return inOrder(cell) && slot > cell.base ? slot - 1 : null;
  }

  /** The least code that `slot` may hold above `code`, UNKNOWN_CODE to begin with; null: there is none. What is known of `codes` is allowed. */
  next(slot: number, code: number, codes: Int32Array): number | null {
    if (code === UNKNOWN_CODE) return 0;
    const least = code === 0 ? this.#leastMember(slot, codes) : code + 1;
    return least <= this.#most(slot, codes) ? least : null;
  }

  /** The least code but 0, which is always allowed. */
  #leastMember(slot: number, codes: Int32Array): number {
    const before = this.before(slot);
    const cell = this.#cells[slot] as Leaf;
    if (before === null || cell.kind === "sequence") return 1;
    const previous = codes[before] as number;
    return cell.kind === "set" ? previous + 1 : Math.max(previous, 1);
  }

  #most(slot: number, codes: Int32Array): number {
    const most = (this.#sizes[slot] as number) - 1;
    const before = this.before(slot);
    if (before !== null) return codes[before] === 0 ? 0 : most;
    const cell = this.#cells[slot] as Leaf;
    if (cell.kind === "value" || inOrder(cell)) return most;
    let left = cell.capacity;
    for (let other = cell.base; other < cell.base + cell.slots; other++) {
      if (other !== slot) left -= Math.max(0, codes[other] as number);
    }
    return Math.min(most, left);
  }
}

type Leaf = Exclude<Cell, { kind: "map" }>;

function leavesOf(cell: Cell): Leaf[] {
  return cell.kind === "map" ? cell.items.flatMap(leavesOf) : [cell];
}

/** Whether a place of the collection depends on the one before it. */
function inOrder(cell: Leaf): boolean {
  return cell.kind === "sequence" || (cell.kind !== "value" && cell.form === "sorted");
}
