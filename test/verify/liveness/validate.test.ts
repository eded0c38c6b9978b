import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { checkLiveness } from "../../../src/verify/liveness/check.ts";
import type { TemporalCounterexample } from "../../../src/verify/liveness/counterexample.ts";
import { compileFairness, type FairnessConstraint } from "../../../src/verify/liveness/fairness.ts";
import { judge, type StatedProperty } from "../../../src/verify/liveness/validate.ts";
import { judgeByBruteForce } from "./brute-force.ts";
import { behavioursOf, casesWithProperty, graphOf, type PlainCase, propertyOf, statedProperty } from "./plain-case.ts";

/**
 *      a(0)     b(1)
 *   0 -----> 1 -----> 2     label 2 leads back from 1 to 0, label 3 leads from 2 to 1; state 2 is the goal
 */
const plain: PlainCase = {
  states: 3,
  initial: [0],
  steps: [
    { from: 0, to: 1, label: 0 },
    { from: 1, to: 2, label: 1 },
    { from: 1, to: 0, label: 2 },
    { from: 2, to: 1, label: 3 },
  ],
  constraints: [],
};
const reachesTwo: StatedProperty<number> = { kind: "eventually", goal: (s) => s === 2 };
const swing: Claimed = { states: [0, 1, 0], labels: [0, 2], loop: 0, fairness: [] };

type Claimed = Omit<TemporalCounterexample, "isShortest">;

function faultsOf(
  claimed: Claimed,
  property: StatedProperty<number> = reachesTwo,
  fairness: readonly FairnessConstraint[] = [],
): readonly string[] {
  return judge({ behaviours: behavioursOf(plain), property, fairness, counterexample: claimed }).faults;
}

