/** What the explorer and the stages above it rely on in any program, wrapped or not. */
import { expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import type { Model } from "../../src/model/model.ts";
import type { Program } from "../../src/program/program.ts";
import type { StepList } from "../../src/program/steps.ts";

interface Seen {
  readonly step: number;
  readonly state: Int32Array;
  readonly low: number;
  readonly high: number;
}

/** `inForce`: the names of the reductions of these programs. */
export function itIsAProgram(
  programOf: (model: Model) => Program,
  models: readonly Model[],
  inForce: readonly string[] = [],
): void {
  /** Some states, those nearest to the initial ones, with the program that has them. */
  const states = (model: Model, count: number): { readonly program: Program; readonly found: Int32Array[] } => {
    const program = programOf(model);
    const found = [...program.initialStates()];
    const seen = new Set(found.map((state) => state.join()));
    for (let at = 0; at < found.length && found.length < count; at++) {
      for (const { state } of successorsOf(program, found[at] as Int32Array)) {
        if (seen.has(state.join())) continue;
        seen.add(state.join());
        found.push(state);
      }
    }
    return { program, found };
  };

  test("has initial states, no two the same, and in the same order when asked again", () => {
    for (const model of models) {
      const program = programOf(model);
      const initial = [...program.initialStates()];
      expect(initial.length).toBeGreaterThan(0);
      expect(new Set(initial.map((state) => state.join())).size).toBe(initial.length);
      expect([...program.initialStates()]).toEqual(initial);
    }
  });

  test("is at the state that was loaded or resumed, as current state and as source, with one fingerprint", () => {
    for (const model of models) {
      const { program, found } = states(model, 30);
      for (const state of found) {
        program.load(state, 0);
        const { low, high } = program;
        expect([...program.work]).toEqual([...state, ...state]);
        program.load(found[0] as Int32Array, 0);
        program.resume(Int32Array.from([7, ...state]), 1, low, high);
        expect([...program.work, program.low, program.high]).toEqual([...state, ...state, low, high]);
      }
    }
  });

  test("shows each successor with its fingerprint, beside its source, and is at the source again afterwards", () => {
    for (const model of models) {
      const { program, found } = states(model, 30);
      for (const state of found) {
        for (const { state: successor, low, high } of successorsOf(program, state)) {
          program.load(successor, 0);
          expect([program.low, program.high]).toEqual([low, high]);
        }
      }
    }
  });

  test("makes the same of a state every time, whatever was asked in between", () => {
    for (const model of models) {
      const { program, found } = states(model, 30);
      const first = found.map((state) => successorsOf(program, state));
      for (const state of found) {
        program.load(state, 0);
        program.audit();
        program.standsFor(state, 0);
      }
      expect(found.map((state) => successorsOf(program, state))).toEqual(first);
    }
  });

  test("counts the enabled instances of each rule, and answers how many they are", () => {
    for (const model of models) {
      const { program, found } = states(model, 30);
      for (const state of found) {
        program.load(state, 0);
        program.enabled.fill(0);
        const total = program.expand({ visit: () => {}, fail: () => {} });
        expect(program.enabled.reduce((sum, count) => sum + count, 0)).toBe(total);
      }
    }
  });

  test("lets a state stand for one or more, a whole number", () => {
    for (const model of models) {
      const { program, found } = states(model, 30);
      for (const state of found) {
        const stood = program.standsFor(state, 0);
        expect(Number.isInteger(stood) && stood >= 1).toBe(true);
        if (!inForce.includes("symmetry")) expect(stood).toBe(1);
      }
    }
  });

  test("names the reductions in force, and no other", () => {
    for (const model of models) expect(Object.keys(programOf(model).plan).sort()).toEqual([...inForce].sort());
  });

  test("hands back its paths as the model itself takes them, as long and to a state with the same answers", () => {
    for (const model of models) {
      const program = programOf(model);
      const plain = compile(model);
      const asked = model.properties.flatMap(({ kind }, at) => (kind === "always" || kind === "reachable" ? [at] : []));
      for (const { path, state } of pathsOf(program, 12)) {
        const concrete = program.concrete(path).path;
        expect(concrete.steps).toHaveLength(path.steps.length);
        let now = program.own.initialStates().at(concrete.initial) as Int32Array;
        for (const step of concrete.steps) {
          const next = successorsOf(plain, now).find((successor) => successor.step === step);
          // What has been forgotten may be all that a step adds.
          if (next !== undefined) now = next.state;
          else expect(inForce).toContain("stale-messages");
        }
        const answers = (of: Program, at: Int32Array) => {
          of.load(at, 0);
          return asked.map((property) => answerOf(of, property));
        };
        expect(answers(plain, now)).toEqual(answers(program, state));
      }
    }
  });

  test("hands back what is at the end of a path: the state of the model itself, and a step from there", () => {
    let met = 0;
    for (const model of models) {
      const program = programOf(model);
      for (const { path, state } of pathsOf(program, 12)) {
        const [last] = successorsOf(program, state);
        if (last === undefined) continue;
        const property = model.properties.findIndex(({ kind }) => kind === "step");
        if (property < 0) continue;
        program.load(state, 0);
        let holds: boolean | null = null;
        program.expand({
          visit: (step) => {
            if (step === last.step) holds = answerOf(program, property) === "true";
          },
          fail: () => {},
        });
        if (holds !== false) continue;
        const { end } = program.concrete(path, { property, state, step: last.step, error: null });
        const from = end?.state as Int32Array;
        expect(successorsOf(program.own, from).map(({ step }) => step)).toContain(end?.step);
        met++;
      }
    }
    expect(met).toBeGreaterThan(0);
  });
}

function successorsOf(program: Program, state: Int32Array): Seen[] {
  const found: Seen[] = [];
  const { words } = program;
  program.load(state, 0);
  const { low, high } = program;
  program.expand({
    visit: (step) => {
      expect([...program.work.subarray(words)]).toEqual([...state]);
      found.push({ step, state: program.work.slice(0, words), low: program.low, high: program.high });
    },
    fail: () => {},
  });
  expect([...program.work, program.low, program.high]).toEqual([...state, ...state, low, high]);
  // They may come in any order.
  return found.sort((one, other) => one.step - other.step);
}

interface Path {
  readonly path: StepList;
  readonly state: Int32Array;
}

/** Shortest paths to some states, those nearest to the initial ones. */
function pathsOf(program: Program, count: number): Path[] {
  const initial = program.initialStates();
  const found: Path[] = [...initial].map((state, at) => ({ path: { initial: at, steps: [] }, state }));
  const seen = new Set(found.map(({ state }) => state.join()));
  for (let at = 0; at < found.length && found.length < count; at++) {
    const { path, state } = found[at] as Path;
    for (const { step, state: next } of successorsOf(program, state)) {
      if (seen.has(next.join())) continue;
      seen.add(next.join());
      found.push({ path: { ...path, steps: [...path.steps, step] }, state: next });
    }
  }
  return found;
}

function answerOf(program: Program, property: number): string {
  try {
    return `${program.holds(property)}`;
  } catch (error) {
    return (error as { readonly id?: string }).id ?? "threw";
  }
}
