/**
 * Whether a mutant's counterexample has anything to do with its mistake: a trace that the model without it takes, too, to an end
 * that violates the same property, says nothing of the mutant. Law: "yes" is a behaviour of the model as it is, step by step by
 * the interpreter, within its constraint. Of behaviours without an end nothing is said: which of them are fair may differ.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { isTemporal } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import { unshown } from "../trace/claim.ts";
import { statesAlong } from "../trace/replay.ts";
import { besideReference } from "./beside-reference.ts";
import type { Reference } from "./reference.ts";

/** `name`: of the property that the list shows to be violated. */
export function isShownWithout(model: Model, name: string, list: StepList, reference: Reference): boolean {
  const property = reference.model.properties.find((each) => each.name === name);
  if (property === undefined || isTemporal(property.kind)) return false;
  try {
    const recorded = { steps: list.steps, states: statesAlong(model, list) };
    const { own, interpreter } = besideReference(model, recorded, reference);
    if (own.length !== recorded.states.length) return false;
    const isBeyond = own.some((state, at) => {
      const before = own[at - 1];
      return interpreter.crossed(state).length > 0 || (before && interpreter.crossed(before, state).length > 0);
    });
    const last = own.at(-1) as InterpretedState;
    return (
      !isBeyond && unshown(reference.model, interpreter, { kind: "property", property }, own.at(-2), last) === null
    );
  } catch {
    // One of the two throws on the way: it shows nothing.
    return false;
  }
}
