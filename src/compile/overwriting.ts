/**
 * What an effect writes, whatever was there: the leaves of a rule whose trees, with all that it overwrites and moves on
 * their paths, would not stay small.
 *
 *     prefix | word, bits that may change | ... | slots | word, bits that stay, bits that come | ... | lists | edits ... | padding
 *
 * The prefix and what may change are as in a change that is known (program/publication.ts); for edits see edit-lists.ts.
 * What changes, and the fingerprint with it, is not a constant of the path: it is found by comparing the words with those
 * before, which takes longer than a change that is known (rule-runner.ts), and much less than running the closure.
 */
import { wordHalf } from "../program/fingerprint.ts";
import { CHANGE_PREFIX } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import { ListEditor } from "./edit-lists.ts";
import type { Tracer } from "./tracer.ts";

/** Makes such leaves, and writes what they say to a state behind which the state before is. */
export class Overwriter {
  readonly #layout: Layout;
  readonly #table: Int32Array;
  readonly #editor: ListEditor;

  constructor(layout: Layout, table: Int32Array) {
    this.#layout = layout;
    this.#table = table;
    this.#editor = new ListEditor(layout);
  }

  /** What the fingerprint's halves change by, when all is written. */
  low = 0;
  high = 0;

  /** What the run that has ended under an overwriting tracer wrote; null: nothing. `instance`: whose it is, to be said with it. */
  leafOf(tracer: Tracer, instance: number): number[] | null {
    const written = new Map<number, { stays: number; comes: number }>();
    for (const slot of tracer.finish()) {
      const word = this.#layout.word[slot] as number;
      const bits = (this.#layout.mask[slot] as number) << (this.#layout.shift[slot] as number);
      if (bits === 0) continue;
      const { stays, comes } = written.get(word) ?? { stays: -1, comes: 0 };
      written.set(word, {
        stays: stays & ~bits,
        comes: comes | (tracer.left(slot) << (this.#layout.shift[slot] as number)),
      });
    }
    const { all } = tracer.edits;
    if (written.size === 0 && all.length === 0) return null;
    const may = new Map<number, number>();
    const mayChange = (word: number, bits: number) => may.set(word, (may.get(word) ?? 0) | bits);
    for (const [word, { stays }] of written) mayChange(word, ~stays);
    for (const { list } of all) this.#editor.eachWord(list, mayChange);
    const said = [
      written.size,
      ...[...written].flatMap(([word, { stays, comes }]) => [word, stays, comes]),
      all.length,
      ...all.flatMap(({ list, edits }) => [
        list,
        edits.length,
        ...edits.flatMap(({ kind, entry }) => [kind, ...entry]),
      ]),
    ];
    if (said.length % 2 !== 0) said.push(0);
    return [0, 0, may.size, 0, 0, 0, instance, said.length, ...[...may].flat(), ...said];
  }

  /** Writes what is told at `at` of `leaves`; whether anything is different from what is behind `work` then. */
  write(work: Int32Array, leaves: Int32Array, at: number): boolean {
    const { words } = this.#layout;
    const first = at + CHANGE_PREFIX;
    const slots = first + 2 * (leaves[at + 2] as number);
    let next = slots + 1;
    const end = next + 3 * (leaves[slots] as number);
    for (; next < end; next += 3) {
      const word = leaves[next] as number;
      work[word] = ((work[word] as number) & (leaves[next + 1] as number)) | (leaves[next + 2] as number);
    }
    const lists = leaves[next++] as number;
    for (let list = 0; list < lists; list++) next = this.#editor.edit(work, leaves, next);
    let low = 0;
    let high = 0;
    let isChanged = false;
    for (let from = first; from < slots; from += 2) {
      const word = leaves[from] as number;
      const change = (work[word] as number) ^ (work[words + word] as number);
      if (change === 0) continue;
      isChanged = true;
      low ^= wordHalf(this.#table, word, change, 0);
      high ^= wordHalf(this.#table, word, change, 1);
    }
    this.low = low;
    this.high = high;
    return isChanged;
  }

  /** Puts back what was there. */
  restore(work: Int32Array, leaves: Int32Array, at: number): void {
    const { words } = this.#layout;
    const first = at + CHANGE_PREFIX;
    const end = first + 2 * (leaves[at + 2] as number);
    for (let from = first; from < end; from += 2) {
      const word = leaves[from] as number;
      work[word] = work[words + word] as number;
    }
  }
}
