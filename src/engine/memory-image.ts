/** What is to be written into memory from an address on: rows of what the kernel looks up first, and behind them what rows name by address. */
import { up } from "./memory-parts.ts";

export class MemoryImage {
  readonly #start: number;
  readonly #words: number[];

  /** From address `start`, a multiple of 16, on, with room for so many words of rows. */
  constructor(start: number, rowWords: number) {
    this.#start = start;
    this.#words = new Array(rowWords).fill(0);
  }

  get words(): Int32Array {
    return Int32Array.from(this.#words);
  }

  /** Writes a row, or the beginning of one, at a word. */
  setRow(at: number, row: readonly number[]): void {
    for (const [column, word] of row.entries()) this.#words[at + column] = word;
  }

  /** Appends an array, at a multiple of 16; answers its address. */
  put(numbers: Iterable<number>): number {
    const at = this.#start + up(4 * this.#words.length, 16);
    while (this.#start + 4 * this.#words.length < at) this.#words.push(0);
    for (const number of numbers) this.#words.push(number);
    return at;
  }
}
