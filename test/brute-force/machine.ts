/** A model or a system as the brute force searches it: states, steps and what properties say, nothing else. */
import type { AssumptionData, Kind, Value } from "../random/model-data.ts";
import type { PlainState } from "./plain-states.ts";

export interface PlainStep {
  readonly rule: string;
  /** The values of its bindings, in order. */
  readonly bound: Readonly<Record<string, Value>>;
  /** Null: it goes wrong. */
  readonly after: PlainState | null;
  /** The code of the error, if it does. */
  readonly fault: string | null;
}

export interface PlainProperty {
  readonly name: string;
  readonly kind: Kind | "deadlock";
  /** For steps, of both states; otherwise the second is the first. */
  readonly holds: (state: PlainState, after: PlainState) => boolean;
  /** Of `leadsTo`. */
  readonly target: ((state: PlainState) => boolean) | null;
}

export interface Machine {
  readonly rules: readonly string[];
  readonly initial: () => { readonly states: PlainState[]; readonly fault: string | null };
  /** Of every enabled instance. */
  readonly steps: (state: PlainState) => PlainStep[];
  readonly properties: readonly PlainProperty[];
  /** Of a constraint: those that a state is beyond, or of two different states the step. Absent: there is none. */
  readonly crossed?: (state: PlainState, after: PlainState | null) => readonly string[];
  /** Whether a step from there counts for an assumption. Absent: all do. */
  readonly isMet?: (assumption: AssumptionData, state: PlainState) => boolean;
  readonly fairness: readonly (readonly [name: string, assumptions: readonly AssumptionData[]])[];
  /** What makes two instances one class of an assumption; null: the instance is not concerned. */
  readonly classOf: (assumption: AssumptionData, step: PlainStep) => string | null;
  readonly scalarsets: readonly { readonly name: string; readonly size: number }[];
  readonly renamed: (state: PlainState, renaming: ReadonlyMap<string, string>) => PlainState;
}
