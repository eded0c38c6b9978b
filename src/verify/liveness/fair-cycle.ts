import { Demands } from "./demands.ts";
import type { Fairness } from "./fairness.ts";
import { NONE, type StateGraph } from "./graph.ts";
import { GreedyCycles } from "./greedy-cycle.ts";
import type { LassoStart, LassoStarts } from "./lasso-starts.ts";
import { neighbourhoodOf } from "./neighbourhood.ts";
import { remainingDistance } from "./remaining-distance.ts";
import { shortestCycle } from "./shortest-cycle.ts";
import { WorkLimit } from "./work-limit.ts";

/**
 * A short fair cycle from one of the states where the shortest stems end. First exactly, for ever longer cycles: in the
 * neighbourhood that a cycle of at most 4, 8, 16, ... steps can touch, from every start. When the work limit is reached
 * before a cycle is found: greedily, from a few starts.
 */
export interface FairCycle {
  readonly start: LassoStart;
  /** First and last are the start; the start alone for stuttering. */
  readonly states: readonly number[];
  /** No fair cycle from any of the starts is shorter. */
  readonly isShortest: boolean;
}

const EXACT_STEPS = 50_000_000;
const LONGEST_EXACT = 4096;
const GREEDY_STARTS = 8;

export function findFairCycle(graph: StateGraph, fairness: Fairness, found: LassoStarts): FairCycle {
  if (found.stutters) {
    const start = found.starts[0]!;
    return { start, states: [start.state], isShortest: true };
  }
  return exactly(graph, fairness, found) ?? greedily(graph, fairness, found);
}

function exactly(
  graph: StateGraph,
  fairness: Fairness,
  { starts, component, complete }: LassoStarts,
): FairCycle | null {
  const limit = new WorkLimit(EXACT_STEPS);
  const within = { graph, component, limit, local: new Uint32Array(graph.states).fill(NONE) };
  const shortestFrom = (start: LassoStart, bound: number): number[] | null | "too much work" => {
    const demands = new Demands(graph, fairness, start.visiting);
    const near = neighbourhoodOf(within, demands, start.state, bound);
    const remaining = near && remainingDistance(near, demands, bound, limit);
    if (near === null || remaining === null) return "too much work";
    const walk = shortestCycle(near, demands, remaining, bound, limit);
    return Array.isArray(walk) ? walk.map((s) => near.states[s]!) : walk;
  };
  for (let bound = 4; bound <= LONGEST_EXACT; bound *= 2) {
    let best: FairCycle | null = null;
    for (const start of starts) {
      const states = shortestFrom(start, best === null ? bound : best.states.length - 2);
      if (states === "too much work") return best && { ...best, isShortest: false };
      if (states !== null) best = { start, states, isShortest: complete };
    }
    if (best !== null) return best;
  }
  return null;
}

function greedily(graph: StateGraph, fairness: Fairness, { starts, component }: LassoStarts): FairCycle {
  const cycles = new GreedyCycles(graph, component);
  let best: FairCycle | null = null;
  for (const start of starts.slice(0, GREEDY_STARTS)) {
    const states = cycles.find(new Demands(graph, fairness, start.visiting), start.state);
    if (best === null || states.length < best.states.length) best = { start, states, isShortest: false };
  }
  return best!;
}
