/**
 * Why a closure throws where a trace ends: the fewest facts for which it throws an error of the same kind, whatever the rest of
 * the state is. Of a property its predicate is asked, of a rule its guard, and where that is true its effect.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";

import type { Model } from "../model/model.ts";
import { boundPredicates } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { NotingMemory } from "./noting-memory.ts";
import { PREDICATE_RUNS, type PropertyReason, type ReasonBudget, weightOf } from "./reason-of-property.ts";
import { ofThrowing, type Scene, sceneOf } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";

/** What throws: a property or another predicate of the model, by its name, or a step, by its number. */
export type Thrower = { readonly property: string } | { readonly step: number };

/** Null: nothing throws there, or it was not found. */
export function reasonOfThrow(
  model: Model,
  thrower: Thrower,
  states: readonly InterpretedState[],
  { runs = PREDICATE_RUNS, halt = null }: ReasonBudget = {},
): PropertyReason | null {
  const last = states.at(-1) as InterpretedState;
  for (const { isPair, predicates, run } of closuresOf(model, thrower, last)) {
    if (isPair && states.length < 2) continue;
    const scene = sceneOf(model, states, isPair ? { steps: predicates } : { predicates });
    const inquiry = ofThrowing(scene, states.length - 1, (memory) => run(scene, memory), isPair);
    const reason = smallestReason(inquiry, { budget: runs, halt, weight: weightOf(scene) });
    if (reason === null) continue;
    const part = { says: null, of: [], answer: true, inquiry, reason };
    return { scene, at: states.length - 1, isPair, explained: { parts: [part], others: 0 }, runs: reason.runs };
  }
  return null;
}

interface Asked {
  readonly isPair: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: predicates of states or of steps, their types forgotten.
  readonly predicates: readonly ((...states: any[]) => unknown)[];
  readonly run: (scene: Scene, memory: NotingMemory) => void;
}

/** What may have thrown, in the order in which it is asked. */
function closuresOf(model: Model, thrower: Thrower, { stored }: InterpretedState): readonly Asked[] {
  if ("step" in thrower)
    return [
      {
        isPair: false,
        predicates: [],
        run: ({ closures }, memory) => {
          const instance = closures.instance(thrower.step, storedMembers(model.schema, stored));
          if (closures.isEnabled(memory, instance)) closures.perform(memory, instance);
        },
      },
    ];
  const known = [...model.properties, ...model.conditions, ...boundPredicates(model.bounds)];
  const property = known.find(({ name }) => name === thrower.property);
  if (property === undefined) return [];
  const isPair = isOfSteps(property.kind);
  const predicates = property.target === null ? [property.predicate] : [property.predicate, property.target];
  return predicates.map((predicate) => ({
    isPair,
    predicates: [predicate],
    run: ({ closures }, memory) => void closures.answers(memory, predicate),
  }));
}
