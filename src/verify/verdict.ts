/**
 * A verdict is data: what was checked, how far, and what came out. Three-valued, because a search that was cut short
 * decides nothing about what it did not see. Reporters print it; `--json` prints it as it is.
 */
import type { PlainError } from "../errors.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { PropertyKind } from "../model/property.ts";

export type Outcome = "holds" | "violated" | "undecided";

export interface PropertyVerdict {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly outcome: Outcome;
  /** Transitions of the counterexample, or of the witness for `reachable`; null where there is neither. */
  readonly steps: number | null;
  /** For a lasso: the index of the state that it returns to. */
  readonly loop: number | null;
}

export interface RuleCoverage {
  readonly rule: string;
  /** Enabled instances, over all states; self-loops included. */
  readonly enabled: number;
  /** Of these, steps to a state that was not seen at an earlier depth. */
  readonly deeper: number;
}

export interface Warning {
  readonly kind: "rule-never-enabled" | "never-reached" | "no-properties" | "vacuous" | "fairness-never-enabled";
  /** The rule, property or set of fairness assumptions concerned. */
  readonly subject: string;
  readonly message: string;
}

/** Why a search that ran out of memory did: what its largest level is made of. */
export interface Growth {
  /** State fields by the number of different contents in a sample of the last level, most first. */
  readonly fields: readonly { readonly field: string; readonly different: number }[];
  readonly sampled: number;
  /** Rules by steps that led deeper, most first. */
  readonly rules: readonly { readonly rule: string; readonly deeper: number }[];
}

export interface Verdict {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly outcome: Outcome | "error";
  readonly states: { readonly distinct: number; readonly generated: number; readonly depth: number };
  /** States without an enabled rule. */
  readonly terminalStates: number;
  /** Whether every reachable state was visited. */
  readonly complete: boolean;
  /** Why not. */
  readonly ending: "complete" | "violation" | "interrupted" | "memory" | "error";
  readonly store: "compact" | "exact";
  readonly workers: number;
  /** The name of the fairness assumptions in force; null when no property over time was asked about. */
  readonly fairness: string | null;
  /** Reductions in force, and what they preserve. */
  readonly reductions: readonly string[];
  readonly properties: readonly PropertyVerdict[];
  readonly coverage: readonly RuleCoverage[];
  readonly wallMs: number;
  readonly peakRssBytes: number;
  /** Of the compact store having taken two states for one; 0 for the exact one. */
  readonly collisionProbability: number;
  readonly warnings: readonly Warning[];
  readonly growth: Growth | null;
  /** Why the outcome is "error", or what ended the search: interruption, the memory budget. */
  readonly error: PlainError | null;
}
