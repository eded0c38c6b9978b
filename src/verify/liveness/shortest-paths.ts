/**
 * Breadth-first search: shortest paths from a set of sources, through states outside a set to avoid. Sources may start
 * at different depths, which lets one search continue another. Among equally short paths it keeps the first met, in the
 * order of the sources and of the steps, so the result depends on the graph's content alone.
 *
 * Memory: 8 bytes per state, and 4 per state reached. Time: one visit per step.
 */
import { NONE, type StateGraph, type StateSet } from "./graph.ts";
import { NumberStack } from "./number-stack.ts";

export interface ShortestPaths {
  /** `NONE` where not reached. */
  readonly depth: Uint32Array;
  /** The state before on a shortest path; `NONE` at a source. */
  readonly parent: Uint32Array;
  /** The states reached, by depth. */
  readonly order: Uint32Array;
}

export interface PathQuery {
  /** By depth, shallowest first. */
  readonly sources: Uint32Array;
  /** The depth of each source, by state; null for 0. */
  readonly depths: Uint32Array | null;
  /** Paths stay out of these states, sources included; null for none. */
  readonly avoiding: StateSet | null;
}

export function shortestPaths(graph: StateGraph, { sources, depths, avoiding }: PathQuery): ShortestPaths {
  const { states, offsets, targets } = graph;
  const depth = new Uint32Array(states).fill(NONE);
  const parent = new Uint32Array(states).fill(NONE);
  const reached = new NumberStack();
  const enter = (state: number, at: number, from: number): void => {
    if (depth[state] !== NONE || (avoiding !== null && avoiding[state] !== 0)) return;
    depth[state] = at;
    parent[state] = from;
    reached.push(state);
  };

  let level = 0;
  let nextSource = 0;
  let expanded = 0;
  while (expanded < reached.size || nextSource < sources.length) {
    while (nextSource < sources.length && (depths?.[sources[nextSource]!] ?? 0) === level) {
      enter(sources[nextSource++]!, level, NONE);
    }
    const levelEnd = reached.size;
    for (; expanded < levelEnd; expanded++) {
      const state = reached.items[expanded]!;
      for (let edge = offsets[state]!, end = offsets[state + 1]!; edge < end; edge++) {
        const target = targets[edge]!;
        if (depth[target] === NONE) enter(target, level + 1, state);
      }
    }
    level++;
  }
  return { depth, parent, order: reached.items.subarray(0, reached.size) };
}

/** The states from a source to `state`, both included. */
export function pathTo({ parent }: ShortestPaths, state: number): number[] {
  const path = [];
  for (let s = state; s !== NONE; s = parent[s]!) path.push(s);
  return path.reverse();
}
