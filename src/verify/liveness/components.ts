/**
 * Strongly connected components: Tarjan's algorithm without recursion. Components come in reverse topological order.
 *
 * It works on a part of the graph, and one array says all it must know of a state, so that a step costs one access:
 *
 *   met[s]   0      in the part, not met yet
 *            NONE   outside the part, or in a finished component
 *            else   in an unfinished component; when it was met, from 1
 *
 * To decompose a component again without some of its states, set `met` of the others to 0 and run with them as roots.
 *
 * Memory: 4 bytes per state, and while it runs up to 12 per state on the longest search path and 4 per state of an
 * unfinished component. Time: one visit per step.
 *
 * R. Tarjan, Depth-first search and linear graph algorithms (1972).
 */
import { type Halt, heed, neverHalt } from "../../halt.ts";
import { NONE, type StateGraph } from "./graph.ts";
import { grown, NumberStack } from "./number-stack.ts";

/** States met between two looks at whether to stop. */
const HEEDED = 2 ** 16;

export class ComponentSearch {
  readonly met: Uint32Array;
  readonly #graph: StateGraph;
  readonly #halt: Halt;
  readonly #unfinished = new NumberStack();
  // The search path: a state, the next step to follow from it, the earliest unfinished state it is known to reach.
  #pathState = new Uint32Array(1024);
  #pathEdge = new Uint32Array(1024);
  #pathLow = new Uint32Array(1024);

  /** `halt`: asked now and then; `run` then throws `Halted`. */
  constructor(graph: StateGraph, halt: Halt = neverHalt) {
    this.#graph = graph;
    this.#halt = halt;
    this.met = new Uint32Array(graph.states);
  }

  /** Makes everything outside the set the part; null for all states. */
  reset(outside: Uint8Array | null): void {
    if (outside === null) this.met.fill(0);
    else for (let s = 0; s < this.met.length; s++) this.met[s] = outside[s] === 0 ? 0 : NONE;
  }

  /** Decomposes what is reachable from the roots within the part; null for every state. */
  run(roots: Iterable<number> | null, visit: ComponentVisitor): void {
    const { met } = this;
    if (roots === null) {
      for (let s = 0; s < met.length; s++) if (met[s] === 0) this.#search(s, visit);
    } else {
      for (const s of roots) if (met[s] === 0) this.#search(s, visit);
    }
  }

  #search(root: number, visit: ComponentVisitor): void {
    const { offsets, targets } = this.#graph;
    const { met } = this;
    let pathState = this.#pathState;
    let pathEdge = this.#pathEdge;
    let pathLow = this.#pathLow;
    let depth = 0;
    let clock = 1;
    let state = root;
    let edge = offsets[state]!;
    let end = offsets[state + 1]!;
    let low = clock;
    met[state] = clock;
    for (;;) {
      if (edge < end) {
        const target = targets[edge++]!;
        const seen = met[target]!;
        if (seen !== 0) {
          if (seen < low) low = seen;
          continue;
        }
        if (depth === pathState.length) {
          pathState = this.#pathState = grown(pathState);
          pathEdge = this.#pathEdge = grown(pathEdge);
          pathLow = this.#pathLow = grown(pathLow);
        }
        pathState[depth] = state;
        pathEdge[depth] = edge;
        pathLow[depth++] = low;
        state = target;
        edge = offsets[state]!;
        end = offsets[state + 1]!;
        low = ++clock;
        met[state] = clock;
        if (clock % HEEDED === 0) heed(this.#halt);
        continue;
      }
      this.#unfinished.push(state);
      if (low === met[state]) this.#finish(low, visit);
      if (depth === 0) return;
      state = pathState[--depth]!;
      edge = pathEdge[depth]!;
      end = offsets[state + 1]!;
      if (pathLow[depth]! < low) low = pathLow[depth]!;
    }
  }

  /** The root of a component, and what is unfinished and was met since, are the component. */
  #finish(rootMet: number, visit: ComponentVisitor): void {
    const { met } = this;
    const members = this.#unfinished.items;
    const to = this.#unfinished.size;
    let from = to;
    while (from > 0 && met[members[from - 1]!]! >= rootMet) met[members[--from]!] = NONE;
    visit(members, from, to);
    this.#unfinished.size = from;
  }
}

/** Sees the members of one finished component: `members[from]` to `members[to - 1]`. It may reorder them. */
export type ComponentVisitor = (members: Uint32Array, from: number, to: number) => void;
