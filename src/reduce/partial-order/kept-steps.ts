/** The next steps of one state with the states that they lead to, kept until it is known which of them are taken. */

import type { Ascent } from "./ascent.ts";

/** What is kept of a program: its current state. */
export interface CurrentState {
  readonly work: Int32Array;
  low: number;
  high: number;
  rule: number;
}

/** Words of a kept step behind those of its state: fingerprint (2), rule, step. */
const EXTRA = 4;

export class KeptSteps {
  count = 0;
  readonly #words: number;
  #kept: Int32Array;

  constructor(words: number) {
    this.#words = words;
    this.#kept = new Int32Array(64 * (words + EXTRA));
  }

  clear(): void {
    this.count = 0;
  }

  add({ work, low, high, rule }: CurrentState, step: number): void {
    const words = this.#words;
    const start = this.#start(this.count++);
    if (start + words + EXTRA > this.#kept.length) {
      const larger = new Int32Array(2 * this.#kept.length);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    const kept = this.#kept;
    for (let word = 0; word < words; word++) kept[start + word] = work[word] as number;
    kept[start + words] = low;
    kept[start + words + 1] = high;
    kept[start + words + 2] = rule;
    kept[start + words + 3] = step;
  }

  stepOf(at: number): number {
    return this.#kept[this.#start(at) + this.#words + 3] as number;
  }

  ruleOf(at: number): number {
    return this.#kept[this.#start(at) + this.#words + 2] as number;
  }

  /** Makes the state that the step leads to the current one. */
  show(at: number, on: CurrentState): void {
    const words = this.#words;
    const start = this.#start(at);
    for (let word = 0; word < words; word++) on.work[word] = this.#kept[start + word] as number;
    on.low = this.#kept[start + words] as number;
    on.high = this.#kept[start + words + 1] as number;
    on.rule = this.#kept[start + words + 2] as number;
  }

  /** Whether the step changes one of these bits of the source, which is behind the current state in `work`. */
  changes(at: number, bits: Int32Array, work: Int32Array): boolean {
    const words = this.#words;
    const start = this.#start(at);
    for (let word = 0; word < words; word++) {
      const change = (this.#kept[start + word] as number) ^ (work[words + word] as number);
      if ((change & (bits[word] as number)) !== 0) return true;
    }
    return false;
  }

  /** Whether the step makes the source higher. */
  ascends(at: number, ascent: Ascent, work: Int32Array): boolean {
    return ascent.isStep(work, this.#words, this.#kept, this.#start(at));
  }

  #start(at: number): number {
    return at * (this.#words + EXTRA);
  }
}
