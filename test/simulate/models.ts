/** Models whose random runs end in every way that there is. */
import { flag, integer, model, protocol, range, weak } from "../../src/index.ts";

/** Two counters that go up, one of them by nine instances of a rule. */
export const fork = model({
  name: "fork",
  state: { left: range(0, 5), right: range(0, 5), last: range(0, 9) },
  rules: {
    left: {
      when: (s) => s.left < 5,
      do: (s) => {
        s.left += 1;
        s.last = 0;
      },
    },
    right: {
      for: { by: range(1, 9) },
      when: (s) => s.right < 5,
      do: (s, { by }) => {
        s.right += 1;
        s.last = by;
      },
    },
    never: { when: () => false, do: () => {} },
  },
  always: { "in order": (s) => s.left <= 5, "not both": (s) => s.left < 5 || s.right < 5 },
  reachable: { "left first": (s) => s.left === 5 && s.right === 0, beyond: (s) => s.last === 0 && s.left > 5 },
  eventually: { done: (s) => s.left === 5 },
  fairness: { fair: weak("left") },
});

/** How a run of it ends, and what is wrong. */
export const ending = protocol(
  {
    name: "ending",
    parameters: {
      most: integer({ from: 1, to: 9, default: 3 }),
      still: flag(),
      throws: flag(),
      claims: flag(),
      bound: flag(),
      throwingBound: flag(),
    },
  },
  ({ most, still, throws, claims, bound, throwingBound }) =>
    model({
      state: { n: range(0, 9) },
      rules: {
        up: {
          when: (s) => s.n < most,
          do: (s) => {
            if (throws && s.n === 2) throw new TypeError("no more");
            s.n += 1;
          },
        },
        stay: still ? { do: () => {} } : false,
      },
      always: {
        claim: (s) => {
          if (claims && s.n === 2) throw new RangeError("no claim");
          return s.n >= 0;
        },
      },
      step: { "by one": (before, after) => after.n === before.n + 1 && (most !== 7 || after.n < 5) },
      terminal: (s) => s.n !== 4,
      constraint:
        bound || throwingBound
          ? {
              always: {
                low: (s) => {
                  if (throwingBound && s.n === 1) throw new EvalError("no bound");
                  return s.n < 2;
                },
              },
            }
          : { always: {} },
    }),
);
