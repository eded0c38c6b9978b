// Behaviours of random models, told as the writers of formats get them.
import { causalityOf } from "../../src/formats/causality.ts";
import { recordTrace } from "../../src/formats/record-trace.ts";
import type { ToldTrace } from "../../src/formats/told-trace.ts";
import { type InterpretedState, type Interpreter, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import type { StepList } from "../../src/program/steps.ts";
import { replayBehaviour } from "../../src/trace/replay.ts";
import { Dice } from "../random/dice.ts";

/** A walk of at most so many steps from some initial state; a loop where it comes to a state again, if `closing`. */
export function randomWalk(
  model: Model,
  seed: number,
  { length, closing }: { length: number; closing: boolean },
): StepList {
  const dice = new Dice(seed, 0xf0a7);
  const interpreter = interpret(model);
  const initial = interpreter.initialStates();
  const number = dice.below(initial.length);
  let state = initial[number] as (typeof initial)[number];
  const texts = [state.text];
  const steps: number[] = [];
  while (steps.length < length) {
    const next = successors(interpreter, state);
    if (next.length === 0) break;
    const taken = dice.pick(next);
    state = taken.state;
    steps.push(taken.step);
    const loop = texts.indexOf(state.text);
    if (closing && loop >= 0) return { initial: number, steps, loop };
    texts.push(state.text);
  }
  return { initial: number, steps };
}

/** None where a closure throws: there a walk ends. */
function successors(interpreter: Interpreter, state: InterpretedState): ReturnType<Interpreter["successors"]> {
  try {
    return interpreter.successors(state);
  } catch {
    return [];
  }
}

export function toldWalk(model: Model, list: StepList, what: Partial<ToldTrace> = {}): ToldTrace {
  const { trace } = replayBehaviour(model, list, []);
  return {
    subject: model.name ?? "a model",
    command: "",
    heading: "A walk",
    ending: "",
    property: null,
    trace,
    recording: recordTrace(model, list, { trace, meta: {} }),
    causality: causalityOf(model, list),
    reasons: null,
    ...what,
  };
}
