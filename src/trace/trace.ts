/** A counterexample or a witness: an initial state and the steps from it. Steps are integers; everything else is a view of them. */
import type { Change } from "../state/diff.ts";
import type { StateInTrace } from "./plain-copy.ts";

export interface TraceStep {
  /** The integer that names the rule instance. */
  readonly step: number;
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
  /** The state that it leads to. */
  readonly state: StateInTrace;
  readonly changes: readonly Change[];
}

export interface Trace {
  readonly initial: StateInTrace;
  readonly steps: readonly TraceStep[];
  /** The step that threw in the last state, if that is what the trace is about. */
  readonly failing: {
    readonly rule: string;
    readonly arguments: readonly (readonly [string, string])[];
    readonly step: number;
  } | null;
  /** For a lasso: the index (0: the initial state) of the state that the last one's successor is. */
  readonly loop: number | null;
  /** For a lasso: why it is fair, a line per class of the fairness in force. */
  readonly fairness: readonly string[];
  /** Of a claim made of parts (forEvery): the values for which it is false at the end, and how many parts there are. */
  readonly falseFor?: { readonly values: readonly string[]; readonly of: number };
}

/** The integers of a trace: which initial state, then which steps. */
export interface StepList {
  readonly initial: number;
  /** The first combination of `init`'s bindings that makes it, where that is known: it saves making those before it. */
  readonly combination?: number;
  readonly steps: readonly number[];
  /** For a lasso: the index of the state that the last step returns to; absent or null: it does not. */
  readonly loop?: number | null;
}
