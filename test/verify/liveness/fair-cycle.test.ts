import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { beamCycle } from "../../../src/verify/liveness/beam-cycle.ts";
import { checkLiveness } from "../../../src/verify/liveness/check.ts";
import { describeLasso } from "../../../src/verify/liveness/counterexample.ts";
import { CycleSearch } from "../../../src/verify/liveness/cycle-search.ts";
import { Demands } from "../../../src/verify/liveness/demands.ts";
import { findFairCycle } from "../../../src/verify/liveness/fair-cycle.ts";
import { compileFairness, type Fairness } from "../../../src/verify/liveness/fairness.ts";
import { NONE, type StateGraph } from "../../../src/verify/liveness/graph.ts";
import { findLassoStarts, stemOf } from "../../../src/verify/liveness/lasso-starts.ts";
import { neighbourhoodOf } from "../../../src/verify/liveness/neighbourhood.ts";
import { remainingDistance } from "../../../src/verify/liveness/remaining-distance.ts";
import { judge } from "../../../src/verify/liveness/validate.ts";
import { WorkLimit } from "../../../src/verify/liveness/work-limit.ts";
import { judgeByBruteForce, shortestFairCycle } from "./brute-force.ts";
import {
  behavioursOf,
  casesWithProperty,
  graphOf,
  type PlainCase,
  plainRings,
  propertyOf,
  statedProperty,
} from "./plain-case.ts";

