/**
 * Where the bits of an arrangement are: a state laid out as what its elements share and one column per element of the
 * sorted scalarset (columns.ts). A slot in whose place an element is mentioned is in that element's column; of a slot whose
 * code mentions some, the column of each has a bit that says where "it is me" (a *mark*), and the shared part what is left of
 * the code. An item of a list is one such place, and so is "is a member" for a subset.
 */
import type { Layout } from "../../state/layout.ts";
import type { Block } from "./elements.ts";
import type { Keyed, Mentions, Ranked } from "./mentions.ts";
import type { SlotRenaming, SlotShape } from "./slot-renaming.ts";

/** A mention of an element of the sorted scalarset in a code. */
export interface Mark {
  /** Where it is, which renaming does not change. */
  readonly id: string;
  readonly local: number;
  /** What of the code is due to it, were the element of this number there. */
  readonly worth: (local: number) => number;
}

type Marks = ReadonlyMap<string, { readonly bit: number; readonly worth: Mark["worth"] }>;

export class Arrangement {
  /** Words of the shared part, of a column, and of everything. */
  readonly shared: number;
  readonly column: number;
  readonly columns: number;
  readonly words: number;
  readonly #block: Block | null;
  readonly #layout: Layout;
  readonly #shapes: readonly SlotShape[];
  /** Per slot that is shared or in the first column: its bit. */
  readonly #bit = new Map<number, number>();
  /** Per slot and place in its code where an element may be mentioned: the bit of a column that says "it is me". */
  readonly #marks: (Marks | undefined)[] = [];

  constructor({ layout, shapes }: SlotRenaming, block: Block | null) {
    this.#block = block;
    this.#layout = layout;
    this.#shapes = shapes;
    let shared = 0;
    let column = 0;
    const placed = (bit: number, bits: number) => ((bit & 31) + bits > 32 ? (bit | 31) + 1 : bit);
    shapes.forEach((shape, slot) => {
      const bits = 32 - Math.clz32(layout.mask[slot] as number);
      const local = this.#local(slot);
      if (local < 0) {
        this.#bit.set(slot, placed(shared, bits));
        shared = (this.#bit.get(slot) as number) + bits;
        const marks = new Map<string, { bit: number; worth: Mark["worth"] }>();
        for (const { id, worth } of this.#marksOfAll(shape))
          if (!marks.has(id)) marks.set(id, { bit: column++, worth });
        this.#marks[slot] = marks;
      } else if (local === 0) {
        this.#bit.set(slot, placed(column, bits));
        column = (this.#bit.get(slot) as number) + bits;
      }
    });
    // One word at least, so that arrangements lie one behind the other even where no slot has a bit.
    this.shared = Math.max(1, Math.ceil(shared / 32));
    this.column = Math.ceil(column / 32);
    this.columns = block?.size ?? 0;
    this.words = this.shared + this.columns * this.column;
  }

  /** The mention of the sorted scalarset in a slot's place: which of its elements, or -1. */
  #local(slot: number): number {
    const at = this.#place(slot);
    const { element } = (this.#shapes[slot] as SlotShape).place;
    return at < 0 ? -1 : (element[at] as number) - (this.#block as Block).first;
  }

  #place(slot: number): number {
    const block = this.#block;
    if (block === null) return -1;
    const { element, count } = (this.#shapes[slot] as SlotShape).place;
    const found = element.findIndex((mentioned) => mentioned >= block.first && mentioned < block.first + block.size);
    return found < count ? found : -1;
  }

  #marksOfAll({ codes }: SlotShape): Mark[] {
    const block = this.#block;
    const found: Mark[] = [];
    if (codes === null || block === null) return found;
    for (let code = 0; code < codes.domain.size + codes.offset; code++)
      for (const mark of marksIn(codes.of(code), block) as Mark[]) found.push(mark);
    return found;
  }

  /** Of a code, where elements of the sorted scalarset are. */
  marksIn(mentions: Mentions): readonly Mark[] {
    return this.#block === null ? [] : (marksIn(mentions, this.#block) as Mark[]);
  }

  /** The word and shift of a slot's code. */
  of(slot: number): { readonly word: number; readonly shift: number } {
    const local = this.#local(slot);
    const first =
      local < 0 ? slot : slot - local * ((this.#shapes[slot] as SlotShape).place.weight[this.#place(slot)] as number);
    const bit = this.#bit.get(first) as number;
    const start = local < 0 ? 0 : this.shared + local * this.column;
    return { word: start + (bit >>> 5), shift: bit & 31 };
  }

  /** The word and shift of the bit that says that there in the code of `slot` element `local` is. */
  ofMark(slot: number, id: string, local: number): { readonly word: number; readonly shift: number } {
    const marks = this.#marks[slot] as Marks;
    const { bit } = marks.get(id) as { readonly bit: number };
    return { word: this.shared + local * this.column + (bit >>> 5), shift: bit & 31 };
  }

  /** Slot by slot and bit by bit, what an arrangement says of the packed state. */
  eachBit(each: (word: number, bit: number, packedWord: number, worth: number) => void): void {
    const { word, shift, mask } = this.#layout;
    this.#shapes.forEach((_, slot) => {
      const bits = 32 - Math.clz32(mask[slot] as number);
      const at = this.of(slot);
      for (let bit = 0; bit < bits; bit++)
        each(at.word, at.shift + bit, word[slot] as number, 1 << ((shift[slot] as number) + bit));
    });
    this.#marks.forEach((marks, slot) => {
      for (const [id, { worth }] of marks ?? []) {
        for (let local = 0; local < this.columns; local++) {
          const at = this.ofMark(slot, id, local);
          each(at.word, at.shift, word[slot] as number, worth(local) << (shift[slot] as number));
        }
      }
    });
  }
}

/** Where a code mentions elements of the block; null: it relates them in a way that columns cannot say. */
export function marksIn(mentions: Mentions, block: Block): Mark[] | null {
  const marks: Mark[] = [];
  for (let at = 0; at < mentions.count; at++) {
    const local = (mentions.element[at] as number) - block.first;
    const weight = mentions.weight[at] as number;
    if (local >= 0 && local < block.size) marks.push({ id: `${weight}`, local, worth: (element) => element * weight });
  }
  for (let at = 0; at < mentions.keyedCount; at++) {
    const keyed = mentions.keyed[at] as Keyed;
    const key = mentions.key[at] as number;
    const amount = mentions.amount[at] as number;
    const within = marksIn(keyed.mentions[key] as Mentions, block);
    if (within === null || within.length > 1 || (within.length === 1 && !keyed.isSet)) return null;
    const [member] = within;
    if (member === undefined) continue;
    // What the member is but for the element.
    const rest = key - member.worth(member.local);
    const worth: Mark["worth"] = (element) => amount * keyed.worth(rest + member.worth(element));
    marks.push({ id: `${amount}:${member.id}:${rest}`, local: member.local, worth });
  }
  for (let at = 0; at < mentions.rankedCount; at++) {
    const subsets = mentions.ranked[at] as Ranked;
    for (const member of subsets.membersOf(mentions.rank[at] as number))
      if (marksIn(subsets.mentionsOf(member), block)?.length !== 0) return null;
  }
  return marks;
}
