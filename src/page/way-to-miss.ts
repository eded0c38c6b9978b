/**
 * The way to a nearest miss as a list of steps: it is told by the rule instances that lead there. Where they lead from several
 * initial states, those count where what is missing is so; of several such ways any comes as close.
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { StepList } from "../program/steps.ts";
import { type Plain, plainText } from "../state/plain.ts";
import type { Fact, NearestMiss } from "../why/reasons.ts";
import { InstancesByText } from "../why/reference.ts";

/** Initial states that are tried. */
const STARTS = 4096;

/** Null: there is none among the states tried. */
export function wayToMiss(model: Model, { steps: texts, missing }: NearestMiss): StepList | null {
  const interpreter = interpret(model);
  const instances = new InstancesByText(model);
  let initial = -1;
  for (const start of interpreter.eachInitialState()) {
    if (++initial >= STARTS) return null;
    const steps: number[] = [];
    let state: InterpretedState | null = start;
    for (const text of texts) {
      const step: number | null = state === null ? null : instances.number(text, state);
      state = state === null || step === null ? null : interpreter.take(state, step);
      if (step !== null) steps.push(step);
    }
    if (state !== null && missing.every((fact) => isSo(fact, state as InterpretedState))) return { initial, steps };
  }
  return null;
}

/** Whether a place of a map or a variable has this value; what is in a collection is not looked at. */
function isSo({ place, field, value }: Fact, { plain }: InterpretedState): boolean {
  let found: Plain | undefined = plain.get(field);
  for (const [, key] of place.slice(field.length).matchAll(/\[([^[\]]*)\]/g))
    found = found?.kind === "map" ? found.entries.find(([name]) => name === key)?.[1] : undefined;
  return found === undefined || found.kind === "map" || !place.startsWith(field) || plainText(found) === value;
}
