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
import type { Layout } from "../../state/layout.ts";
import type { CanonicalForm } from "./canonical-form.ts";
import { allRenamings, type Block, factorial } from "./elements.ts";
import type { SlotRenaming, SlotShape } from "./slot-renaming.ts";

/** The most renamings that are enumerated for every state. */
const ENUMERATED_LIMIT = 24;
const CHUNK_BITS = 8;
/** The widest slot whose codes are renamed by a table. */
const SLOT_BITS = 12;
/** The most numbers in all tables together: 16 MiB. */
const TABLE_LIMIT = 2 ** 22;

/** Contributions: chunk c, holding value v, adds table[base + v * n + j] to word targets[first + j], j < n. */
interface Tables {
  readonly chunks: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
  /** One more than chunks. */
  readonly first: Int32Array;
  readonly targets: Int32Array;
  readonly base: Int32Array;
  readonly table: Int32Array;
  /** Per chunk: 1 when it contributes nothing while it is 0, as bits of sets do. */
  readonly sparse: Uint8Array;
}

/** The tables for a layout, or null where codes or places relate more than tables can follow. */
export function columnsFor(renaming: SlotRenaming): CanonicalForm | null {
  const { elements } = renaming;
  if (renaming.shapes.some(({ sorted }) => sorted !== null)) return null;
  const sortable = elements.blocks
    .filter((block) => renaming.shapes.every((shape) => isUnary(shape, block)))
    .sort((one, other) => other.size - one.size);
  const sorted = sortable[0] ?? null;
  const others = elements.blocks.filter((block) => block !== sorted);
  if (others.reduce((product, { size }) => product * factorial(size), 1) > ENUMERATED_LIMIT) return null;
  const isWide = ({ codes }: SlotShape, slot: number) =>
    codes !== null && (renaming.layout.mask[slot] as number) >= 2 ** SLOT_BITS;
  if (renaming.shapes.some(isWide)) return null;
  const arrangement = new Arrangement(renaming, sorted);
  const renamings = allRenamings(elements, others);
  if (arrangement.words * 64 * renamings.length > TABLE_LIMIT) return null;
  const encode = encodingTables(renaming, arrangement, renamings);
  if (encode === null) return null;
  return new Columns(
    renaming.layout.words,
    arrangement,
    renamings.length,
    encode,
    decodingTables(renaming, arrangement),
  );
}

/** Whether a slot mentions at most one element of the block, be it in its place or in its code. */
function isUnary({ elements, codes }: SlotShape, block: Block): boolean {
  const inside = (element: number) => element >= block.first && element < block.first + block.size;
  const inPlace = elements.filter(inside).length;
  if (codes === null) return inPlace <= 1;
  if (codes.domain.size > 2 ** SLOT_BITS) return false;
  for (let code = 0; code < codes.domain.size + codes.offset; code++) {
    const { count, element } = codes.of(code);
    let inCode = 0;
    for (let at = 0; at < count; at++) if (inside(element[at] as number)) inCode++;
    if (inCode + inPlace > 1) return false;
  }
  return true;
}

