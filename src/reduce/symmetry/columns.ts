/**
 * Canonical forms by tables. One scalarset, whose elements no slot relates to each other, is *sorted*: a state is then
 * what is shared and one column per element,
 *
 *     | shared | column of a1 | column of a2 | column of a3 |
 *
 * and renaming its elements is exchanging columns, so that sorting them gives the least of all n! arrangements at once.
 * The renamings of the other scalarsets are *enumerated*, and the least arrangement under any of them is taken. (The
 * sorted and segmented strategies of Bosnacki, Dams and Holenderski, *Symmetric Spin*, 2002; but where theirs may keep
 * several representatives, this is exact.)
 *
 * Under a renaming, every chunk of at most 8 bits of a packed state contributes a constant to a few words of the
 * arrangement, and every byte of an arrangement a constant to a few words of the packed state. The constants are tables,
 * made once; a state costs about two loads and an addition per chunk and renaming, and nothing is allocated.
 */
import { type AnyDomain, partsOf } from "../../domain/domain.ts";
import type { ColumnTables, Contributions } from "../../program/column-tables.ts";
import { thresholds } from "../../thresholds.ts";
import { Arrangement, marksIn } from "./arrangement.ts";
import type { CanonicalForm } from "./canonical-form.ts";
import { type Contribution, chunksOf, contributionsOf } from "./contributions.ts";
import { allRenamings, type Block, factorial } from "./elements.ts";
import type { Keyed, Mentions, Ranked } from "./mentions.ts";
import type { SlotRenaming, SlotShape } from "./slot-renaming.ts";

/** The tables for a layout, or null where codes or places relate more than tables can follow. */
export function columnsFor(renaming: SlotRenaming): Columns | null {
  const { elements } = renaming;
  const { enumeratedRenamings, renamedSlotBits, renamingNumbers } = thresholds;
  if (renaming.shapes.some(({ sorted }) => sorted !== null)) return null;
  const sortable = elements.blocks
    .filter((block) => renaming.shapes.every((shape) => isUnary(shape, block, 2 ** renamedSlotBits)))
    .sort((one, other) => other.size - one.size);
  const sorted = sortable[0] ?? null;
  const others = elements.blocks.filter((block) => block !== sorted);
  if (others.reduce((product, { size }) => product * factorial(size), 1) > enumeratedRenamings) return null;
  const isWide = ({ codes }: SlotShape, slot: number) =>
    codes !== null && (renaming.layout.mask[slot] as number) >= 2 ** renamedSlotBits;
  if (renaming.shapes.some(isWide)) return null;
  const arrangement = new Arrangement(renaming, sorted);
  const renamings = allRenamings(elements, others);
  if (arrangement.words * 64 * renamings.length > renamingNumbers) return null;
  const encode = encodingTables(renaming, arrangement, renamings);
  if (encode === null) return null;
  return new Columns(renaming.layout.words, {
    shared: arrangement.shared,
    column: arrangement.column,
    columns: arrangement.columns,
    renamings: renamings.length,
    encode,
    decode: decodingTables(arrangement),
    moving: renaming.staying.map((bits) => ~bits),
    all: elements.renamings,
  });
}

/**
 * Whether a slot, of `mostCodes` at most, relates no elements of the block to each other: at most one is mentioned, be it in
 * its place or in its code, or in a list or subset some, each at a place of its own.
 */
function isUnary({ place, codes }: SlotShape, block: Block, mostCodes: number): boolean {
  const inPlace = mentionsOf(place, block);
  if (codes === null) return inPlace <= 1;
  if (codes.domain.size > mostCodes) return false;
  const mayHoldSome = inPlace === 0 && holdsSome(codes.domain);
  for (let code = 0; code < codes.domain.size + codes.offset; code++) {
    const mentions = codes.of(code);
    if (mentionsOf(mentions, block) + inPlace > 1 && (!mayHoldSome || marksIn(mentions, block) === null)) return false;
  }
  return true;
}

/** Whether a value of the domain has lists or subsets in it. */
function holdsSome(domain: AnyDomain): boolean {
  const { kind } = domain.structure;
  return kind === "list" || kind === "subset" || partsOf(domain).some(holdsSome);
}

