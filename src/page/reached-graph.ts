/**
 * All that can be reached, where it is little: states in the order of a breadth-first walk, the steps between them, and the way
 * from a path to one of them. Of a larger model there is none: a cut one would show ways that lead on as ends.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { instanceText, type LiveModel, nameInstance } from "./path.ts";

export interface ReachedState {
  readonly state: InterpretedState;
  /** The number of an initial state from which a shortest way leads there, and the steps of that way. */
  readonly initial: number;
  readonly way: readonly number[];
  readonly isInitial: boolean;
  /** Whether nothing can happen there. */
  readonly isEnd: boolean;
  /** Invariants that are false there. */
  readonly breaks: readonly string[];
}

export interface ReachedEdge {
  readonly from: number;
  readonly to: number;
  /** The rule instances that lead there: one as a step's number, all as text. */
  readonly step: number;
  readonly texts: readonly string[];
}

export interface ReachedGraph {
  readonly states: readonly ReachedState[];
  /** Between different states. */
  readonly edges: readonly ReachedEdge[];
}

/** More states than this are no picture. */
export const PICTURED = 60;

/** Null: there are more states, or something throws. */
export function reachedGraph(subject: LiveModel, most = PICTURED): ReachedGraph | null {
  const { interpreter, model } = subject;
  const states: ReachedState[] = [];
  const known = new Map<string, number>();
  const edges: ReachedEdge[] = [];
  const invariants = model.properties.filter(({ kind }) => kind === "always");
  const met = (state: InterpretedState, initial: number, way: readonly number[]): boolean => {
    if (states.length >= most) return false;
    known.set(state.text, states.length);
    states.push({
      state,
      initial,
      way,
      isInitial: way.length === 0,
      isEnd: interpreter.isTerminal(state),
      breaks: invariants.flatMap((each) => (interpreter.holds(each, state, state) ? [] : [each.name])),
    });
    return true;
  };
  try {
    let number = 0;
    for (const state of interpreter.eachInitialState()) {
      if (!known.has(state.text) && !met(state, number, [])) return null;
      number++;
    }
    for (let from = 0; from < states.length; from++) {
      const { state, initial, way } = states[from] as ReachedState;
      const leading = new Map<number, { readonly step: number; readonly texts: string[] }>();
      for (const { step, state: next } of interpreter.successors(state)) {
        if (!known.has(next.text) && !met(next, initial, [...way, step])) return null;
        const to = known.get(next.text) as number;
        if (to === from) continue;
        const leads = leading.get(to) ?? { step, texts: [] };
        leads.texts.push(instanceText(nameInstance(subject, state, step)));
        leading.set(to, leads);
      }
      for (const [to, leads] of leading) edges.push({ from, to, ...leads });
    }
  } catch {
    return null;
  }
  return { states, edges };
}

export interface WayTo {
  /** The state of the path at which it leaves it, and the steps from there. */
  readonly leaves: number;
  readonly steps: readonly number[];
}

/** By state of the graph, a shortest way there from a path, whose states are given as text; null: none leads there. */
export function waysFrom({ states, edges }: ReachedGraph, path: readonly string[]): readonly (WayTo | null)[] {
  const numbers = new Map(states.map(({ state }, at) => [state.text, at]));
  const ways = new Map<number, WayTo>();
  path.forEach((text, leaves) => {
    const at = numbers.get(text);
    // What is on the path itself is gone to there, the first time that it is met.
    if (at !== undefined && !ways.has(at)) ways.set(at, { leaves, steps: [] });
  });
  // Grows while it is gone through.
  for (const [at, { leaves, steps }] of ways)
    for (const { from, to, step } of edges)
      if (from === at && !ways.has(to)) ways.set(to, { leaves, steps: [...steps, step] });
  return states.map((_, at) => ways.get(at) ?? null);
}
