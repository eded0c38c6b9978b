/** What is counted of a search before its memory is made, which says how large its parts are to be. */

export interface Dimensions {
  readonly words: number;
  readonly rules: number;
  /** Of all rules: see program/publication.ts. */
  readonly seats: number;
  /** Parts of all predicates. */
  readonly parts: number;
  /** Bounds of the constraint, of states and of steps. */
  readonly stateBounds: number;
  readonly stepBounds: number;
  /** Predicates that are noted of every state, which has a number then; null: it has none. */
  readonly noted: number | null;
  /** Threads there may be, the main one among them. */
  readonly threads: number;
  /** Bytes that a thread needs to find canonical forms in. */
  readonly formRoom: number;
  /** Bytes that the search may take. */
  readonly bytes: number;
}
