/** Counterexamples of mutants, and random walks to a violation, with their slices. */
import { check, type Protocol } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { unshown } from "../../src/trace/claim.ts";
import { statesAlong } from "../../src/trace/replay.ts";
import { placeText } from "../../src/why/place-text.ts";
import { reasonOfProperty } from "../../src/why/reason-of-property.ts";
import type { Slice } from "../../src/why/reasons.ts";
import { type RecordedTrace, takenInOrder } from "../../src/why/recorded.ts";
import { sliceOf } from "../../src/why/slice.ts";

/** The counterexample to what a mutant breaks; null: it is none of states or steps. */
export async function shortestOf(
  protocol: Protocol,
  id: string,
): Promise<{ readonly model: Model; readonly property: Property; readonly recorded: RecordedTrace } | null> {
  const mutant = protocol.protocol.mutants[id];
  const model = protocol(mutant?.at, id);
  const property = model.properties.find(({ name }) => name === mutant?.breaks);
  if (property === undefined || isTemporal(property.kind)) return null;
  const { counterexamples } = await check(model, { properties: [property.name], workers: 1 });
  const found = counterexamples.find((each) => each.property === property.name && each.claim === "property");
  if (found === undefined) return null;
  return { model, property, recorded: { steps: found.list.steps, states: statesAlong(model, found.list) } };
}

/** A walk that takes any step that there is, until the property is false; null: that did not happen in so many steps. */
export function walkTo(model: Model, property: Property, seed: number, most: number): RecordedTrace | null {
  const interpreter = interpret(model);
  let chance = seed;
  const states = [interpreter.initialStates()[0] as InterpretedState];
  const steps: number[] = [];
  while (steps.length < most) {
    const last = states.at(-1) as InterpretedState;
    if (!interpreter.holds(property, last, last)) return { steps, states };
    const next = interpreter.successors(last).filter(({ state }) => state.text !== last.text);
    if (next.length === 0) return null;
    chance = (chance * 48271) % 2147483647;
    const { step, state } = next[chance % next.length] as (typeof next)[number];
    steps.push(step);
    states.push(state);
  }
  return null;
}

/** Enough for each of the catalogue: with 10,000 those of prp-own, prp-lowacc, abd-no-write-back and smr-notice end early. */
const RUNS = 40_000;

export function sliceOfTrace(model: Model, property: Property, recorded: RecordedTrace): Slice | null {
  const reason = reasonOfProperty(model, property, recorded.states);
  if (reason === null) return null;
  const { scene, isPair, explained } = reason;
  const { list } = scene.places;
  const facts = explained.parts.flatMap(({ reason: { facts } }, part) =>
    [...facts].map(([place, codes]) => ({ place, codes, part })),
  );
  const says = (about: { readonly part: number } | { readonly fact: number }) =>
    "part" in about
      ? `part ${about.part}`
      : placeText(list[(facts[about.fact]?.place as number) % list.length] as never);
  return sliceOf({ model, claim: { kind: "property", property }, scene, recorded, isPair, facts, says, runs: RUNS });
}

/** Whether these steps alone, in this order, are a behaviour that shows the same. */
export function showsIt(model: Model, property: Property, recorded: RecordedTrace, order: readonly number[]): boolean {
  const interpreter = interpret(model);
  const taken = takenInOrder(model, interpreter, instancesOf(model.rules), recorded, order);
  if (taken === null) return false;
  const last = taken.states.at(-1) as InterpretedState;
  return unshown(model, interpreter, { kind: "property", property }, taken.states.at(-2), last) === null;
}
