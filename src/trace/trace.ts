/** A counterexample or a witness: an initial state and the steps from it. Steps are integers; everything else is a view of them. */
import type { Change } from "../state/diff.ts";
import type { AbstractLane } from "./abstract-lane.ts";
import type { StateInTrace } from "./plain-copy.ts";

/** A step of a program's process, as the program has it. */
export interface ProcessStep {
  /** The name of the program, and of the process. */
  readonly program: string;
  readonly process: string;
  /** What the process is called where programs are not named: the process alone, where that is a name. */
  readonly called: string;
  /** Its label, or the name of the alternative: `read`, `pop.read`. */
  readonly step: string;
  /** Where the process was, and where it is now; null: the step threw. */
  readonly from: string;
  readonly to: string | null;
}

/** A step of a trace: a rule instance that was taken, and where it led. */
export interface TraceStep {
  /** The integer that names the rule instance. */
  readonly step: number;
  /** The name of the rule. */
  readonly rule: string;
  /** The bindings and their values, as text. */
  readonly arguments: readonly (readonly [name: string, value: string])[];
  /** The state that it leads to. */
  readonly state: StateInTrace;
  /** What the step changed. */
  readonly changes: readonly Change[];
  /** Of a step of a program: whose it was, and where it led. */
  readonly process?: ProcessStep;
}

/** A counterexample or a witness: an initial state, and the steps from it. */
export interface Trace {
  /** Where it begins. */
  readonly initial: StateInTrace;
  /** The fields of the initial state that say nothing to a reader: where calls of procedures return to, while there are none. */
  readonly unsaid?: readonly string[];
  /** Its steps, in order. */
  readonly steps: readonly TraceStep[];
  /** The step that threw in the last state, if that is what the trace is about. */
  readonly failing: {
    readonly rule: string;
    readonly arguments: readonly (readonly [string, string])[];
    readonly step: number;
    readonly process?: ProcessStep;
    /** The bound of the constraint that threw when it was asked of the step; absent: the step itself did. */
    readonly bound?: string;
  } | null;
  /** For a lasso: the index (0: the initial state) of the state that the last one's successor is. */
  readonly loop: number | null;
  /** For a lasso: why it is fair, a line per class of the fairness in force. */
  readonly fairness: readonly string[];
  /** Of a claim made of parts (forEvery): the values for which it is false at the end, and how many parts there are. */
  readonly falseFor?: { readonly values: readonly string[]; readonly of: number };
  /** Of a counterexample to a link: what it is of the abstract model. */
  readonly abstract?: AbstractLane;
}
