/** What a thread is told to do at one level of a search, and what it reports of it. Plain data. */
import type { Finding } from "./finding.ts";
import type { Piece } from "./graph-log.ts";

/** A successor that found no room, with all that is known of it. */
export interface Deferred {
  readonly words: Int32Array;
  readonly low: number;
  readonly high: number;
  readonly origin: number;
  readonly rule: number;
  readonly source: number;
  readonly step: number;
}

/** All of them, or the `limit` least that rank no higher than `below`: see store/least-states.ts. */
export type Keep = "all" | { readonly limit: number; readonly below: number };

export interface Assignment {
  /** The level being expanded; its successors are at level + 1. */
  readonly level: number;
  /** Properties still to be judged, as indices into program.properties. */
  readonly properties: readonly number[];
  readonly deferred: readonly Deferred[];
  /** Predicates to note of every state, when the transition graph is wanted; null: it is not. */
  readonly noted: readonly number[] | null;
  /** Which of the states that are added to keep. */
  readonly keep: Keep;
  /** Return when performance.now() passes this, work left or not. */
  readonly until: number;
  /** False: successors are looked up and no new ones let in, to learn whether there are any. Absent: true. */
  readonly admits?: boolean;
}

/** Sums over the assignment. */
export interface Report {
  /** States of the level whose steps were taken. */
  readonly expanded: number;
  readonly generated: number;
  readonly added: number;
  /** How many states of the model those added stand for. */
  readonly unreduced: number;
  readonly terminal: number;
  /** Successors that were not let in. */
  readonly beyond: number;
  /** Per rule: enabled instances; steps that led to a state not seen at an earlier level. */
  readonly enabled: Float64Array;
  readonly deeper: Float64Array;
  /** States and steps beyond the constraint, as Program.crossed has them. */
  readonly crossed: Float64Array;
  readonly findings: readonly Finding[];
  readonly deferred: readonly Deferred[];
  /** State-changing steps, and which predicates hold where; see graph-log.ts. */
  readonly edges: readonly Piece[];
  readonly marks: readonly Piece[];
  /** Whether the thread has cut off lags in this search, see Abstraction; absent: that is known elsewhere. */
  readonly lagsCut?: boolean;
  /** States that were kept: the least, or all of them in shared chunks. */
  readonly least: Int32Array;
  readonly kept: readonly Piece[];
}
