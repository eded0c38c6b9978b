/** The guard of `init`: remembered by what it reads of the state, asked itself where it looks at what `init` binds. */
import { afterEach, describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { boolean, map, model, range } from "../../src/index.ts";
import { DEFAULT_THRESHOLDS, setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

const Digit = range(0, 9);

/** The states of a model as texts, and how often its guard was asked. */
function begin(when: (s: { readonly low: number; readonly high: number }, bound: { readonly n: number }) => boolean) {
  let asked = 0;
  const numbers = model({
    state: { low: Digit, high: range(0, 99) },
    init: {
      for: { n: range(0, 999) },
      when: (s, bound) => {
        asked++;
        return when(s, bound);
      },
      do: (s, { n }) => {
        s.low = n % 10;
        s.high = Math.floor(n / 10);
      },
    },
    rules: { stay: { do: () => {} } },
  });
  const states = compile(numbers).initialStates();
  const origins = Array.from({ length: states.count }, (_, at) => states.origin(at));
  return { origins, asked };
}

const odd = Array.from({ length: 1000 }, (_, n) => n).filter((n) => n % 2 === 1);
/** The first 64 combinations, and one in 32 from there on, are asked about once more in any case. */
const again = 64 + Math.ceil((1000 - 64) / 32);

describe("the guard of init", () => {
  test("is asked once for each combination of values that it reads, and again for the sample that is run twice", () => {
    const { origins, asked } = begin((s) => s.low % 2 === 1);
    expect(origins).toEqual(odd);
    expect(asked).toBe(10 + again);
  });

  test("is asked every time where it looks at what init binds", () => {
    const { origins, asked } = begin((_, { n }) => n % 2 === 1);
    expect(origins).toEqual(odd);
    expect(asked).toBe(1000 + again);
  });

  test("is asked every time in the states in which it looks, however it does that", () => {
    const looks = [
      (bound: { readonly n: number }) => bound.n,
      (bound: { readonly n: number }) => ({ ...bound }).n,
      (bound: { readonly n: number }) => Object.values(bound)[0] as number,
      (bound: { readonly n: number }) => Object.getOwnPropertyDescriptor(bound, "n")?.value as number,
    ];
    for (const look of looks) {
      const { origins, asked } = begin((s, bound) => s.low === 3 && look(bound) % 20 === 3);
      expect(origins).toEqual(odd.filter((n) => n % 20 === 3));
      expect(asked).toBe(9 + 100 + again);
    }
  });

  test.each([1, 2, 7])("makes the same states when its tree is given up, window %i", (learningWindow) => {
    setThresholds({ ...DEFAULT_THRESHOLDS, learningWindow });
    expect(begin((s) => (s.low + s.high) % 3 === 0).origins).toEqual(
      Array.from({ length: 1000 }, (_, n) => n).filter((n) => ((n % 10) + Math.floor(n / 10)) % 3 === 0),
    );
  });

  test("is refused when it answers another way the second time, in the sample or when its tree is met again", () => {
    let times = 0;
    expect(() => begin((s) => s.low === 1 || ++times > 50)).toThrow("impure");
  });

  test("reads what an effect has written, collections too, and must not write", () => {
    const flags = model({
      state: { up: map(range(0, 3), boolean) },
      init: {
        for: { n: range(0, 15) },
        when: (s) => s.up.filter(([, is]) => is).length === 2,
        do: (s, { n }) => {
          for (const bit of [0, 1, 2, 3] as const) s.up.set(bit, ((n >> bit) & 1) === 1);
        },
      },
      rules: { stay: { do: () => {} } },
    });
    expect(compile(flags).initialStates().count).toBe(6);
    const writing = model({
      state: { n: Digit },
      init: {
        for: { n: Digit },
        when: (s) => {
          (s as { n: number }).n = 1;
          return true;
        },
        do: (s, { n }) => {
          s.n = n;
        },
      },
      rules: { stay: { do: () => {} } },
    });
    expect(() => compile(writing).initialStates()).toThrow("impure");
  });
});
