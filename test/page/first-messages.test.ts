// Messages that are under way in the initial state: drawn from whoever sent them, who has taken no step.
import { expect, it } from "vitest";
import { abdRegister } from "../../models/registers/abd-register.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { firstSenders } from "../../src/page/first-messages.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { storyOf } from "../../src/page/story.ts";

it("has an arrow from whoever's first message a step takes, and none once it is answered", () => {
  const subject = liveModel(abdRegister({ clients: 2, servers: 3 }));
  const [start] = subject.interpreter.initialStates();
  const steps: number[] = [];
  for (let walked = 0; walked < 8; walked++) {
    const state = pathFrom(subject, start as never, steps).states.at(-1) as never;
    const [next] = choicesIn(subject, state, null).enabled;
    if (next === undefined) break;
    steps.push(next.step);
  }
  const path = pathFrom(subject, start as never, steps);
  const { plan, drawn } = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });
  const calls = path.steps.flatMap(({ rule }, at) => (rule === "receive call" ? [at] : []));
  const senders = firstSenders(path, plan);
  const isFirst = (at: number) => /operation: 0/.test(path.steps[at]?.arguments.map(([, text]) => text).join() ?? "");
  expect(calls.some(isFirst)).toBe(true);
  for (const at of path.steps.keys()) {
    const own = senders[at]?.map((lane) => plan.lanes[lane]?.name) ?? [];
    const from = /from: ([AB])/.exec(path.steps[at]?.arguments.map(([, text]) => text).join() ?? "")?.[1];
    expect(own).toEqual(calls.includes(at) && isFirst(at) ? [from] : []);
    for (const lane of senders[at] ?? []) expect(drawn.sources).toContainEqual({ lane, to: at });
  }
});
