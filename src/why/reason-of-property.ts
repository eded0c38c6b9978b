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
  /** Whether places come twice: of the state before, and of the state after. */
  readonly isPair: boolean;
  readonly explained: ExplainedClaim;
  readonly runs: number;
}

export interface ReasonBudget {
  readonly runs?: number;
  readonly halt?: Deadline | null;
}

/**
 * Null: nothing is shown by one state or step, or a closure throws. `states`: those along the trace, in order; the last one, or
 * the last step, is what it is about.
 */
export function reasonOfProperty(
  model: Model,
  property: Property,
  states: readonly InterpretedState[],
  { runs = PREDICATE_RUNS, halt = null }: ReasonBudget = {},
): PropertyReason | null {
  const { shownBy, seeks } = PROPERTY_KINDS[property.kind];
  const isPair = shownBy === "step";
  if (isPair && states.length < 2) return null;
  const scene = sceneOf(model, states, isPair ? { steps: [property.predicate] } : { predicates: [property.predicate] });
  const last = scene.codes.length - 1;
  const purse = { runs };
  const weight = weightOf(scene);
  if (shownBy === "end") {
    const inquiry = ofDeadlock(scene, last, property.predicate);
    const reason = smallestReason(inquiry, { budget: runs, weight, halt });
    if (reason === null) return null;
    const part = { says: "no rule is enabled", of: [], answer: false, inquiry, reason };
    return { scene, isPair, explained: { parts: [part], others: 0 }, runs: reason.runs };
  }
  if (shownBy !== "state" && shownBy !== "step") return null;
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
  const found = explained(property.predicate, seeks === "witness", asking);
  return found === null ? null : { scene, isPair, explained: found, runs: runs - purse.runs };
}

function started(inquiry: Inquiry): NotingMemory {
  const memory = new NotingMemory(inquiry.actual);
  memory.start(new Map());
  return memory;
}

/** What is so now, having come about, before what has always been so. Places of two states cost the same in both. */
function weightOf({ places, codes }: Scene): (place: number) => number {
  const { length } = places.list;
  const [first] = codes as readonly [Int32Array];
  const last = codes.at(-1) as Int32Array;
  return (place) => (first[place % length] === last[place % length] ? INITIAL_WEIGHT : 1);
}