/** How many elements of the block are mentioned; by a keyed place, or in a subset, as good as all of them. */
function mentionsOf(mentions: Mentions, block: Block): number {
  const { count, element, keyedCount, keyed, key, rankedCount, ranked, rank } = mentions;
  let found = 0;
  for (let at = 0; at < count; at++) {
    const mentioned = element[at] as number;
    if (mentioned >= block.first && mentioned < block.first + block.size) found++;
  }
  for (let at = 0; at < keyedCount; at++) {
    const inKey = (keyed[at] as Keyed).mentions[key[at] as number] as Mentions;
    if (mentionsOf(inKey, block) > 0) found += block.size;
  }
  for (let at = 0; at < rankedCount; at++) {
    const subsets = ranked[at] as Ranked;
    const isIn = subsets
      .membersOf(rank[at] as number)
      .some((member) => mentionsOf(subsets.mentionsOf(member), block) > 0);
    if (isIn) found += block.size;
  }
  return found;
}

/**
 * From packed states to their arrangements, one behind the other, under each renaming; null: too large. What no renaming moves
 * is left out: it is the same in all of them, so it decides between none.
 */
function encodingTables(
  renaming: SlotRenaming,
  arrangement: Arrangement,
  renamings: readonly Int32Array[],
): Contributions | null {
  const { layout, shapes } = renaming;
  const pieces: Contribution[] = [];
  for (const slot of renaming.moving) {
    const shape = shapes[slot] as SlotShape;
    const word = layout.word[slot] as number;
    const shift = layout.shift[slot] as number;
    const bits = 32 - Math.clz32(layout.mask[slot] as number);
    // A list or set that is always empty says nothing.
    if (bits === 0) continue;
    const places = renamings.map((images) => arrangement.of(movedSlot(shape, slot, images)));
    const { codes } = shape;
    if (codes === null) {
      for (let bit = 0; bit < bits; bit++) {
        const add: Contribution["add"] = (value, to) => {
          places.forEach((place, at) => {
            to(at * arrangement.words + place.word, value << (place.shift + bit));
          });
        };
        pieces.push({ word, shift: shift + bit, bits: 1, add });
      }
      continue;
    }
    const add: Contribution["add"] = (value, to) => {
      if (value >= (layout.sizes[slot] as number)) return;
      renamings.forEach((images, at) => {
        const start = at * arrangement.words;
        const place = places[at] as { word: number; shift: number };
        const code = codes.rename(value, images);
        const moved = movedSlot(shape, slot, images);
        let rest = code;
        for (const { id, local, worth } of arrangement.marksIn(codes.of(code))) {
          rest -= worth(local);
          const bit = arrangement.ofMark(moved, id, local);
          to(start + bit.word, 1 << bit.shift);
        }
        to(start + place.word, rest << place.shift);
      });
    };
    pieces.push({ word, shift, bits, add });
  }
  return contributionsOf(chunksOf(pieces), thresholds.renamingNumbers);
}

function movedSlot({ place }: SlotShape, slot: number, images: Int32Array): number {
  return slot + place.change(images);
}

function decodingTables(arrangement: Arrangement): Contributions {
  const pieces: Contribution[] = [];
  arrangement.eachBit((word, bit, packedWord, worth) => {
    if (worth === 0) return;
    pieces.push({ word, shift: bit, bits: 1, add: (value, to) => to(packedWord, value * worth) });
  });
  pieces.sort((one, other) => one.word - other.word || one.shift - other.shift);
  return contributionsOf(chunksOf(pieces), Number.POSITIVE_INFINITY) as Contributions;
}

export class Columns implements CanonicalForm {
  /** What it goes by, for who puts it where a kernel can read it. */
  readonly tables: ColumnTables;
  readonly #words: number;
  readonly #shared: number;
  readonly #column: number;
  readonly #columns: number;
  /** Words of one arrangement, and of all. */
  readonly #stride: number;
  readonly #end: number;
  readonly #encode: Contributions;
  readonly #decode: Contributions;
  readonly #arrangements: Int32Array;
  /** Where the least arrangement starts, and how many are equal to it. */
  #best = 0;
  #ties = 0;
  #moved = false;

