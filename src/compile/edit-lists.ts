/**
 * Does to the ordered lists of a packed state what an effect was seen to do (noted-edits.ts), as its views would: a member
 * that is put into a sorted set or bag goes where it belongs, one that is taken or shifted leaves no gap.
 *
 *     edits:  | list | how many | kind | entry ... | kind | entry ... | ...       a shift has no entry
 */
import { synodError } from "../errors/errors.ts";
import type { PublishedList } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import { type OrderedList, orderedLists } from "../state/ordered-lists.ts";
import { PUT, SHIFT } from "./noted-edits.ts";

export class ListEditor {
  readonly #layout: Layout;
  readonly #lists: readonly OrderedList[];
  /** The entries of the list that is edited, one behind the other. */
  readonly #codes: Int32Array;
  #length = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#lists = orderedLists(layout);
    this.#codes = new Int32Array(Math.max(0, ...this.#lists.map(({ capacity, width }) => (capacity + 1) * width)));
  }

  /** Calls `each` with the words that a list takes, and which bits of them, some words several times. */
  eachWord(list: number, each: (word: number, bits: number) => void): void {
    const { base, capacity, width } = this.#lists[list] as OrderedList;
    const { word, shift, mask } = this.#layout;
    for (let slot = base; slot < base + capacity * width; slot++) {
      const bits = (mask[slot] as number) << (shift[slot] as number);
      if (bits !== 0) each(word[slot] as number, bits);
    }
  }

  /** Makes the edits of one list that are at `at` of `edits`; answers where they end. */
  edit(work: Int32Array, edits: Int32Array, at: number): number {
    const list = this.#lists[edits[at] as number] as OrderedList;
    const end = edits[at + 1] as number;
    this.#unpack(work, list);
    const before = this.#length;
    let next = at + 2;
    for (let edit = 0; edit < end; edit++) {
      const kind = edits[next] as number;
      if (kind === SHIFT) this.#remove(0, list.width);
      else if (kind === PUT) this.#put(list, edits, next + 1);
      else this.#take(list, edits, next + 1);
      next += kind === SHIFT ? 1 : 1 + list.width;
    }
    if (this.#length > list.capacity * list.width) throw unforeseen(`a list of ${list.capacity} has no room`);
    this.#pack(work, list, Math.max(before, this.#length));
    return next;
  }

  #put({ kind, width }: OrderedList, edits: Int32Array, entry: number): void {
    const codes = this.#codes;
    let to = this.#length;
    if (kind !== "sequence") {
      to = this.#placeOf(width, edits, entry);
      if (kind === "set" && to < this.#length && this.#compare(to, width, edits, entry) === 0) return;
      codes.copyWithin(to + width, to, this.#length);
    }
    for (let slot = 0; slot < width; slot++) codes[to + slot] = edits[entry + slot] as number;
    this.#length += width;
  }

  #take({ width }: OrderedList, edits: Int32Array, entry: number): void {
    const at = this.#placeOf(width, edits, entry);
    if (at === this.#length || this.#compare(at, width, edits, entry) !== 0)
      throw unforeseen("a member that is taken out of a list is not in it");
    this.#remove(at, width);
  }

  #remove(at: number, width: number): void {
    if (this.#length === 0) throw unforeseen("a list that is shifted is empty");
    this.#codes.copyWithin(at, at + width, this.#length);
    this.#length -= width;
  }

  /** Where the first entry is that does not come before this one. */
  #placeOf(width: number, edits: Int32Array, entry: number): number {
    let at = 0;
    while (at < this.#length && this.#compare(at, width, edits, entry) < 0) at += width;
    return at;
  }

  #compare(at: number, width: number, edits: Int32Array, entry: number): number {
    for (let slot = 0; slot < width; slot++) {
      const difference = (this.#codes[at + slot] as number) - (edits[entry + slot] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #unpack(work: Int32Array, { base, capacity, width }: OrderedList): void {
    const { word, shift, mask } = this.#layout;
    const codes = this.#codes;
    const slots = capacity * width;
    let length = 0;
    for (; length < slots; length++) {
      const slot = base + length;
      const code = ((work[word[slot] as number] as number) >>> (shift[slot] as number)) & (mask[slot] as number);
      if (code === 0 && (width === 1 || length % width === 0)) break;
      codes[length] = code;
    }
    this.#length = length;
  }

  /** Writes the entries, and zeros behind them up to `end`. */
  #pack(work: Int32Array, { base }: OrderedList, end: number): void {
    const { word, shift, mask } = this.#layout;
    for (let at = 0; at < end; at++) {
      const slot = base + at;
      const low = shift[slot] as number;
      const code = at < this.#length ? (this.#codes[at] as number) : 0;
      const of = word[slot] as number;
      work[of] = ((work[of] as number) & ~((mask[slot] as number) << low)) | (code << low);
    }
  }
}

/** The lists that edits are of, for who makes them without a layout. */
export function publishedLists(layout: Layout): PublishedList[] {
  const { word, shift, mask } = layout;
  return orderedLists(layout).map(({ kind, base, capacity, width }) => ({
    kind,
    width,
    slots: Int32Array.from(
      Array.from({ length: capacity * width }, (_, at) => [
        word[base + at] as number,
        shift[base + at] as number,
        mask[base + at] as number,
      ]).flat(),
    ),
  }));
}

function unforeseen(problem: string): Error {
  return synodError("internal", { problem });
}
