/** Every reachable state of a machine, level by level, with the steps between them, kept whole. */
import type { Machine, PlainStep } from "./machine.ts";
import { type PlainState, stateKey } from "./plain-states.ts";

export interface Edge {
  readonly step: PlainStep;
  /** The state that it leads to, itself of a step beyond the constraint; -1: it goes wrong. */
  readonly to: number;
  /** The bounds that it is beyond; absent: none. */
  readonly crossed?: readonly string[];
}

export interface Exploration {
  readonly machine: Machine;
  readonly states: readonly PlainState[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The least number of steps to each state. */
  readonly levels: readonly number[];
  readonly edges: readonly (readonly Edge[])[];
  readonly initial: readonly number[];
  /** By state, the bounds that it is beyond, so that nothing follows on it. */
  readonly crossed: readonly (readonly string[])[];
  /** Codes of errors by the least number of steps to them (the one that fails included); -1: an initial state's. */
  readonly faults: readonly { readonly at: number; readonly code: string }[];
}

/** Null: there are more than `most` states, or thirty times as many steps. */
export function explore(machine: Machine, most: number): Exploration | null {
  const states: PlainState[] = [];
  const levels: number[] = [];
  const edges: Edge[][] = [];
  const numbers = new Map<string, number>();
  const faults: { at: number; code: string }[] = [];
  const meet = (state: PlainState, level: number): number => {
    const key = stateKey(state);
    let number = numbers.get(key);
    if (number === undefined) {
      number = states.push(state) - 1;
      numbers.set(key, number);
      levels.push(level);
    }
    return number;
  };
  const { states: first, fault } = machine.initial();
  if (fault !== null) faults.push({ at: -1, code: fault });
  const initial = [...new Set(first.map((state) => meet(state, 0)))];
  const crossed: (readonly string[])[] = [];
  let steps = 0;
  for (let at = 0; at < states.length; at++) {
    if (states.length > most || steps > most * 30) return null;
    const level = levels[at] as number;
    const found: Edge[] = [];
    const state = states[at] as PlainState;
    crossed.push(machine.crossed?.(state, null) ?? []);
    if ((crossed[at] as readonly string[]).length > 0) {
      edges.push(found);
      continue;
    }
    for (const step of machine.steps(states[at] as PlainState)) {
      const isChange = step.after !== null && stateKey(step.after) !== stateKey(state);
      const beyond = isChange ? (machine.crossed?.(state, step.after) ?? []) : [];
      if (beyond.length > 0) {
        found.push({ step, to: at, crossed: beyond });
        continue;
      }
      if (step.after === null) faults.push({ at: level + 1, code: step.fault as string });
      found.push({ step, to: step.after === null ? -1 : meet(step.after, level + 1) });
    }
    steps += found.length;
    edges.push(found);
  }
  return { machine, states, numbers, levels, edges, initial, crossed, faults };
}
