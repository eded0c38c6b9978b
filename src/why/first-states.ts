/**
 * The states that are reached from some, the nearest first, with the steps that lead there. Where there are no more of them than
 * were asked for, what is so in all of them is so for ever after.
 */
import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import type { Deadline } from "./trials.ts";

/** A state, and the one that it was found from; `from` is -1 where it is one of those begun with. */
export interface FoundState {
  readonly state: InterpretedState;
  readonly from: number;
  /** The step that led here; of what was begun with none. */
  readonly step: number;
}

export interface FirstStates {
  readonly found: readonly FoundState[];
  /** Whether there are no others. */
  readonly isAll: boolean;
}

/** `taken`: told of every step, be it one to a state that was known. */
export function firstStates(
  interpreter: Interpreter,
  begin: Iterable<InterpretedState>,
  most: number,
  halt: Deadline | null = null,
  taken: (from: InterpretedState, step: number, to: InterpretedState) => void = () => {},
): FirstStates {
  const found: FoundState[] = [];
  const known = new Set<string>();
  let isAll = true;
  const add = (state: InterpretedState, from: number, step: number): void => {
    if (known.has(state.text)) return;
    if (found.length >= most) {
      isAll = false;
      return;
    }
    known.add(state.text);
    found.push({ state, from, step });
  };
  for (const state of begin) {
    add(state, -1, -1);
    if (!isAll) break;
  }
  for (let at = 0; at < found.length; at++) {
    if (halt?.isOver() === true) return { found, isAll: false };
    const { state } = found[at] as FoundState;
    let next: ReturnType<Interpreter["successors"]>;
    try {
      next = interpreter.successors(state);
    } catch {
      isAll = false;
      continue;
    }
    for (const { step, state: to } of next) {
      taken(state, step, to);
      add(to, at, step);
    }
  }
  return { found, isAll };
}

/** Indexes of the states on the way to one, it included. */
export function wayTo(found: readonly FoundState[], at: number): readonly number[] {
  const way: number[] = [];
  for (let each = at; each !== -1; each = (found[each] as FoundState).from) way.unshift(each);
  return way;
}
