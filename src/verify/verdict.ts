/**
 * A verdict is data: what was checked, how far, and what came out. Three-valued, because a search that was cut short
 * decides nothing about what it did not see. Reporters print it; `--json` prints it as it is.
 */

import type { PlainError } from "../errors/errors.ts";
import type { EngineName } from "../explore/engine-names.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { PropertyKind } from "../model/property-kinds.ts";
import type { SymmetryVerdict } from "../reduce/symmetry/reduction.ts";

/** holds: nothing reachable is against it. violated: something is. undecided: not every state was seen. */
export type Outcome = "holds" | "violated" | "undecided";

/** What came out of one property. */
export interface PropertyVerdict {
  /** As the model names it; "no deadlock" for `terminal`. */
  readonly name: string;
  /** Of a part of a family: the family's name. Absent: it is none. */
  readonly family?: string;
  /** Under which key of the model it stands; "deadlock" for `terminal`. */
  readonly kind: PropertyKind;
  /** A `reachable` holds when it was reached, and is violated when it never is. */
  readonly outcome: Outcome;
  /** Transitions of the counterexample, or of the witness for `reachable`; null where there is neither. */
  readonly steps: number | null;
  /** For a lasso: the index of the state that it returns to. */
  readonly loop: number | null;
  /** Present where a behaviour stays in its last state for ever although steps are enabled, since nothing is assumed fair. */
  readonly mayStay?: true;
  /** Of a link to a model that claims something over time: what of that model the link says nothing of. */
  readonly unchecked?: "liveness";
}

/** How often a rule could be taken. */
export interface RuleCoverage {
  /** Its name. */
  readonly rule: string;
  /** Enabled instances, over all states; self-loops included. */
  readonly enabled: number;
  /** Of these, steps to a state that was not seen at an earlier depth. */
  readonly deeper: number;
}

/** What lay beyond the model's constraint: a verdict is about the states and steps within. */
export interface ConstraintVerdict {
  /** Distinct states beyond a bound: found, judged and not expanded. With symmetry, of those visited. */
  readonly states: number;
  /** Steps that change the state and are beyond a bound: not taken. */
  readonly steps: number;
  /** Bound by bound, in the model's order: how many states (`always`) or steps (`step`) are beyond it. */
  readonly bounds: readonly { readonly name: string; readonly kind: "always" | "step"; readonly beyond: number }[];
}

/** What casts doubt on a verdict without changing it. */
export interface Warning {
  /** Which of the known doubts it is. */
  readonly kind:
    | "rule-never-enabled"
    | "never-reached"
    | "no-properties"
    | "vacuous"
    | "fairness-never-enabled"
    | "lags-cut"
    | "not-shortest"
    | "unhandled-message"
    | "channel-blocked";
  /** The rule, property or set of fairness assumptions concerned. */
  readonly subject: string;
  /** In words. */
  readonly message: string;
}

/** What a check could do with less work. */
export interface Hint {
  /** Which of the known hints it is. */
  readonly kind: "expired-messages-kept" | "steps-undeclared";
  /** The reduction concerned. */
  readonly subject: string;
  /** In words. */
  readonly message: string;
}

/** Why a search came to a limit of memory, time or states: what its last level is made of. */
export interface Growth {
  /** State fields by the number of different contents in a sample of the last level, most first. */
  readonly fields: readonly { readonly field: string; readonly different: number }[];
  /** How many states were looked at. */
  readonly sampled: number;
  /** Rules by steps that led deeper, most first. */
  readonly rules: readonly { readonly rule: string; readonly deeper: number }[];
}

/** A reduction that would not have kept what was asked, or had nothing to reduce. */
export interface DroppedReduction {
  /** Its name. */
  readonly reduction: string;
  /** In words. */
  readonly reason: string;
}

/** How much of a complete search was judged a second time, without a difference. */
export interface JudgedAgain {
  /** Distinct states that were looked at again, under symmetry renamed as well. */
  readonly states: number;
  /** How many distinct states there are. */
  readonly of: number;
  /** Whether each of them was judged again. */
  readonly all: boolean;
  /** Of these, by the interpreter. */
  readonly interpreter: number;
  /** Of these, by closures run directly. */
  readonly closures: number;
  /** Of these, renamed in all ways that are tried; null without symmetry. */
  readonly renamed: number | null;
  /** How many renamings were tried of each state, of so many that there are (null: beyond 2^53); null without symmetry. */
  readonly renamings: { readonly tried: number; readonly of: number | null } | null;
  /** With 95 % confidence a smaller share of the states differs: 3 / states, the rule of three; null when all were judged. */
  readonly differFewerThan: number | null;
}

/**
 * What was checked, how far, and what came out. Data: a search that was cut short decides nothing about what it did not
 * see.
 *
 * @example
 * ```ts
 * const { verdict } = await check(model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n = 1; } } } }));
 * for (const { name, outcome, steps } of verdict.properties) console.log(name, outcome, steps);
 * ```
 */
export interface Verdict {
  /** How the model is called. */
  readonly model: string;
  /** The parameters that it was made with, or was said to be. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** What parameters are where nobody gives them; headlines leave those out that are so. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  /** The mutant that it was made with, or was said to be; null: none. */
  readonly mutant: string | null;
  /**
   * "violated" when a property is, "error" when the model threw or cannot be relied on, "undecided" when nothing is
   * violated and not all is known.
   */
  readonly outcome: Outcome | "error";
  /**
   * `distinct` states, `generated` ones with repetitions, and the `depth` of the deepest; with symmetry also how many
   * `unreduced` ones they stand for.
   */
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
  /** How states were kept. */
  readonly store: "compact" | "exact";
  /** The engine that ended the search: see the option `engine`. */
  readonly engine: EngineName;
  /** Threads that searched. */
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
  /** Property by property, in the model's order. */
  readonly properties: readonly PropertyVerdict[];
  /** Rule by rule, in the model's order. */
  readonly coverage: readonly RuleCoverage[];
  /** Milliseconds that the check took. */
  readonly wallMs: number;
  /** The most memory that the process had, in bytes. */
  readonly peakRssBytes: number;
  /** Of the compact store having taken two states for one; 0 for the exact one. */
  readonly collisionProbability: number;
  /** Null: there was no complete search to judge again, or it was asked not to. */
  readonly judged: JudgedAgain | null;
  /** What casts doubt on the verdict without changing it. */
  readonly warnings: readonly Warning[];
  /** What the check could do with less work. */
  readonly hints: readonly Hint[];
  /** What made a search so large that it came to a limit of memory, time or states; null: it did not. */
  readonly growth: Growth | null;
  /** What lay beyond the model's constraint; null: it has none. */
  readonly constraint: ConstraintVerdict | null;
  /** Why the outcome is "error", or what ended the search: interruption, the memory budget. */
  readonly error: PlainError | null;
}
