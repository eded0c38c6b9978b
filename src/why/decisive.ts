/**
 * Which of a trace's deviations decides. The first one may be harmless: an acknowledgement that came too early, and was true
 * in the end. Where there are several, one decides that suffices alone: the same steps, in some order, with this one taken as
 * the trace takes it and all others as the reference does, show the same (a cause by a test of what would have been; compare
 * Halpern and Pearl 2005, and Beer et al. 2009 for counterexamples). The last one of such; of none, or where the search for an
 * order is too long, by the step that the reference refuses.
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { PROPERTY_KINDS } from "../model/property-kinds.ts";
import { unshown } from "../trace/claim.ts";
import type { Beside, Deviation } from "./beside-reference.ts";
import { InstancesByText, restatedIn } from "./reference.ts";
import type { Deadline } from "./trials.ts";

/** Steps taken to find an order for one deviation. */
const ORDER_RUNS = 3000;
/** Steps that are put in order at most: which of them were taken is a number. */
const ORDERED = 30;

/** Null: there is no deviation. */
export function decisive(model: Model, property: Property, beside: Beside, halt: Deadline | null): Deviation | null {
  const { deviations, refused } = beside;
  const last = deviations.at(-1) ?? null;
  if (deviations.length < 2 || last === null) return last;
  const atRefused = deviations.find(({ step, kind }) => step === refused && kind !== "effect");
  if (atRefused !== undefined) return atRefused;
  const alone = deviations.filter(
    (each) => halt?.isOver() !== true && sufficesAlone(model, property, beside, each.step),
  );
  return alone.at(-1) ?? sinceRefusal(beside) ?? last;
}

/** The deviation since which what makes the reference refuse is otherwise in the trace. */
function sinceRefusal({ refused, deviations }: Beside): Deviation | null {
  if (refused === null) return null;
  return deviations.findLast(({ step, kind }) => kind === "effect" && step < refused) ?? null;
}

/** Whether the steps show the same, in some order, with only this one taken as the trace takes it. */
function sufficesAlone(model: Model, property: Property, beside: Beside, step: number): boolean {
  const { recorded, texts, interpreter, instances, states } = beside;
  const { shownBy } = PROPERTY_KINDS[property.kind];
  const size = texts.length;
  if (states === null || size > ORDERED || (shownBy !== "state" && shownBy !== "step")) return false;
  const own = interpret(model);
  const ownInstances = new InstancesByText(model);
  const claim = { kind: "property", property } as const;
  const met = new Set<string>();
  let runs = 0;
  const next = (state: InterpretedState, at: number): InterpretedState | null => {
    const text = texts[at] as string;
    if (at + 1 !== step) {
      const number = instances.number(text, state, recorded.steps[at]);
      return number === null ? null : interpreter.takeUnbounded(state, number);
    }
    const mine = restatedIn(model.schema, state);
    const number = mine === null ? null : ownInstances.number(text, mine, recorded.steps[at]);
    const after = mine === null || number === null ? null : own.takeUnbounded(mine, number);
    return after === null ? null : restatedIn(beside.reference.model.schema, after);
  };
  const shows = (before: InterpretedState, after: InterpretedState): boolean => {
    const [one, other] = [restatedIn(model.schema, before), restatedIn(model.schema, after)];
    return one !== null && other !== null && unshown(model, own, claim, one, other) === null;
  };
  const search = (state: InterpretedState, done: number): boolean => {
    for (let at = 0; at < size; at++) {
      if ((done & (1 << at)) !== 0) continue;
      if (runs++ >= ORDER_RUNS) return false;
      let after: InterpretedState | null;
      try {
        after = next(state, at);
        if (after !== null && (done | (1 << at)) & (1 << (step - 1)) && shows(state, after)) return true;
      } catch {
        continue;
      }
      if (after === null) continue;
      const key = `${done | (1 << at)} ${after.text}`;
      if (met.has(key)) continue;
      met.add(key);
      if (search(after, done | (1 << at))) return true;
    }
    return false;
  };
  return search(states[0] as InterpretedState, 0);
}
