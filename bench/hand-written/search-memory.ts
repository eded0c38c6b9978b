/**
 * What the threads of the hand-written search share: a table of the states seen, the states of this level and of the next,
 * and a few counters. Everything is of a fixed size, chosen for a number of states known beforehand; that is one of the
 * things a checker cannot do.
 */
import { formNamed } from "./forms.ts";

export interface Instance {
  readonly acceptors: number;
  readonly ballots: number;
  readonly values: number;
}

export interface SearchMemory {
  readonly instance: Instance;
  /** The name of its form, see forms.ts. */
  readonly form: string;
  /** 2^slotBits slots of two words, see level-search.ts. */
  readonly slotBits: number;
  readonly table: SharedArrayBuffer;
  /** By slot: where in its level the state lies that a state was found from. Null: not kept. */
  readonly parents: SharedArrayBuffer | null;
  /** Level n is read from frontiers[n % 2] and level n + 1 written to the other. */
  readonly frontiers: readonly [SharedArrayBuffer, SharedArrayBuffer];
  readonly control: SharedArrayBuffer;
}

/** Words of `control`. First: level * MOST_HELPERS + how many helpers take part in it, one word so that they cannot differ. */
export const TURN = 0;
export const MOST_HELPERS = 64;
/** States of the level. */
export const STATES = 1;
/** Of which so many were claimed by some thread (or more, at the end). */
export const CLAIMED = 2;
/** States of the next level. */
export const FOUND = 3;
export const GENERATED = 4;
/** Helpers that have started, and those that are done with the level. */
export const READY = 5;
export const DONE = 6;
/** Some helper failed. */
export const FAILED = 7;
const CONTROL_WORDS = 8;

/** Memory for `room` states in that form. */
export function searchMemory(instance: Instance, form: string, room: number): SearchMemory {
  const { make, slots, parents } = formNamed(form);
  const bytes = make(instance).state.byteLength;
  const slotBits = Math.ceil(Math.log2(room * slots));
  // Pages of a frontier that are never written cost nothing.
  const frontier = () => new SharedArrayBuffer(2 ** Math.ceil(Math.log2(room)) * bytes);
  return {
    instance,
    form,
    slotBits,
    table: new SharedArrayBuffer(2 ** slotBits * 8),
    parents: parents ? new SharedArrayBuffer(2 ** slotBits * 4) : null,
    frontiers: [frontier(), frontier()],
    control: new SharedArrayBuffer(CONTROL_WORDS * 4),
  };
}
