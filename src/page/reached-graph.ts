/** All that can be reached, where it is little: states in the order of a breadth-first walk, and the steps between them. */
import type { InterpretedState } from "../interpret/interpret.ts";
import { instanceText, type LiveModel, nameInstance } from "./path.ts";

export interface ReachedState {
  readonly state: InterpretedState;
  /** The steps of a shortest way to it, from the first initial state that leads there. */
  readonly way: readonly number[];
  readonly isInitial: boolean;
}

export interface ReachedEdge {
  readonly from: number;
  readonly to: number;
  /** The rule instances that lead there. */
  readonly texts: readonly string[];
}

export interface ReachedGraph {
  readonly states: readonly ReachedState[];
  /** Between different states. */
  readonly edges: readonly ReachedEdge[];
}

/** More states than this are no picture. */
export const PICTURED = 60;

/** Null: there are more states, several to begin with, or something throws. */
export function reachedGraph(subject: LiveModel, most = PICTURED): ReachedGraph | null {
  const states: ReachedState[] = [];
  const known = new Map<string, number>();
  const edges: ReachedEdge[] = [];
  try {
    const starts = subject.interpreter.initialStates();
    // A way is written as steps from the one where a page begins.
    if (starts.length !== 1) return null;
    for (const state of starts) {
      known.set(state.text, states.length);
      states.push({ state, way: [], isInitial: true });
    }
    for (let from = 0; from < states.length; from++) {
      const { state, way } = states[from] as ReachedState;
      const texts = new Map<number, string[]>();
      for (const { step, state: next } of subject.interpreter.successors(state)) {
        let to = known.get(next.text);
        if (to === undefined) {
          to = states.length;
          if (to >= most) return null;
          known.set(next.text, to);
          states.push({ state: next, way: [...way, step], isInitial: false });
        }
        if (to === from) continue;
        texts.set(to, [...(texts.get(to) ?? []), instanceText(nameInstance(subject, state, step))]);
      }
      for (const [to, said] of texts) edges.push({ from, to, texts: said });
    }
  } catch {
    return null;
  }
  return { states, edges };
}
