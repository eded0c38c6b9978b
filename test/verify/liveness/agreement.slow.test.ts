import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { checkLiveness, type LivenessVerdict } from "../../../src/verify/liveness/check.ts";
import { compileFairness } from "../../../src/verify/liveness/fairness.ts";
import { judge } from "../../../src/verify/liveness/validate.ts";
import { judgeByBruteForce } from "./brute-force.ts";
import {
  behavioursOf,
  casesWithProperty,
  graphOf,
  type PlainCase,
  type PlainProperty,
  plainCases,
  plainProperties,
  propertyOf,
  statedProperty,
} from "./plain-case.ts";

function verdictOf(plain: PlainCase, property: PlainProperty): LivenessVerdict {
  const graph = graphOf(plain);
  return checkLiveness(new Analysis(graph), compileFairness(graph, plain.constraints), propertyOf(property));
}

function lengthsOf(verdict: LivenessVerdict): { stem: number | null; cycle: number | null } {
  if (verdict.outcome === "holds") return { stem: null, cycle: null };
  const { labels, loop } = verdict.counterexample;
  return loop === null ? { stem: labels.length, cycle: null } : { stem: loop, cycle: labels.length - loop };
}

function faultsOf(plain: PlainCase, property: PlainProperty, verdict: LivenessVerdict): readonly string[] {
  if (verdict.outcome === "holds") return [];
  return judge({
    behaviours: behavioursOf(plain),
    property: statedProperty(property),
    fairness: plain.constraints,
    counterexample: verdict.counterexample,
  }).faults;
}

function agrees([plain, property]: [PlainCase, PlainProperty]): void {
  const verdict = verdictOf(plain, property);
  expect(lengthsOf(verdict)).toEqual(judgeByBruteForce(plain, property));
  expect(faultsOf(plain, property, verdict)).toEqual([]);
  if (verdict.outcome === "violated") expect(verdict.counterexample.isShortest).toBe(true);
}

/** Minutes on a loaded machine. */
const PATIENT = { timeout: 240_000 };

describe("the engine and the brute-force judge", PATIENT, () => {
  test("agree on verdict, shortest stem and shortest cycle of random cases without fairness", () => {
    const shape = { maxStates: 7, maxSteps: 16, maxConstraints: 0 };
    fc.assert(fc.property(casesWithProperty(shape), agrees), { numRuns: 8_000 });
  });

  test("agree on verdict, shortest stem and shortest cycle of random cases with one or two constraints", () => {
    const shape = { maxStates: 7, maxSteps: 16, maxConstraints: 2 };
    fc.assert(fc.property(casesWithProperty(shape), agrees), { numRuns: 10_000 });
  });

  test("agree on verdict, shortest stem and shortest cycle of random cases with many overlapping constraints", () => {
    const shape = { maxStates: 5, maxSteps: 14, maxConstraints: 5 };
    fc.assert(fc.property(casesWithProperty(shape), agrees), { numRuns: 10_000 });
  });

  test("agree when the constraints that matter come after, or on both sides of, the first word of them", () => {
    const shape = { maxStates: 5, maxSteps: 12, maxConstraints: 3 };
    const idle = { name: "idle", kind: "weak", labels: [] } as const;
    const late = fc
      .tuple(casesWithProperty(shape), fc.integer({ min: 29, max: 33 }))
      .map(([[plain, property], before]): [PlainCase, PlainProperty] => {
        const constraints = [...Array.from({ length: before }, () => idle), ...plain.constraints];
        return [{ ...plain, constraints }, property];
      });
    fc.assert(fc.property(late, agrees), { numRuns: 3_000 });
  });
});

describe("several properties on one analysis", () => {
  test("get the same verdicts as each on its own, in any order", () => {
    const several = plainCases({ maxStates: 6, maxSteps: 14, maxConstraints: 3 }).chain((plain) =>
      fc.tuple(fc.constant(plain), fc.array(plainProperties(plain.states), { minLength: 2, maxLength: 5 })),
    );
    fc.assert(
      fc.property(several, ([plain, properties]) => {
        const graph = graphOf(plain);
        const analysis = new Analysis(graph);
        const fairness = compileFairness(graph, plain.constraints);
        for (const property of properties) {
          expect(checkLiveness(analysis, fairness, propertyOf(property))).toEqual(verdictOf(plain, property));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the numbering of states", () => {
  test("changes neither the verdict nor the lengths", () => {
    const renumbered = casesWithProperty({ maxStates: 7, maxSteps: 16, maxConstraints: 4 }).chain(
      ([plain, property]) => {
        const identity = Array.from({ length: plain.states }, (_, s) => s);
        const order = fc.shuffledSubarray(identity, { minLength: plain.states, maxLength: plain.states });
        return fc.tuple(fc.constant(plain), fc.constant(property), order);
      },
    );
    fc.assert(
      fc.property(renumbered, ([plain, property, order]) => {
        const permuted: PlainCase = {
          ...plain,
          initial: plain.initial.map((s) => order[s]!),
          steps: plain.steps.map(({ from, to, label }) => ({ from: order[from]!, to: order[to]!, label })),
        };
        const place = (predicate: readonly boolean[]): boolean[] => order.map((_, s) => predicate[order.indexOf(s)]!);
        const moved = { ...property, goal: place(property.goal), from: place(property.from) };
        expect(lengthsOf(verdictOf(permuted, moved))).toEqual(lengthsOf(verdictOf(plain, property)));
      }),
      { numRuns: 4_000 },
    );
  });
});

describe("an enumeration of all short lassos by the validator", () => {
  test("finds one exactly when the engine does, and none with a shorter stem", () => {
    fc.assert(
      fc.property(casesWithProperty({ maxStates: 3, maxSteps: 6, maxConstraints: 2 }), ([plain, property]) => {
        fc.pre(property.kind !== "alwaysReachable");
        expect(shortestStemAmongLassos(plain, property, 8)).toEqual(lengthsOf(verdictOf(plain, property)).stem);
      }),
      { numRuns: 1_500 },
    );
  });
});

/** Tries every walk of at most `longest` steps, closed at every place where it can be, and asks the validator only. */
function shortestStemAmongLassos(plain: PlainCase, property: PlainProperty, longest: number): number | null {
  const behaviours = behavioursOf(plain);
  const isViolation = (states: number[], loop: number): boolean => {
    const labels = states.slice(1).map((to, i) => plain.steps.find((x) => x.from === states[i] && x.to === to)!.label);
    const { faults } = judge({
      behaviours,
      property: statedProperty(property),
      fairness: plain.constraints,
      counterexample: { states, labels, loop, fairness: [] },
    });
    return faults.every((fault) => fault === "not one reason per fairness constraint");
  };
  let shortest: number | null = null;
  const extend = (states: number[]): void => {
    for (let loop = 0; loop < (shortest ?? states.length); loop++) {
      if (states[loop] === states.at(-1) && isViolation(states, loop)) shortest = loop;
    }
    if (states.length > longest) return;
    const successors = new Set(plain.steps.filter(({ from }) => from === states.at(-1)).map(({ to }) => to));
    for (const next of successors) extend([...states, next]);
  };
  for (const s of plain.initial) extend([s]);
  return shortest;
}
