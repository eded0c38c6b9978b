/**
 * Which steps ascend: they make a state higher, in an order of states that renaming elements of scalarsets does not touch.
 * Whoever only ascends comes to an end, so no step is put off for ever by sets of next steps of which one ascends: the idea
 * of sticky transitions (Kurshan, Levin, Minea, Peled and Yenigün, *Static Partial Order Reduction*, TACAS 1998), who find
 * them in programs; here it is a matter of the state before and after, and takes no look at what was visited.
 *
 * Variables count before collections. A variable counts by its code, so it pays to list the values of an enumeration in
 * the order in which they come; one that mentions elements, by whether it is there at all. A collection counts by size.
 */
import { type AnyDomain, mentionsElements } from "../../domain/domain.ts";
import { type Cell, entryWidth, type Layout } from "../../state/layout.ts";

/** How a slot counts. */
const NOT = 0;
const BY_CODE = 1;
const BY_PRESENCE = 2;

/** The slots of one word. */
interface Slots {
  readonly shift: readonly number[];
  readonly mask: readonly number[];
  readonly counts: readonly number[];
}

export class Ascent {
  /** Per word, its variables and what its collections consist of. */
  readonly #variables: readonly Slots[];
  readonly #members: readonly Slots[];

  constructor(layout: Layout) {
    const variables = new Uint8Array(layout.slots);
    const members = new Uint8Array(layout.slots);
    const count = (cell: Cell): void => {
      if (cell.kind === "map") cell.items.forEach(count);
      else if (cell.kind === "value") {
        if (cell.spread === null) variables[cell.base] = countsOf(cell.domain);
        else for (const [at, { domain }] of cell.spread.slots.entries()) variables[cell.base + at] = countsOf(domain);
      } else if (cell.spread !== null) {
        for (let at = cell.base; at < cell.base + cell.slots; at += entryWidth(cell.spread)) members[at] = BY_CODE;
      } else {
        const isCounted = cell.kind !== "sequence" && cell.form === "bits";
        members.fill(isCounted ? BY_CODE : BY_PRESENCE, cell.base, cell.base + cell.slots);
      }
    };
    for (const cell of layout.cells.values()) count(cell);
    this.#variables = byWord(layout, variables);
    this.#members = byWord(layout, members);
  }

  /** Whether the state at `from` in `after` is higher than the one at `offset` of `before` */
  isStep(before: Int32Array, offset: number, after: Int32Array, from: number): boolean {
    const rise = riseOf(this.#variables, before, offset, after, from);
    return rise === 0 ? riseOf(this.#members, before, offset, after, from) > 0 : rise > 0;
  }
}

/** Null: what a slot says of others mentions nothing. */
function countsOf(domain: AnyDomain | null): number {
  if (domain === null || !mentionsElements(domain)) return BY_CODE;
  return domain.structure.kind === "optional" ? BY_PRESENCE : NOT;
}

function byWord({ words, word, shift, mask }: Layout, counts: Uint8Array): Slots[] {
  const slots = Array.from({ length: words }, () => ({
    shift: [] as number[],
    mask: [] as number[],
    counts: [] as number[],
  }));
  counts.forEach((how, slot) => {
    if (how === NOT || mask[slot] === 0) return;
    const at = slots[word[slot] as number] as (typeof slots)[number];
    at.shift.push(shift[slot] as number);
    at.mask.push(mask[slot] as number);
    at.counts.push(how);
  });
  return slots;
}

function riseOf(slots: readonly Slots[], before: Int32Array, offset: number, after: Int32Array, from: number): number {
  let rise = 0;
  for (let word = 0; word < slots.length; word++) {
    const old = before[offset + word] as number;
    const now = after[from + word] as number;
    if (old !== now) rise += heightOf(slots[word] as Slots, now) - heightOf(slots[word] as Slots, old);
  }
  return rise;
}

function heightOf({ shift, mask, counts }: Slots, word: number): number {
  let height = 0;
  for (let slot = 0; slot < shift.length; slot++) {
    const code = (word >>> (shift[slot] as number)) & (mask[slot] as number);
    if (code > 0) height += counts[slot] === BY_CODE ? code : 1;
  }
  return height;
}
