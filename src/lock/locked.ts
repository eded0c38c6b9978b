/**
 * What is recorded of a check: the figures that do not depend on the machine, on threads or on the clock (docs/concepts.md,
 * worker-count independence). A check that ended by one of these, or by an error, has none.
 */
import type { Outcome, Verdict } from "../verify/verdict.ts";

/** Of one property. */
export interface LockedProperty {
  readonly outcome: Outcome;
  /** Transitions of the counterexample or the witness; null: there is none. */
  readonly steps: number | null;
  /** Of a lasso, the state that it returns to; absent: it is none. */
  readonly loop?: number;
}

export interface LockedCheck {
  readonly outcome: Outcome;
  readonly states: {
    readonly distinct: number;
    /** Where symmetry is in force: the states that those visited stand for. */
    readonly unreduced?: number;
    readonly generated: number;
    readonly depth: number;
  };
  /** Reductions in force. */
  readonly reductions: readonly string[];
  readonly properties: ReadonlyMap<string, LockedProperty>;
  /** How often each rule is enabled. */
  readonly rules: ReadonlyMap<string, number>;
}

/** What of a verdict is needed for it. */
export type Lockable = Pick<Verdict, "outcome" | "ending" | "states" | "reductions"> & {
  readonly properties: readonly Pick<Verdict["properties"][number], "name" | "outcome" | "steps" | "loop">[];
  readonly coverage: readonly Pick<Verdict["coverage"][number], "rule" | "enabled">[];
  readonly error: { readonly id: string } | null;
};

/** Null: what it says depends on the machine, or it is an error. */
export function lockedOf(verdict: Lockable): LockedCheck | null {
  const { outcome, ending, states, reductions, properties, coverage, error } = verdict;
  if (outcome === "error") return null;
  const isDecided = ending === "complete" || ending === "violation" || ending === "depth";
  // A complete search may lack memory for what is judged over time.
  if (!isDecided || (error !== null && ending !== "depth")) return null;
  const { distinct, unreduced, generated, depth } = states;
  return {
    outcome,
    states: { distinct, ...(unreduced !== undefined && { unreduced }), generated, depth },
    reductions: [...reductions],
    properties: new Map(
      properties.map(({ name, outcome, steps, loop }) => [name, { outcome, steps, ...(loop !== null && { loop }) }]),
    ),
    rules: new Map(coverage.map(({ rule, enabled }) => [rule, enabled])),
  };
}
