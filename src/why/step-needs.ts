/**
 * What a step needed of the state before it: the fewest facts for which it can be taken there and changes what it changed to
 * what it changed it to, whatever the rest of the state is.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { factsOfState } from "./facts.ts";
import type { StepNeeds } from "./reasons.ts";
import { ofEffect, sceneOf } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";

/** Runs of closures that a step is explained with. */
const STEP_RUNS = 1500;

/** `states`: of the trace, up to the one behind the step at least; `at`: which step, from 1. Null: its closures throw. */
export function stepNeeds(
  model: Model,
  states: readonly InterpretedState[],
  step: number,
  at: number,
): StepNeeds | null {
  const scene = sceneOf(model, states);
  const [old, now] = [scene.codes[at - 1] as Int32Array, scene.codes[at] as Int32Array];
  const before = states[at - 1] as InterpretedState;
  const instance = scene.closures.instance(step, storedMembers(model.schema, before.stored));
  const changed = [...now].flatMap((code, place) => (code === old[place] ? [] : [[place, [code]] as const]));
  const inquiry = ofEffect(scene, at - 1, instance, new Map(changed));
  const reason = smallestReason(inquiry, { budget: STEP_RUNS });
  return reason === null ? null : { facts: factsOfState(scene, at - 1, reason.facts), proof: reason.proof };
}
