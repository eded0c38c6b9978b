/** Why a property is false where a trace ends, or a witness true: its parts and their facts, in the trace's own places. */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { PROPERTY_KINDS } from "../model/property-kinds.ts";
import type { Inquiry } from "./inquiry.ts";
import { NotingMemory } from "./noting-memory.ts";
import { type Asking, type ExplainedClaim, explained } from "./parts.ts";
import { ofDeadlock, ofState, ofStep, type Scene, sceneOf } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";
import type { Deadline } from "./trials.ts";

/** Runs of closures that a predicate is explained with. */
export const PREDICATE_RUNS = 4000;
/** What a fact costs that has been so from the beginning: of equal reasons one that says what has happened. */
const INITIAL_WEIGHT = 1.3;

export interface PropertyReason {
  readonly scene: Scene;
  /** The state that it is about, or in which the step ended. */
  readonly at: number;
  /** Whether places come twice: of the state before, and of the state after. */
  readonly isPair: boolean;
  readonly explained: ExplainedClaim;
  readonly runs: number;
}

export interface ReasonBudget {
  /** Of a lasso: the state to which it comes back. */
  readonly loop?: number | null;
  readonly runs?: number;
  readonly halt?: Deadline | null;
}

/**
 * Null: nothing is shown by one state or step, or a closure throws. `states`: those along the trace, in order; the last one, or
 * the last step, is what it is about. Of a behaviour that goes on for ever, with its loop from state `loop` on, a state of the
 * loop in which what should come is false; rather by what stays as it is all the while than by what comes and goes. What is true
 * there at times and should stay so: the first state in which it is no longer, by what the step to it wrote.
 */
export function reasonOfProperty(
  model: Model,
  property: Property,
  states: readonly InterpretedState[],
  { runs = PREDICATE_RUNS, halt = null, loop = null }: ReasonBudget = {},
): PropertyReason | null {
  const { shownBy, seeks } = PROPERTY_KINDS[property.kind];
  const isPair = shownBy === "step";
  if (isPair && states.length < 2) return null;
  const isLasso = shownBy === "lasso";
  if (isLasso && loop === null) return null;
  const claim = (property.target ?? property.predicate) as Property["predicate"];
  const scene = sceneOf(model, states, isPair ? { steps: [claim] } : { predicates: [claim] });
  const turned = isLasso ? turnedFalse(scene, claim, loop as number) : -1;
  const isTurned = turned >= 0;
  const last = isTurned ? turned : isLasso ? firstFalse(scene, claim, loop as number) : scene.codes.length - 1;
  if (last < 0) return null;
  const purse = { runs };
  const ofLasso = isTurned ? writtenWeight(scene, last) : loopWeight(scene, loop ?? 0);
  const weight = isLasso ? ofLasso : weightOf(scene);
  if (shownBy === "end") {
    const inquiry = ofDeadlock(scene, last, property.predicate);
    const reason = smallestReason(inquiry, { budget: runs, weight, halt });
    if (reason === null) return null;
    const part = { says: "no rule is enabled", of: [], answer: false, inquiry, reason };
    return { scene, at: last, isPair, explained: { parts: [part], others: 0 }, runs: reason.runs };
  }
  if (shownBy === "prefix") return null;
  const asking: Asking = {
    inquiry: (predicate, answer) =>
      isPair ? ofStep(scene, last - 1, predicate, answer) : ofState(scene, last, predicate, answer),
    answer: (predicate) => {
      const inquiry = asking.inquiry(predicate, true);
      try {
        return inquiry.stays(started(inquiry));
      } catch {
        return null;
      }
    },
    words: (says, answer) => {
      const memory = started(asking.inquiry(property.predicate, true));
      try {
        return scene.closures.words(memory, (...seen) => says(answer, ...seen));
      } catch {
        return null;
      }
    },
    weight,
    halt,
    purse,
  };
  const found = explained(claim, seeks === "witness", asking);
  return found === null ? null : { scene, at: last, isPair, explained: found, runs: runs - purse.runs };
}

/**
 * The first state of the loop in which a predicate is false; -1: it is true, or throws, in all of them. The one with which the
 * loop begins is taken where it ends: what wrote it is a step of the loop, where one of these did.
 */
function firstFalse(scene: Scene, predicate: Property["predicate"], loop: number): number {
  const found = scene.codes.findIndex((_, at) => at >= loop && answerAt(scene, at, predicate) === false);
  return found === loop ? scene.codes.length - 1 : found;
}

/** The first one to which a step of the loop leads from one in which it is true; -1: there is none. */
function turnedFalse(scene: Scene, predicate: Property["predicate"], loop: number): number {
  const answers = scene.codes.map((_, at) => (at < loop ? null : answerAt(scene, at, predicate)));
  return answers.findIndex((answer, at) => at > loop && answer === false && answers[at - 1] === true);
}

/** Null: it throws. */
function answerAt({ closures, codes }: Scene, at: number, predicate: Property["predicate"]): boolean | null {
  const memory = new NotingMemory(codes[at] as Int32Array);
  memory.start(new Map());
  try {
    return closures.answers(memory, predicate);
  } catch {
    return null;
  }
}

/** What the step to a state wrote before what was so. */
function writtenWeight({ codes }: Scene, at: number): (place: number) => number {
  return (place) => (codes[at]?.[place] === codes[at - 1]?.[place] ? INITIAL_WEIGHT : 1);
}

/** What changes in the loop costs much: it is no reason for what never comes. */
const CHANGING_WEIGHT = 20;

export function loopWeight({ codes }: Scene, loop: number): (place: number) => number {
  const first = codes[loop] as Int32Array;
  const changes = first.map((code, place) => (codes.slice(loop).some((each) => each[place] !== code) ? 1 : 0));
  return (place) => (changes[place] === 1 ? CHANGING_WEIGHT : codes[0]?.[place] === first[place] ? INITIAL_WEIGHT : 1);
}

function started(inquiry: Inquiry): NotingMemory {
  const memory = new NotingMemory(inquiry.actual);
  memory.start(new Map());
  return memory;
}

/** What is so now, having come about, before what has always been so. Places of two states cost the same in both. */
export function weightOf({ places, codes }: Scene): (place: number) => number {
  const { length } = places.list;
  const [first] = codes as readonly [Int32Array];
  const last = codes.at(-1) as Int32Array;
  return (place) => (first[place % length] === last[place % length] ? INITIAL_WEIGHT : 1);
}
