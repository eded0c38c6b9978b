/**
 * A model and the states of one of its behaviours, laid out for facts: what questions about them are made of. The layout holds for
 * all of them, so that a place of one state is the same place in the next.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { type Inquiry, joined, twice } from "./inquiry.ts";
import { ModelClosures, type RuleInstance } from "./model-closures.ts";
import { NotingMemory } from "./noting-memory.ts";
import { AskedFor, type FactPlaces, factPlaces } from "./places.ts";

type Predicate = (state: object, after: object) => unknown;

export interface Scene {
  readonly model: Model;
  readonly places: FactPlaces;
  readonly closures: ModelClosures;
  /** The states, as codes of the places. */
  readonly codes: readonly Int32Array[];
}

/**
 * `predicates`: of states, `steps`: of two; they are run over the states first, so that what they ask for has a place where
 * not everything has one.
 */
export function sceneOf(
  model: Model,
  states: readonly InterpretedState[],
  {
    predicates = [],
    steps = [],
  }: { readonly predicates?: readonly Predicate[]; readonly steps?: readonly Predicate[] } = {},
): Scene {
  const stored = states.map((state) => state.stored);
  const asked = new AskedFor();
  const made = (): Scene => {
    const places = factPlaces(model.schema, stored, asked);
    return {
      model,
      places,
      closures: new ModelClosures(model, places),
      codes: stored.map((state) => places.codesOf(state)),
    };
  };
  const scene = made();
  scene.codes.forEach((codes, at) => {
    for (const predicate of predicates) tried(scene, codes, predicate);
    const before = scene.codes[at - 1];
    if (before !== undefined) for (const predicate of steps) tried(scene, joined(before, codes), predicate);
  });
  return asked.size === 0 ? scene : made();
}

function tried({ closures }: Scene, codes: Int32Array, predicate: Predicate): void {
  const memory = new NotingMemory(codes);
  memory.start(new Map());
  try {
    closures.answers(memory, predicate);
  } catch {
    // What it throws is of no interest yet.
  }
}

/** That a predicate answers this in a state. */
export function ofState(
  { places, closures, codes }: Scene,
  at: number,
  predicate: Predicate,
  answer: boolean,
): Inquiry {
  return {
    list: places.list,
    actual: codes[at] as Int32Array,
    others: codes,
    stays: (memory) => closures.answers(memory, predicate) === answer,
  };
}

/** That a predicate of steps answers this between a state and the next. */
export function ofStep({ places, closures, codes }: Scene, at: number, predicate: Predicate, answer: boolean): Inquiry {
  const pairs = codes.slice(1).map((after, before) => joined(codes[before] as Int32Array, after));
  return {
    list: twice(places.list),
    actual: joined(codes[at] as Int32Array, codes[at + 1] as Int32Array),
    others: pairs,
    stays: (memory) => closures.answers(memory, predicate) === answer,
  };
}

/** That no rule instance is enabled in a state, and that it is none in which a behaviour may end. */
export function ofDeadlock({ places, closures, codes }: Scene, at: number, mayEnd: Predicate): Inquiry {
  return {
    list: places.list,
    actual: codes[at] as Int32Array,
    others: codes,
    stays: (memory) => !closures.isAnyEnabled(memory) && !closures.answers(memory, mayEnd),
  };
}

/** That a rule instance is enabled in a state, or that it is not. */
export function ofGuard(
  { places, closures, codes }: Scene,
  at: number,
  instance: RuleInstance,
  answer: boolean,
): Inquiry {
  return {
    list: places.list,
    actual: codes[at] as Int32Array,
    others: codes,
    stays: (memory) => closures.isEnabled(memory, instance) === answer,
  };
}

/** That a rule instance is enabled in a state, and leaves these places with codes that are allowed. */
export function ofEffect(
  { places, closures, codes }: Scene,
  at: number,
  instance: RuleInstance,
  demanded: ReadonlyMap<number, readonly number[]>,
): Inquiry {
  return {
    list: places.list,
    actual: codes[at] as Int32Array,
    others: codes,
    stays: (memory) => {
      if (!closures.isEnabled(memory, instance)) return false;
      closures.perform(memory, instance);
      return [...demanded].every(([place, allowed]) => allowed.includes(memory.read(place)));
    },
  };
}

/** That a closure throws: what is run over the memory. */
export function ofThrowing({ places, codes }: Scene, at: number, run: (memory: NotingMemory) => void): Inquiry {
  return {
    list: places.list,
    actual: codes[at] as Int32Array,
    others: codes,
    stays: (memory) => {
      try {
        run(memory);
        return false;
      } catch {
        return true;
      }
    },
  };
}
