/** All states that a search adds, for those who want to look at each again: entries as least-states.ts has them, in shared chunks. */
import { ENTRY_EXTRA, LEVEL, NUMBER, RANK } from "../store/least-states.ts";
import { Chunks, type Piece } from "./graph-log.ts";

export class StateLog {
  readonly #words: number;
  readonly #chunks: Chunks;

  constructor(words: number) {
    this.#words = words;
    this.#chunks = new Chunks(words + ENTRY_EXTRA);
  }

  add(states: Int32Array, at: number, rank: number, level: number, number: number): void {
    const chunks = this.#chunks;
    const words = this.#words;
    if (chunks.at + words + ENTRY_EXTRA > chunks.ints.length) chunks.open();
    const { ints, at: to } = chunks;
    for (let word = 0; word < words; word++) ints[to + word] = states[at + word] as number;
    ints[to + words + RANK] = rank;
    ints[to + words + LEVEL] = level;
    ints[to + words + NUMBER] = number;
    chunks.at = to + words + ENTRY_EXTRA;
  }

  /** What was added since the last call. */
  take(): Piece[] {
    return this.#chunks.take();
  }
}
