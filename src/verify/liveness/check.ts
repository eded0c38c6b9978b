/**
 * From a state graph to a verdict on one property. The verdict and the counterexample depend on the graph's arrays
 * alone, the order of states and steps included; the outcome and the lengths do not even depend on that order, wherever
 * `isShortest` is true.
 *
 * Memory over the graph, in bytes per state: 4 for each started 32 constraints, 8 for a check and at most 16 more while
 * it decomposes; for a counterexample up to 24 for shortest paths and 8 for the cycle. Time: a few visits per step, and
 * a bounded amount of work for a short cycle.
 */
import { shortestPathToNoReturn } from "./always-reachable.ts";
import type { Analysis } from "./analysis.ts";
import { describeLasso, describePath, type TemporalCounterexample } from "./counterexample.ts";
import { findFairCycle } from "./fair-cycle.ts";
import type { Fairness } from "./fairness.ts";
import { findLassoStarts, stemOf } from "./lasso-starts.ts";
import type { LivenessProperty } from "./property.ts";
import { findVacuity, type Vacuity } from "./vacuity.ts";

export type LivenessVerdict =
  | { readonly outcome: "holds"; readonly vacuity: readonly Vacuity[] }
  | { readonly outcome: "violated"; readonly counterexample: TemporalCounterexample };

/** What checking takes at most beside the graph, for so many states and fairness constraints: all of the above at once. */
export function judgingBytes(states: number, constraints: number): number {
  return states * (4 * ((constraints >>> 5) + 1) + 8 + 16 + 24 + 8);
}

export function checkLiveness(analysis: Analysis, fairness: Fairness, property: LivenessProperty): LivenessVerdict {
  const counterexample = findCounterexample(analysis, fairness, property);
  return counterexample === null
    ? { outcome: "holds", vacuity: findVacuity(analysis.graph, property) }
    : { outcome: "violated", counterexample };
}

function findCounterexample(
  analysis: Analysis,
  fairness: Fairness,
  property: LivenessProperty,
): TemporalCounterexample | null {
  const { graph } = analysis;
  if (property.kind === "alwaysReachable") {
    const path = shortestPathToNoReturn(analysis, property.goal);
    return path && describePath(graph, path);
  }
  const found = findLassoStarts(analysis, fairness, property);
  if (found === null) return null;
  const { start, states, isShortest } = findFairCycle(graph, fairness, found);
  const stem = stemOf(start);
  return describeLasso(graph, fairness, { states: [...stem, ...states.slice(1)], loop: stem.length - 1, isShortest });
}
