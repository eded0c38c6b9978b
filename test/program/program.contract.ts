/** What the explorer relies on in any program, wrapped or not. */
import { expect, test } from "vitest";
import type { Model } from "../../src/model/model.ts";
import type { Program } from "../../src/program/program.ts";

interface Seen {
  readonly step: number;
  readonly state: Int32Array;
  readonly low: number;
  readonly high: number;
}

export function itIsAProgram(programOf: (model: Model) => Program, models: readonly Model[]): void {
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
        if (Object.keys(program.plan).length === 0) expect(stood).toBe(1);
      }
    }
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
