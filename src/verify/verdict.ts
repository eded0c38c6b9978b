/**
 * A verdict is data: what was checked, how far, and what came out. Three-valued, because a search that was cut short
 * decides nothing about what it did not see. Reporters print it; `--json` prints it as it is.
 */
import type { PlainError } from "../errors/errors.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { PropertyKind } from "../model/property-kinds.ts";
import type { SymmetryVerdict } from "../reduce/symmetry/reduction.ts";

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
  readonly kind:
    | "rule-never-enabled"
    | "never-reached"
    | "no-properties"
    | "vacuous"
    | "fairness-never-enabled"
    | "lags-cut"
    | "not-shortest"
    | "unhandled-message";
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

/** A reduction that would not have kept what was asked, or had nothing to reduce. */
export interface DroppedReduction {
  readonly reduction: string;
  readonly reason: string;
}

/** How much of a complete search was judged a second time, without a difference. */
export interface JudgedAgain {
  /** Distinct states that were looked at again, under symmetry renamed as well, and those there are. */
  readonly states: number;
  readonly of: number;
  readonly all: boolean;
  /** Of these, by the interpreter and by closures run directly; renamed in all ways that are tried, null without symmetry. */
  readonly interpreter: number;
  readonly closures: number;
  readonly renamed: number | null;
  /** How many renamings were tried of each state, of so many that there are (null: beyond 2^53); null without symmetry. */
  readonly renamings: { readonly tried: number; readonly of: number | null } | null;
  /** With 95 % confidence a smaller share of the states differs: 3 / states, the rule of three; null when all were judged. */
  readonly differFewerThan: number | null;
}

export interface Verdict {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** What parameters are where nobody gives them; headlines leave those out that are so. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly outcome: Outcome | "error";
  readonly states: {
    readonly distinct: number;
    readonly generated: number;
    readonly depth: number;
    /** With symmetry in force, and no other reduction: how many distinct states of the model those visited stand for. */
    readonly unreduced?: number;
  };
  /** States without an enabled rule. */
  readonly terminalStates: number;
  /** Whether every reachable state was visited. */
  readonly complete: boolean;
  /** Why not: `time`, `states` and `depth` are limits that were set. */
  readonly ending: "complete" | "violation" | "interrupted" | "memory" | "time" | "states" | "depth" | "error";
  /** Up to this depth every state was visited; null: not even all initial states were. */
  readonly coveredDepth: number | null;
  readonly store: "compact" | "exact";
  readonly workers: number;
  /** Why the calling thread searched alone although more were asked for; null: it did not, or none were. */
  readonly alone: PlainError | null;
  /** The name of the fairness assumptions in force; null when no property over time was asked about. */
  readonly fairness: string | null;
  /** Reductions in force: "symmetry", "stale-messages", "partial-order". */
  readonly reductions: readonly string[];
  /** Reductions that were asked for and not used. */
  readonly dropped: readonly DroppedReduction[];
  /** Null: no state mentions a scalarset of two elements or more. */
  readonly symmetry: SymmetryVerdict | null;
  readonly properties: readonly PropertyVerdict[];
  readonly coverage: readonly RuleCoverage[];
  readonly wallMs: number;
  readonly peakRssBytes: number;
  /** Of the compact store having taken two states for one; 0 for the exact one. */
  readonly collisionProbability: number;
  /** Null: there was no complete search to judge again, or it was asked not to. */
  readonly judged: JudgedAgain | null;
  readonly warnings: readonly Warning[];
  readonly growth: Growth | null;
  /** Why the outcome is "error", or what ended the search: interruption, the memory budget. */
  readonly error: PlainError | null;
}
