/**
 * What an effect writes, whatever was there: the leaves of a rule whose trees, with all that it overwrites and moves on
 * their paths, would not stay small.
 *
 *     words | word ... | slots | word, bits that stay, bits that come | ... | lists | edits, see edit-lists.ts ...
 *
 * `words`: all that may change. What changes, and the fingerprint with it, is not a constant of the path: it is found by
 * comparing the words with those before, which takes longer than a change that is known (rule-runner.ts), and much less
 * than running the closure.
 */
import { wordHalf } from "../program/fingerprint.ts";
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

  /** What the run that has ended under an overwriting tracer wrote; null: nothing. */
  leafOf(tracer: Tracer): number[] | null {
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
    const words = new Set([...written.keys(), ...all.flatMap(({ list }) => this.#editor.wordsOf(list))]);
    return [
      words.size,
      ...words,
      written.size,
      ...[...written].flatMap(([word, { stays, comes }]) => [word, stays, comes]),
      all.length,
      ...all.flatMap(({ list, edits }) => [
        list,
        edits.length,
        ...edits.flatMap(({ kind, entry }) => [kind, ...entry]),
      ]),
    ];
  }

  /** Writes what is told at `at` of `leaves`; whether anything is different from what is behind `work` then. */
  write(work: Int32Array, leaves: Int32Array, at: number): boolean {
    const { words } = this.#layout;
    const slots = at + 1 + (leaves[at] as number);
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
    for (let from = at + 1; from < slots; from++) {
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
    const end = at + 1 + (leaves[at] as number);
    for (let from = at + 1; from < end; from++) {
      const word = leaves[from] as number;
      work[word] = work[words + word] as number;
    }
  }
}
