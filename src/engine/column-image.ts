/** The tables of canonical forms as the kernel has them in its memory: see kernel/columns.ts. */
import { byteFingerprints } from "../program/byte-fingerprints.ts";
import type { ColumnTables, Contributions } from "../program/column-tables.ts";
import { MemoryImage } from "./memory-image.ts";

const WORD_BITS = 32;
/** Words of the row of forms. */
const FORMS = 16;
/** The first target of a chunk that has none: behind all. */
const NO_TARGET = 0x7fffffff;

const padded = (words: number): number => (words + 3) & ~3;

/** Bytes that a thread needs to find forms in. */
export function roomForForms({ shared, column, columns, renamings, encode }: ColumnTables, words: number): number {
  const arrangements = (1 + renamings) * padded(shared + columns * column);
  return 4 * padded(arrangements + padded(words) + renamings + 3 * encode.chunks);
}

/** What lies from address `start`, a multiple of 16, on. */
export function columnImage(tables: ColumnTables, words: number, start: number): Int32Array {
  const { shared, column, columns, renamings, encode, decode, moving } = tables;
  const used = shared + columns * column;
  const image = new ColumnImage(start, FORMS);
  const arrangements = Array.from({ length: renamings }, (_, which) => ({ first: which * used, count: used }));
  const encoding = image.putMap(encode, words, arrangements);
  const decoding = image.putMap(decode, used, [{ first: 0, count: words }]);
  image.setRow(0, [
    image.put(encoding.live.map((bits, word) => bits & (moving[word] as number))),
    encoding.chunks,
    image.putSums(encode, encoding.tables, renamings * used),
    renamings,
    4 * padded(used),
    4 * shared,
    4 * column,
    columns,
    image.put(decoding.live),
    decoding.chunks,
    image.put(byteFingerprints(words)),
    4 * padded(words),
    ...new Int32Array(Float64Array.of(tables.all).buffer),
  ]);
  return image.words;
}

/** Words of a target. */
interface Stretch {
  readonly first: number;
  readonly count: number;
}

/** What the values of a chunk add to the words of a stretch: an address, and as what of a row. */
interface Table {
  readonly address: number;
  readonly targets: readonly number[];
}

class ColumnImage extends MemoryImage {
  /** Per word the bits that are in chunks; as an address, the chunk of each bit; and of each chunk a table per stretch. */
  putMap(map: Contributions, sourceWords: number, stretches: readonly Stretch[]) {
    const live = new Int32Array(sourceWords);
    const ofBits = new Int32Array(sourceWords * WORD_BITS);
    const tables: Table[][] = [];
    for (let chunk = 0; chunk < map.chunks; chunk++) {
      const [word, shift, mask] = [map.word[chunk] as number, map.shift[chunk] as number, map.mask[chunk] as number];
      const ofChunk = stretches.map((stretch) => this.#putTable(map, chunk, stretch));
      const [{ address, targets }] = ofChunk as [Table];
      const places = targets.map((target) => 4 * (target - (stretches[0] as Stretch).first));
      const firsts = ofChunk.map((table, which) => {
        const { first } = stretches[which] as Stretch;
        return Math.min(NO_TARGET, ...table.targets.map((target) => 4 * (target - first)));
      });
      const bit = word * WORD_BITS + shift;
      const row = this.put([shift, mask, this.put(places), places.length, address, ...firsts]);
      ofBits.fill(row, bit, bit + WORD_BITS - Math.clz32(mask));
      live[word] = (live[word] as number) | (mask << shift);
      tables.push(ofChunk);
    }
    return { live, chunks: this.put(ofBits), tables };
  }

  #putTable({ first, targets, base, table, mask }: Contributions, chunk: number, stretch: Stretch): Table {
    const [start, end] = [first[chunk] as number, first[chunk + 1] as number];
    const all = Array.from(targets.subarray(start, end), (target, at) => ({ target, at }));
    const within = all.filter(({ target }) => target >= stretch.first && target < stretch.first + stretch.count);
    const values = Array.from({ length: (mask[chunk] as number) + 1 }, (_, value) => value);
    const row = base[chunk] as number;
    const address = this.put(
      values.flatMap((value) => within.map(({ at }) => table[row + value * (end - start) + at] as number)),
    );
    return { address, targets: within.map(({ target }) => target) };
  }

  /** For each of `count` words of targets, what it is the sum of. */
  putSums({ word, shift, mask }: Contributions, tables: readonly (readonly Table[])[], count: number): number {
    const sums = Array.from({ length: count }, (): number[] => []);
    tables.forEach((ofChunk, chunk) => {
      const bits = [4 * (word[chunk] as number), shift[chunk] as number, mask[chunk] as number];
      for (const { address, targets } of ofChunk)
        for (const [at, target] of targets.entries()) sums[target]?.push(...bits, targets.length, address + 4 * at);
    });
    let at = this.put(sums.flat());
    return this.put([
      at,
      ...sums.map((terms) => {
        at += 4 * terms.length;
        return at;
      }),
    ]);
  }
}
