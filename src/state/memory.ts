/** What views of a state stand on: its slots, wherever they lie. */
import { synodError } from "../errors/errors.ts";

/** Slots being read and written: what a view stands on. The packed work buffer, a tracer and a plain array are memories. */
export interface Memory {
  /** Whether `write` is allowed now. */
  readonly writable: boolean;
  /** The code in a slot. */
  read(slot: number): number;
  /** Stores a code that is known to be below the slot's size. Throws where writing is forbidden (guards, properties). */
  write(slot: number, code: number): void;
  /** Who keeps in mind what is done to an ordered list as a whole; absent: it is done slot by slot. */
  readonly edits?: Edits;
}

/**
 * Asked before something is done to the list (ordered-lists.ts) whose first slot is `base`. True: it will be done. False: do
 * it, slot by slot. `entry`: the slots of a member. `again` does it slot by slot, when it turns out that it has to be:
 * when something else is read, which what it needs must outlast.
 */
export interface Edits {
  /** Adds a member: at the end of a sequence, else where it belongs. */
  put(base: number, entry: readonly number[], again: () => void): boolean;
  /** Takes one out. True: and it was there. */
  take(base: number, entry: readonly number[], again: () => void): boolean;
  /** Takes the first one out, which is known to be there. */
  shift(base: number, again: () => void): boolean;
}

/** One code per slot: a state unpacked, for initial states and tests. */
export class SlotMemory implements Memory {
  writable = true;
  readonly codes: Int32Array;
  constructor(slots: number) {
    this.codes = new Int32Array(slots);
  }
  read(slot: number): number {
    return this.codes[slot] as number;
  }
  write(slot: number, code: number): void {
    if (!this.writable)
      throw synodError("impure-model", {
        subject: "the guard of init",
        problem: "it changes the state; only an effect (`do`) may",
      });
    this.codes[slot] = code;
  }
}
