/** A counterexample to induction, explained: the state and the step, why a conjunct is false afterwards, and on what that rests. */
import type { InterpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import type { StepList } from "../program/steps.ts";
import { beginningAt } from "../trace/escape.ts";
import { replay, statesAlong } from "../trace/replay.ts";
import { factsOfState } from "../why/facts.ts";
import { ofEffect, ofThrowing, sceneOf } from "../why/scene.ts";
import { smallestReason } from "../why/smallest-reason.ts";
import { whyOf } from "../why/why-of.ts";
import type { InductionCounterexample } from "./proof.ts";

/** Runs of closures that what it rests on is found with. */
const RUNS = 4000;

/** What was found, not yet explained. */
export type FoundCounterexample =
  | { readonly kind: "step"; readonly codes: Int32Array; readonly step: number; readonly broken: readonly Property[] }
  | { readonly kind: "throws"; readonly codes: Int32Array; readonly step: number; readonly broken: readonly [] }
  | { readonly kind: "state"; readonly codes: Int32Array; readonly broken: readonly Property[] };

/** All but where it lies. Throws `trace-mismatch` when the interpreter does not confirm it. */
export function explainedCounterexample(
  model: Model,
  found: FoundCounterexample,
): Omit<InductionCounterexample, "before"> {
  const from = beginningAt(model, found.codes);
  const list: StepList = { initial: 0, steps: found.kind === "step" ? [found.step] : [] };
  const states = statesAlong(from, list);
  const text =
    found.kind === "state"
      ? null
      : stepText(
          instancesOf(model.rules),
          found.step,
          storedMembers(model.schema, (states[0] as InterpretedState).stored),
        );
  if (found.kind === "throws")
    return {
      kind: "throws",
      trace: replay(from, list, { kind: "rule-throws", step: found.step }),
      rule: text,
      broken: [],
      why: null,
      ...thrownFacts(from, states, found.step),
    };
  const [first] = found.broken as readonly [Property];
  const trace = replay(from, list, { kind: "property", property: first });
  const broken = found.broken.map(({ name }) => name);
  const reason = whyOf({ ...from, properties: [first] }, first, states, { runs: RUNS });
  const told = { kind: found.kind, trace, rule: text, broken, why: reason?.why ?? null };
  if (reason === null) return { ...told, facts: [], proof: "tested" };
  if (found.kind === "state") return { ...told, facts: reason.why.facts, proof: reason.why.proof };
  const { scene } = reason.reason;
  const before = states[0] as InterpretedState;
  const instance = scene.closures.instance(found.step, storedMembers(model.schema, before.stored));
  // The step can be taken, and leaves what the conjunct is false for.
  const demanded = new Map(reason.facts.map(({ at, codes }) => [at, codes]));
  const rests = smallestReason(ofEffect(scene, 0, instance, demanded), { budget: RUNS });
  if (rests === null) return { ...told, facts: [], proof: "tested" };
  const proof = rests.proof === "proved" && reason.why.proof === "proved" ? "proved" : "tested";
  return { ...told, facts: factsOfState(scene, 0, rests.facts), proof };
}

/** On what it rests that a rule instance throws. */
function thrownFacts(
  model: Model,
  states: readonly InterpretedState[],
  step: number,
): Pick<InductionCounterexample, "facts" | "proof"> {
  const scene = sceneOf(model, states);
  const before = states[0] as InterpretedState;
  const instance = scene.closures.instance(step, storedMembers(model.schema, before.stored));
  const run = ofThrowing(scene, 0, (memory) => {
    if (scene.closures.isEnabled(memory, instance)) scene.closures.perform(memory, instance);
  });
  const rests = smallestReason(run, { budget: RUNS });
  return rests === null
    ? { facts: [], proof: "tested" }
    : { facts: factsOfState(scene, 0, rests.facts), proof: rests.proof };
}
