import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { checkLiveness } from "../../../src/verify/liveness/check.ts";
import { compileFairness } from "../../../src/verify/liveness/fairness.ts";
import type { LivenessProperty } from "../../../src/verify/liveness/property.ts";
import { idleConstraints } from "../../../src/verify/liveness/vacuity.ts";
import { graphOf, plainCases, setOf } from "./plain-case.ts";

/** 0 -> 1 -> 2, every step fair. */
const line = {
  states: 3,
  initial: [0],
  steps: [
    { from: 0, to: 1, label: 0 },
    { from: 1, to: 2, label: 1 },
  ],
};
const steps = { name: "steps", kind: "weak", labels: [0, 1] } as const;
const where = (...states: number[]): Uint8Array => setOf([0, 1, 2].map((s) => states.includes(s)));

function vacuityOf(property: LivenessProperty, initial: readonly number[] = line.initial): readonly string[] {
  const graph = graphOf({ ...line, initial });
  const verdict = checkLiveness(new Analysis(graph), compileFairness(graph, [steps]), property);
  return verdict.outcome === "holds" ? verdict.vacuity.map(({ kind }) => kind) : ["violated"];
}

describe("vacuity", () => {
  test("an eventually that is true at once says nothing", () => {
    expect(vacuityOf({ kind: "eventually", goal: where(0) })).toEqual(["goalMetInitially"]);
    expect(vacuityOf({ kind: "eventually", goal: where(2) })).toEqual([]);
    expect(vacuityOf({ kind: "eventually", goal: where(0, 2) }, [0, 1])).toEqual([]);
  });

  test("a leadsTo whose left side is never reached, or always comes with the right side, says nothing", () => {
    expect(vacuityOf({ kind: "leadsTo", from: where(), to: where(2) })).toEqual(["leftSideNeverReached"]);
    expect(vacuityOf({ kind: "leadsTo", from: where(1), to: where(1) })).toEqual(["rightSideAlwaysPresent"]);
    expect(vacuityOf({ kind: "leadsTo", from: where(0), to: where(2) })).toEqual([]);
  });

  test("without initial states there is no behaviour at all", () => {
    expect(vacuityOf({ kind: "alwaysEventually", goal: where(2) }, [])).toEqual(["noBehaviour"]);
    expect(vacuityOf({ kind: "eventually", goal: where() }, [])).toEqual(["noBehaviour"]);
  });

  test("otherwise some behaviour is always fair, whatever the constraints", () => {
    fc.assert(
      fc.property(plainCases({ maxStates: 7, maxSteps: 16, maxConstraints: 5 }), (plain) => {
        const graph = graphOf(plain);
        const nowhere = new Uint8Array(plain.states);
        const fairness = compileFairness(graph, plain.constraints);
        const verdict = checkLiveness(new Analysis(graph), fairness, { kind: "eventually", goal: nowhere });
        expect(verdict.outcome).toBe("violated");
      }),
      { numRuns: 3_000 },
    );
  });

  test("a constraint on a class that is never enabled is named", () => {
    const graph = graphOf(line);
    const idle = { name: "no such step", kind: "strong", labels: [3] } as const;
    expect(idleConstraints(compileFairness(graph, [steps, idle]))).toEqual([idle]);
  });
});
