// Of programs: which refusals are only that the process stands elsewhere.
import { expect, it } from "vitest";
import { paxos } from "../../models/paxos/paxos.ts";
import { peterson } from "../../models/peterson/peterson.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { splitElsewhere } from "../../src/page/elsewhere.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";

it("says once of each process where it stands, and apart what it waits for there", () => {
  const live = liveModel(peterson());
  const [start] = live.interpreter.initialStates();
  let state = start as NonNullable<typeof start>;
  // One goes on for as long as it can, so that the other has to wait.
  for (let walked = 0; walked < 8; walked++) {
    const own = choicesIn(live, state, null).enabled;
    const next = own.find(({ arguments: bound }) => bound[0]?.[1] === (walked < 3 ? "p" : "q")) ?? own[0];
    if (next === undefined) break;
    state = pathFrom(live, state, [next.step]).states[1] as typeof state;
  }
  const { refused, total, enabled } = choicesIn(live, state, null);
  const { elsewhere, others } = splitElsewhere(refused, live, state.plain);
  expect(elsewhere.map(({ called }) => called)).toHaveLength(2);
  for (const { place, steps } of elsewhere) expect(steps).not.toContain(place);
  expect(elsewhere.reduce((sum, { steps }) => sum + steps.length, 0) + others.length + enabled.length).toBe(total);
  expect(others.map(({ text }) => text)).toEqual(["process wait(self: q)"]);
});

it("leaves the refusals of rules as they are", () => {
  const live = liveModel(paxos());
  const [start] = live.interpreter.initialStates();
  const { refused } = choicesIn(live, start as never, null);
  expect(splitElsewhere(refused, live, (start as NonNullable<typeof start>).plain)).toEqual({
    elsewhere: [],
    others: refused,
  });
});
