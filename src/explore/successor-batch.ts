/**
 * Successors that wait to be looked up together, so that a processor waits for many cache misses at once (see Admission).
 *
 *     entry:  | words of the state ... | low | high | number | origin | rule | source's number | step |
 *
 * The number is that of the state itself, known once it is added; rule -1: an initial state. So the front of an entry is what a block
 * of the frontier keeps of it.
 */
import type { Program } from "../program/program.ts";
import { thresholds } from "../thresholds.ts";
import type { Deferred } from "./assignment.ts";

/** Behind the state's own words. */
export const AT_LOW = 0;
export const AT_HIGH = 1;
export const AT_NUMBER = 2;
export const AT_ORIGIN = 3;
export const AT_RULE = 4;
export const AT_SOURCE = 5;
export const AT_STEP = 6;
const EXTRA = 7;

export class SuccessorBatch {
  /** Words of an entry. */
  readonly stride: number;
  /** Replaced when it grows. */
  entries: Int32Array;
  waiting = 0;
  /** What goes with those that are put in next: their origin, and the number of the state that they come from. */
  origin = 0;
  source = 0;
  readonly #program: Program;
  /** Successors gathered, at least, before they are looked up together. */
  readonly #enough = thresholds.batch;

  constructor(program: Program) {
    this.#program = program;
    this.stride = program.words + EXTRA;
    this.entries = new Int32Array(2 * this.#enough * this.stride);
  }

  get isFull(): boolean {
    return this.waiting >= this.#enough;
  }

  /** Puts the program's current state in. */
  push(rule: number, step: number): void {
    const { work, words, low, high } = this.#program;
    let at = this.waiting * this.stride;
    if (at === this.entries.length) this.#widen();
    const { entries } = this;
    for (let word = 0; word < words; word++) entries[at++] = work[word] as number;
    entries[at + AT_LOW] = low;
    entries[at + AT_HIGH] = high;
    entries[at + AT_ORIGIN] = this.origin;
    entries[at + AT_RULE] = rule;
    entries[at + AT_SOURCE] = this.source;
    entries[at + AT_STEP] = step;
    this.waiting++;
  }

  /** Puts in one that found no room before. */
  resume({ words, low, high, origin, rule, source, step }: Deferred): void {
    this.#program.resume(words, 0, low, high);
    this.origin = origin;
    this.source = source;
    this.push(rule, step);
  }

  /** The entry at `at`, to be put in again. */
  deferred(at: number): Deferred {
    const { entries } = this;
    const end = at + this.#program.words;
    const number = (behind: number) => entries[end + behind] as number;
    return {
      words: entries.slice(at, end),
      low: number(AT_LOW),
      high: number(AT_HIGH),
      origin: number(AT_ORIGIN),
      rule: number(AT_RULE),
      source: number(AT_SOURCE),
      step: number(AT_STEP),
    };
  }

  /** A state may have more successors than any batch has room for. */
  #widen(): void {
    const wider = new Int32Array(2 * this.entries.length);
    wider.set(this.entries);
    this.entries = wider;
  }
}
