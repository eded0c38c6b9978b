/**
 * A violating behaviour as lists of numbers. Step i leads from `states[i]` to `states[i + 1]`.
 *
 *   loop < last index    a lasso: the last state is `states[loop]` again, and the steps from there repeat for ever
 *   loop = last index    the behaviour stutters in its last state for ever
 *   loop = null          a finite path to a state from which the goal cannot be reached any more
 */
import { type Fairness, type FairnessConstraint, isEnabled, isTaken } from "./fairness.ts";
import { instanceOf, type StateGraph } from "./graph.ts";

export interface TemporalCounterexample {
  readonly states: readonly number[];
  readonly labels: readonly number[];
  readonly loop: number | null;
  /** One per constraint, in their order; none where `loop` is null. */
  readonly fairness: readonly FairnessReason[];
  /** No violation has a shorter stem; this says that among those with the shortest stem none has a shorter cycle. */
  readonly isShortest: boolean;
}

/** Why the loop respects a fairness constraint. `step` and `state` are indices into the counterexample's lists. */
export interface FairnessReason {
  readonly name: string;
  readonly kind: FairnessConstraint["kind"];
  readonly because:
    | { readonly kind: "taken"; readonly step: number }
    | { readonly kind: "disabled"; readonly state: number }
    | { readonly kind: "disabledThroughout" };
}

/** The behaviour through these states; `loop` as in a counterexample. */
export function describeLasso(
  graph: StateGraph,
  fairness: Fairness,
  { states, loop, isShortest }: Pick<TemporalCounterexample, "states" | "isShortest"> & { readonly loop: number },
): TemporalCounterexample {
  const steps = states.slice(1).map((to, i) => stepsBetween(graph, states[i]!, to));
  const reasons = fairness.constraints.map(({ name, kind }, c): FairnessReason => {
    const takes = (edge: number, i: number): boolean => isTaken(fairness, c, states[i]!, graph.labels[edge]!);
    const step = steps.findIndex((edges, i) => i >= loop && edges.some((edge) => takes(edge, i)));
    if (step >= 0) return { name, kind, because: { kind: "taken", step } };
    const isDisabled = (state: number, i: number): boolean => i >= loop && !isEnabled(fairness, c, state);
    if (kind === "strong") return { name, kind, because: { kind: "disabledThroughout" } };
    return { name, kind, because: { kind: "disabled", state: states.findIndex(isDisabled) } };
  });
  const labels = steps.map((edges, i) =>
    instanceOf(graph, mostTelling(graph, fairness, edges, [i, states[i]!], reasons)),
  );
  return { states, labels, loop, fairness: reasons, isShortest };
}

/** The path through these states, with the first label of each step. */
export function describePath(graph: StateGraph, states: readonly number[]): TemporalCounterexample {
  const labels = states.slice(1).map((to, i) => instanceOf(graph, stepsBetween(graph, states[i]!, to)[0]!));
  return { states, labels, loop: null, fairness: [], isShortest: true };
}

/** Of the steps between the same two states, the one that most of the reasons that point to it are about. */
function mostTelling(
  graph: StateGraph,
  fairness: Fairness,
  edges: readonly number[],
  [step, source]: readonly [step: number, source: number],
  reasons: readonly FairnessReason[],
): number {
  const told = (edge: number): number =>
    reasons.filter(
      ({ because }, c) =>
        because.kind === "taken" && because.step === step && isTaken(fairness, c, source, graph.labels[edge]!),
    ).length;
  return edges.reduce((best, edge) => (told(edge) > told(best) ? edge : best));
}

function stepsBetween({ offsets, targets }: StateGraph, from: number, to: number): number[] {
  const edges = [];
  for (let edge = offsets[from]!; edge < offsets[from + 1]!; edge++) if (targets[edge] === to) edges.push(edge);
  return edges;
}
