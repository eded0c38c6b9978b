/** What a search that is complete claims of every state, as plain data: what the judges are to confirm. */
import { ofInitialStates, type Property } from "../model/property.ts";
import { factsOf, type KindOfProperty } from "../model/property-kinds.ts";
import type { ReductionPlan } from "../program/program.ts";

export interface Question {
  readonly plan: ReductionPlan;
  /** Predicates that hold in every state, and in none. */
  readonly always: readonly number[];
  readonly never: readonly number[];
  /** Predicates that hold of every step that changes the state. */
  readonly steps: readonly number[];
  /** Predicates that hold in every initial state, of those that are asked of no other. */
  readonly initially: readonly number[];
  /** Predicates that hold in every state without an enabled rule. */
  readonly terminal: readonly number[];
  /** Predicates whose answers the transition graph carries, in its order. */
  readonly noted: readonly number[];
}

/** What follows for single states when these properties came out so: properties over time have their predicates noted. */
export function questionOf(
  plan: ReductionPlan,
  properties: readonly Property[],
  outcomes: readonly { readonly at: number; readonly violated: boolean }[],
  noted: readonly number[],
): Question {
  /** Those of which nothing was found: no counterexample, or no witness. */
  const unfound = (shownBy: KindOfProperty["shownBy"], seeks: KindOfProperty["seeks"]) =>
    outcomes
      .filter(({ at, violated }) => {
        const facts = factsOf(properties[at]?.kind);
        return facts?.shownBy === shownBy && facts.seeks === seeks && violated === (seeks === "witness");
      })
      .map(({ at }) => at);
  return {
    plan,
    always: unfound("state", "counterexample"),
    never: unfound("state", "witness"),
    steps: unfound("step", "counterexample"),
    initially: ofInitialStates(properties, unfound("step", "counterexample")).map(({ ask }) => ask),
    terminal: unfound("end", "counterexample"),
    noted,
  };
}

/** All that is asked. A property that is decided already, by a state or a step that was found, is asked of no other one. */
export function predicatesOf({ always, never, steps, terminal, noted }: Question): number[] {
  return [...new Set([...always, ...never, ...steps, ...terminal, ...noted])];
}
