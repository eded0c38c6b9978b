import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { checkLiveness } from "../../../src/verify/liveness/check.ts";
import { describeLasso } from "../../../src/verify/liveness/counterexample.ts";
import { findFairCycle } from "../../../src/verify/liveness/fair-cycle.ts";
import { compileFairness } from "../../../src/verify/liveness/fairness.ts";
import { findLassoStarts, stemOf } from "../../../src/verify/liveness/lasso-starts.ts";
import { judge } from "../../../src/verify/liveness/validate.ts";
import { judgeByBruteForce } from "./brute-force.ts";
import { behavioursOf, casesWithProperty, graphOf, propertyOf, statedProperty } from "./plain-case.ts";

describe("a fair cycle found with little work", () => {
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
