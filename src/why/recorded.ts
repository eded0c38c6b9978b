/**
 * A behaviour as it was recorded, and some of its steps taken in another order or without the others. A rule instance keeps
 * its number in all states, unless what it binds is told by where it lies in a collection: then it is looked for.
 */
import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { bindsByPosition, type Instances, ruleOfStep, stepText } from "../program/instances.ts";

/** Steps and the states that they go through, one more. */
export interface RecordedTrace {
  readonly steps: readonly number[];
  readonly states: readonly InterpretedState[];
}

/** The number in a state of an instance that is called so; null: it is not there. */
export function numberIn(
  model: Model,
  instances: Instances,
  step: number,
  text: string,
  { stored }: InterpretedState,
): number | null {
  const at = ruleOfStep(instances, step);
  const rule = instances.rules[at] as Rule;
  const first = instances.first[at] as number;
  const members = storedMembers(model.schema, stored);
  let found: number | null = null;
  eachInstance(model.schema, rule, stored, (index) => {
    if (found === null && stepText(instances, first + index, members) === text) found = first + index;
  });
  return found;
}

/** What an instance is called where its number depends on the state; null: it does not. */
export function textIfMoving(
  model: Model,
  instances: Instances,
  step: number,
  { stored }: InterpretedState,
): string | null {
  if (!bindsByPosition(instances.rules[ruleOfStep(instances, step)] as Rule)) return null;
  return stepText(instances, step, storedMembers(model.schema, stored));
}

/** These steps, by their numbers from 1, taken in this order from the beginning; null: one of them cannot be taken there. */
export function takenInOrder(
  model: Model,
  interpreter: Interpreter,
  instances: Instances,
  { steps, states }: RecordedTrace,
  order: readonly number[],
): RecordedTrace | null {
  const taken: number[] = [];
  const reached = [states[0] as InterpretedState];
  for (const number of order) {
    const recorded = steps[number - 1] as number;
    const state = reached.at(-1) as InterpretedState;
    const text = textIfMoving(model, instances, recorded, states[number - 1] as InterpretedState);
    const step = text === null ? recorded : numberIn(model, instances, recorded, text, state);
    if (step === null) return null;
    let next: InterpretedState | null;
    try {
      next = interpreter.take(state, step);
    } catch {
      return null;
    }
    if (next === null) return null;
    taken.push(step);
    reached.push(next);
  }
  return { steps: taken, states: reached };
}
