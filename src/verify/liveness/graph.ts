/**
 * The reachable transition graph, as liveness sees it: a compressed adjacency list that holds state-changing steps
 * only. A step that leaves the state as it is says nothing that stuttering does not say already, so self-loops are
 * left out, and every behaviour may stutter.
 *
 * Memory: 4 bytes per state and 6 bytes (16-bit labels) or 8 bytes per step. The arrays may be views on a
 * SharedArrayBuffer; nothing here writes to them.
 *
 *            offsets[s]        offsets[s+1]
 *               v                  v
 *     targets  [t0][t1][t2]...[tk]           s --labels[e]--> targets[e]
 */
export interface StateGraph {
  /** States are the numbers 0 to `states - 1`; all of them are reachable. */
  readonly states: number;
  readonly initial: Uint32Array;
  /** `states + 1` entries; the steps from `s` are `offsets[s]` up to, not including, `offsets[s + 1]`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Which rule instance each step is an occurrence of: a number below `labelCount`. */
  readonly labels: Uint16Array | Uint32Array;
  readonly labelCount: number;
  /** Where there could be many more rule instances than there are: what each label stands for, ascending. Else null, or absent. */
  readonly instances?: Uint32Array | null;
}

/** The rule instance that a step is an occurrence of. */
export function instanceOf({ labels, instances }: StateGraph, edge: number): number {
  const label = labels[edge]!;
  return instances == null ? label : instances[label]!;
}

/** One byte per state: not zero for the states of the set. */
export type StateSet = Uint8Array;

/** Stands for "no state" in arrays of state numbers, and for "not reached" in arrays of distances. */
export const NONE = 0xffff_ffff;

export function complement(set: StateSet): StateSet {
  const others = new Uint8Array(set.length);
  for (let s = 0; s < set.length; s++) others[s] = set[s] === 0 ? 1 : 0;
  return others;
}

/** Throws on a graph that breaks the promises above: every algorithm here relies on them. One pass over the arrays. */
export function assertWellFormed(graph: StateGraph): void {
  const { states, initial, offsets, targets, labels } = graph;
  if (offsets.length <= states || offsets[0] !== 0)
    throw malformed("offsets must be one more than states, the first 0");
  if (offsets[states]! > targets.length || offsets[states]! > labels.length)
    throw malformed("an offset is out of range");
  if (initial.some((s) => s >= states)) throw malformed("an initial state is out of range");
  const state = firstMalformedState(graph);
  if (state !== NONE) {
    throw malformed(
      `a step of state ${state} is out of range, or leaves the state as it is and should have been dropped`,
    );
  }
}

function firstMalformedState({ states, offsets, targets, labels, labelCount }: StateGraph): number {
  for (let s = 0; s < states; s++) {
    const end = offsets[s + 1]!;
    if (offsets[s]! > end) return s;
    for (let edge = offsets[s]!; edge < end; edge++) {
      const target = targets[edge]!;
      if (target >= states || target === s || labels[edge]! >= labelCount) return s;
    }
  }
  return NONE;
}

function malformed(what: string): RangeError {
  return new RangeError(`malformed state graph: ${what}`);
}
