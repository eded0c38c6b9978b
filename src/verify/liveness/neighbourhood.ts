/**
 * The part of a component that closed walks of a given length from one state can touch, copied into arrays of its own
 * with small state numbers (0 is the start) and one edge for all steps between the same two states. It is what makes
 * the search for a shortest cycle independent of the size of the graph.
 */
import type { Demands } from "./demands.ts";
import { NONE, type StateGraph } from "./graph.ts";
import { NumberStack } from "./number-stack.ts";
import type { WorkLimit } from "./work-limit.ts";

export interface Neighbourhood {
  /** The graph's number of each state. */
  readonly states: Uint32Array;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Per edge, `demands.words` words: what the step settles. */
  readonly settled: Uint32Array;
  /** The same edges backwards: `sources` and the edge each comes from. */
  readonly backOffsets: Uint32Array;
  readonly backEdges: Uint32Array;
  readonly sources: Uint32Array;
}

export interface Within {
  readonly graph: StateGraph;
  readonly component: Uint32Array;
  /** Scratch: a number per state, all `NONE` between calls. */
  readonly local: Uint32Array;
  readonly limit: WorkLimit;
}

/** Copying an edge costs about as much as looking at this many. */
const COPYING = 4;
/** Edges; beyond this a neighbourhood outgrows the processor's caches and costs many times more. */
const LARGEST = 1 << 20;

/** Everything within `radius - 1` steps of the start; null if it is too large, or exceeds the work limit. */
export function neighbourhoodOf(within: Within, demands: Demands, start: number, radius: number): Neighbourhood | null {
  const { local } = within;
  const reached = new NumberStack();
  local[start] = 0;
  reached.push(start);
  const complete = reach(within, reached, radius - 1);
  const states = reached.items.slice(0, reached.size);
  const result = complete ? copyEdges(within, demands, states) : null;
  for (const s of states) local[s] = NONE;
  return result;
}

function reach({ graph, component, local, limit }: Within, reached: NumberStack, depth: number): boolean {
  const { offsets, targets } = graph;
  const home = component[reached.items[0]!];
  let edges = 0;
  for (let level = 0, from = 0; level < depth && from < reached.size; level++) {
    for (const to = reached.size; from < to; from++) {
      const state = reached.items[from]!;
      const end = offsets[state + 1]!;
      edges += end - offsets[state]!;
      if (edges > LARGEST || !limit.spend(COPYING * (end - offsets[state]!))) return false;
      for (let edge = offsets[state]!; edge < end; edge++) {
        const target = targets[edge]!;
        if (component[target] !== home || local[target] !== NONE) continue;
        local[target] = reached.size;
        reached.push(target);
      }
    }
  }
  return true;
}

function copyEdges({ graph, local }: Within, demands: Demands, states: Uint32Array): Neighbourhood {
  const { words } = demands;
  const offsets = new Uint32Array(states.length + 1);
  const targets = new NumberStack();
  const sources = new NumberStack();
  const settled = new NumberStack();
  /** The latest edge to each state: one from the same source when it is not before the source's first edge. */
  const latest = new Uint32Array(states.length).fill(NONE);
  for (let source = 0; source < states.length; source++) {
    const state = states[source]!;
    for (let step = graph.offsets[state]!; step < graph.offsets[state + 1]!; step++) {
      const target = local[graph.targets[step]!]!;
      if (target === NONE) continue;
      let edge = latest[target]!;
      if (edge === NONE || edge < offsets[source]!) {
        edge = targets.size;
        latest[target] = edge;
        targets.push(target);
        sources.push(source);
        for (let w = 0; w < words; w++) settled.push(0);
      }
      for (let w = 0; w < words; w++) settled.items[edge * words + w]! |= demands.settledBy(state, step, w);
    }
    offsets[source + 1] = targets.size;
  }
  const forward = targets.items.slice(0, targets.size);
  return {
    states,
    offsets,
    targets: forward,
    sources: sources.items.slice(0, sources.size),
    settled: settled.items.slice(0, settled.size),
    ...backwards(states.length, forward),
  };
}

/** Counting sort of the edges by target. */
function backwards(states: number, targets: Uint32Array): Pick<Neighbourhood, "backOffsets" | "backEdges"> {
  const backOffsets = new Uint32Array(states + 1);
  for (const target of targets) backOffsets[target + 1]!++;
  for (let s = 0; s < states; s++) backOffsets[s + 1]! += backOffsets[s]!;
  const next = backOffsets.slice();
  const backEdges = new Uint32Array(targets.length);
  for (let edge = 0; edge < targets.length; edge++) backEdges[next[targets[edge]!]!++] = edge;
  return { backOffsets, backEdges };
}
