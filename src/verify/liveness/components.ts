import type { StateGraph } from "./graph.ts";
import { grown, NumberStack } from "./number-stack.ts";

/**
 * Strongly connected components: Tarjan's algorithm without recursion, with Nuutila's saving (only states that are not
 * the root of their component ever enter the component stack, so acyclic parts cost no stack at all).
 *
 * It works on a part of the graph. `scope[s]` says which part a state is in; steps between different parts are not
 * followed. A finished component gets a number of its own, written to the scope of its members, which takes them out
 * of the part. So components come in reverse topological order, and what the visitor leaves in `scope` may be the
 * scope of a later call: that is how a component is decomposed again without some of its states.
 *
 * Memory: 8 bytes per state for the marks, and while it runs up to 12 bytes per state on the longest search path and
 * 4 per state of an unfinished component. Time: one visit per step.
 *
 * R. Tarjan, Depth-first search and linear graph algorithms (1972); E. Nuutila, E. Soisalon-Soininen, On finding the
 * strongly connected components in a directed graph (1994).
 */
export interface Marks {
  /** The part a state is in; 0 is outside of all. */
  readonly scope: Uint32Array;
  /** When a state was first met, from 1; 0 for never. */
  readonly met: Uint32Array;
  /** The largest scope in use. */
  lastScope: number;
}

/** Sees the members of one finished component, in `members[from]` to `members[to - 1]`; all have the scope `component`. */
export type ComponentVisitor = (members: Uint32Array, from: number, to: number, component: number) => void;

export function freshMarks(states: number): Marks {
  return { scope: new Uint32Array(states), met: new Uint32Array(states), lastScope: 0 };
}

/** Decomposes what is reachable, each root within its own part; `roots` null means every state is one. */
export function decompose(
  graph: StateGraph,
  marks: Marks,
  roots: Iterable<number> | null,
  visit: ComponentVisitor,
): void {
  const { offsets, targets } = graph;
  const { scope, met } = marks;
  const unfinished = new NumberStack();
  // The search path: a state, the next step to follow from it, the earliest unfinished state it is known to reach.
  let pathState = new Uint32Array(1024);
  let pathEdge = new Uint32Array(1024);
  let pathLow = new Uint32Array(1024);
  let clock = 0;

  const search = (root: number): void => {
    const part = scope[root]!;
    let depth = 0;
    let state = root;
    let edge = offsets[state]!;
    let end = offsets[state + 1]!;
    let low = ++clock;
    met[state] = low;
    for (;;) {
      if (edge < end) {
        const target = targets[edge++]!;
        if (scope[target] !== part) continue;
        const seen = met[target]!;
        if (seen !== 0) {
          if (seen < low) low = seen;
          continue;
        }
        if (depth === pathState.length) {
          pathState = grown(pathState);
          pathEdge = grown(pathEdge);
          pathLow = grown(pathLow);
        }
        pathState[depth] = state;
        pathEdge[depth] = edge;
        pathLow[depth++] = low;
        state = target;
        edge = offsets[state]!;
        end = offsets[state + 1]!;
        low = ++clock;
        met[state] = low;
        continue;
      }
      unfinished.push(state);
      if (low === met[state]) finish(low);
      if (depth === 0) return;
      state = pathState[--depth]!;
      edge = pathEdge[depth]!;
      end = offsets[state + 1]!;
      if (pathLow[depth]! < low) low = pathLow[depth]!;
    }
  };

  /** The unfinished states met since the root of the component, and the root itself, are the component. */
  const finish = (rootMet: number): void => {
    const members = unfinished.items;
    const to = unfinished.size;
    const component = ++marks.lastScope;
    let from = to;
    while (from > 0 && met[members[from - 1]!]! >= rootMet) scope[members[--from]!] = component;
    visit(members, from, to, component);
    unfinished.size = from;
  };

  if (roots === null) {
    for (let s = 0; s < graph.states; s++) if (met[s] === 0 && scope[s] !== 0) search(s);
  } else {
    for (const s of roots) if (met[s] === 0 && scope[s] !== 0) search(s);
  }
}