describe("the literal validator", () => {
  test("accepts a lasso, a stutter and a path that violate their properties", () => {
    expect(faultsOf(swing)).toEqual([]);
    expect(faultsOf({ states: [0, 1], labels: [0], loop: 1, fairness: [] })).toEqual([]);
    expect(faultsOf({ states: [0], labels: [], loop: null, fairness: [] }, never)).toEqual([]);
  });

  test("rejects what is no path of the model", () => {
    expect(faultsOf({ ...swing, states: [1, 0, 1], labels: [2, 0] })).toEqual(["state 0 is not initial"]);
    expect(faultsOf({ ...swing, labels: [0, 3] })).toEqual([
      "step 1 with label 3 does not lead from state 1 to state 2",
    ]);
    expect(faultsOf({ ...swing, states: [0, 2, 0] })).toHaveLength(2);
    expect(faultsOf({ ...swing, states: [0, 1] })).toEqual(["states and labels do not form a path"]);
    expect(faultsOf({ ...swing, states: [], labels: [] })).toEqual(["states and labels do not form a path"]);
  });

  test("rejects a loop that does not close", () => {
    expect(faultsOf({ ...swing, loop: 1 })).toEqual(["the last state is not state 1"]);
    expect(faultsOf({ ...swing, loop: 3 })).toEqual(["loop is not a position"]);
    expect(faultsOf({ ...swing, loop: null })).toEqual(["a lasso was expected, not a finite path"]);
  });

  test("rejects a step that leaves the state as it is", () => {
    const stutters: PlainCase = { ...plain, steps: [{ from: 0, to: 0, label: 0 }] };
    const claimed = { states: [0, 0], labels: [0], loop: 0, fairness: [] };
    const { faults } = judge({
      behaviours: behavioursOf(stutters),
      property: reachesTwo,
      fairness: [],
      counterexample: claimed,
    });
    expect(faults).toEqual(["step 0 does not change the state"]);
  });

  test("rejects a behaviour that satisfies the property", () => {
    const through = { states: [0, 1, 2, 1], labels: [0, 1, 3], loop: 1, fairness: [] };
    const satisfied = ["the behaviour satisfies the property"];
    expect(faultsOf(through)).toEqual(satisfied);
    expect(faultsOf(through, { kind: "alwaysEventually", goal: (s) => s === 2 })).toEqual(satisfied);
    expect(faultsOf(through, { kind: "eventuallyAlways", goal: (s) => s > 0 })).toEqual(satisfied);
    expect(faultsOf(through, { kind: "leadsTo", from: (s) => s === 0, to: (s) => s === 2 })).toEqual(satisfied);
    expect(faultsOf(through, { kind: "eventuallyAlways", goal: (s) => s === 2 })).toEqual([]);
    expect(faultsOf(through, { kind: "leadsTo", from: (s) => s === 2, to: (s) => s === 0 })).toEqual([]);
  });

  test("rejects an unfair lasso, and a reason that is not true", () => {
    const goOn = (kind: FairnessConstraint["kind"]): FairnessConstraint => ({ name: "go on", kind, labels: [1] });
    const reason = { name: "go on", kind: "weak", because: { kind: "disabled", state: 2 } } as const;
    expect(faultsOf({ ...swing, fairness: [reason] }, reachesTwo, [goOn("weak")])).toEqual([]);
    expect(faultsOf(swing, reachesTwo, [goOn("weak")])).toEqual(["not one reason per fairness constraint"]);

    const untrue = { ...reason, because: { kind: "disabled", state: 1 } } as const;
    const misled = ["the reason given for go on is not true"];
    expect(faultsOf({ ...swing, fairness: [untrue] }, reachesTwo, [goOn("weak")])).toEqual(misled);
    const taken = { ...reason, because: { kind: "taken", step: 1 } } as const;
    expect(faultsOf({ ...swing, fairness: [taken] }, reachesTwo, [goOn("weak")])).toEqual(misled);

    const strong = { name: "go on", kind: "strong", because: { kind: "disabledThroughout" } } as const;
    expect(faultsOf({ ...swing, fairness: [strong] }, reachesTwo, [goOn("strong")])).toEqual([
      "the behaviour is not fair: strong go on",
      ...misled,
    ]);
    const waiting = { states: [0, 1], labels: [0], loop: 1, fairness: [{ ...reason, because: untrue.because }] };
    expect(faultsOf(waiting, reachesTwo, [goOn("weak")])).toContain("the behaviour is not fair: weak go on");
  });

  test("rejects a path to a state from which the goal can still be reached", () => {
    const path = { states: [0, 1], labels: [0], loop: null, fairness: [] };
    expect(faultsOf(path, { kind: "alwaysReachable", goal: (s) => s === 2 })).toEqual([
      "a goal can be reached from the last state",
    ]);
    expect(faultsOf(swing, never)).toEqual(["a finite path was expected, not a lasso"]);
  });

  test("says when it gave up looking for a goal", () => {
    const claim = { behaviours: behavioursOf(plain), property: never, fairness: [], exploreAtMost: 1 };
    const judgement = judge({ ...claim, counterexample: { states: [0], labels: [], loop: null, fairness: [] } });
    expect(judgement).toEqual({ faults: [], unchecked: ["whether a goal can be reached after visiting 1 states"] });
  });

  test("never accepts a damaged counterexample to a property that holds", () => {
    const shape = { maxStates: 5, maxSteps: 12, maxConstraints: 3 };
    const damages = fc.record({ cut: fc.nat(6), loop: fc.nat(6) });
    fc.assert(
      fc.property(casesWithProperty(shape), damages, ([plainCase, property], { cut, loop }) => {
        const unfair = { ...plainCase, constraints: [] };
        const graph = graphOf(unfair);
        const verdict = checkLiveness(new Analysis(graph), compileFairness(graph, []), propertyOf(property));
        fc.pre(verdict.outcome === "violated" && judgeByBruteForce(plainCase, property).stem === null);
        const { states, labels } = verdict.counterexample;
        const length = Math.min(cut, labels.length);
        const claimed = {
          states: states.slice(0, length + 1),
          labels: labels.slice(0, length),
          loop: Math.min(loop, length),
          fairness: [],
        };
        const { faults } = judge({
          behaviours: behavioursOf(plainCase),
          property: statedProperty(property),
          fairness: plainCase.constraints,
          counterexample: claimed,
        });
        expect(faults.filter((fault) => fault !== "not one reason per fairness constraint")).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

const never: StatedProperty<number> = { kind: "alwaysReachable", goal: () => false };
