/** Paths as integers, and what a search finds at the end of one. */
import type { PlainError } from "../errors/errors.ts";

/** The integers of a trace: which initial state, then which steps. */
export interface StepList {
  readonly initial: number;
  /** The first combination of `init`'s bindings that makes it, where that is known: it saves making those before it. */
  readonly combination?: number;
  readonly steps: readonly number[];
  /** For a lasso: the index of the state that the last step returns to; absent or null: it does not. */
  readonly loop?: number | null;
}

/** What was found of a property, or of a closure that threw, at the end of a path. */
export interface PathEnd {
  /** The property concerned; null: a guard or an effect threw. */
  readonly property: number | null;
  /** The state to show, packed; for a step (`step` not null) its source. */
  readonly state: Int32Array;
  /** The last step, taken from `state`, or tried there when it threw. */
  readonly step: number | null;
  /** What was thrown, if something was. */
  readonly error: PlainError | null;
}

export interface ConcretePath {
  readonly path: StepList;
  readonly end: PathEnd | null;
}
