import fc from "fast-check";
import type { FairnessConstraint } from "../../../src/verify/liveness/fairness.ts";
import type { StateGraph } from "../../../src/verify/liveness/graph.ts";
import type { LivenessProperty } from "../../../src/verify/liveness/property.ts";
import type { Behaviours, StatedProperty } from "../../../src/verify/liveness/validate.ts";

/** A small case written plainly: what the brute-force judge reads. The engine gets typed arrays made from it. */
export interface PlainCase {
  readonly states: number;
  readonly initial: readonly number[];
  readonly steps: readonly PlainStep[];
  readonly constraints: readonly FairnessConstraint[];
}

export interface PlainStep {
  readonly from: number;
  readonly to: number;
  readonly label: number;
}

/** Predicates as one boolean per state. */
export interface PlainProperty {
  readonly kind: LivenessProperty["kind"];
  readonly goal: readonly boolean[];
  /** The left side of `leadsTo`, whose right side is `goal`. */
  readonly from: readonly boolean[];
}

export const LABELS = 5;

export function graphOf({ states, initial, steps }: Omit<PlainCase, "constraints">, labelCount = LABELS): StateGraph {
  const sorted = steps.toSorted((a, b) => a.from - b.from);
  const offsets = new Uint32Array(states + 1);
  for (const { from } of sorted) offsets[from + 1]!++;
  for (let s = 0; s < states; s++) offsets[s + 1]! += offsets[s]!;
  return {
    states,
    initial: Uint32Array.from(initial),
    offsets,
    targets: Uint32Array.from(sorted, ({ to }) => to),
    labels: Uint16Array.from(sorted, ({ label }) => label),
    labelCount,
  };
}

export const setOf = (predicate: readonly boolean[]): Uint8Array =>
  Uint8Array.from(predicate, (holds) => (holds ? 1 : 0));

export function propertyOf({ kind, goal, from }: PlainProperty): LivenessProperty {
  return kind === "leadsTo" ? { kind, from: setOf(from), to: setOf(goal) } : { kind, goal: setOf(goal) };
}

export function statedProperty({ kind, goal, from }: PlainProperty): StatedProperty<number> {
  return kind === "leadsTo" ? { kind, from: (s) => from[s]!, to: (s) => goal[s]! } : { kind, goal: (s) => goal[s]! };
}

export function behavioursOf({ initial, steps }: PlainCase): Behaviours<number> {
  return {
    initial,
    successors: (s) => steps.filter(({ from }) => from === s).map(({ to, label }) => ({ label, state: to })),
    key: (s) => s,
  };
}

export interface CaseShape {
  readonly maxStates: number;
  readonly maxSteps: number;
  readonly maxConstraints: number;
}

/**
 * Random cases. Every state is reachable: a tree of steps leads to it, and further steps close cycles. Small cases are
 * not preferred to large ones, as fast-check otherwise does, since with few steps nearly every violation stutters.
 */
export function plainCases({ maxStates, maxSteps, maxConstraints }: CaseShape): fc.Arbitrary<PlainCase> {
  const label = fc.nat({ max: LABELS - 1 });
  const constraint = fc.record({
    kind: fc.constantFrom("weak" as const, "strong" as const),
    labels: fc.uniqueArray(label, { minLength: 1, maxLength: 3 }),
  });
  return fc.noBias(fc.integer({ min: 1, max: maxStates })).chain((states) => {
    const state = fc.nat({ max: states - 1 });
    const branch = (to: number): fc.Arbitrary<PlainStep> =>
      fc.record({ from: fc.nat({ max: to - 1 }), to: fc.constant(to), label });
    const another = fc.array(state, { maxLength: 1 });
    const tree = fc.tuple(...Array.from({ length: states - 1 }, (_, i) => branch(i + 1)));
    const others = fc.array(fc.record({ from: state, to: state, label }), { maxLength: maxSteps, size: "max" });
    const constraints = fc.oneof(
      fc.array(constraint, { maxLength: maxConstraints, size: "max" }),
      perLabel(maxConstraints),
    );
    return fc.noBias(fc.tuple(another, tree, others, constraints)).map(([more, branches, steps, declared]) => ({
      states,
      initial: [0, ...more.filter((s) => s !== 0)],
      steps: [...branches, ...steps.filter(({ from, to }) => from !== to)],
      constraints: declared.map((c, i) => ({ name: `constraint ${i}`, ...c })),
    }));
  });
}

/** A ring through all states with some further steps, and a constraint on each label: fair cycles are long here. */
export function plainRings({ maxStates, maxSteps, maxConstraints }: CaseShape): fc.Arbitrary<PlainCase> {
  const label = fc.nat({ max: LABELS - 1 });
  return fc.noBias(fc.integer({ min: 4, max: maxStates })).chain((states) => {
    const state = fc.nat({ max: states - 1 });
    const ring = Array.from({ length: states }, (_, from) =>
      fc.record({ from: fc.constant(from), to: fc.constant((from + 1) % states), label }),
    );
    const others = fc.array(fc.record({ from: state, to: state, label }), { maxLength: maxSteps, size: "max" });
    return fc
      .noBias(fc.tuple(fc.tuple(...ring), others, perLabel(maxConstraints)))
      .map(([round, across, constraints]) => ({
        states,
        initial: [0],
        steps: [...round, ...across.filter(({ from, to }) => from !== to)],
        constraints: constraints.map((c, i) => ({ name: `constraint ${i}`, ...c })),
      }));
  });
}

/** One constraint on each of the first labels, the last of them on all labels that are left. */
function perLabel(count: number): fc.Arbitrary<Omit<FairnessConstraint, "name">[]> {
  const labels = Array.from({ length: LABELS }, (_, label) => label);
  const classes = labels.slice(0, count).map((label) => (label === count - 1 ? labels.slice(label) : [label]));
  const kinds = classes.map((labels) =>
    fc.record({ kind: fc.constantFrom("weak", "strong"), labels: fc.constant(labels) }),
  );
  return fc.tuple(...kinds);
}

export const plainProperties = (states: number): fc.Arbitrary<PlainProperty> => {
  const thickness = fc.constantFrom(1, 2, 4);
  const predicate = thickness.chain((trueInFive) => {
    const holds = fc.nat({ max: 4 }).map((n) => n < trueInFive);
    return fc.array(holds, { minLength: states, maxLength: states });
  });
  const kinds = ["eventually", "alwaysEventually", "eventuallyAlways", "leadsTo", "alwaysReachable"] as const;
  return fc.record({ kind: fc.constantFrom(...kinds), goal: predicate, from: predicate });
};

export const casesWithProperty = (shape: CaseShape): fc.Arbitrary<[PlainCase, PlainProperty]> =>
  plainCases(shape).chain((plain) => fc.tuple(fc.constant(plain), plainProperties(plain.states)));
