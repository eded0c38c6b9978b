/** What a check shows for a verdict: the behaviour that breaks a property, or that leads to where the model throws. */

import type { StepList } from "../program/steps.ts";
import type { Claim } from "../trace/claim.ts";
import type { Trace } from "../trace/trace.ts";

/** What is shown of a property, or of a rule that threw: the steps as integers, and as a person reads them. */
export interface Counterexample {
  /** Null: a rule threw. */
  readonly property: string | null;
  /** What the trace shows: that the property is violated (or reached), or that a closure throws. */
  readonly claim: Claim["kind"];
  /** The steps as integers, to be replayed. */
  readonly list: StepList;
  /** The steps as a person reads them, with the states that they lead to. */
  readonly trace: Trace;
}
