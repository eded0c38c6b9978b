import type { FairnessConstraint } from "../../../../src/verify/liveness/fairness.ts";
import type { StateGraph } from "../../../../src/verify/liveness/graph.ts";
import type { Behaviours, Predicate } from "../../../../src/verify/liveness/validate.ts";

/** A naive explorer: states are plain JSON values, rule instances are named by strings. */
export interface PlainModel<S> {
  readonly initial: readonly S[];
  /** The enabled rule instances and the states they lead to. */
  steps(state: S): readonly (readonly [name: string, after: S])[];
}

export interface Explored<S> {
  readonly graph: StateGraph;
  readonly states: readonly S[];
  /** The name of each label. */
  readonly names: readonly string[];
  /** Initial states, and one per state and enabled rule instance. */
  readonly generated: number;
  readonly behaviours: Behaviours<S>;
}

export function explore<S>(model: PlainModel<S>): Explored<S> {
  const states: S[] = [];
  const numbers = new Map<string, number>();
  const labels = new Map<string, number>();
  const numberOf = (state: S): number => {
    const key = JSON.stringify(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    states.push(JSON.parse(key) as S);
    return states.length - 1;
  };
  const labelOf = (name: string): number => {
    if (!labels.has(name)) labels.set(name, labels.size);
    return labels.get(name)!;
  };
  const initial = [...new Set(model.initial.map(numberOf))];
  let generated = initial.length;
  const offsets = [0];
  const targets: number[] = [];
  const edgeLabels: number[] = [];
  for (let s = 0; s < states.length; s++) {
    for (const [name, after] of model.steps(states[s]!)) {
      generated++;
      const target = numberOf(after);
      if (target === s) continue;
      targets.push(target);
      edgeLabels.push(labelOf(name));
    }
    offsets.push(targets.length);
  }
  const graph = {
    states: states.length,
    initial: Uint32Array.from(initial),
    offsets: Uint32Array.from(offsets),
    targets: Uint32Array.from(targets),
    labels: Uint16Array.from(edgeLabels),
    labelCount: labels.size,
  };
  const behaviours: Behaviours<S> = {
    initial: model.initial,
    successors: (state) => model.steps(state).map(([name, after]) => ({ label: labels.get(name) ?? -1, state: after })),
    key: (state) => JSON.stringify(state),
  };
  return { graph, states, names: [...labels.keys()], generated, behaviours };
}

export function statesWhere<S>({ states }: Explored<S>, predicate: Predicate<S>): Uint8Array {
  return Uint8Array.from(states, (state) => (predicate(state) ? 1 : 0));
}

/** One constraint per class: `classOf` gives the class of a rule instance, or null for none. */
export function fairnessBy<S>(
  { names }: Explored<S>,
  kindOf: (name: string) => FairnessConstraint["kind"],
  classOf: (name: string) => string | null,
): FairnessConstraint[] {
  const classes = new Map<string, number[]>();
  for (const [label, name] of names.entries()) {
    const its = classOf(name);
    if (its === null) continue;
    if (!classes.has(its)) classes.set(its, []);
    classes.get(its)!.push(label);
  }
  return [...classes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, labels]) => ({ name, kind: kindOf(name), labels }));
}

export const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
