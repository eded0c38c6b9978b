import type { Program } from "../../src/program/program.ts";

/** States found, in order, packed, with an open-addressing table of their numbers. Compares whole states. */
export class States {
  readonly #words: number;
  readonly #table: Int32Array;
  readonly #mask: number;
  #packed: Int32Array;
  #count = 0;

  constructor(words: number, bits: number) {
    this.#words = words;
    this.#table = new Int32Array(2 ** bits);
    this.#mask = 2 ** bits - 1;
    this.#packed = new Int32Array(1024 * words);
  }

  load(program: Program, at: number): void {
    program.load(this.#packed, at * this.#words);
  }

  /** The number of the program's current state: the next one if it is new. */
  add(program: Program): number {
    let place = (program.low ^ (program.high >>> 7)) & this.#mask;
    for (let found = this.#table[place] as number; found !== 0; found = this.#table[place] as number) {
      if (this.#equals(program.work, found - 1)) return found - 1;
      place = (place + 1) & this.#mask;
    }
    if (this.#count >= 0.8 * this.#mask) throw new Error(`more than ${this.#count} states: raise \`bits\``);
    this.#append(program.work);
    this.#table[place] = this.#count;
    return this.#count - 1;
  }

  #equals(work: Int32Array, at: number): boolean {
    const start = at * this.#words;
    for (let word = 0; word < this.#words; word++) {
      if (this.#packed[start + word] !== work[word]) return false;
    }
    return true;
  }

  #append(work: Int32Array): void {
    const start = this.#count++ * this.#words;
    if (start + this.#words > this.#packed.length) {
      const larger = new Int32Array(2 * this.#packed.length);
      larger.set(this.#packed);
      this.#packed = larger;
    }
    this.#packed.set(work.subarray(0, this.#words), start);
  }
}
