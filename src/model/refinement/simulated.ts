/**
 * What a link claims, as two predicates of the model that makes it: of an initial state, that it maps to an initial state;
 * of a step, that it maps to a step of the abstract model or leaves the abstract state as it is. They are functions of the
 * states that they are handed: what is remembered between two runs is of the abstract model alone.
 */
import { AbstractStates, type MappedState } from "./abstract-states.ts";
import type { Link } from "./link.ts";

export interface Simulated {
  /** Whether a step from the first state to the second is matched. */
  readonly steps: (before: object, after: object) => boolean;
  readonly initially: (state: object) => boolean;
}

/** Nothing of the abstract model is looked at before the first state is. */
export function simulated(link: Link): Simulated {
  let states: AbstractStates | undefined;
  const abstract = (): AbstractStates => {
    states ??= new AbstractStates(link);
    return states;
  };
  const mapped = (state: object): MappedState => abstract().mapped(state);
  return {
    steps: (before, after) => {
      const from = mapped(before);
      const to = mapped(after);
      return from.key === to.key || abstract().leads(from, to);
    },
    initially: (state) => abstract().isInitial(mapped(state)),
  };
}
