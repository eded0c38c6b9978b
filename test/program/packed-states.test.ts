import fc from "fast-check";
import { expect, it } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { model, range, set } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { PackedStates } from "../../src/program/packed-states.ts";
import { unpackState } from "../../src/state/codec.ts";
import { textOf } from "./random-walks.ts";

it("keeps each state once, in the order of its first appearance, and finds it again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12_000 }),
      (words, numbers) => {
        const packed = new PackedStates(words);
        const stateOf = (number: number) => Int32Array.from({ length: words }, (_, word) => number * (word + 1) - 7);
        const expected = new Map<number, number>();
        numbers.forEach((number, at) => {
          // Many different ones too, for chunks and tables to grow.
          const value = at % 3 === 0 ? at : number;
          expect(packed.add(stateOf(value), 0, at)).toBe(!expected.has(value));
          if (!expected.has(value)) expected.set(value, at);
        });
        expect(packed.count).toBe(expected.size);
        [...expected].forEach(([value, origin], at) => {
          expect(packed.at(at)).toEqual(stateOf(value));
          expect(packed.origin(at)).toBe(origin);
          expect(packed.indexOf(stateOf(value), 0)).toBe(at);
        });
        expect(packed.indexOf(stateOf(1_000_000), 0)).toBe(-1);
      },
    ),
    { numRuns: 20 },
  );
});

const Digit = range(0, 5);
const several = model({
  state: { sum: range(0, 15), met: set(Digit) },
  init: {
    for: { a: Digit, b: Digit, c: Digit },
    when: (s) => s.sum % 2 === 0,
    do: (s, { a, b, c }) => {
      s.sum = a + b + c;
      s.met.add(Math.min(a, b));
    },
  },
  rules: { stay: { do: () => {} } },
});

it("numbers initial states as the interpreter does, with the first combination that makes each", () => {
  const program = compile(several);
  const interpreter = interpret(several);
  const states = program.initialStates();
  const expected = interpreter.initialStates();
  expect(states.count).toBe(expected.length);
  expect(states.count).toBeGreaterThan(20);
  expected.forEach((state, at) => {
    expect(textOf(unpackState(program.layout, states.at(at) as Int32Array, 0))).toBe(textOf(state.plain));
    expect(interpreter.initialState(states.origin(at))?.text).toBe(state.text);
  });
});

it("makes the same ones in slices, however short", () => {
  const [whole, sliced] = [compile(several), compile(several)];
  let slices = 1;
  while (!sliced.makeInitialStates(() => true)) slices++;
  expect(slices).toBe(Math.ceil(6 ** 3 / 64));
  expect([...sliced.initialStates()]).toEqual([...whole.initialStates()]);
});

it("notices an init that is impure, of the first combinations in each, of later ones in one of 32", () => {
  const impureAt = (from: number) => {
    let runs = 0;
    return model({
      state: { n: range(0, 9999), odd: range(0, 1) },
      init: {
        for: { n: range(0, 9999) },
        do: (s, { n }) => {
          s.n = n;
          if (n >= from) s.odd = runs++ % 2;
        },
      },
      rules: { stay: { do: () => {} } },
    });
  };
  for (const from of [0, 63, 64, 9000]) expect(() => compile(impureAt(from)).initialStates()).toThrow("init is impure");
});
