/**
 * What a thread notes of the transition graph while it searches: state-changing steps, and which predicates hold of a
 * state. Both go as integers into shared chunks, which the explorer gathers (graph-build.ts).
 *
 *     steps:   | -1 - source | target | label | target | label | ... | -1 - source | target | label | ...
 *     marks:   | state | bits | bits | ... | state | bits | bits | ...     as many words of bits as 32 predicates each take
 *
 * The steps of one state mostly come one after the other, so a source is written once for all of them. 8 bytes a step and
 * 4 a state, and for the marks of a state 4 and 4 for each started 32 predicates.
 */
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { thresholds } from "../thresholds.ts";

/** Integers `from` .. `to` - 1 of a chunk. */
export interface Piece {
  readonly chunk: SharedMemory;
  readonly from: number;
  readonly to: number;
}

/** An append-only list of integers, the first so many of which may be asked for by others at any time. */
export class Chunks {
  ints: Int32Array = new Int32Array(0);
  at = 0;
  #chunk: SharedMemory | null = null;
  #from = 0;
  #full: Piece[] = [];
  readonly #size: number;

  /** `entry`: so many integers are written at a time, at most. */
  constructor(entry: number) {
    this.#size = Math.max(entry, thresholds.logIntegers);
  }

  /** What was written since the last call. */
  take(): Piece[] {
    this.#close();
    const pieces = this.#full;
    this.#full = [];
    return pieces;
  }

  open(): void {
    this.#close();
    this.#chunk = sharedMemory(4 * this.#size);
    this.ints = new Int32Array(this.#chunk);
    this.#from = 0;
    this.at = 0;
  }

  #close(): void {
    if (this.#chunk !== null && this.at > this.#from)
      this.#full.push({ chunk: this.#chunk, from: this.#from, to: this.at });
    this.#from = this.at;
  }
}

export class StepLog {
  readonly #chunks = new Chunks(3);
  /** Whose steps are being written; -1: nobody's. */
  #source = -1;

  add(source: number, target: number, label: number): void {
    const chunks = this.#chunks;
    if (chunks.at + 3 > chunks.ints.length) {
      chunks.open();
      this.#source = -1;
    }
    if (source !== this.#source) {
      this.#source = source;
      chunks.ints[chunks.at++] = -1 - source;
    }
    chunks.ints[chunks.at++] = target;
    chunks.ints[chunks.at++] = label;
  }

  /** The steps since the last call; every piece names its first source. */
  take(): Piece[] {
    this.#source = -1;
    return this.#chunks.take();
  }
}

/** How many words the answers of so many predicates take. */
export function answerWords(predicates: number): number {
  return Math.max(1, Math.ceil(predicates / 32));
}

export class MarkLog {
  #chunks = new Chunks(2);
  #words = 1;

  /** From now on states are marked with so many words. What was written has been taken. */
  widen(words: number): void {
    if (words === this.#words) return;
    this.#words = words;
    this.#chunks = new Chunks(1 + words);
  }

  add(state: number, answers: Int32Array): void {
    const chunks = this.#chunks;
    if (chunks.at + 1 + this.#words > chunks.ints.length) chunks.open();
    chunks.ints[chunks.at++] = state;
    for (let word = 0; word < this.#words; word++) chunks.ints[chunks.at++] = answers[word] as number;
  }

  take(): Piece[] {
    return this.#chunks.take();
  }
}

/** Calls `each` with the steps of a log that stand together, `end` - `at` integers of `ints` from `at` on: target, label, ... */
export function eachRun(
  pieces: readonly Piece[],
  each: (source: number, ints: Int32Array, at: number, end: number) => void,
): void {
  for (const { chunk, from, to } of pieces) {
    const ints = new Int32Array(chunk);
    for (let at = from; at < to; ) {
      const source = -1 - (ints[at++] as number);
      let end = at;
      while (end < to && (ints[end] as number) >= 0) end += 2;
      each(source, ints, at, end);
      at = end;
    }
  }
}

/** Calls `each` with every mark of a log, the answers being `words` words of `ints` from `at` on. */
export function eachMark(
  pieces: readonly Piece[],
  words: number,
  each: (state: number, ints: Int32Array, at: number) => void,
): void {
  for (const { chunk, from, to } of pieces) {
    const ints = new Int32Array(chunk);
    for (let at = from; at < to; at += 1 + words) each(ints[at] as number, ints, at + 1);
  }
}

/** A copy, in a chunk of its own. */
export function pieceOf(integers: Int32Array): Piece {
  const chunk = sharedMemory(4 * integers.length);
  new Int32Array(chunk).set(integers);
  return { chunk, from: 0, to: integers.length };
}

/** The integers of pieces, one behind the other. */
export function* integersOf(pieces: readonly Piece[]): Iterable<Int32Array> {
  for (const { chunk, from, to } of pieces) yield new Int32Array(chunk).subarray(from, to);
}

/** Where the last of the steps of one state begin, in some of a log. */
export function lastRun(ints: Int32Array): number {
  return ints.findLastIndex((each) => each < 0);
}

/** Bytes of the chunks that pieces are the first of. */
export function chunkBytes(pieces: readonly Piece[]): number {
  return pieces.reduce((bytes, { chunk, from }) => (from === 0 ? bytes + chunk.byteLength : bytes), 0);
}

/** The steps in a log. */
export function stepsIn(pieces: readonly Piece[]): number {
  let sum = 0;
  eachRun(pieces, (_source, _ints, at, end) => {
    sum += (end - at) / 2;
  });
  return sum;
}
