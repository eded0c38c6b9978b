/**
 * A trace beside a model without its mistake: each step tried where the trace takes it (*deviations*), and all of them led
 * along from the reference's own beginning, up to the first that it does not take (*refused*).
 */
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { RecordedTrace } from "./recorded.ts";
import { InstancesByText, type Reference, restatedIn } from "./reference.ts";

/** A step that the reference, in the trace's own state, does not take, or takes to another one. */
export interface Deviation {
  /** From 1. */
  readonly step: number;
  /** `rule`: it has no such instance; `guard`: it is disabled there; `effect`: it leads elsewhere. */
  readonly kind: "rule" | "guard" | "effect";
  /** Where it leads in the reference. */
  readonly would: InterpretedState | null;
}

export interface Beside {
  readonly reference: Reference;
  readonly interpreter: Interpreter;
  readonly instances: InstancesByText;
  /** The steps as text, and their numbers in the model of the trace. */
  readonly texts: readonly string[];
  readonly recorded: RecordedTrace;
  /** The trace's states as the reference has them; null: it has no such states. */
  readonly states: readonly InterpretedState[] | null;
  readonly deviations: readonly Deviation[];
  /** The reference's own states along the same steps; empty: it does not begin like this. */
  readonly own: readonly InterpretedState[];
  /** The first step that it does not take there; null: it takes them all. */
  readonly refused: number | null;
}

export function besideReference(model: Model, recorded: RecordedTrace, reference: Reference): Beside {
  const interpreter = interpret(reference.model);
  const instances = new InstancesByText(reference.model);
  const named = new InstancesByText(model);
  const texts = recorded.steps.map((step, at) => named.text(step, recorded.states[at] as InterpretedState));
  const restated = recorded.states.map((state) => restatedIn(reference.model.schema, state));
  const states = restated.every((state) => state !== null) ? restated : null;
  const deviations = (states ?? []).slice(0, -1).flatMap((state, at): Deviation[] => {
    const number = instances.number(texts[at] as string, state, recorded.steps[at]);
    if (number === null) return [{ step: at + 1, kind: "rule", would: null }];
    const would = taken(interpreter, state, number);
    if (would === "throws") return [];
    if (would === null) return [{ step: at + 1, kind: "guard", would }];
    return would.text === states?.[at + 1]?.text ? [] : [{ step: at + 1, kind: "effect", would }];
  });
  const own: InterpretedState[] = [];
  const start = startLike(interpreter, recorded.states[0] as InterpretedState, states?.[0] ?? null);
  let refused: number | null = null;
  if (start !== null) own.push(start);
  for (let at = 0; start !== null && at < texts.length; at++) {
    const state = own[at] as InterpretedState;
    const number = instances.number(texts[at] as string, state, recorded.steps[at]);
    const next = number === null ? null : taken(interpreter, state, number);
    if (next === "throws") break;
    if (next === null) {
      refused = at + 1;
      break;
    }
    own.push(next);
  }
  return { reference, interpreter, instances, texts, recorded, states, deviations, own, refused };
}

function taken(interpreter: Interpreter, state: InterpretedState, step: number): InterpretedState | null | "throws" {
  try {
    return interpreter.takeUnbounded(state, step);
  } catch {
    return "throws";
  }
}

/** Initial states that are looked at for the one that a trace begins in. */
const STARTS = 10_000;

/** The same initial state; where states are others the one that is alike in what both have, or the only one. */
function startLike(
  interpreter: Interpreter,
  actual: InterpretedState,
  restated: InterpretedState | null,
): InterpretedState | null {
  const starts: InterpretedState[] = [];
  for (const state of interpreter.eachInitialState()) {
    if (restated !== null && state.text === restated.text) return state;
    if (starts.push(state) >= STARTS) break;
  }
  if (restated !== null) return null;
  const [first, second] = starts;
  if (second === undefined) return first ?? null;
  return starts.find((state) => isAlike(actual, state)) ?? null;
}

function isAlike(one: InterpretedState, other: InterpretedState): boolean {
  return [...one.plain].every(([name, held]) => {
    const found = other.plain.get(name);
    return found === undefined || JSON.stringify(found) === JSON.stringify(held);
  });
}
