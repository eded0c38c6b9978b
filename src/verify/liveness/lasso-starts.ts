/**
 * Where the shortest stems of a violation end. For each kind of property: the region that a violating cycle stays in,
 * what it must visit there, and the shortest paths that may lead to it.
 *
 *   eventually         region: not goal, and the stem too stays out of the goal
 *   alwaysEventually   region: not goal; any stem
 *   eventuallyAlways   region: everything; the cycle visits a state outside the goal; any stem
 *   leadsTo            region: not to; either the stem meets `from` and stays out of `to` from there on,
 *                      or the cycle itself visits `from`, and then any stem will do
 *
 * A state where no class is enabled and that meets the demands is a cycle by itself: stuttering.
 */
import type { Analysis } from "./analysis.ts";
import { type CycleQuery, type FairCycles, findFairCycles, UNFAIR, UNREACHED } from "./fair-cycles.ts";
import { type Fairness, isQuiet } from "./fairness.ts";
import { complement, NONE, type StateSet } from "./graph.ts";
import type { FairProperty } from "./property.ts";
import { pathTo, type ShortestPaths, shortestPaths } from "./shortest-paths.ts";

export interface LassoStarts {
  /** All at the same, smallest depth; one alone if the behaviour may stutter there for ever. */
  readonly starts: readonly LassoStart[];
  readonly stutters: boolean;
  /** The cycle stays in states of one component. */
  readonly component: Uint32Array;
  /** False if there are more starts than were kept. */
  readonly complete: boolean;
}

export interface LassoStart {
  readonly state: number;
  /** The cycle must visit one of these; null for no such demand. */
  readonly visiting: StateSet | null;
  /** Searches that the stem leads through: the next begins where the one before ends. */
  readonly stem: readonly ShortestPaths[];
}

const MAX_STARTS = 1024;

/** Null if no fair behaviour violates the property. */
export function findLassoStarts(analysis: Analysis, fairness: Fairness, property: FairProperty): LassoStarts | null {
  const { query, approaches } = searchFor(analysis, property);
  const cycles = findFairCycles(analysis, fairness, query);
  const stuttersIn = (s: number): boolean =>
    cycles.component[s] !== UNREACHED && isQuiet(fairness, s) && (query.visiting === null || query.visiting[s] !== 0);
  if (!cycles.found && !someState(analysis.graph.states, stuttersIn)) return null;
  return shallowest(cycles.component, stuttersIn, approaches(cycles));
}

/** The stem of a lasso as states, both ends included. */
export function stemOf({ state, stem }: LassoStart): number[] {
  let path = [state];
  for (const paths of stem.toReversed()) path = [...pathTo(paths, path[0]!), ...path.slice(1)];
  return path;
}

interface Search {
  readonly query: CycleQuery;
  /** Asked for only if there is a violation. */
  readonly approaches: (cycles: FairCycles) => readonly Approach[];
}

interface Approach {
  /** The last of the stem's searches says how deep a state is. */
  readonly stem: readonly ShortestPaths[];
  readonly visiting: StateSet | null;
  /** Whether a violating cycle through the state may be reached in this way; null for always. */
  readonly leadsInto: ((state: number) => boolean) | null;
}

function searchFor(analysis: Analysis, property: FairProperty): Search {
  const { graph } = analysis;
  switch (property.kind) {
    case "eventually": {
      const avoiding = property.goal;
      const stem = () => [shortestPaths(graph, { sources: graph.initial, depths: null, avoiding })];
      return {
        query: { avoiding, roots: graph.initial, visiting: null },
        approaches: () => [{ stem: stem(), visiting: null, leadsInto: null }],
      };
    }
    case "alwaysEventually":
      return {
        query: { avoiding: property.goal, roots: null, visiting: null },
        approaches: () => [{ stem: [analysis.paths], visiting: null, leadsInto: null }],
      };
    case "eventuallyAlways": {
      const visiting = complement(property.goal);
      return {
        query: { avoiding: null, roots: null, visiting },
        approaches: () => [{ stem: [analysis.paths], visiting, leadsInto: null }],
      };
    }
    case "leadsTo":
      return searchForLeadsTo(analysis, property.from, property.to);
  }
}

function searchForLeadsTo(analysis: Analysis, from: StateSet, to: StateSet): Search {
  const { graph } = analysis;
  const opens = (s: number): boolean => from[s] !== 0;
  const roots = statesWhere(graph.states, opens);
  const approaches = ({ component, lastComponent }: FairCycles): Approach[] => {
    const any = analysis.paths;
    const waiting = shortestPaths(graph, { sources: any.order.filter(opens), depths: any.depth, avoiding: to });
    const meetsFrom = new Uint8Array(lastComponent + 1);
    for (const s of roots) if (component[s]! > UNFAIR) meetsFrom[component[s]!] = 1;
    return [
      { stem: [any, waiting], visiting: null, leadsInto: null },
      { stem: [any], visiting: from, leadsInto: (s) => meetsFrom[component[s]!] === 1 },
    ];
  };
  return { query: { avoiding: to, roots, visiting: null }, approaches };
}

function shallowest(
  component: Uint32Array,
  stuttersIn: (state: number) => boolean,
  approaches: readonly Approach[],
): LassoStarts {
  const isStart = (s: number, { leadsInto }: Approach): boolean =>
    leadsInto === null ? component[s]! > UNFAIR || stuttersIn(s) : leadsInto(s);
  let depth = NONE;
  for (const approach of approaches) {
    const paths = approach.stem.at(-1)!;
    const first = paths.order.find((s) => isStart(s, approach));
    if (first !== undefined) depth = Math.min(depth, paths.depth[first]!);
  }
  const starts: LassoStart[] = [];
  const kept = new Set<number>();
  let complete = true;
  for (const approach of approaches) {
    const { stem, visiting, leadsInto } = approach;
    for (const state of statesAt(stem.at(-1)!, depth)) {
      if (!isStart(state, approach) || kept.has(state)) continue;
      if (leadsInto === null && stuttersIn(state)) {
        return { starts: [{ state, visiting: null, stem }], stutters: true, component, complete: true };
      }
      if (starts.length === MAX_STARTS) {
        complete = false;
        continue;
      }
      kept.add(state);
      starts.push({ state, visiting, stem });
    }
  }
  return { starts, stutters: false, component, complete };
}

/** `order` is sorted by depth. */
function statesAt({ order, depth }: ShortestPaths, wanted: number): Uint32Array {
  const firstAt = (least: number): number => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (depth[order[middle]!]! < least) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return order.subarray(firstAt(wanted), firstAt(wanted + 1));
}

function someState(states: number, holds: (s: number) => boolean): boolean {
  for (let s = 0; s < states; s++) if (holds(s)) return true;
  return false;
}

function statesWhere(states: number, holds: (s: number) => boolean): Uint32Array {
  let count = 0;
  for (let s = 0; s < states; s++) if (holds(s)) count++;
  const found = new Uint32Array(count);
  for (let s = 0, i = 0; s < states; s++) if (holds(s)) found[i++] = s;
  return found;
}
