/**
 * The states of a behaviour as a link maps them: states of the abstract model, by its interpreter, which knows nothing of how
 * the search asked (model/refinement/abstract-states.ts). Where the abstract model begins is replaced by what the map makes.
 */
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { putInto } from "../model/refinement/abstract-states.ts";
import type { Link } from "../model/refinement/link.ts";

export interface MappedBehaviour {
  readonly link: Link<Model>;
  /** The abstract model begun in any of the states below; without its constraint, which bounds no step. */
  readonly model: Model;
  readonly interpreter: Interpreter;
  /** One for each state of the behaviour. */
  readonly states: readonly InterpretedState[];
}

/** The link that a property is judged for; undefined: it is of another kind. */
export function linkOf(model: Model, property: Pick<Property, "link">): Link<Model> | undefined {
  return property.link === undefined ? undefined : model.refines.find(({ name }) => name === property.link);
}

/** Throws what the map throws, and coded errors for what is no state of the abstract model. */
export function mappedBehaviour(
  link: Link<Model>,
  concrete: Interpreter,
  states: readonly InterpretedState[],
): MappedBehaviour {
  let mapped: unknown = null;
  const model: Model = {
    ...link.model,
    bounds: [],
    initial: {
      name: "init",
      bindings: [],
      when: () => true,
      do: (draft) => {
        putInto(draft, mapped, link);
        link.model.normalise?.(draft);
      },
      footprint: null,
      imposed: null,
      access: null,
    },
  };
  const interpreter = interpret(model);
  const found: InterpretedState[] = [];
  const seeing: Property = {
    name: link.property,
    kind: "always",
    predicate: (state) => {
      mapped = link.map(state);
      found.push(interpreter.initialState(0) as InterpretedState);
      return true;
    },
    target: null,
  };
  for (const state of states) concrete.holds(seeing, state, state);
  return { link, model, interpreter, states: found };
}
