/**
 * A closed walk that settles all it owes, not always a shortest one: it goes to the nearest state or step that settles
 * something still owed, until nothing is, then home. For neighbourhoods too large to search exactly.
 *
 * Each leg settles at least one demand for good, so there are at most as many legs as demands, each a shortest path
 * within the component. Memory: 8 bytes per state of the graph.
 */
import type { Demands } from "./demands.ts";
import { NONE, type StateGraph } from "./graph.ts";
import { NumberStack } from "./number-stack.ts";

export class GreedyCycles {
  readonly #graph: StateGraph;
  readonly #component: Uint32Array;
  /** The state before on the present leg; `NONE` where the leg's search has not been. Cleared after each leg. */
  readonly #before: Uint32Array;

  constructor(graph: StateGraph, component: Uint32Array) {
    this.#graph = graph;
    this.#component = component;
    this.#before = new Uint32Array(graph.states).fill(NONE);
  }

  /** The states walked, first and last being the start. */
  find(demands: Demands, start: number): number[] {
    const { words } = demands;
    const owed = demands.owedAtStart.slice();
    const settled = new Uint32Array(words);
    const walk = [start];
    const enter = (state: number): void => {
      for (let w = 0; w < words; w++) {
        settled[w]! |= demands.settledIn(state, w);
        owed[w]! |= demands.incurredIn(state, w);
      }
    };
    const isSettling = (source: number, edge: number, target: number): boolean => {
      for (let w = 0; w < words; w++) {
        const open = owed[w]! & ~settled[w]!;
        if ((open & (demands.settledBy(source, edge, w) | demands.settledIn(target, w))) !== 0) return true;
      }
      return false;
    };
    enter(start);
    for (;;) {
      const owes = owed.some((mask, w) => (mask & ~settled[w]!) !== 0);
      const at = walk.at(-1)!;
      if (!owes && at === start && walk.length > 1) return walk;
      const leg = this.#leg(at, owes ? isSettling : (_, __, target) => target === start);
      for (const state of leg) {
        const source = walk.at(-1)!;
        for (const edge of this.#steps(source, state)) {
          for (let w = 0; w < words; w++) settled[w]! |= demands.settledBy(source, edge, w);
        }
        enter(state);
        walk.push(state);
      }
    }
  }

  *#steps(from: number, to: number): Generator<number> {
    const { offsets, targets } = this.#graph;
    for (let edge = offsets[from]!; edge < offsets[from + 1]!; edge++) if (targets[edge] === to) yield edge;
  }

  /** The states after `from` on a shortest path whose last step is wanted. One must exist. */
  #leg(from: number, isWanted: (source: number, edge: number, target: number) => boolean): number[] {
    const { offsets, targets } = this.#graph;
    const before = this.#before;
    const component = this.#component;
    const home = component[from];
    const reached = new NumberStack();
    before[from] = from;
    reached.push(from);
    let path: number[] | null = null;
    for (let i = 0; i < reached.size && path === null; i++) {
      const state = reached.items[i]!;
      for (let edge = offsets[state]!; edge < offsets[state + 1]!; edge++) {
        const target = targets[edge]!;
        if (component[target] !== home) continue;
        if (isWanted(state, edge, target)) {
          path = [target];
          for (let s = state; s !== from; s = before[s]!) path.push(s);
          break;
        }
        if (before[target] !== NONE) continue;
        before[target] = state;
        reached.push(target);
      }
    }
    for (let i = 0; i < reached.size; i++) before[reached.items[i]!] = NONE;
    if (path === null)
      throw new Error("a fair component turned out not to settle its demands; this is a fault of synod");
    return path.reverse();
  }
}
