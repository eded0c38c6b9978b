/** What a page asks the checker in its worker, and what comes back: plain data, since messages carry nothing else. */
import type { PlainError } from "../../errors/errors.ts";
import type { ParameterValue } from "../../model/parameters.ts";
import type { CapsuleTrace, CapsuleVerdict } from "../capsule.ts";

/** Of the options of `check`, those that are worth choosing in a page. */
export interface ChosenOptions {
  readonly properties?: readonly string[];
  readonly fairness?: string;
  readonly store?: "compact" | "exact";
  readonly engine?: "kernel" | "reference";
  readonly symmetry?: boolean;
  readonly reductions?: readonly ("symmetry" | "stale-messages" | "partial-order")[];
  readonly shortest?: boolean;
  readonly keepGoing?: boolean;
  readonly certify?: boolean;
  readonly timeMs?: number;
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly memoryBytes?: number;
}

/** One check. */
export interface CheckQuestion {
  /** What verdicts call the model. */
  readonly name: string;
  /** Those left out have their defaults. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly options: ChosenOptions;
  /** How many random behaviours to show besides. Absent: none. */
  readonly samples?: number;
}

/** How far a check is. */
export type CheckProgress =
  | { readonly doing: "searching"; readonly level: number; readonly distinct: number; readonly generated: number }
  | { readonly doing: "judging"; readonly judged: number; readonly of: number };

/** The object of `--json`, and its traces as a capsule has them. */
export interface CheckAnswer {
  readonly verdict: CapsuleVerdict;
  readonly traces: readonly CapsuleTrace[];
}

/** From the worker, for each question any number of the first kind and then one of the others. */
export type CheckNews =
  | { readonly kind: "progress"; readonly progress: CheckProgress }
  | { readonly kind: "answer"; readonly answer: CheckAnswer }
  | { readonly kind: "failed"; readonly error: PlainError };
