/**
 * From logged rows to the transition graph that liveness works on. States are renumbered in breadth-first order, steps of a
 * state by rule instance, so the graph does not depend on which thread found what.
 * Memory, besides the logs: 4 bytes a state and 6 or 8 a step for the result, twice that while it is renumbered.
 */
import type { Piece } from "./graph-log.ts";

/** As verify/liveness/graph.ts describes; that layer lies below this one. */
export interface WalkGraph {
  readonly states: number;
  readonly initial: Uint32Array;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly labels: Uint16Array | Uint32Array;
  readonly labelCount: number;
  /** Per noted predicate: one byte per state, 1 where it holds. */
  readonly sets: readonly Uint8Array[];
}

interface Logs {
  readonly states: number;
  /** The first so many states are the initial ones. */
  readonly initial: number;
  /** Rows (source, target, step). */
  readonly edges: readonly Piece[];
  /** Rows (state, bits of the predicates that hold). */
  readonly marks: readonly Piece[];
  readonly predicates: number;
  readonly labelCount: number;
}

export function buildGraph(logs: Logs): WalkGraph {
  const raw = gatherSteps(logs);
  const order = breadthFirst(raw, logs);
  const graph = renumber(raw, order, logs);
  const place = new Uint32Array(logs.states);
  order.forEach((state, at) => {
    place[state] = at;
  });
  const sets = Array.from({ length: logs.predicates }, () => new Uint8Array(logs.states));
  eachRow(logs.marks, 2, (ints, at) => {
    const state = place[ints[at] as number] as number;
    for (let predicate = 0; predicate < logs.predicates; predicate++) {
      (sets[predicate] as Uint8Array)[state] = ((ints[at + 1] as number) >>> predicate) & 1;
    }
  });
  return { ...graph, sets };
}

type Steps = Pick<WalkGraph, "offsets" | "targets" | "labels">;

function eachRow(pieces: readonly Piece[], width: number, row: (ints: Int32Array, at: number) => void): void {
  for (const { chunk, from, to } of pieces) {
    const ints = new Int32Array(chunk);
    for (let at = from; at < to; at += width) row(ints, at);
  }
}

/** Counting sort by source, then the steps of each state by label. */
function gatherSteps({ states, edges, labelCount }: Logs): Steps {
  const offsets = new Uint32Array(states + 1);
  eachRow(edges, 3, (ints, at) => {
    const source = (ints[at] as number) + 1;
    offsets[source] = (offsets[source] as number) + 1;
  });
  for (let state = 0; state < states; state++)
    offsets[state + 1] = (offsets[state + 1] as number) + (offsets[state] as number);
  const total = offsets[states] as number;
  const targets = new Uint32Array(total);
  const labels = labelCount <= 2 ** 16 ? new Uint16Array(total) : new Uint32Array(total);
  const filled = offsets.slice(0, states);
  eachRow(edges, 3, (ints, at) => {
    const source = ints[at] as number;
    const label = ints[at + 2] as number;
    let to = filled[source] as number;
    filled[source] = to + 1;
    // Insertion: a state's steps mostly come in order already.
    for (const first = offsets[source] as number; to > first && (labels[to - 1] as number) > label; to--) {
      labels[to] = labels[to - 1] as number;
      targets[to] = targets[to - 1] as number;
    }
    labels[to] = label;
    targets[to] = ints[at + 1] as number;
  });
  return { offsets, targets, labels };
}

/** The states in breadth-first order. */
function breadthFirst({ offsets, targets }: Steps, { states, initial }: Logs): Uint32Array {
  const order = new Uint32Array(states);
  const seen = new Uint8Array(states);
  let end = 0;
  for (; end < initial; end++) {
    order[end] = end;
    seen[end] = 1;
  }
  for (let at = 0; at < end; at++) {
    const state = order[at] as number;
    for (let step = offsets[state] as number; step < (offsets[state + 1] as number); step++) {
      const target = targets[step] as number;
      if (seen[target] === 1) continue;
      seen[target] = 1;
      order[end++] = target;
    }
  }
  return order;
}

function renumber(raw: Steps, order: Uint32Array, { states, initial, labelCount }: Logs): Omit<WalkGraph, "sets"> {
  const place = new Uint32Array(states);
  order.forEach((state, at) => {
    place[state] = at;
  });
  const offsets = new Uint32Array(states + 1);
  const targets = new Uint32Array(raw.targets.length);
  const labels = labelCount <= 2 ** 16 ? new Uint16Array(raw.labels.length) : new Uint32Array(raw.labels.length);
  let filled = 0;
  for (let at = 0; at < states; at++) {
    const state = order[at] as number;
    for (let step = raw.offsets[state] as number; step < (raw.offsets[state + 1] as number); step++) {
      targets[filled] = place[raw.targets[step] as number] as number;
      labels[filled] = raw.labels[step] as number;
      filled++;
    }
    offsets[at + 1] = filled;
  }
  return {
    states,
    initial: Uint32Array.from({ length: initial }, (_, at) => at),
    offsets,
    targets,
    labels,
    labelCount,
  };
}
