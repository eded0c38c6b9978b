import { expect, it } from "vitest";
import { model, range } from "../../src/index.ts";
import { liveModel, pathFrom, startOf } from "../../src/page/path.ts";
import { truthOf } from "../../src/page/truth.ts";

const abstract = model({
  state: { n: range(0, 9) },
  rules: {
    up: {
      when: (s) => s.n < 9,
      do: (s) => {
        s.n += 1;
      },
    },
  },
});

/** Goes up by one, and by two from 2 on; `first`: what it begins with. */
const jumping = (first: number) =>
  model({
    state: { n: range(0, 9) },
    init: (s) => {
      s.n = first;
    },
    rules: {
      up: {
        when: (s) => s.n < 7,
        do: (s) => {
          s.n += s.n < 2 ? 1 : 2;
        },
      },
    },
    refines: { counter: { model: abstract, map: (s) => ({ n: s.n }) } },
  });

function row(first: number, steps: number) {
  const subject = liveModel(jumping(first));
  const start = startOf(subject, { initial: 0, steps: [] });
  if (start === null) throw new Error("it begins nowhere");
  const [truth] = truthOf(subject, pathFrom(subject, start, Array(steps).fill(0)), null);
  return truth;
}

it("a link is false of the steps that have no match, and of those alone", () => {
  expect(row(0, 4)).toMatchObject({ cells: [null, true, true, false, false], says: "false of step 3", isBroken: true });
  expect(row(0, 2)).toMatchObject({ cells: [null, true, true], says: "true of every step", isBroken: false });
});

it("a link is false of an initial state that is none there", () => {
  expect(row(1, 1)).toMatchObject({ cells: [false, true], says: "false in state 0", isBroken: true });
});
