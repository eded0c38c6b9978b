import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { fingerprintHalf, fingerprintTable, wordHalf } from "../../src/program/fingerprint.ts";
import { randomModel } from "../support/random-model.ts";

const WORDS = 5;
const table = fingerprintTable(WORDS);
const states = fc.array(fc.integer(), { minLength: WORDS, maxLength: WORDS }).map((words) => Int32Array.from(words));
const halves = [0, 1] as const;

describe("a fingerprint", () => {
  test("is linear: that of two states' exclusive or is the exclusive or of theirs", () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const both = a.map((word, at) => word ^ (b[at] as number));
        for (const half of halves) {
          const [ofA, ofB, ofBoth] = [a, b, both].map((state) => fingerprintHalf(table, state, 0, WORDS, half));
          expect((ofA as number) ^ (ofB as number)).toBe(ofBoth);
        }
      }),
    );
  });

  test("is the exclusive or of its words' parts, at any offset", () => {
    fc.assert(
      fc.property(states, fc.nat({ max: 3 }), (state, offset) => {
        const buffer = new Int32Array(offset + WORDS + 1).fill(-1);
        buffer.set(state, offset);
        for (const half of halves) {
          const parts = [...state].map((bits, word) => wordHalf(table, word, bits, half));
          expect(fingerprintHalf(table, buffer, offset, WORDS, half)).toBe(parts.reduce((a, b) => a ^ b, 0));
        }
      }),
    );
  });

  test("has a number of its own for every bit of 64 words, all linearly independent of small sums", () => {
    const wide = fingerprintTable(64);
    const numbers = Array.from({ length: 64 * 32 }, (_, bit) => [wide[2 * bit] as number, wide[2 * bit + 1] as number]);
    const sums = new Set(numbers.map(String));
    expect(sums.size).toBe(64 * 32);
    expect(sums.has("0,0")).toBe(false);
    // No two of them sum up to a third or to the sum of two others, as far as the first 256 go.
    const pairs = new Set<string>();
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < a; b++)
        pairs.add([0, 1].map((half) => (numbers[a] as number[])[half]! ^ (numbers[b] as number[])[half]!).join());
    }
    expect(pairs.size).toBe((256 * 255) / 2);
    expect([...pairs].some((sum) => sums.has(sum))).toBe(false);
  });

  test("is the same in every run and thread: the table begins as it always did", () => {
    expect([...fingerprintTable(1).subarray(0, 4)]).toEqual([...fingerprintTable(9).subarray(0, 4)]);
    expect([...fingerprintTable(1).subarray(0, 4)].map((number) => number >>> 0)).toEqual(FIRST_NUMBERS);
  });
});

const FIRST_NUMBERS = [3653269916, 2939563536, 2141751570, 3295091513];

describe("the fingerprint that a program keeps", () => {
  test("is that of its current state, through every step of random walks and back in the source again", () => {
    let visits = 0;
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.infiniteStream(fc.nat()), (seed, choices) => {
        const program = compile(randomModel(seed, { space: 50_000, fault: null }));
        const table = fingerprintTable(program.words);
        const current = () => halves.map((half) => fingerprintHalf(table, program.work, 0, program.words, half));
        const initial = [...program.initialStates()];
        let state = initial[(choices.next().value as number) % initial.length] as Int32Array;
        for (let step = 0; step < 30; step++) {
          program.load(state, 0);
          const successors: Int32Array[] = [];
          const wrong: string[] = [];
          program.expand({
            visit: () => {
              visits++;
              successors.push(program.work.slice(0, program.words));
              if (String([program.low, program.high]) !== String(current())) wrong.push(String(successors.at(-1)));
              if (String(program.work.subarray(program.words)) !== String(state)) wrong.push("the source");
            },
            fail: () => {},
          });
          expect(wrong).toEqual([]);
          expect([program.low, program.high]).toEqual(current());
          expect([...program.work]).toEqual([...state, ...state]);
          if (successors.length === 0) break;
          state = successors[(choices.next().value as number) % successors.length] as Int32Array;
        }
      }),
      { numRuns: 80 },
    );
    expect(visits).toBeGreaterThan(1000);
  });
});
