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
  const { states, initial, offsets, targets, labels, labelCount } = graph;
  const require = (ok: boolean, what: string): void => {
    if (!ok) throw new RangeError(`malformed state graph: ${what}`);
  };
  require(offsets.length > states && offsets[0] === 0, "offsets must start at 0 and have one entry more than states");
  require(offsets[states]! <= Math.min(targets.length, labels.length), "offsets point beyond targets or labels");
  require(initial.every((s) => s < states), "an initial state is out of range");
  for (let s = 0; s < states; s++) {
    const end = offsets[s + 1]!;
    require(offsets[s]! <= end, "offsets must not decrease");
    for (let edge = offsets[s]!; edge < end; edge++) {
      const target = targets[edge]!;
      if (target >= states || labels[edge]! >= labelCount) require(false, `step ${edge} is out of range`);
      if (target === s) require(false, `step ${edge} leaves state ${s} as it is; drop such steps`);
    }
  }
}
