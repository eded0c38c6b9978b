/**
 * What a program publishes of itself: all that it has learned, as plain arrays, for an engine that runs no closures. What
 * the arrays do not know is asked of the program itself, which then knows more, and is published again.
 *
 * A tree's cells are those of compile/forest.ts, gates those of compile/gates.ts. Leaves of a rule's tree are those of
 * compile/outcome.ts; whoever meets one that is no change, DISABLED or STUTTER asks the program. Leaves of a part of a
 * predicate are those of compile/property-tree.ts.
 *
 * What rules have trees for are *seats*. A seat is an instance, and its number that of the step, up to the first rule that
 * ranges over members of collections: such a rule has seats of its own (compile/member-loop.ts), and in each of them a state
 * has one instance at most. Which step it is, if any, `meet` finds, and tells its visitor.
 */

import type { ColumnTables } from "./column-tables.ts";

/** Words of a learned change before what it changes. */
export const CHANGE_PREFIX = 8;

/** Where the change that begins at `at` ends. */
export function changeEnd(changes: Int32Array, at: number): number {
  return at + CHANGE_PREFIX + 2 * (changes[at + 2] as number) + (changes[at + 7] as number);
}

export interface PublishedRule {
  /** The number of its first seat, and how many it has; items of gates have a seat's number within its rule. */
  readonly first: number;
  readonly count: number;
  readonly cells: Int32Array;
  readonly gates: Int32Array;
  /**
   * Of the leaf LEARNED - offset, at `offset`: low, high half of the fingerprint's change; n; three words for whoever takes
   * them over; the instance, where `saysWho`; m; n times (word, exclusive or); m words. One behind the other, the first `changed` words; each begins at an even offset.
   *
   * Where m is not 0 the fingerprint's change is not known, and what is said of words is which bits may change. The m words
   * say what is written (compile/overwriting.ts). A successor that is equal to its source then is none.
   */
  readonly changes: Int32Array;
  readonly changed: number;
  /** How often its trees were given up: changes are only added to while that stays the same. */
  readonly givenUp: number;
  /** The number of its first step; whether changes say whose they are, since seats do not. */
  readonly firstStep: number;
  readonly saysWho: boolean;
  /** Differs whenever anything of it does. */
  readonly version: number;
}

/** A collection whose members stand one behind the other, which what is written may edit (compile/edit-lists.ts). */
export interface PublishedList {
  readonly kind: "set" | "bag" | "sequence";
  /** Slots of an entry. The first one of an entry that is there is not 0. */
  readonly width: number;
  /** Of each slot: word, shift, mask. */
  readonly slots: Int32Array;
}

/** One of the parts of a predicate, all of which must hold. Its root is cell 1. */
export interface PublishedPart {
  readonly cells: Int32Array;
  /** Per word of the current state, and behind them of the source: the bits that its tree has ever asked for. */
  readonly reads: Int32Array;
  readonly version: number;
}

/**
 * A process that messages expire for (reduce/stale-messages/). What has expired is a *choice*, by its row: leaf -1 - n of its
 * tree, whose root is cell 1, says choice n, and such trees have no other leaves.
 */
export interface PublishedRecipient {
  readonly cells: Int32Array;
  /**
   * Of each choice, per word of the state: the messages to it that have expired; and behind these, per word again: of the
   * messages to all processes of its role those that it has yet to look at.
   */
  readonly choices: Int32Array;
  /** Per word of the state: the bits of its row, of all its messages, and of those to all processes of its role. */
  readonly row: Int32Array;
  readonly messages: Int32Array;
  readonly toAll: Int32Array;
  readonly version: number;
}

/** What is done with successors beside taking them. */
export interface PublishedForms {
  /** Every successor is replaced by its canonical form, which stands for its class. */
  readonly columns: ColumnTables;
  /** States whose fingerprints have none of these bits in their low halves are to be inspected, as `expand` does (Program.inspect). */
  readonly inspected: number;
}

export interface Publication {
  readonly rules: readonly PublishedRule[];
  /** Of each predicate, by its number; bounds of the constraint come last. */
  readonly predicates: readonly (readonly PublishedPart[])[];
  /** The lists that edits name by their places; the same in all publications of a program. */
  readonly lists: readonly PublishedList[];
  /** Successors are kept without what has expired for one of these. */
  readonly forgets?: readonly PublishedRecipient[];
  /** Successors are renamed, after that. Absent: states stand for themselves. The same in all publications of a program. */
  readonly forms?: PublishedForms;
}

/** How often what was published has been asked since, trees that grow without being used being given up; and of what. */
export interface Usage {
  /** States that were expanded, and judged, and steps that were judged. */
  readonly expanded: number;
  readonly judged: number;
  /** Some states that are to be expanded, one behind the other, as even a sample as is to be had: gates are made for them. */
  readonly met: Int32Array;
}

export const UNUSED: Usage = { expanded: 0, judged: 0, met: new Int32Array(0) };
