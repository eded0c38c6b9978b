/**
 * Fairness as in TLA+: WF and SF of <<A>>_vars, where the action A is a class of rule instances. Only state-changing
 * steps count. A class is enabled in a state when some step of the graph leaves that state with a label of the class.
 *
 *   weak    <>[](enabled) => []<>(taken)     a cycle takes the class, or the class is disabled somewhere on it
 *   strong  []<>(enabled) => []<>(taken)     a cycle takes the class, or the class is disabled all along it
 *
 * A step takes a class when *some* rule instance of the class leads from the one state to the other, as in TLA+, where
 * a step is a pair of states: two instances with the same effect are both taken by it. (Whether a fair cycle exists
 * does not depend on this, since a cycle may be walked twice; its length does.)
 *
 * Constraints are bits: word w of a label, of a state, of a set of constraints holds constraints 32w to 32w + 31.
 * One bit more than there are constraints is kept free, for the one obligation of a cycle that is no fairness.
 */
import type { StateGraph, StateSet } from "./graph.ts";

export interface FairnessConstraint {
  readonly name: string;
  readonly kind: "weak" | "strong";
  /** The rule instances of the class, of the model's numbering. Classes may overlap. */
  readonly labels: readonly number[] | Uint32Array;
  /** P of <<A /\ P>>_vars: only steps from states where it holds are of the class. Absent: all are. */
  readonly when?: (state: never) => boolean;
}

/**
 * Constraints compiled against one graph. Building it is one pass over the steps; memory: 4 bytes per state for each
 * started 32 constraints.
 */
export interface Fairness {
  readonly constraints: readonly FairnessConstraint[];
  readonly words: number;
  readonly weak: Uint32Array;
  readonly strong: Uint32Array;
  /** Per label: the classes it belongs to, in states where their conditions hold. */
  readonly classes: Uint32Array;
  /**
   * Per state: the classes enabled there. A step is of those of its label's classes that are enabled in its source: that it
   * leaves the source is what enables them, if their conditions hold there.
   */
  readonly enabled: Uint32Array;
}

/** `metIn`: where the condition of a constraint holds that has one. */
export function compileFairness(
  graph: StateGraph,
  constraints: readonly FairnessConstraint[],
  metIn: (when: (state: never) => boolean) => StateSet = () => {
    throw new Error("nobody says where a condition of fairness holds; this is a fault of synod");
  },
): Fairness {
  const words = (constraints.length >>> 5) + 1;
  const weak = new Uint32Array(words);
  const strong = new Uint32Array(words);
  const classes = new Uint32Array(graph.labelCount * words);
  for (const [c, { name, kind, labels }] of constraints.entries()) {
    setBit(kind === "weak" ? weak : strong, c);
    for (const instance of labels) {
      const label = graph.instances == null ? instance : placeIn(graph.instances, instance);
      // An instance that no step is an occurrence of.
      if (label < 0) continue;
      if (!(label < graph.labelCount)) throw new RangeError(`fairness "${name}" names label ${label}, out of range`);
      setBit(classes.subarray(label * words, (label + 1) * words), c);
    }
  }
  const enabled = enabledClasses(graph, classes, words);
  for (const [c, { when }] of constraints.entries()) {
    if (when === undefined) continue;
    const met = metIn(when);
    for (let s = 0; s < graph.states; s++) if (met[s] === 0) enabled[s * words + (c >>> 5)]! &= ~(1 << (c & 31));
  }
  return { constraints, words, weak, strong, classes, enabled };
}

/** No class is enabled in the state, so a behaviour may stutter there for ever. */
export function isQuiet({ enabled, words }: Fairness, state: number): boolean {
  for (let w = 0; w < words; w++) if (enabled[state * words + w] !== 0) return false;
  return true;
}

export function isEnabled({ enabled, words }: Fairness, constraint: number, state: number): boolean {
  return hasBit(enabled, state * words, constraint);
}

/** Whether a step of the label from the state is of the class. */
export function isTaken(
  { classes, enabled, words }: Fairness,
  constraint: number,
  state: number,
  label: number,
): boolean {
  return hasBit(classes, label * words, constraint) && hasBit(enabled, state * words, constraint);
}

/** Where a number is in an ascending list; -1: nowhere. */
function placeIn(ascending: Uint32Array, wanted: number): number {
  let [first, end] = [0, ascending.length];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if (ascending[middle]! < wanted) first = middle + 1;
    else end = middle;
  }
  return ascending[first] === wanted ? first : -1;
}

export function setBit(set: Uint32Array, bit: number): void {
  set[bit >>> 5] = set[bit >>> 5]! | (1 << (bit & 31));
}

/** The set starts at word `from`. */
export function hasBit(set: Uint32Array, from: number, bit: number): boolean {
  return ((set[from + (bit >>> 5)]! >>> (bit & 31)) & 1) === 1;
}

function enabledClasses(graph: StateGraph, classes: Uint32Array, words: number): Uint32Array {
  const { states, offsets, labels } = graph;
  const enabled = new Uint32Array(states * words);
  for (let w = 0; w < words; w++) {
    for (let s = 0; s < states; s++) {
      let mask = 0;
      for (let edge = offsets[s]!, end = offsets[s + 1]!; edge < end; edge++)
        mask |= classes[labels[edge]! * words + w]!;
      enabled[s * words + w] = mask;
    }
  }
  return enabled;
}
