/**
 * A memory over packed words that notes what a closure reads and keeps what it writes to itself. It has two ways to be
 * written to: a slot is read first, so that what changes is a constant of the path; or, as an `overwriting` one, it is not,
 * and what is done to ordered lists is kept in mind as edits (noted-edits.ts), so that the path has only what was asked.
 */
import { synodError } from "../errors/errors.ts";
import { type Layout, readSlot } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { NotedEdits } from "./noted-edits.ts";
import { Path } from "./path.ts";

export class Tracer implements Memory {
  readonly path = new Path();
  /** Slots whose value was changed by the run: the first `writtenCount` entries, ascending. */
  readonly written: number[] = [];
  /** Whether writing is allowed: in effects only. */
  writable = false;
  /** What is being run, for the error when it writes and must not. */
  subject = "";
  readonly edits: NotedEdits;
  /** Whether a slot was written that had not been read, in whatever run. */
  overwrote = false;
  #overwriting = false;
  readonly #layout: Layout;
  readonly #wordOffset: number;
  readonly #path: Path;
  #words: Int32Array = new Int32Array(0);
  #run = 0;
  /** Per slot: the run in which its code now was known first, in which the state was asked for it, its code before and now. */
  readonly #met: Int32Array;
  readonly #asked: Int32Array;
  readonly #before: Int32Array;
  readonly #now: Int32Array;
  readonly #touched: number[] = [];

  /** `wordOffset`: where in the words handed to `start` the state lies; `path`: shared with another tracer, to note both in order. */
  constructor(layout: Layout, wordOffset = 0, path?: Path) {
    this.#layout = layout;
    this.#wordOffset = wordOffset;
    this.#path = path ?? this.path;
    this.#met = new Int32Array(layout.slots);
    this.#asked = new Int32Array(layout.slots);
    this.edits = new NotedEdits(layout, (slot) => this.#original(slot));
    this.#before = new Int32Array(layout.slots);
    this.#now = new Int32Array(layout.slots);
  }

  /** Begins a run over the given state. */
  start(words: Int32Array, overwriting = false): void {
    this.#words = words;
    this.#overwriting = overwriting;
    this.edits.isOn = overwriting;
    if (overwriting) this.edits.begin();
    this.#path.clear();
    this.again();
  }

  /** Goes on, what was read so far staying on the path, as if nothing had been: what is read again is noted again. */
  again(): void {
    // Runs are told apart by 32 bits: when these run out, nothing has been met.
    this.#run = (this.#run + 1) | 0;
    if (this.#run === 0) {
      this.#met.fill(0);
      this.#asked.fill(0);
      this.#run = 1;
    }
    this.#touched.length = 0;
    this.writable = false;
  }

  read(slot: number): number {
    if (this.#overwriting) this.edits.beforeRead(slot);
    return this.#original(slot);
  }

  /** As the run has it: before the run, unless it has written it. */
  #original(slot: number): number {
    if (this.#met[slot] !== this.#run) this.#meet(slot);
    return this.#now[slot] as number;
  }

  /** Unless overwriting, reads first: so the change of every slot, and with it the fingerprint's, is a constant of the path. */
  write(slot: number, code: number): void {
    if (!this.writable)
      throw synodError("impure-model", {
        subject: this.subject,
        problem: "it changes the state; only an effect (`do`) may",
      });
    if (this.#overwriting) {
      this.edits.beforeWrite(slot);
      this.#met[slot] = this.#run;
    } else if (this.#met[slot] !== this.#run) {
      this.overwrote = true;
      this.#meet(slot);
    }
    this.#touched.push(slot);
    this.#now[slot] = code;
  }

  /** Slots that the run left different, or may have, having overwritten them; ascending, into `written`. */
  finish(): readonly number[] {
    this.written.length = 0;
    for (const slot of new Set(this.#touched)) {
      const isSame = this.#asked[slot] === this.#run && this.#before[slot] === this.#now[slot];
      if (!isSame) this.written.push(slot);
    }
    this.written.sort((a, b) => a - b);
    return this.written;
  }

  /** The exclusive or that turns the slot's old code into its new one, in place within its word. */
  change(slot: number): number {
    return ((this.#before[slot] as number) ^ (this.#now[slot] as number)) << (this.#layout.shift[slot] as number);
  }

  /** What the run has left in a slot that it has written. */
  left(slot: number): number {
    return this.#now[slot] as number;
  }

  #meet(slot: number): void {
    const code = readSlot(this.#layout, this.#words, this.#wordOffset, slot);
    this.#met[slot] = this.#run;
    this.#asked[slot] = this.#run;
    this.#before[slot] = code;
    this.#now[slot] = code;
    this.#path.add(this.#layout, slot, code, this.#wordOffset);
  }
}