  constructor(words: number, tables: ColumnTables) {
    const { shared, column, columns, renamings, encode, decode } = tables;
    this.tables = tables;
    this.#words = words;
    this.#shared = shared;
    this.#column = column;
    this.#columns = columns;
    this.#stride = shared + columns * column;
    this.#end = renamings * this.#stride;
    this.#encode = encode;
    this.#decode = decode;
    this.#arrangements = new Int32Array(this.#end);
  }

  find(states: Int32Array, offset: number, target: Int32Array): void {
    this.#arrange(states, offset);
    this.#choose();
    if (this.#best === 0 && !this.#moved) {
      for (let word = 0; word < this.#words; word++) target[word] = states[offset + word] as number;
    } else this.#pack(states, offset, target);
  }

  symmetries(): number {
    let product = this.#ties;
    const all = this.#arrangements;
    let equal = 1;
    for (let column = 1; column < this.#columns; column++) {
      const at = this.#best + this.#shared + column * this.#column;
      equal = compare(all, at - this.#column, at, this.#column) === 0 ? equal + 1 : 1;
      product *= equal;
    }
    return product;
  }

  #arrange(states: Int32Array, offset: number): void {
    const { chunks, word, shift, mask, first, targets, base, table, sparse } = this.#encode;
    const all = this.#arrangements;
    all.fill(0);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const value =
        ((states[offset + (word[chunk] as number)] as number) >>> (shift[chunk] as number)) & (mask[chunk] as number);
      if (value === 0 && sparse[chunk] === 1) continue;
      const start = first[chunk] as number;
      const end = first[chunk + 1] as number;
      let from = (base[chunk] as number) + value * (end - start);
      for (let to = start; to < end; to++) {
        const at = targets[to] as number;
        all[at] = (all[at] as number) + (table[from++] as number);
      }
    }
  }

  /** Sorts the columns of every arrangement that may be the least, and finds it. */
  #choose(): void {
    const all = this.#arrangements;
    this.#moved = this.#sort(0);
    this.#best = 0;
    this.#ties = 1;
    for (let start = this.#stride; start < this.#end; start += this.#stride) {
      if (compare(all, start, this.#best, this.#shared) > 0) continue;
      this.#sort(start);
      const order = compare(all, start, this.#best, this.#stride);
      if (order < 0) {
        this.#best = start;
        this.#ties = 1;
      } else if (order === 0) this.#ties++;
    }
  }

  /** Insertion sort; whether anything moved. */
  #sort(start: number): boolean {
    const all = this.#arrangements;
    const width = this.#column;
    const first = start + this.#shared;
    const end = first + this.#columns * width;
    let moved = false;
    if (width === 1) {
      for (let from = first + 1; from < end; from++) {
        const column = all[from] as number;
        let at = from;
        for (; at > first && (all[at - 1] as number) > column; at--) all[at] = all[at - 1] as number;
        all[at] = column;
        if (at !== from) moved = true;
      }
      return moved;
    }
    for (let from = first + width; from < end; from += width) {
      for (let at = from; at > first && compare(all, at - width, at, width) > 0; at -= width) {
        moved = true;
        for (let word = at; word < at + width; word++) {
          const swapped = all[word] as number;
          all[word] = all[word - width] as number;
          all[word - width] = swapped;
        }
      }
    }
    return moved;
  }

  #pack(states: Int32Array, offset: number, target: Int32Array): void {
    const { chunks, word, shift, mask, first, targets, base, table } = this.#decode;
    const all = this.#arrangements;
    const { moving } = this.tables;
    for (let at = 0; at < this.#words; at++) target[at] = (states[offset + at] as number) & ~(moving[at] as number);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const value =
        ((all[this.#best + (word[chunk] as number)] as number) >>> (shift[chunk] as number)) & (mask[chunk] as number);
      if (value === 0) continue;
      const start = first[chunk] as number;
      const end = first[chunk + 1] as number;
      let from = (base[chunk] as number) + value * (end - start);
      for (let to = start; to < end; to++) {
        const at = targets[to] as number;
        target[at] = (target[at] as number) + (table[from++] as number);
      }
    }
  }
}

function compare(all: Int32Array, one: number, other: number, count: number): number {
  for (let at = 0; at < count; at++) {
    const difference = (all[one + at] as number) - (all[other + at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
