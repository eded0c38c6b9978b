/**
 * Some states that a model reaches: the first ones, breadth first, then those along walks that take any step. The same ones
 * each time.
 */
import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import type { Deadline } from "./trials.ts";

const WALK_STEPS = 40;

/** `most`: half of them breadth first. */
export function sampledStates(
  interpreter: Interpreter,
  most: number,
  halt: Deadline | null = null,
): InterpretedState[] {
  const met = new Map<string, InterpretedState>();
  const first: InterpretedState[] = [];
  for (const state of interpreter.eachInitialState()) {
    if (first.push(state) >= most / 4) break;
  }
  for (const state of first) met.set(state.text, state);
  const next = (state: InterpretedState): InterpretedState[] => {
    try {
      return interpreter.successors(state).map((each) => each.state);
    } catch {
      return [];
    }
  };
  for (const state of met.values()) {
    if (met.size >= most / 2 || halt?.isOver() === true) break;
    for (const each of next(state)) if (!met.has(each.text)) met.set(each.text, each);
  }
  let chance = 1;
  for (let walk = 0; met.size < most && walk < most / 4; walk++) {
    let state = first[walk % first.length];
    for (let step = 0; state !== undefined && step < WALK_STEPS && met.size < most; step++) {
      if (halt?.isOver() === true) return [...met.values()];
      const others = next(state);
      chance = (chance * 48271) % 2147483647;
      state = others[chance % others.length];
      if (state !== undefined && !met.has(state.text)) met.set(state.text, state);
    }
  }
  return [...met.values()];
}
