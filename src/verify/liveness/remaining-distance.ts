/**
 * How far a closed walk still has to go at least: the distance back to the start, and for each thing it may owe the
 * distance back to the start by a way that settles it. The largest of these over all that is owed and unsettled never
 * overestimates, and never drops by more than one along an edge, so A* may rely on it.
 *
 * Memory: 4 bytes per state of the neighbourhood and demand.
 */
import type { Demands } from "./demands.ts";
import { NONE } from "./graph.ts";
import type { Neighbourhood } from "./neighbourhood.ts";
import type { WorkLimit } from "./work-limit.ts";

export interface RemainingDistance {
  readonly home: Uint32Array;
  /** Per demand that matters here; the others are settled at the start, or cannot become owed. */
  readonly detours: readonly Detour[];
}

export interface Detour {
  readonly word: number;
  readonly mask: number;
  readonly distance: Uint32Array;
}

/** Distances above `bound` count as `NONE`. Null if the work limit is exceeded. */
export function remainingDistance(
  near: Neighbourhood,
  demands: Demands,
  bound: number,
  limit: WorkLimit,
): RemainingDistance | null {
  const start = new Uint32Array(near.states.length).fill(NONE);
  start[0] = 0;
  const home = settleDistances(near, start, bound);
  if (!limit.spend(near.targets.length)) return null;
  const detours: Detour[] = [];
  for (let demand = 0; demand < demands.size; demand++) {
    const word = demand >>> 5;
    const mask = 1 << (demand & 31);
    if (!mayBeOwed(near, demands, home, word, mask)) continue;
    if (!limit.spend(2 * near.targets.length)) return null;
    detours.push({ word, mask, distance: settleDistances(near, settlingHere(near, demands, home, word, mask), bound) });
  }
  return { home, detours };
}

function mayBeOwed(near: Neighbourhood, demands: Demands, home: Uint32Array, word: number, mask: number): boolean {
  const start = near.states[0]!;
  if ((demands.settledIn(start, word) & mask) !== 0) return false;
  if ((demands.owedAtStart[word]! & mask) !== 0) return true;
  return near.states.some((state, s) => home[s] !== NONE && (demands.incurredIn(state, word) & mask) !== 0);
}

/** The distance home of the states where the demand is settled at once, or by the next edge. */
function settlingHere(
  near: Neighbourhood,
  demands: Demands,
  home: Uint32Array,
  word: number,
  mask: number,
): Uint32Array {
  const { states, offsets, targets, settled } = near;
  return home.map((distance, s) => {
    if ((demands.settledIn(states[s]!, word) & mask) !== 0) return distance;
    let least = NONE;
    for (let edge = offsets[s]!; edge < offsets[s + 1]!; edge++) {
      const after = home[targets[edge]!]!;
      if (after !== NONE && (settled[edge * demands.words + word]! & mask) !== 0) least = Math.min(least, after + 1);
    }
    return least;
  });
}

/** Lowers distances until no edge leads to a state more than one closer; edges have length one, so by buckets. */
function settleDistances(near: Neighbourhood, distance: Uint32Array, bound: number): Uint32Array {
  const { backOffsets, backEdges, sources } = near;
  const buckets: number[][] = Array.from({ length: bound + 1 }, () => []);
  distance.forEach((d, s) => {
    if (d <= bound) buckets[d]!.push(s);
    else distance[s] = NONE;
  });
  for (let d = 0; d < bound; d++) {
    for (const state of buckets[d]!) {
      if (distance[state] !== d) continue;
      for (let back = backOffsets[state]!; back < backOffsets[state + 1]!; back++) {
        const source = sources[backEdges[back]!]!;
        if (distance[source]! <= d + 1) continue;
        distance[source] = d + 1;
        buckets[d + 1]!.push(source);
      }
    }
  }
  return distance;
}
