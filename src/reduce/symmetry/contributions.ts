/**
 * A linear map from packed words to packed words as tables: every chunk of at most 8 bits of the one contributes a constant
 * to a few words of the other. Made once from what each piece of the source adds; applying it costs about two loads and an
 * addition per chunk and target, and allocates nothing.
 */
import type { Contributions } from "../../program/column-tables.ts";

const CHUNK_BITS = 8;

/** A part of a packed state that contributes as one. */
export interface Contribution {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  readonly add: (value: number, to: (word: number, amount: number) => void) => void;
}

/** Pieces that lie in the same 8 bits, or one that is wider. */
export function chunksOf(pieces: readonly Contribution[]): Contribution[][] {
  const chunks: Contribution[][] = [];
  for (const piece of pieces) {
    const open = chunks.at(-1);
    const first = open?.[0];
    if (open && first && first.word === piece.word && piece.shift + piece.bits - first.shift <= CHUNK_BITS)
      open.push(piece);
    else chunks.push([piece]);
  }
  return chunks;
}

/** Tables of what the chunks add; null: they would have more than `limit` numbers. */
export function contributionsOf(chunks: readonly Contribution[][], limit: number): Contributions | null {
  const targets: number[] = [];
  const first: number[] = [0];
  const base: number[] = [];
  const parts: Int32Array[] = [];
  let size = 0;
  const widths = chunks.map((pieces) => {
    const last = pieces.at(-1) as Contribution;
    return last.shift + last.bits - (pieces[0] as Contribution).shift;
  });
  for (const [at, pieces] of chunks.entries()) {
    const start = (pieces[0] as Contribution).shift;
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
    if (size > limit) return null;
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
    for (const word of places.keys()) targets.push(word);
    first.push(targets.length);
  }
  const table = new Int32Array(size);
  parts.forEach((part, at) => {
    table.set(part, base[at] as number);
  });
  return {
    chunks: chunks.length,
    word: Int32Array.from(chunks, (pieces) => (pieces[0] as Contribution).word),
    shift: Int32Array.from(chunks, (pieces) => (pieces[0] as Contribution).shift),
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
