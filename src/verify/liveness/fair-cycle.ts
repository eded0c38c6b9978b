/**
 * A short fair cycle from one of the states where the shortest stems end. First exactly, for ever longer cycles: in the
 * neighbourhood that a cycle of at most 4, 8, 16, ... steps can touch, from every start. When the work limit is reached
 * before a cycle is found: greedily, from a few starts; then a beam search tries to find a shorter one.
 */
import { beamCycle } from "./beam-cycle.ts";
import { type CycleFound, CycleSearch } from "./cycle-search.ts";
import { Demands } from "./demands.ts";
import type { Fairness } from "./fairness.ts";
import { NONE, type StateGraph } from "./graph.ts";
import { GreedyCycles } from "./greedy-cycle.ts";
import type { LassoStart, LassoStarts } from "./lasso-starts.ts";
import { neighbourhoodOf } from "./neighbourhood.ts";
import { remainingDistance } from "./remaining-distance.ts";
import { shortestCycle } from "./shortest-cycle.ts";
import { WorkLimit } from "./work-limit.ts";

export interface FairCycle {
  readonly start: LassoStart;
  /** First and last are the start; the start alone for stuttering. */
  readonly states: readonly number[];
  /** No fair cycle from any of the starts is shorter. */
  readonly isShortest: boolean;
}

/** Steps that the exact search, and again the beam search, may look at: about half a second each. */
const WORK = 20_000_000;
const LONGEST_EXACT = 4096;
const GREEDY_STARTS = 8;
const BEAM_WIDTH = 5_000;

export function findFairCycle(graph: StateGraph, fairness: Fairness, found: LassoStarts, work = WORK): FairCycle {
  if (found.stutters) {
    const start = found.starts[0]!;
    return { start, states: [start.state], isShortest: true };
  }
  const search = new CycleSearcher(graph, fairness, found);
  return search.exactly(new WorkLimit(work)) ?? search.shorter(search.greedily(), new WorkLimit(work));
}

class CycleSearcher {
  readonly #graph: StateGraph;
  readonly #fairness: Fairness;
  readonly #found: LassoStarts;
  readonly #local: Uint32Array;

  constructor(graph: StateGraph, fairness: Fairness, found: LassoStarts) {
    this.#graph = graph;
    this.#fairness = fairness;
    this.#found = found;
    this.#local = new Uint32Array(graph.states).fill(NONE);
  }

  exactly(limit: WorkLimit): FairCycle | null {
    const { starts, complete } = this.#found;
    for (let bound = 4; bound <= LONGEST_EXACT; bound *= 2) {
      let best: FairCycle | null = null;
      for (const start of starts) {
        const below = best === null ? bound : best.states.length - 2;
        const states = this.#searchNear(start, below, limit, (search) => shortestCycle(search, below));
        if (states === "too much work") return best && { ...best, isShortest: false };
        if (states !== null) best = { start, states, isShortest: complete };
      }
      if (best !== null) return best;
    }
    return null;
  }

  greedily(): FairCycle {
    const cycles = new GreedyCycles(this.#graph, this.#found.component);
    let best: FairCycle | null = null;
    for (const start of this.#found.starts.slice(0, GREEDY_STARTS)) {
      const states = cycles.find(this.#demandsFrom(start), start.state);
      if (best === null || states.length < best.states.length) best = { start, states, isShortest: false };
    }
    return best!;
  }

  shorter(than: FairCycle, limit: WorkLimit): FairCycle {
    let best = than;
    for (const start of this.#found.starts.slice(0, GREEDY_STARTS)) {
      const below = Math.min(best.states.length - 2, LONGEST_EXACT);
      const states = this.#searchNear(start, below, limit, (search) => beamCycle(search, BEAM_WIDTH));
      if (states === "too much work") return best;
      if (states !== null) best = { start, states, isShortest: false };
    }
    return best;
  }

  #demandsFrom(start: LassoStart): Demands {
    return new Demands(this.#graph, this.#fairness, start.visiting);
  }

  /** Searches for a cycle of at most `bound` steps; the answer is in states of the graph. */
  #searchNear(
    start: LassoStart,
    bound: number,
    limit: WorkLimit,
    how: (search: CycleSearch) => CycleFound,
  ): CycleFound {
    const within = { graph: this.#graph, component: this.#found.component, local: this.#local, limit };
    const demands = this.#demandsFrom(start);
    const near = neighbourhoodOf(within, demands, start.state, bound);
    const remaining = near && remainingDistance(near, demands, bound, limit);
    if (near === null || remaining === null) return "too much work";
    const walk = how(new CycleSearch(near, demands, remaining, bound, limit));
    return Array.isArray(walk) ? walk.map((s) => near.states[s]!) : walk;
  }
}
