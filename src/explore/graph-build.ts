/**
 * From logs to the transition graph that liveness works on. States are renumbered in breadth-first order, steps of a
 * state by rule instance, so the graph does not depend on which thread found what.
 *
 * Memory: 4 bytes a state and 6 a step (8 with more than 65,536 rule instances) for the result, and 1 a state for each
 * noted predicate. While it is gathered, the logs of the steps are there too (8 a step); they are dropped before it is
 * renumbered, which takes the result's arrays twice. The peak is about 14 bytes a step.
 */
import { platform } from "#platform";
import { synodError } from "../errors/errors.ts";
import { type Halt, heed, neverHalt } from "../halt.ts";
import { answerWords, chunkBytes, eachMark, eachRun, type Piece, stepsIn } from "./graph-log.ts";

/** Steps or states between two looks at whether to stop. */
const HEEDED = 2 ** 18;

/** As verify/liveness/graph.ts describes, in a layer above this one, which must not know it. */
export interface WalkGraph {
  readonly states: number;
  readonly initial: Uint32Array;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly labels: Uint16Array | Uint32Array;
  readonly labelCount: number;
  /** What labels stand for, ascending, where there may be many more rule instances than steps; null: for themselves. */
  readonly instances: Uint32Array | null;
  /** Per noted predicate: one byte per state, 1 where it holds. */
  readonly sets: readonly Uint8Array[];
  /** Which state of the graph each number of the visited set is: for those who look again before it is judged. */
  readonly place: Uint32Array;
}

export interface Logs {
  readonly states: number;
  /** The first so many states are the initial ones. */
  readonly initial: number;
  /** The steps. Taken out of the list and dropped as soon as they are gathered. */
  readonly edges: Piece[];
  /** Which predicates hold of which states. */
  readonly marks: readonly Piece[];
  readonly predicates: number;
  readonly labelCount: number;
}

/** Bytes of the result, and at the peak of building it, logs included. */
export function graphBytes({ states, edges, marks, predicates, labelCount }: Logs): { result: number; peak: number } {
  const steps = stepsIn(edges);
  const plain = 4 * states + (4 + labelBytes(labelCount)) * steps;
  const result = plain + predicates * states;
  const gathering = chunkBytes(edges) + plain + 4 * states;
  const renumbering = 2 * plain + (8 + predicates) * states;
  return { result, peak: chunkBytes(marks) + Math.max(gathering, renumbering) };
}

/** Throws `Halted` when `halt` says so. */
export function buildGraph(logs: Logs, halt: Halt = neverHalt): WalkGraph {
  const raw = gatherSteps(logs, halt);
  const order = breadthFirst(raw, logs, halt);
  const place = new Uint32Array(logs.states);
  for (let at = 0; at < order.length; at++) place[order[at] as number] = at;
  const graph = withInstances(renumber(raw, order, place, logs));
  const sets = Array.from({ length: logs.predicates }, () => new Uint8Array(logs.states));
  let marked = 0;
  eachMark(logs.marks, answerWords(logs.predicates), (state, ints, at) => {
    marked++;
    for (let predicate = 0; predicate < sets.length; predicate++) {
      const bits = ints[at + (predicate >>> 5)] as number;
      (sets[predicate] as Uint8Array)[place[state] as number] = (bits >>> (predicate & 31)) & 1;
    }
  });
  // Of a state whose mark was lost no predicate would hold.
  if (marked !== logs.states)
    throw synodError("internal", { problem: `${marked} of ${logs.states} states are marked` });
  return { ...graph, sets, place };
}

/** With more rule instances than a short label can tell, only those that occur are numbered. */
function withInstances(graph: Omit<WalkGraph, "sets" | "place" | "instances">): Omit<WalkGraph, "sets" | "place"> {
  if (labelBytes(graph.labelCount) === 2) return { ...graph, instances: null };
  const { labels } = graph;
  const sorted = labels.slice().sort();
  let count = 0;
  for (let at = 0; at < sorted.length; at++)
    if (at === 0 || sorted[at] !== sorted[count - 1]) sorted[count++] = sorted[at] as number;
  const instances = Uint32Array.from(sorted.subarray(0, count));
  for (let step = 0; step < labels.length; step++) labels[step] = placeIn(instances, labels[step] as number);
  return { ...graph, labelCount: count, instances };
}

/** Where a number is in an ascending list that has it. */
function placeIn(ascending: Uint32Array, wanted: number): number {
  let [first, end] = [0, ascending.length];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if ((ascending[middle] as number) < wanted) first = middle + 1;
    else end = middle;
  }
  return first;
}

type Steps = Pick<WalkGraph, "offsets" | "targets" | "labels">;

function labelBytes(labelCount: number): 2 | 4 {
  return labelCount <= 2 ** 16 ? 2 : 4;
}

function labelArray(labelCount: number, length: number): WalkGraph["labels"] {
  return labelBytes(labelCount) === 2 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Counting sort by source, then the steps of each state by label. */
function gatherSteps({ states, edges, labelCount }: Logs, halt: Halt): Steps {
  const offsets = new Uint32Array(states + 1);
  eachRun(edges, (source, _ints, at, end) => {
    offsets[source + 1] = (offsets[source + 1] as number) + (end - at) / 2;
  });
  for (let state = 0; state < states; state++)
    offsets[state + 1] = (offsets[state + 1] as number) + (offsets[state] as number);
  const steps = offsets[states] as number;
  const targets = new Uint32Array(steps);
  const labels = labelArray(labelCount, steps);
  const filled = offsets.slice(0, states);
  let unheeded = 0;
  eachRun(edges, (source, ints, at, end) => {
    unheeded += end - at;
    if (unheeded >= HEEDED) {
      heed(halt);
      unheeded = 0;
    }
    const first = offsets[source] as number;
    let next = filled[source] as number;
    for (let step = at; step < end; step += 2) {
      const label = ints[step + 1] as number;
      let to = next++;
      // Insertion: a state's steps mostly come in order already.
      for (; to > first && (labels[to - 1] as number) > label; to--) {
        labels[to] = labels[to - 1] as number;
        targets[to] = targets[to - 1] as number;
      }
      labels[to] = label;
      targets[to] = ints[step] as number;
    }
    filled[source] = next;
  });
  edges.length = 0;
  platform.collectGarbage();
  return { offsets, targets, labels };
}

/** The states in breadth-first order. */
function breadthFirst({ offsets, targets }: Steps, { states, initial }: Logs, halt: Halt): Uint32Array {
  const order = new Uint32Array(states);
  const seen = new Uint8Array(states);
  let end = 0;
  for (; end < initial; end++) {
    order[end] = end;
    seen[end] = 1;
  }
  for (let at = 0; at < end; at++) {
    if (at % HEEDED === 0) heed(halt);
    const state = order[at] as number;
    for (let step = offsets[state] as number; step < (offsets[state + 1] as number); step++) {
      const target = targets[step] as number;
      if (seen[target] === 1) continue;
      seen[target] = 1;
      order[end++] = target;
    }
  }
  // A lost step would leave states without a place, and claims about the future without them.
  if (end !== states) throw synodError("internal", { problem: `the steps lead to ${end} of ${states} states` });
  return order;
}

function renumber(
  raw: Steps,
  order: Uint32Array,
  place: Uint32Array,
  { states, initial, labelCount }: Logs,
): Omit<WalkGraph, "sets" | "place" | "instances"> {
  const offsets = new Uint32Array(states + 1);
  const targets = new Uint32Array(raw.targets.length);
  const labels = labelArray(labelCount, raw.labels.length);
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
