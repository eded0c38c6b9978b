/**
 * What a renaming of elements does to a packed state: a slot moves when a key or a member of its place is renamed, and
 * the code in it changes when it mentions what is renamed. The slow and obvious form of it, a slot at a time, for any
 * layout; columns.ts has tables instead. Allocates nothing per state.
 */
import type { AnyDomain } from "../../domain/domain.ts";
import type { Spread } from "../../domain/spread.ts";
import { type Cell, entryWidth, type Layout } from "../../state/layout.ts";
import { thresholds } from "../../thresholds.ts";
import type { Elements } from "./elements.ts";
import { Mentions } from "./mentions.ts";

/** A slot as renamings see it. */
export interface SlotShape {
  /** What its place mentions. */
  readonly place: Mentions;
  /** How its code is renamed; null: it mentions nothing. */
  readonly codes: CodeMentions | null;
  /** For a slot of a sorted array: which one. */
  readonly sorted: SortedArray | null;
}

/** Its entries stay sorted, those of nothing but zeros last. */
interface SortedArray {
  readonly base: number;
  readonly capacity: number;
  /** Slots of an entry. */
  readonly width: number;
}

/** What the codes of a slot mention. */
export class CodeMentions {
  readonly domain: AnyDomain;
  /** The code in the slot is the domain's plus this: 1 where 0 stands for an empty place. */
  readonly offset: number;
  readonly #elements: Elements;
  readonly #known: (Mentions | undefined)[] = [];
  readonly #met = new Mentions();
  /** Codes that are kept; larger ones are taken apart whenever they are met. */
  readonly #keptCodes = thresholds.keptMentions;

  constructor(elements: Elements, domain: AnyDomain, offset: number) {
    this.#elements = elements;
    this.domain = domain;
    this.offset = offset;
  }

  /** The mentions of the code in a slot. Valid until the next call. */
  of(code: number): Mentions {
    const known = this.#known[code];
    if (known !== undefined) return known;
    const isKept = code < this.#keptCodes;
    const found = isKept ? new Mentions() : this.#met;
    found.clear();
    if (code >= this.offset && code - this.offset < this.domain.size)
      this.#elements.gather(this.domain, code - this.offset, 1, found);
    if (isKept) this.#known[code] = found;
    return found;
  }

  rename(code: number, images: Int32Array): number {
    return code + this.of(code).change(images);
  }
}

export class SlotRenaming {
  readonly layout: Layout;
  readonly elements: Elements;
  readonly shapes: readonly SlotShape[];
  /** Slots whose place or code may mention something, in order; all others stay as they are. */
  readonly moving: Int32Array;
  /** Per word: the bits of slots that stay. */
  readonly staying: Int32Array;
  /** Per slot: 1 where codes mention nothing, so that 0 stays 0. */
  readonly #isPlain: Uint8Array;
  readonly #sorted: readonly SortedArray[];

  constructor(layout: Layout, elements: Elements) {
    this.layout = layout;
    this.elements = elements;
    this.shapes = slotShapes(layout, elements);
    this.#sorted = [...new Set(this.shapes.flatMap(({ sorted }) => sorted ?? []))];
    this.#isPlain = Uint8Array.from(this.shapes, ({ codes }) => (codes === null ? 1 : 0));
    const moves = ({ place, codes }: SlotShape) => !place.isEmpty || codes !== null;
    this.moving = Int32Array.from(this.shapes.flatMap((shape, slot) => (moves(shape) ? [slot] : [])));
    this.staying = new Int32Array(layout.words);
    this.shapes.forEach((shape, slot) => {
      if (moves(shape)) return;
      const word = layout.word[slot] as number;
      const bits = (layout.mask[slot] as number) << (layout.shift[slot] as number);
      this.staying[word] = (this.staying[word] as number) | bits;
    });
  }

  /** Renames the state at `offset` of `states` into `target` at 0. */
  apply(images: Int32Array, states: Int32Array, offset: number, target: Int32Array): void {
    const { word, shift, mask, words } = this.layout;
    for (let at = 0; at < words; at++) target[at] = (states[offset + at] as number) & (this.staying[at] as number);
    const { moving } = this;
    for (let each = 0; each < moving.length; each++) {
      const slot = moving[each] as number;
      const bits = (states[offset + (word[slot] as number)] as number) >>> (shift[slot] as number);
      let code = bits & (mask[slot] as number);
      if (code === 0 && this.#isPlain[slot] === 1) continue;
      const { place, codes } = this.shapes[slot] as SlotShape;
      if (codes !== null) code = codes.rename(code, images);
      if (code === 0) continue;
      const to = slot + place.change(images);
      const at = word[to] as number;
      target[at] = (target[at] as number) | (code << (shift[to] as number));
    }
    for (const sorted of this.#sorted) {
      if (sorted.width === 1) this.#sort(target, sorted.base, sorted.capacity);
      else this.#sortEntries(target, sorted);
    }
  }

  /** The same of entries of several slots, the first of which says whether there is one. */
  #sortEntries(target: Int32Array, { base, capacity, width }: SortedArray): void {
    const end = base + capacity * width;
    for (let entry = base + width; entry < end && this.#read(target, entry) !== 0; entry += width) {
      for (let to = entry; to > base && this.#isBefore(target, to, to - width, width); to -= width)
        for (let slot = to; slot < to + width; slot++) {
          const code = this.#read(target, slot);
          this.#write(target, slot, this.#read(target, slot - width));
          this.#write(target, slot - width, code);
        }
    }
  }

  #isBefore(target: Int32Array, one: number, other: number, width: number): boolean {
    for (let at = 0; at < width; at++) {
      const difference = this.#read(target, one + at) - this.#read(target, other + at);
      if (difference !== 0) return difference < 0;
    }
    return false;
  }