/** Where the bits of an arrangement are. */
class Arrangement {
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
    this.shared = Math.ceil(shared / 32);
    this.column = Math.ceil(column / 32);
    this.columns = block?.size ?? 0;
    this.words = this.shared + this.columns * this.column;
  }

  /** The mention of the sorted scalarset in a slot's place: which of its elements, or -1. */
  #local(slot: number): number {
    const at = this.#place(slot);
    return at < 0 ? -1 : ((this.#shapes[slot] as SlotShape).elements[at] as number) - (this.#block as Block).first;
  }

  #place(slot: number): number {
    const block = this.#block;
    if (block === null) return -1;
    const { elements } = this.#shapes[slot] as SlotShape;
    return elements.findIndex((element) => element >= block.first && element < block.first + block.size);
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
      local < 0 ? slot : slot - local * ((this.#shapes[slot] as SlotShape).weights[this.#place(slot)] as number);
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

/** A part of a packed state that contributes as one. */
interface Piece {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  readonly add: (value: number, to: (word: number, amount: number) => void) => void;
}

/** From packed states to their arrangements, one behind the other, under each renaming; null: too large. */
function encodingTables(
  renaming: SlotRenaming,
  arrangement: Arrangement,
  renamings: readonly Int32Array[],
): Tables | null {
  const { layout, shapes } = renaming;
  const pieces: Piece[] = [];
  shapes.forEach((shape, slot) => {
    const word = layout.word[slot] as number;
    const shift = layout.shift[slot] as number;
    const bits = 32 - Math.clz32(layout.mask[slot] as number);
    const places = renamings.map((images) => arrangement.of(movedSlot(shape, slot, images)));
    const { codes } = shape;
    if (codes === null) {
      for (let bit = 0; bit < bits; bit++) {
        const add: Piece["add"] = (value, to) => {
          places.forEach((place, at) => {
            to(at * arrangement.words + place.word, value << (place.shift + bit));
          });
        };
        pieces.push({ word, shift: shift + bit, bits: 1, add });
      }
      return;
    }
    const add: Piece["add"] = (value, to) => {
      if (value >= codes.domain.size + codes.offset) return;
      renamings.forEach((images, at) => {
        const start = at * arrangement.words;
        const place = places[at] as { word: number; shift: number };
        const code = codes.rename(value, images);
        const mention = arrangement.mentionIn(codes.of(code));
        if (mention === null) {
          to(start + place.word, code << place.shift);
          return;
        }
        const { local, weight } = mention;
        to(start + place.word, (code - local * weight) << place.shift);
        const bit = arrangement.ofMention(movedSlot(shape, slot, images), weight, local);
        to(start + bit.word, 1 << bit.shift);
      });
    };
    pieces.push({ word, shift, bits, add });
  });
  return tablesOf(chunksOf(pieces));
}

function movedSlot({ elements, weights }: SlotShape, slot: number, images: Int32Array): number {
  return elements.reduce((to, from, at) => to + ((images[from] as number) - from) * (weights[at] as number), slot);
}

function decodingTables(_: SlotRenaming, arrangement: Arrangement): Tables {
  const pieces: Piece[] = [];
  arrangement.eachBit((word, bit, packedWord, worth) => {
    if (worth === 0) return;
    pieces.push({ word, shift: bit, bits: 1, add: (value, to) => to(packedWord, value * worth) });
  });
  pieces.sort((one, other) => one.word - other.word || one.shift - other.shift);
  return tablesOf(chunksOf(pieces)) as Tables;
}

/** Pieces that lie in the same 8 bits, or one that is wider. */
function chunksOf(pieces: readonly Piece[]): Piece[][] {
  const chunks: Piece[][] = [];
  for (const piece of pieces) {
    const open = chunks.at(-1);
    const first = open?.[0];
    if (open && first && first.word === piece.word && piece.shift + piece.bits - first.shift <= CHUNK_BITS)
      open.push(piece);
    else chunks.push([piece]);
  }
  return chunks;
}

function tablesOf(chunks: readonly Piece[][]): Tables | null {
  const targets: number[] = [];
  const first: number[] = [0];
  const base: number[] = [];
  const parts: Int32Array[] = [];
  let size = 0;
  const widths = chunks.map((pieces) => {
    const last = pieces.at(-1) as Piece;
    return last.shift + last.bits - (pieces[0] as Piece).shift;
  });
  for (const [at, pieces] of chunks.entries()) {
    const start = (pieces[0] as Piece).shift;
    const places = new Map<number, number>();
    const contributions: (readonly [value: number, place: number, amount: number])[][] = pieces.map((piece) => {
      const found: (readonly [number, number, number])[] = [];
      for (let value = 0; value < 2 ** piece.bits; value++) {
        piece.add(value, (word, amount) => {
          if (amount === 0) return;
          if (!places.has(word)) places.set(word, places.size);
          found.push([value, places.get(word) as number, amount]);
        });
      }
      return found;
    });
    const count = places.size;
    const values = 2 ** (widths[at] as number);
    size += values * count;
    if (size > TABLE_LIMIT) return null;
    const part = new Int32Array(values * count);
    pieces.forEach((piece, which) => {
      const low = piece.shift - start;
      for (const [value, place, amount] of contributions[which] as (readonly [number, number, number])[]) {
        const [below, above] = [2 ** low, 2 ** ((widths[at] as number) - low - piece.bits)];
        for (let high = 0; high < above; high++) {
          for (let rest = 0; rest < below; rest++) {
            const cell = ((high << (low + piece.bits)) | (value << low) | rest) * count + place;
            part[cell] = (part[cell] as number) + amount;
          }
        }
      }
    });
    base.push(size - values * count);
    parts.push(part);
    targets.push(...places.keys());
    first.push(targets.length);
  }
  const table = new Int32Array(size);
  parts.forEach((part, at) => {
    table.set(part, base[at] as number);
  });
  return {
    chunks: chunks.length,
    word: Int32Array.from(chunks, (pieces) => (pieces[0] as Piece).word),
    shift: Int32Array.from(chunks, (pieces) => (pieces[0] as Piece).shift),
    mask: Int32Array.from(widths, (width) => 2 ** width - 1),
    first: Int32Array.from(first),
    targets: Int32Array.from(targets),
    base: Int32Array.from(base),
    table,
    sparse: Uint8Array.from(chunks, (_, at) => {
      const start = base[at] as number;
      const count = (first[at + 1] as number) - (first[at] as number);
      return table.subarray(start, start + count).every((amount) => amount === 0) ? 1 : 0;
    }),
  };
}

class Columns implements CanonicalForm {
  readonly #words: number;
  readonly #shared: number;
  readonly #column: number;
  readonly #columns: number;
  /** Words of one arrangement, and of all. */
  readonly #stride: number;
  readonly #end: number;
  readonly #encode: Tables;
  readonly #decode: Tables;
  readonly #arrangements: Int32Array;
  /** Where the least arrangement starts, and how many are equal to it. */
  #best = 0;
  #ties = 0;
  #moved = false;

  constructor(words: number, arrangement: Arrangement, renamings: number, encode: Tables, decode: Tables) {
    this.#words = words;
    this.#shared = arrangement.shared;
    this.#column = arrangement.column;
    this.#columns = arrangement.columns;
    this.#stride = arrangement.words;
    this.#end = renamings * arrangement.words;
    this.#encode = encode;
    this.#decode = decode;
    this.#arrangements = new Int32Array(this.#end);
  }

  find(states: Int32Array, offset: number, target: Int32Array): void {
    this.#arrange(states, offset);
    this.#choose();
    if (this.#best === 0 && !this.#moved) {
      for (let word = 0; word < this.#words; word++) target[word] = states[offset + word] as number;
    } else this.#pack(target);
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

  #pack(target: Int32Array): void {
    const { chunks, word, shift, mask, first, targets, base, table } = this.#decode;
    const all = this.#arrangements;
    for (let at = 0; at < this.#words; at++) target[at] = 0;
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
