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

/** What holds of one of the states, given as a question. */
function inState({ places, codes }: Scene, at: number, stays: Inquiry["stays"]): Inquiry {
  return { list: places.list, actual: codes[at] as Int32Array, others: codes, stays };
}

/** The same of the step that leads to it. */
function inStep({ places, codes }: Scene, at: number, stays: Inquiry["stays"]): Inquiry {
  const pairs = codes.slice(1).map((after, before) => joined(codes[before] as Int32Array, after));
  return {
    list: twice(places.list),
    actual: joined(codes[at - 1] as Int32Array, codes[at] as Int32Array),
    others: pairs,
    stays,
  };
}

/** That a predicate answers this in a state. */
export function ofState(scene: Scene, at: number, predicate: Predicate, answer: boolean): Inquiry {
  return inState(scene, at, (memory) => scene.closures.answers(memory, predicate) === answer);
}

/** That a predicate of steps answers this between a state and the next. */
export function ofStep(scene: Scene, at: number, predicate: Predicate, answer: boolean): Inquiry {
  return inStep(scene, at + 1, (memory) => scene.closures.answers(memory, predicate) === answer);
}

/** That no rule instance is enabled in a state, and that it is none in which a behaviour may end. */
export function ofDeadlock(scene: Scene, at: number, mayEnd: Predicate): Inquiry {
  const { closures } = scene;
  return inState(scene, at, (memory) => !closures.isAnyEnabled(memory) && !closures.answers(memory, mayEnd));
}

/** That a rule instance is enabled in a state, or that it is not. */
export function ofGuard(scene: Scene, at: number, instance: RuleInstance, answer: boolean): Inquiry {
  return inState(scene, at, (memory) => scene.closures.isEnabled(memory, instance) === answer);
}

/** That a rule instance is enabled in a state, and leaves these places with codes that are allowed. */
export function ofEffect(
  scene: Scene,
  at: number,
  instance: RuleInstance,
  demanded: ReadonlyMap<number, readonly number[]>,
): Inquiry {
  const { closures } = scene;
  return inState(scene, at, (memory) => {
    if (!closures.isEnabled(memory, instance)) return false;
    closures.perform(memory, instance);
    return [...demanded].every(([place, allowed]) => allowed.includes(memory.read(place)));
  });
}

/** That a closure throws in a state, or of the step that leads to it, and an error of the same kind. */
export function ofThrowing(scene: Scene, at: number, run: (memory: NotingMemory) => void, isPair = false): Inquiry {
  let kind: string | null = null;
  const stays = (memory: NotingMemory): boolean => {
    try {
      run(memory);
      return false;
    } catch (error) {
      // The first run is of what is.
      kind ??= kindOfThrown(error);
      return kindOfThrown(error) === kind;
    }
  };
  return isPair ? inStep(scene, at, stays) : inState(scene, at, stays);
}

function kindOfThrown(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? String(error.code) : error.name;
}
