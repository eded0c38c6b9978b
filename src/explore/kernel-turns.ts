/**
 * How the threads of a kernel's search take turns. A helper needs no model: it waits for its number to be called, does its
 * part of what is asked (search a level, move lines, count states), says so, and waits again. The main thread takes part itself.
 *
 *     turns:   | done | - ... | one for each helper: up, called, outcome, what, three arguments, - |
 *
 * All waiting is by Atomics.wait, some tens of microseconds, where a message takes longer than small levels do.
 */
import { PAUSE_WANTED } from "../kernel/map.ts";
import { ROOM_NEEDED } from "../kernel/search.ts";
import type { Kernel, Pages } from "./kernel-machine.ts";

/** Words of `turns`, and of each helper's part behind them. */
const DONE = 0;
const FIRST_HELPER = 16;
const HELPER_WORDS = 16;
const UP = 0;
const CALLED = 1;
const OUTCOME = 2;
const WHAT = 3;
const ARGUMENTS = 4;

/** Bytes that turns of so many helpers take. */
export const turnBytes = (helpers: number): number => 4 * (FIRST_HELPER + HELPER_WORDS * helpers);

/** What is asked in a turn. */
export const SEARCH = 1;
export const MOVE = 2;
export const RECOUNT = 3;
export const READY = 4;
const END = 5;
/** In place of an outcome: the kernel threw. */
export const TRAPPED = -1;

/** Lines whose states are counted at once. */
const RECOUNTED_LINES = 2 ** 12;

/** How long a helper waits before it looks whether its crew is being closed. */
const LOOK_MS = 500;

/** Where things are, for one helper. Plain data. */
export interface KernelTask {
  readonly kind: "kernel";
  readonly pages: Pages;
  readonly turns: number;
  readonly control: number;
  readonly region: number;
  readonly helper: number;
}

/** Of what is asked: a level and how many states at most; the first line, the one behind the last, and the wave's end if they are moved. */
export type Arguments = readonly [number, number, number];

/** What any thread does in a turn: the kernel is open on its region. */
export function perform(
  kernel: Kernel,
  { pages, control }: Pick<KernelTask, "pages" | "control">,
  what: number,
  [first, second, third]: Arguments,
): number {
  if (what === MOVE) return kernel.move(first, second, third);
  if (what === RECOUNT) return recount(kernel, first, second);
  if (what === READY) return ready(kernel, first, second);
  const outcome = kernel.search(first, second);
  // There is no use in the others' going on until they find the same.
  if (outcome === ROOM_NEEDED) Atomics.store(new Int32Array(pages.buffer), (control + PAUSE_WANTED) / 4, 1);
  return outcome;
}

/** By and by: a run that takes long is never compiled better in its midst. */
function recount(kernel: Kernel, first: number, last: number): number {
  for (let from = first; from < last; from += RECOUNTED_LINES)
    kernel.recount(from, Math.min(last, from + RECOUNTED_LINES));
  return 0;
}

function ready(kernel: Kernel, first: number, last: number): number {
  kernel.ready(first, last);
  return 0;
}

/** A helper's life. */
export function takeTurns(task: KernelTask, kernel: Kernel, isClosing: () => boolean): void {
  const { pages, turns, control, region, helper } = task;
  const base = turns / 4;
  const mine = base + FIRST_HELPER + HELPER_WORDS * helper;
  let words = new Int32Array(pages.buffer);
  // Nobody calls one that is not up, but to send it away.
  let seen = 0;
  Atomics.store(words, mine + UP, 1);
  for (;;) {
    while (Atomics.load(words, mine + CALLED) === seen) {
      if (isClosing()) return;
      Atomics.wait(words, mine + CALLED, seen, LOOK_MS);
    }
    seen = Atomics.load(words, mine + CALLED);
    // The memory may have grown meanwhile.
    words = new Int32Array(pages.buffer);
    const what = words[mine + WHAT] as number;
    if (what === END) return;
    kernel.open(control, region);
    const at = mine + ARGUMENTS;
    // Who does not come to an end says so all the same: the main thread waits for it.
    words[mine + OUTCOME] = TRAPPED;
    try {
      words[mine + OUTCOME] = perform(kernel, task, what, [
        words[at] as number,
        words[at + 1] as number,
        words[at + 2] as number,
      ]);
    } finally {
      Atomics.add(words, base + DONE, 1);
      Atomics.notify(words, base + DONE);
    }
  }
}

/** The main thread's side. */
export class Turns {
  readonly #pages: Pages;
  readonly #base: number;
  readonly #helpers: number;
  /** Those that were called in this turn. */
  #called: readonly number[] = [];

  constructor(pages: Pages, turns: number, helpers: number) {
    this.#pages = pages;
    this.#base = turns / 4;
    this.#helpers = helpers;
  }

  /** The helpers that are there by now. */
  get up(): number[] {
    const words = this.#words;
    return Array.from({ length: this.#helpers }, (_, helper) => helper).filter(
      (helper) => Atomics.load(words, this.#of(helper) + UP) === 1,
    );
  }

  /** Calls these helpers, each with arguments of its own. */
  call(helpers: readonly number[], what: number, argsOf: (index: number) => Arguments): void {
    const words = this.#words;
    this.#called = helpers;
    words[this.#base + DONE] = 0;
    for (const [index, helper] of helpers.entries()) {
      const mine = this.#of(helper);
      words[mine + WHAT] = what;
      words.set(argsOf(index), mine + ARGUMENTS);
      Atomics.add(words, mine + CALLED, 1);
      Atomics.notify(words, mine + CALLED);
    }
  }

  /** Waits a moment at most; whether all that were called are done. */
  areDone(waitMs: number): boolean {
    const words = this.#words;
    const done = Atomics.load(words, this.#base + DONE);
    if (done === this.#called.length) return true;
    Atomics.wait(words, this.#base + DONE, done, waitMs);
    return Atomics.load(words, this.#base + DONE) === this.#called.length;
  }

  /** What those that were called say of this turn. */
  get outcomes(): number[] {
    const words = this.#words;
    return this.#called.map((helper) => words[this.#of(helper) + OUTCOME] as number);
  }

  /** Sends all helpers away, also those that are still to come. */
  end(): void {
    this.call(
      Array.from({ length: this.#helpers }, (_, helper) => helper),
      END,
      () => [0, 0, 0],
    );
  }

  get #words(): Int32Array {
    return new Int32Array(this.#pages.buffer);
  }

  #of(helper: number): number {
    return this.#base + FIRST_HELPER + HELPER_WORDS * helper;
  }
}
