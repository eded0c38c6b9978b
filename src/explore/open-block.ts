/** The block of the next level that one thread is filling. */
import { Frontier } from "../store/frontier.ts";
import { TAKEN } from "./shared-walk.ts";

const NO_FRONTIER = new Frontier({ words: 1, segments: [] });

export class OpenBlock {
  #frontier = NO_FRONTIER;
  #control: Int32Array = new Int32Array(0);
  #array: Int32Array = new Int32Array(0);
  /** Where in the array its count stands; -1: no block is open. */
  #countAt = -1;
  #filled = 0;

  /** Blocks are taken from this frontier from now on. */
  attach(frontier: Frontier, control: Int32Array): void {
    this.#frontier = frontier;
    this.#control = control;
  }

  detach(): void {
    this.#frontier = NO_FRONTIER;
    this.#array = new Int32Array(0);
  }

  /** Whether a block with a free place is at hand; takes the next one when it is not, if there is one. */
  hasRoom(): boolean {
    if (this.#countAt >= 0 && this.#filled < this.#frontier.blockStates) return true;
    this.close();
    const block = Atomics.add(this.#control, TAKEN, 1);
    if (block >= this.#frontier.capacity) {
      Atomics.sub(this.#control, TAKEN, 1);
      return false;
    }
    this.#array = this.#frontier.array(block);
    this.#countAt = this.#frontier.offset(block);
    this.#filled = 0;
    return true;
  }

  /** Appends the state at `at`, with its fingerprint and number behind it. There must be room. */
  push(states: Int32Array, at: number): void {
    const array = this.#array;
    const { stride } = this.#frontier;
    const to = this.#countAt + 1 + this.#filled * stride;
    for (let word = 0; word < stride; word++) array[to + word] = states[at + word] as number;
    this.#filled++;
  }

  /** Says how many states are in it. */
  close(): void {
    if (this.#countAt >= 0) this.#array[this.#countAt] = this.#filled;
    this.#countAt = -1;
  }
}