  /** Sorts the codes of a sorted array, zeros last; it was sorted before the renaming, so that little is out of place. */
  #sort(target: Int32Array, base: number, capacity: number): void {
    for (let at = base + 1; at < base + capacity; at++) {
      const code = this.#read(target, at);
      if (code === 0) return;
      let to = at;
      for (; to > base && this.#read(target, to - 1) > code; to--) this.#write(target, to, this.#read(target, to - 1));
      this.#write(target, to, code);
    }
  }

  #read(states: Int32Array, slot: number): number {
    const { word, shift, mask } = this.layout;
    return ((states[word[slot] as number] as number) >>> (shift[slot] as number)) & (mask[slot] as number);
  }

  #write(states: Int32Array, slot: number, code: number): void {
    const { word, shift, mask } = this.layout;
    const at = word[slot] as number;
    const low = shift[slot] as number;
    states[at] = ((states[at] as number) & ~((mask[slot] as number) << low)) | (code << low);
  }
}

function slotShapes(layout: Layout, elements: Elements): SlotShape[] {
  const shapes: SlotShape[] = [];
  const place = (cell: Cell, keys: Mentions): void => {
    const at = { place: keys };
    switch (cell.kind) {
      case "value":
        if (cell.spread !== null) parts(cell.spread, cell.base, keys, null);
        else shapes[cell.base] = { ...at, codes: codesOf(cell.domain, 0), sorted: null };
        return;
      case "map":
        cell.items.forEach((item, key) => {
          place(item, joined(keys, elements, cell.key, key, item.slots));
        });
        return;
      case "sequence": {
        if (cell.spread !== null) {
          entries(cell, cell.spread, keys, false);
          return;
        }
        const codes = codesOf(cell.element, 1);
        for (let slot = 0; slot < cell.slots; slot++) shapes[cell.base + slot] = { ...at, codes, sorted: null };
        return;
      }
      default: {
        if (cell.spread !== null) {
          entries(cell, cell.spread, keys, elements.occurIn(cell.element));
          return;
        }
        const codes = cell.form === "sorted" ? codesOf(cell.element, 1) : null;
        const sorted = codes === null ? null : { base: cell.base, capacity: cell.slots, width: 1 };
        for (let slot = 0; slot < cell.slots; slot++) {
          const found = cell.form === "sorted" ? keys : joined(keys, elements, cell.element, slot, 1);
          shapes[cell.base + slot] = { place: found, codes, sorted };
        }
      }
    }
  };
  /** The slots of a value that is laid out by parts. */
  const parts = (spread: Spread, base: number, keys: Mentions, sorted: SortedArray | null): void => {
    spread.slots.forEach(({ domain, offset, key }, at) => {
      const found = key === null ? keys : joined(keys, elements, key.domain, key.code, key.weight);
      shapes[base + at] = { place: found, codes: domain === null ? null : codesOf(domain, offset), sorted };
    });
  };
  const entries = (
    { base, capacity }: { readonly base: number; readonly capacity: number },
    spread: Spread,
    keys: Mentions,
    isSorted: boolean,
  ): void => {
    const width = entryWidth(spread);
    const sorted = isSorted ? { base, capacity, width } : null;
    for (let entry = base; entry < base + capacity * width; entry += width) {
      shapes[entry] = { place: keys, codes: null, sorted };
      parts(spread, entry + 1, keys, sorted);
    }
  };
  const shared = [new Map<AnyDomain, CodeMentions>(), new Map<AnyDomain, CodeMentions>()] as const;
  const codesOf = (domain: AnyDomain, offset: 0 | 1): CodeMentions | null => {
    if (!elements.occurIn(domain)) return null;
    let codes = shared[offset].get(domain);
    if (codes === undefined) codes = new CodeMentions(elements, domain, offset);
    shared[offset].set(domain, codes);
    return codes;
  };
  for (const cell of layout.cells.values()) place(cell, new Mentions());
  return shapes;
}

/** The mentions of a place: those of the maps it is in, and what its own key or member mentions. */
function joined(keys: Mentions, elements: Elements, domain: AnyDomain, code: number, weight: number): Mentions {
  const found = new Mentions();
  found.addAll(keys);
  elements.gather(domain, code, weight, found);
  return found;
}
