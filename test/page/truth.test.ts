// What the axis says of properties along a path.
import { expect, it } from "vitest";
import { model, range } from "../../src/index.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { truthOf } from "../../src/page/truth.ts";

it("says of a property that throws where it does, not that it is true", () => {
  const thrower = (s: { n: number }) => {
    if (s.n === 2) throw new Error("two");
    return true;
  };
  const subject = model({
    state: { n: range(0, 3) },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n = s.n + 1;
        },
      },
    },
    always: { throws: thrower, small: (s) => s.n < 4 },
    step: { grows: (before, after) => thrower(after) && before.n < after.n },
    leadsTo: { answers: [thrower, (s) => s.n === 3] },
  });
  const live = liveModel(subject);
  const [start] = live.interpreter.initialStates();
  const rows = truthOf(live, pathFrom(live, start as never, [0, 0, 0]), null);
  expect(rows.map(({ name, says, isBroken, throwsIn }) => [name, says, isBroken, throwsIn])).toEqual([
    ["throws", "throws in state 2", true, 2],
    ["small", "true in every state", false, null],
    ["grows", "throws at step 2", true, 2],
    ["answers", "leads to: answered", false, null],
  ]);
  expect(rows[0]?.cells).toEqual([true, true, null, true]);
});
