/**
 * A trace of which the states are known and the model need not be: what an ITF file holds, of whatever tool. Plain data, so
 * that the page can be handed one; `tracedRecording` makes of it what texts are made of.
 */
import type { RecordedValue } from "./recorded-value.ts";

/** Variable to value. */
export type RecordedState = Readonly<Record<string, RecordedValue>>;

/** What led from one state to the next, as far as the file says. */
export interface RecordedStep {
  /** The rule, or what the file calls an action. */
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
}

/** What JSON may hold. */
export type RecordedMeta =
  | null
  | boolean
  | number
  | string
  | readonly RecordedMeta[]
  | { readonly [name: string]: RecordedMeta };

export interface Recording {
  /** The variables, in the order in which they are shown. */
  readonly vars: readonly string[];
  /** At least one. Of a lasso the last is the one that the loop starts at, once more. */
  readonly states: readonly RecordedState[];
  /** What led to each state but the first; null: the file does not say. */
  readonly steps: readonly (RecordedStep | null)[];
  /** Of a lasso, the index of the state that the last one is again; null: it ends with its last state. */
  readonly loop: number | null;
  /** What the file says of itself. */
  readonly meta: { readonly [name: string]: RecordedMeta };
}
