import { decompose, type Marks } from "./components.ts";
import type { Fairness } from "./fairness.ts";
import type { StateGraph, StateSet } from "./graph.ts";
import { NumberStack } from "./number-stack.ts";

/**
 * Where fair cycles are: Streett emptiness by repeated decomposition. Take a component of the region, and the classes
 * that are enabled in it but never taken inside it.
 *
 *   - one of them is weak and enabled in all states: no cycle of the component is fair;
 *   - else one of them is strong: a fair cycle avoids every state where it is enabled; without these states the
 *     component is decomposed again, in the next round;
 *   - else the closed walk through all of the component is fair.
 *
 * So a state lies on a fair cycle of the region if and only if it is in a component that survives, and each round
 * settles at least one strong constraint: there are at most as many rounds as strong constraints, plus one. Time: two
 * visits per step and round at worst; only states of rejected components take part in the rounds after the first.
 *
 * E. A. Emerson, C.-L. Lei, Modalities for model checking: branching time logic strikes back (1987), for the rounds.
 */
export interface CycleQuery {
  /** The region, in `scope`: the states where it is not 0. It is overwritten. */
  readonly marks: Marks;
  /** Only cycles that can be reached from here within the region count; null for all. */
  readonly roots: Iterable<number> | null;
  /** Cycles must visit one of these states; null for no such demand. */
  readonly visiting: StateSet | null;
}

/** Leaves in `scope` the component of each state that is on a fair cycle, and 0 for all others. Says whether there are any. */
export function findFairCycles(graph: StateGraph, fairness: Fairness, query: CycleQuery): boolean {
  const { offsets, targets, labels } = graph;
  const { words, enabled, classes, weak, strong } = fairness;
  const { marks, visiting } = query;
  const { scope, met } = marks;
  /** Classes that a component has enabled, throughout (weak) or somewhere (strong), and does not take. */
  const pending = new Uint32Array(words);
  const rest = new NumberStack();
  let found = false;

  const judge = (members: Uint32Array, from: number, to: number, component: number): void => {
    if (to - from === 1 || (visiting !== null && !meets(visiting, members, from, to))) {
      for (let i = from; i < to; i++) scope[members[i]!] = 0;
      return;
    }
    let neglectsWeak = false;
    let neglectsStrong = false;
    for (let w = 0; w < words; w++) {
      pending[w] = untaken(w, members, from, to, component);
      if ((pending[w]! & weak[w]!) !== 0) neglectsWeak = true;
      if ((pending[w]! & strong[w]!) !== 0) neglectsStrong = true;
    }
    if (!neglectsWeak && !neglectsStrong) {
      found = true;
      return;
    }
    for (let i = from; i < to; i++) {
      const s = members[i]!;
      if (neglectsWeak || enables(s)) scope[s] = 0;
      else rest.push(s);
    }
  };

  const enables = (state: number): boolean => {
    for (let w = 0; w < words; w++) if ((enabled[state * words + w]! & pending[w]! & strong[w]!) !== 0) return true;
    return false;
  };

  const untaken = (w: number, members: Uint32Array, from: number, to: number, component: number): number => {
    let always = -1;
    let ever = 0;
    for (let i = from; i < to; i++) {
      const mask = enabled[members[i]! * words + w]!;
      always &= mask;
      ever |= mask;
    }
    let open = (always & weak[w]!) | (ever & strong[w]!);
    for (let i = from; i < to && open !== 0; i++) {
      const s = members[i]!;
      for (let edge = offsets[s]!, end = offsets[s + 1]!; edge < end; edge++) {
        if (scope[targets[edge]!] === component) open &= ~classes[labels[edge]! * words + w]!;
      }
    }
    return open;
  };

  decompose(graph, marks, query.roots, judge);
  while (rest.size > 0) {
    const roots = rest.items.slice(0, rest.size);
    rest.size = 0;
    for (const s of roots) met[s] = 0;
    decompose(graph, marks, roots, judge);
  }
  return found;
}

function meets(set: StateSet, members: Uint32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (set[members[i]!] !== 0) return true;
  return false;
}
