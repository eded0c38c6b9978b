/** What may be looked at beside a model that holds (mutations-beside.ts), for every output of a check. */

import type { Model } from "../model/model.ts";
import type { MutantsReport } from "../mutants/mutants-report.ts";
import type { MutationReport } from "../mutants/mutation-report.ts";
import type { Reference } from "../why/reference.ts";

export interface BesideVerdict {
  /** Null: not asked for, or the model does not hold as it is. */
  readonly mutants: MutantsReport | null;
  readonly mutation: MutationReport | null;
  /** For people, with a heading each. */
  readonly texts: readonly string[];
  /** For `--brief`. */
  readonly lines: readonly string[];
  /** Whether a declared mutant is not caught as it says. */
  readonly differs: boolean;
}

/** What was checked, and what it is held against. */
export interface CheckedModel {
  readonly model: Model;
  readonly against: Reference | null;
  readonly beside: BesideVerdict;
  /** How many deliberate mistakes the model declares. */
  readonly declaredMutants: number;
}
