/** A behaviour given as text, taken by the interpreter: for violations that are too deep to be searched for in a test. */

import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { instancesOf, stepText } from "../../src/program/instances.ts";

/** Takes the steps one by one in the interpreter; whether the property holds after the last, and before it. */
export function follow(
  model: Model,
  steps: readonly string[],
  property: string,
): { readonly last: boolean; readonly before: boolean } {
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const claim = model.properties.find(({ name }) => name === property) as Model["properties"][number];
  let [state] = interpreter.initialStates() as [InterpretedState];
  let before = true;
  for (const step of steps) {
    before = interpreter.holds(claim, state, state);
    const next = interpreter.successors(state).find((successor) => stepText(instances, successor.step) === step);
    if (next === undefined) throw new Error(`${step} is not enabled`);
    state = next.state;
  }
  return { last: interpreter.holds(claim, state, state), before };
}
