/**
 * A model for seeded faults: the properties are false only where judging too little shows. `a` must pass 5 before `later` reads
 * `b`, so what changes `b` is to be judged by it although that was not known when the change was learned; `still` does not
 * hold of standing still where `b` is 3, and only a step that it reads nothing of is seen there; `end` has one step of its own in
 * each state of the last stretch.
 */
import { model, range } from "synod";

export const corners = model({
  state: { a: range(0, 7), b: range(0, 3), c: range(0, 2), end: range(0, 20) },
  rules: {
    "raise a": {
      when: (s) => s.a < 6 && s.b < 3 && s.end === 0,
      do: (s) => {
        s.a += 1;
      },
    },
    "raise b": {
      when: (s) => s.b < 3 && s.end === 0,
      do: (s) => {
        s.b += 1;
      },
    },
    "raise c": {
      when: (s) => s.c < 2 && s.end === 0,
      do: (s) => {
        s.c += 1;
      },
    },
    "go on": {
      when: (s) => s.end > 0 || (s.a === 6 && s.b === 2 && s.c === 2),
      do: (s) => {
        if (s.end < 20) s.end += 1;
        else s.a = 7;
      },
    },
  },
  always: { later: (s) => s.a < 5 || s.b < 3 },
  step: { still: (before, after) => before.b < 3 || after.a > before.a || after.end > before.end },
});
