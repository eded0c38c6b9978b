/** A frontier that is filled by one thread, state by state: of a search that was elsewhere, or had been put by. */
import { blocksPerSegment, Frontier, type FrontierMemory, frontierSegment } from "./frontier.ts";

export class FilledFrontier {
  readonly #words: number;
  #memory: FrontierMemory;
  #frontier: Frontier;
  #blocks = 0;
  #filled = 0;

  constructor(words: number) {
    this.#words = words;
    this.#memory = { words, segments: [] };
    this.#frontier = new Frontier(this.#memory);
  }

  /** Appends a state whose words begin at `at` of `from`; with its fingerprint and its number, -1 if it has none. */
  add(from: Int32Array, at: number, low: number, high: number, number: number): void {
    const array = this.#open();
    const words = this.#words;
    const to = this.#frontier.offset(this.#blocks - 1) + 1 + this.#filled * this.#frontier.stride;
    for (let word = 0; word < words; word++) array[to + word] = from[at + word] as number;
    array[to + words] = low;
    array[to + words + 1] = high;
    array[to + words + 2] = number;
    array[this.#frontier.offset(this.#blocks - 1)] = ++this.#filled;
  }

  /** Its blocks, all of them filled but the last. */
  close(): { readonly memory: FrontierMemory; readonly blocks: number } {
    return { memory: this.#memory, blocks: this.#blocks };
  }

  /** The array that the block lies in which has room for a state. */
  #open(): Int32Array {
    if (this.#blocks === 0 || this.#filled === this.#frontier.blockStates) {
      if (this.#blocks === this.#memory.segments.length * blocksPerSegment(this.#words)) {
        this.#memory = { words: this.#words, segments: [...this.#memory.segments, frontierSegment(this.#words)] };
        this.#frontier = new Frontier(this.#memory);
      }
      this.#blocks++;
      this.#filled = 0;
    }
    return this.#frontier.array(this.#blocks - 1);
  }
}
