/**
 * Kept states judged by many threads: each claims block after block of them, and answers with sums, or with the first that
 * it finds. Blocks are claimed in order, and a thread that finds something in one still lets those before it be judged to
 * their ends: so of all that is found the least is the same for any number of threads, as long as nobody tells them to stop.
 */

import { type PlainError, toPlainError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { Disagreement } from "./disagreement.ts";

/** States of a block: a fraction of a second, since others wait for the last one. */
const BLOCK_STATES = 64;

/** Words of `control`, an Int32Array: the next block that nobody has claimed. */
const CLAIMED = 0;
/** States judged so far, for those who watch. */
const JUDGED = 1;
/** 1: end with what was judged. */
const STOP = 2;
/** The least block that something was found in. */
const FOUND = 3;
const CONTROL_WORDS = 4;
const NOTHING = 2 ** 31 - 1;

/** What the threads share. All of it survives postMessage. */
export interface Shares {
  /** Kept states, `stride` words each, `from` .. `to` - 1 of a chunk. */
  readonly pieces: readonly { readonly chunk: SharedMemory; readonly from: number; readonly to: number }[];
  readonly stride: number;
  /** Words of a state. */
  readonly words: number;
  readonly control: SharedMemory;
}

/** Something that is not as the search has it. */
export interface Found {
  /** Of which state, in the order in which they are kept. */
  readonly place: number;
  readonly state: Int32Array;
  /** A disagreement as plain data; null: an error with a code. */
  readonly disagreement: Pick<Disagreement, "state" | "subject" | "search" | "judge" | "finds"> | null;
  readonly error: PlainError | null;
}

/** What a thread has to say of its share. */
export interface ShareReport {
  readonly states: number;
  readonly found: Found | null;
}

export function sharesOf({ pieces, stride, words }: Omit<Shares, "control">): Shares {
  const control = sharedMemory(4 * CONTROL_WORDS);
  new Int32Array(control)[FOUND] = NOTHING;
  return { pieces, stride, words, control };
}

/** Tells the threads to end with what they have. */
export function stopJudging({ control }: Shares): void {
  Atomics.store(new Int32Array(control), STOP, 1);
}

export function isStopped({ control }: Shares): boolean {
  return Atomics.load(new Int32Array(control), STOP) !== 0;
}

export function judgedSoFar({ control }: Shares): number {
  return Atomics.load(new Int32Array(control), JUDGED);
}

/** What one thread judges of it. */
export class Share {
  /** How many it has judged. */
  states = 0;
  readonly #shares: Shares;
  readonly #control: Int32Array;
  /** The piece looked at, and the place of its first state: a thread's blocks ascend. */
  #piece = 0;
  #first = 0;
  #chunk: Int32Array;
  /** The state looked at. */
  #place = 0;
  #offset = 0;

  constructor(shares: Shares) {
    this.#shares = shares;
    this.#control = new Int32Array(shares.control);
    this.#chunk = arrayOf(shares.pieces, 0);
  }

  /** Claims a block, and has `look` examine its states; false: there is none left, or it was told to stop. */
  judgeBlock(look: (states: Int32Array, offset: number) => void): boolean {
    const control = this.#control;
    const block = Atomics.add(control, CLAIMED, 1);
    if (block > Atomics.load(control, FOUND)) return false;
    for (let nth = 0; nth < BLOCK_STATES; nth++) {
      if (!this.#goTo(block * BLOCK_STATES + nth) || Atomics.load(control, STOP) !== 0) return false;
      look(this.#chunk, this.#offset);
      this.states++;
      Atomics.add(control, JUDGED, 1);
    }
    return true;
  }

  /** Judges block after block, to the end or until something is found. */
  judge(look: (states: Int32Array, offset: number) => void): ShareReport {
    try {
      while (this.judgeBlock(look));
      return { states: this.states, found: null };
    } catch (error) {
      if (error instanceof Halted) return { states: this.states, found: null };
      const state = this.#chunk.slice(this.#offset, this.#offset + this.#shares.words);
      noteFound(this.#control, Math.floor(this.#place / BLOCK_STATES));
      return { states: this.states, found: plainFound(this.#place, state, error) };
    }
  }

  /** False: there are no so many states. */
  #goTo(place: number): boolean {
    const { pieces, stride } = this.#shares;
    for (;;) {
      const piece = pieces[this.#piece];
      if (piece === undefined) return false;
      const here = (piece.to - piece.from) / stride;
      if (place < this.#first + here) {
        this.#place = place;
        this.#offset = piece.from + (place - this.#first) * stride;
        return true;
      }
      this.#first += here;
      this.#chunk = arrayOf(pieces, ++this.#piece);
    }
  }
}

function arrayOf(pieces: Shares["pieces"], at: number): Int32Array {
  const piece = pieces[at];
  return piece === undefined ? new Int32Array(0) : new Int32Array(piece.chunk);
}

/** Of what several threads found, the one of the least state; null: nobody found anything. */
export function leastFound(reports: readonly ShareReport[]): Found | null {
  const all = reports.flatMap(({ found }) => found ?? []);
  return all.sort((one, other) => one.place - other.place)[0] ?? null;
}

function noteFound(control: Int32Array, block: number): void {
  let least = Atomics.load(control, FOUND);
  while (block < least) {
    const before = Atomics.compareExchange(control, FOUND, least, block);
    if (before === least) return;
    least = before;
  }
}

function plainFound(place: number, state: Int32Array, error: unknown): Found {
  if (!(error instanceof Disagreement)) return { place, state, disagreement: null, error: toPlainError(error) };
  const { subject, search, judge, finds } = error;
  return { place, state, disagreement: { state: error.state, subject, search, judge, finds }, error: null };
}