describe("a fair cycle found with little work", { timeout: 240_000 }, () => {
  test.each([0, 60, 300])("of %i steps is fair and violates the property, though it may be longer", (work) => {
    fc.assert(
      fc.property(casesWithProperty({ maxStates: 7, maxSteps: 16, maxConstraints: 5 }), ([plain, plainProperty]) => {
        const property = propertyOf(plainProperty);
        fc.pre(property.kind !== "alwaysReachable");
        const graph = graphOf(plain);
        const fairness = compileFairness(graph, plain.constraints);
        const found = findLassoStarts(new Analysis(graph), fairness, property);
        fc.pre(found !== null);
        const { start, states, isShortest } = findFairCycle(graph, fairness, found, work);
        const stem = stemOf(start);
        const lasso = { states: [...stem, ...states.slice(1)], loop: stem.length - 1, isShortest };
        const { faults } = judge({
          behaviours: behavioursOf(plain),
          property: statedProperty(plainProperty),
          fairness: plain.constraints,
          counterexample: describeLasso(graph, fairness, lasso),
        });
        expect(faults).toEqual([]);
        const best = judgeByBruteForce(plain, plainProperty);
        expect(stem.length - 1).toBe(best.stem);
        expect(states.length - 1).toBeGreaterThanOrEqual(best.cycle!);
        if (isShortest) expect(states.length - 1).toBe(best.cycle);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Found by chance: the search first meets a node by a walk that is not the shortest to it. */
const metAgainByAShorterWalk: PlainCase = {
  states: 5,
  initial: [0],
  steps: [
    [0, 1, 3],
    [1, 2, 0],
    [2, 3, 0],
    [3, 4, 0],
    [4, 0, 1],
    [0, 3, 0],
    [4, 1, 4],
    [2, 3, 3],
    [2, 1, 0],
    [1, 0, 1],
    [0, 4, 4],
    [0, 2, 0],
  ].map(([from, to, label]) => ({ from: from!, to: to!, label: label! })),
  constraints: [0, 1, 2, 3, 4].map((label) => ({
    name: `label ${label}`,
    kind: label === 1 || label === 2 ? "weak" : "strong",
    labels: [label],
  })),
};

describe("a shortest fair cycle", () => {
  test("is found where it takes many steps", () => {
    fc.assert(
      fc.property(plainRings({ maxStates: 9, maxSteps: 12, maxConstraints: 5 }), (plain) => {
        const graph = graphOf(plain);
        const fairness = compileFairness(graph, plain.constraints);
        const property = { kind: "eventually", goal: new Uint8Array(plain.states) } as const;
        const found = findLassoStarts(new Analysis(graph), fairness, property)!;
        fc.pre(found.starts[0]!.state === 0 && found.starts.length === 1);
        const { states, isShortest } = findFairCycle(graph, fairness, found);
        expect([states.length - 1, isShortest]).toEqual([
          shortestFairCycle(plain, 0, Number.POSITIVE_INFINITY, () => true),
          true,
        ]);
      }),
      { numRuns: 1_000, examples: [[metAgainByAShorterWalk]] },
    );
  });
});

describe("a beam search", () => {
  test.each([1, 4, 1000])("keeping %i walks finds fair cycles only, within the bound", (width) => {
    let missed = 0;
    fc.assert(
      fc.property(plainRings({ maxStates: 8, maxSteps: 8, maxConstraints: 4 }), (plain) => {
        const graph = graphOf(plain);
        const fairness = compileFairness(graph, plain.constraints);
        const shortest = shortestFairCycle(plain, 0, Number.POSITIVE_INFINITY, () => true);
        fc.pre(Number.isFinite(shortest) && shortest > 0);
        const states = beamCycleFromZero(graph, fairness, width, shortest + 4);
        if (states === null) {
          missed++;
          return;
        }
        const { faults } = judge({
          behaviours: behavioursOf(plain),
          property: { kind: "eventually", goal: () => false },
          fairness: plain.constraints,
          counterexample: describeLasso(graph, fairness, { states, loop: 0, isShortest: false }),
        });
        expect(faults).toEqual([]);
        expect(states.length - 1).toBeGreaterThanOrEqual(shortest);
        expect(states.length - 1).toBeLessThanOrEqual(width === 1000 ? shortest : shortest + 4);
      }),
      { numRuns: 300 },
    );
    expect(missed).toBeLessThan(width === 1000 ? 1 : 200);
  });
});

function beamCycleFromZero(graph: StateGraph, fairness: Fairness, width: number, bound: number): number[] | null {
  const limit = new WorkLimit(10_000_000);
  const demands = new Demands(graph, fairness, null);
  const local = new Uint32Array(graph.states).fill(NONE);
  const near = neighbourhoodOf({ graph, component: new Uint32Array(graph.states), local, limit }, demands, 0, bound)!;
  const remaining = remainingDistance(near, demands, bound, limit)!;
  const walk = beamCycle(new CycleSearch(near, demands, remaining, bound, limit), width);
  return Array.isArray(walk) ? walk.map((s) => near.states[s]!) : null;
}

describe("the label shown for a step that several rule instances explain", () => {
  test("is of the class that the step is said to take", () => {
    const steps = [
      { from: 0, to: 1, label: 0 },
      { from: 0, to: 1, label: 1 },
      { from: 1, to: 0, label: 2 },
    ];
    const graph = graphOf({ states: 2, initial: [0], steps });
    const fairness = compileFairness(graph, [{ name: "one", kind: "strong", labels: [1] }]);
    const lasso = describeLasso(graph, fairness, { states: [0, 1, 0], loop: 0, isShortest: true });
    expect(lasso.labels).toEqual([1, 2]);
    expect(lasso.fairness).toEqual([{ name: "one", kind: "strong", because: { kind: "taken", step: 0 } }]);
  });
});

describe("a fair cycle longer than the exact search goes", () => {
  test("is found in a ring of 100,000 states", () => {
    const states = 100_000;
    const steps = Array.from({ length: states }, (_, s) => ({ from: s, to: (s + 1) % states, label: 0 }));
    const graph = graphOf({ states, initial: [7], steps });
    const fairness = compileFairness(graph, [{ name: "go", kind: "weak", labels: [0] }]);
    const property = { kind: "eventually", goal: new Uint8Array(states) } as const;
    const verdict = checkLiveness(new Analysis(graph), fairness, property);
    if (verdict.outcome === "holds") throw new Error("a cycle was missed");
    expect([verdict.counterexample.loop, verdict.counterexample.labels.length]).toEqual([0, states]);
  });
});
