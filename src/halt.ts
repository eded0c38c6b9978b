/**
 * Ending work before it is done: long loops ask a `Halt` now and then, and leave by an exception, which nobody but the
 * owner of the work catches. A program that is told to stop by a signal says so in a word that all its threads share, for
 * a thread in the midst of a loop hears of nothing else. Imports nothing of Node: it runs in a browser.
 */

/** Why work is to end: somebody said so; the time allowed is up. */
export type HaltReason = "interrupted" | "time";

/** Null: go on. Asked some thousand times a second at most. */
export type Halt = () => HaltReason | null;

export const neverHalt: Halt = () => null;

/** Thrown by work that ended before it was done. */
export class Halted extends Error {
  override readonly name = "Halted";
  readonly reason: HaltReason;

  constructor(reason: HaltReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Throws `Halted` if work is to end. */
export function heed(halt: Halt): void {
  const reason = halt();
  if (reason !== null) throw new Halted(reason);
}

/** Of the word: go on, and the reasons. */
const GO_ON = 0;
export const INTERRUPTED = 1;
export const TIME_IS_UP = 2;

let word: Int32Array | null = null;

/** From now on this thread heeds the first of these words. */
export function heedWord(shared: Int32Array): void {
  word = shared;
}

/** What the process was told, if this thread heeds its word. */
export function processHalt(): HaltReason | null {
  return word === null ? null : reasonOf(Atomics.load(word, 0));
}

export function reasonOf(value: number): HaltReason | null {
  if (value === GO_ON) return null;
  return value === TIME_IS_UP ? "time" : "interrupted";
}
