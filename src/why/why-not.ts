/**
 * Why a rule instance is disabled in a state: the fewest facts for which it is, whatever the rest of the state is. A guard over
 * many things may need many, most of them true in all states that there are; those that tell the state from every sampled
 * state in which the instance is enabled are told first, and the others kept. What was only sampled is not proved: a fact left
 * out may matter in a state that nobody looked at.
 */
import { countOf } from "../errors/counts.ts";
import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { stepText } from "../program/instances.ts";
import { factsOfState } from "./facts.ts";
import { hittingSet } from "./hitting-set.ts";
import type { Fact, WhyNot } from "./reasons.ts";
import { ofGuard, type Scene, sceneOf } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";
import { inWords } from "./together.ts";
import type { Deadline } from "./trials.ts";

/** Runs of closures that a disabled instance is explained with. */
const GUARD_RUNS = 1500;

/** States to tell the one from in which the instance is disabled, and what may be spent. */
export interface WhyNotOptions {
  /** States that the model reaches. Absent: none, and every fact is told. */
  readonly sampled?: readonly InterpretedState[];
  /** The states of a trace before this one, so that each fact has the step that wrote it. */
  readonly before?: readonly InterpretedState[];
  readonly runs?: number;
  readonly halt?: Deadline | null;
}

/** Null: the instance is enabled there, or its closures throw. */
export function whyNot(
  model: Model,
  interpreter: Interpreter,
  state: InterpretedState,
  step: number,
  { sampled = [], before = [], runs = GUARD_RUNS, halt = null }: WhyNotOptions = {},
): WhyNot | null {
  const scene = sceneOf(model, [...before, state]);
  const members = storedMembers(model.schema, state.stored);
  const inquiry = ofGuard(scene, before.length, scene.closures.instance(step, members), false);
  const reason = smallestReason(inquiry, { budget: runs, halt });
  if (reason === null) return null;
  const places = [...reason.facts.keys()].sort((one, other) => one - other);
  const facts = factsOfState(scene, before.length, reason.facts);
  const telling = tellingOf(scene, interpreter, step, reason.facts, places, sampled);
  const rule = stepText(scene.closures.instances, step, members);
  const told = telling.map((at) => (facts[at] as Fact).says);
  const more = places.length - telling.length;
  const none = reason.proof === "proved" ? "in none at all" : "in none that was tried";
  const rest =
    more === 0 ? "" : ` (in no state looked at is it enabled with that; with ${countOf(more, "more fact")} ${none})`;
  const says =
    told.length === 0 ? `${rule} is never enabled` : `${rule} is disabled, since ${inWords(told, "and")}${rest}`;
  return { rule, facts, telling, proof: reason.proof, says };
}

/** Indexes of a smallest set of facts of which every sampled state in which the instance is enabled lacks one. */
function tellingOf(
  { places, closures }: Scene,
  interpreter: Interpreter,
  step: number,
  facts: ReadonlyMap<number, readonly number[]>,
  listed: readonly number[],
  sampled: readonly InterpretedState[],
): number[] {
  const lacking = sampled.flatMap((other) => {
    if (!isEnabled(interpreter, other, step)) return [];
    const codes = places.codesOf(other.stored);
    const lacks = listed.flatMap((place, at) => (facts.get(place)?.includes(codes[place] as number) ? [] : [at]));
    return lacks.length === 0 ? [] : [lacks];
  });
  if (lacking.length === 0 || closures.instances.total === 0) return [...listed.keys()];
  return [...hittingSet(lacking, () => 1)];
}

function isEnabled(interpreter: Interpreter, state: InterpretedState, step: number): boolean {
  try {
    return interpreter.takeUnbounded(state, step) !== null;
  } catch {
    return false;
  }
}
