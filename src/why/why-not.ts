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
import type { Inquiry } from "./inquiry.ts";
import type { Fact, WhyNot } from "./reasons.ts";
import { ofGuard, type Scene, sceneOf } from "./scene.ts";
import { type Reason, smallestReason } from "./smallest-reason.ts";
import { inWords } from "./together.ts";
import type { Deadline } from "./trials.ts";

/** Runs of closures that a disabled instance is explained with. */
const GUARD_RUNS = 1500;
/** What a fact costs that has been so from the beginning, against one that a step wrote. */
const UNWRITTEN_WEIGHT = 1.3;

/** States to tell the one from in which the instance is disabled, and what may be spent. */
export interface WhyNotOptions {
  /** States that the model reaches. Absent: none, and every fact is told. */
  readonly sampled?: readonly InterpretedState[];
  /** The states of a trace before this one, so that each fact has the step that wrote it. */
  readonly before?: readonly InterpretedState[];
  readonly runs?: number;
  /** Whether of equal tellings one is told that has more of what steps wrote. */
  readonly prefersWritten?: boolean;
  readonly halt?: Deadline | null;
}

/** Why an instance is disabled, as places of a scene. */
export interface Disabled {
  readonly inquiry: Inquiry;
  readonly reason: Reason;
  /** The places of its facts, ascending. */
  readonly places: readonly number[];
  /** Indexes of those that tell the state from every sampled one in which it is enabled. */
  readonly telling: readonly number[];
}

/** The state of a scene that is asked about, and the instance in it. */
export interface InstanceAsked {
  readonly scene: Scene;
  readonly at: number;
  readonly state: InterpretedState;
  readonly step: number;
}

/** Null: the instance is enabled there, or its closures throw. */
export function disabledBy(
  interpreter: Interpreter,
  { scene, at, state, step }: InstanceAsked,
  { sampled = [], runs = GUARD_RUNS, halt = null, prefersWritten = false }: WhyNotOptions = {},
): Disabled | null {
  const members = storedMembers(scene.model.schema, state.stored);
  const inquiry = ofGuard(scene, at, scene.closures.instance(step, members), false);
  const reason = smallestReason(inquiry, { budget: runs, halt });
  if (reason === null) return null;
  const places = [...reason.facts.keys()].sort((one, other) => one - other);
  const first = scene.codes[0] as Int32Array;
  const weight = (place: number) => (prefersWritten && inquiry.actual[place] === first[place] ? UNWRITTEN_WEIGHT : 1);
  const telling = tellingOf(scene, interpreter, step, { facts: reason.facts, places, weight }, sampled);
  return { inquiry, reason, places, telling };
}

/** Null: the instance is enabled there, or its closures throw. */
export function whyDisabled(
  model: Model,
  interpreter: Interpreter,
  state: InterpretedState,
  step: number,
  { before = [], ...options }: WhyNotOptions = {},
): WhyNot | null {
  const scene = sceneOf(model, [...before, state]);
  const found = disabledBy(interpreter, { scene, at: before.length, state, step }, options);
  if (found === null) return null;
  const { reason, places, telling } = found;
  const facts = factsOfState(scene, before.length, reason.facts);
  const rule = stepText(scene.closures.instances, step, storedMembers(model.schema, state.stored));
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
  {
    facts,
    places: listed,
    weight,
  }: {
    readonly facts: Reason["facts"];
    readonly places: readonly number[];
    readonly weight: (place: number) => number;
  },
  sampled: readonly InterpretedState[],
): number[] {
  const lacking = sampled.flatMap((other) => {
    if (!isEnabled(interpreter, other, step)) return [];
    const codes = places.codesOf(other.stored);
    const lacks = listed.flatMap((place, at) => (facts.get(place)?.includes(codes[place] as number) ? [] : [at]));
    return lacks.length === 0 ? [] : [lacks];
  });
  if (lacking.length === 0 || closures.instances.total === 0) return [...listed.keys()];
  return [...hittingSet(lacking, (at) => weight(listed[at] as number))];
}

function isEnabled(interpreter: Interpreter, state: InterpretedState, step: number): boolean {
  try {
    return interpreter.takeUnbounded(state, step) !== null;
  } catch {
    return false;
  }
}
