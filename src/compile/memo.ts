/**
 * Remembers a predicate's answers by the words it looks at: one look instead of a walk through a deep tree. A predicate's
 * run only reads slots in `masks`, so equal masked words mean an equal run. Direct mapped: a new answer takes the place of
 * the one that had its line.
 *
 *     line:  | masked word | masked word | ... | answer (0: empty) |
 */
import { thresholds } from "../thresholds.ts";

export class Memo {
  /** The words looked at, and the bits of each that matter. */
  #words: number[] = [];
  #masks: number[] = [];
  #lines = new Int32Array(0);
  readonly #lineBits = thresholds.memoLineBits;
  readonly #mostWords = thresholds.memoWords;

  /** Whether it is small enough to be of use: once it is not, it never is again. */
  get useful(): boolean {
    return this.#words.length > 0 && this.#words.length <= this.#mostWords;
  }

  /**
   * Makes sure that `mask` of `word` is looked at; forgets everything if it was not. To be told of every read of every run
   * whose outcome is in the predicate's tree, since what the tree answers may be kept here.
   */
  watch(word: number, mask: number): void {
    const at = this.#words.indexOf(word);
    if (at >= 0 && ((this.#masks[at] as number) & mask) === mask) return;
    if (at < 0) {
      this.#words.push(word);
      this.#masks.push(mask);
    } else this.#masks[at] = (this.#masks[at] as number) | mask;
    this.#lines = this.useful ? new Int32Array((this.#words.length + 1) << this.#lineBits) : new Int32Array(0);
  }

  /** The answer remembered for the state in `work`, or 0. */
  find(work: Int32Array): number {
    const lines = this.#lines;
    const words = this.#words;
    const count = words.length;
    const line = this.#line(work);
    for (let at = 0; at < count; at++) {
      if (lines[line + at] !== ((work[words[at] as number] as number) & (this.#masks[at] as number))) return 0;
    }
    return lines[line + count] as number;
  }

  keep(work: Int32Array, answer: number): void {
    const line = this.#line(work);
    const count = this.#words.length;
    for (let at = 0; at < count; at++)
      this.#lines[line + at] = (work[this.#words[at] as number] as number) & (this.#masks[at] as number);
    this.#lines[line + count] = answer;
  }

  #line(work: Int32Array): number {
    let mixed = 0;
    const count = this.#words.length;
    for (let at = 0; at < count; at++) {
      mixed = Math.imul(
        mixed ^ ((work[this.#words[at] as number] as number) & (this.#masks[at] as number)),
        0x9e3779b1,
      );
      mixed ^= mixed >>> 15;
    }
    return (Math.imul(mixed, 0x85ebca6b) >>> (32 - this.#lineBits)) * (count + 1);
  }
}
