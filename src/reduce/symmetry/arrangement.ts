/**
 * Where the bits of an arrangement are: a state laid out as what its elements share and one column per element of the
 * sorted scalarset (columns.ts). A slot in whose place an element is mentioned is in that element's column; of a slot whose
 * code mentions one, the column has a bit that says "it is me", and the shared part what is left of the code.
 */
import type { Layout } from "../../state/layout.ts";
import type { Block } from "./elements.ts";
import type { SlotRenaming, SlotShape } from "./slot-renaming.ts";

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
  /** Per slot and weight of a mention in its code: the bit of a column that says "it is me". */
  readonly #mentioned = new Map<string, number>();

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
        for (const weight of this.#mentionWeights(shape)) this.#mentioned.set(`${slot},${weight}`, column++);
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

  #mentionWeights({ codes }: SlotShape): Set<number> {
    const block = this.#block;
    const weights = new Set<number>();
    if (codes === null || block === null) return weights;
    for (let code = 0; code < codes.domain.size + codes.offset; code++) {
      const found = this.mentionIn(codes.of(code));
      if (found !== null) weights.add(found.weight);
    }
    return weights;
  }

  mentionIn({ count, element, weight }: { count: number; element: readonly number[]; weight: readonly number[] }) {
    const block = this.#block;
    if (block === null) return null;
    for (let at = 0; at < count; at++) {
      const local = (element[at] as number) - block.first;
      if (local >= 0 && local < block.size) return { local, weight: weight[at] as number };
    }
    return null;
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

  /** The word and shift of the bit that says that the code of `slot` mentions element `local`. */
  ofMention(slot: number, weight: number, local: number): { readonly word: number; readonly shift: number } {
    const bit = this.#mentioned.get(`${slot},${weight}`) as number;
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
    for (const key of this.#mentioned.keys()) {
      const [slot, weight] = key.split(",").map(Number) as [number, number];
      for (let local = 0; local < this.columns; local++) {
        const at = this.ofMention(slot, weight, local);
        each(at.word, at.shift, word[slot] as number, (local * weight) << (shift[slot] as number));
      }
    }
  }
}
