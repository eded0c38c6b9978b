/**
 * What a rule's leaves point to: every change that its effect was seen to make, once, as program/publication.ts lays them
 * out. Changes are only added, one behind the other, until the trees that point to them are given up.
 */
import { wordHalf } from "../program/fingerprint.ts";
import type { Layout } from "../state/layout.ts";
import { LEARNED, STUTTER } from "./outcome.ts";
import type { Tracer } from "./tracer.ts";

export class LearnedChanges {
  /** Replaced when it grows. */
  entries = new Int32Array(256);
  /** So many words of it are used. */
  used = 0;
  readonly #layout: Layout;
  readonly #table: Int32Array;
  /** The leaves of those that are there, by their text. */
  readonly #leaves = new Map<string, number>();

  constructor(layout: Layout, table: Int32Array) {
    this.#layout = layout;
    this.#table = table;
  }

  /**
   * The leaf for what the run that has ended under a tracer changed, an existing one where the same change was met before.
   * `instance`: whose it is, where that is to be told apart; 0 elsewhere.
   */
  leafOfRun(tracer: Tracer, instance: number): number {
    const written = tracer.finish();
    if (written.length === 0) return STUTTER;
    const words = new Map<number, number>();
    for (const slot of written) {
      const word = this.#layout.word[slot] as number;
      words.set(word, (words.get(word) ?? 0) ^ tracer.change(slot));
    }
    let low = 0;
    let high = 0;
    for (const [word, bits] of words) {
      low ^= wordHalf(this.#table, word, bits, 0);
      high ^= wordHalf(this.#table, word, bits, 1);
    }
    return this.leafOf([low, high, words.size, 0, 0, 0, instance, 0, ...[...words].flat()]);
  }

  /** The leaf for an entry, which is added unless it is there. */
  leafOf(entry: readonly number[]): number {
    const key = entry.join(",");
    const known = this.#leaves.get(key);
    if (known !== undefined) return known;
    if (this.used + entry.length > this.entries.length) {
      const larger = new Int32Array(2 * (this.used + entry.length));
      larger.set(this.entries);
      this.entries = larger;
    }
    this.entries.set(entry, this.used);
    const leaf = LEARNED - this.used;
    this.used += entry.length;
    this.#leaves.set(key, leaf);
    return leaf;
  }

  clear(): void {
    this.entries = new Int32Array(0);
    this.used = 0;
    this.#leaves.clear();
  }
}
