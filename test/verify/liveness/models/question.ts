import { Analysis } from "../../../../src/verify/liveness/analysis.ts";
import { checkLiveness } from "../../../../src/verify/liveness/check.ts";
import { compileFairness, type FairnessConstraint } from "../../../../src/verify/liveness/fairness.ts";
import { judge, type Predicate } from "../../../../src/verify/liveness/validate.ts";
import { type Explored, fairnessBy, statesWhere } from "./explorer.ts";

/** A property of an explored model, under fairness by classes of rule instances. */
export interface Question<S> {
  readonly kind: "eventually" | "alwaysEventually" | "eventuallyAlways" | "alwaysReachable";
  readonly goal: Predicate<S>;
  /** The fairness class of a rule instance; null for none. */
  readonly classOf: (name: string) => string | null;
  /** Default: weak. */
  readonly kindOf?: (name: string) => FairnessConstraint["kind"];
}

export interface Answer {
  readonly outcome: "holds" | "violated";
  /** Length of the stem, or of the path for `alwaysReachable`. */
  readonly stem: number | null;
  /** 0 for stuttering. */
  readonly cycle: number | null;
  readonly isShortest: boolean;
  readonly steps: readonly string[];
  /** What the literal validator has against the counterexample. */
  readonly faults: readonly string[];
}

export function ask<S>(explored: Explored<S>, { kind, goal, classOf, kindOf = () => "weak" }: Question<S>): Answer {
  const { graph, states, names, behaviours } = explored;
  const fairness = fairnessBy(explored, kindOf, classOf);
  const property = { kind, goal: statesWhere(explored, goal) };
  const verdict = checkLiveness(new Analysis(graph), compileFairness(graph, fairness), property);
  if (verdict.outcome === "holds") {
    return { outcome: "holds", stem: null, cycle: null, isShortest: true, steps: [], faults: [] };
  }
  const { counterexample } = verdict;
  const { labels, loop, isShortest } = counterexample;
  const claimed = { ...counterexample, states: counterexample.states.map((s) => states[s]!) };
  const { faults } = judge({ behaviours, property: { kind, goal }, fairness, counterexample: claimed });
  return {
    outcome: "violated",
    stem: loop ?? labels.length,
    cycle: loop === null ? null : labels.length - loop,
    isShortest,
    steps: labels.map((label) => names[label]!),
    faults,
  };
}

export const HOLDS = { outcome: "holds", faults: [] } as const;

/** A violation whose stem and cycle are known to be the shortest, and that the validator accepts. */
export const violated = (stem: number, cycle: number | null): object => ({
  outcome: "violated",
  stem,
  cycle,
  isShortest: true,
  faults: [],
});

/** Each rule instance is a class of its own. */
export const each = (name: string): string => name;
