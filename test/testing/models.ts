/** Small models for what tests claim of models. */
import { type Model, model, range, weak } from "../../src/index.ts";

export const DAYS = range(0, 9);

/** Counts up by one or two: `even` breaks after one step, `small` after five, `far` is reached after five, `never` never. */
export const counter = model({
  name: "counter",
  state: { n: DAYS },
  rules: {
    up: { when: (s) => s.n < 8, do: (s) => void s.n++ },
    add: {
      for: { by: range(2, 2) },
      when: (s, { by }) => s.n + by <= 8,
      do: (s, { by }) => {
        s.n += by;
      },
    },
  },
  always: { even: (s) => s.n % 2 === 0, small: (s) => s.n < 8, natural: (s) => s.n >= 0 },
  reachable: { far: (s) => s.n === 8, never: (s) => s.n === 9 },
});

/** Goes round for ever; `rests` is violated by the loop. */
export const round = model({
  name: "round",
  state: { at: range(0, 3) },
  rules: {
    go: {
      do: (s) => {
        s.at = s.at === 3 ? 1 : s.at + 1;
      },
    },
  },
  eventuallyAlways: { rests: (s) => s.at === 2 },
  fairness: { fair: weak("go") },
});

/** A closure that throws after two steps. */
export const throwing: Model = model({
  name: "throwing",
  state: { n: DAYS },
  rules: {
    up: {
      do: (s) => {
        if (s.n === 2) throw new TypeError("no more");
        s.n += 1;
      },
    },
  },
  always: { natural: (s) => s.n >= 0 },
});
