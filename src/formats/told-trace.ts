/** A trace and what is said of it: what every writer of a format is given. Writers escape what it says by their format's rules. */
import type { Trace } from "../trace/trace.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Causality } from "./causality.ts";
import type { Recording } from "./recording.ts";

export interface ToldTrace {
  /** As verdicts call it: `paxos ballots=3, mutant p-own`; of a file without a model the file's own words. */
  readonly subject: string;
  /** The command that finds it, or shows it again. */
  readonly command: string;
  /** The property that it is about; null: something threw, or the file does not say. */
  readonly property: ToldProperty | null;
  /** What it shows: `Counterexample to agreement`. */
  readonly heading: string;
  /** Why it ends where it ends: `agreement is violated: it is false in this state`; empty: nobody says. */
  readonly ending: string;
  readonly trace: Trace;
  readonly recording: Recording;
  /** Who took each step, and whose steps it needed; null: there is no model to ask. */
  readonly causality: Causality | null;
  /** Why, as far as that was asked. */
  readonly reasons: Reasons | null;
}

export interface ToldProperty {
  readonly name: string;
  /** What the trace is of it: `Counterexample to`. */
  readonly title: string;
  /** Whether it is violated by how the trace ends: not if it is reached there, or judged of the whole. */
  readonly isFalseAtEnd: boolean;
  /** Whether that is the last step, not the last state. */
  readonly isOfStep: boolean;
}

/** `promise(by: a1, ballot: 0)`. */
export function calledText({
  rule,
  arguments: bound,
}: {
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
}): string {
  return bound.length === 0 ? rule : `${rule}(${bound.map(([name, value]) => `${name}: ${value}`).join(", ")})`;
}
