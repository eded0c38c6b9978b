import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { liveModel } from "../../src/page/path.ts";
import { predictionsIn } from "../../src/page/predict.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("what can happen in a state", () => {
  const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES.slice(0, 11));
  const state = path.states.at(-1);
  if (state === undefined) throw new Error("there is no state");
  const choices = choicesIn(subject, state, liveModel(paxosRetold({}, null)));

  it("is every enabled instance, and what it breaks", () => {
    const said = choices.enabled.filter(({ changes }) => changes.length > 0).map(({ text, breaks }) => [text, breaks]);
    expect(said).toEqual([
      ["promise(by: a2, ballot: 1)", []],
      ["accept(by: a2, ballot: 1, value: v2)", ["agreement", "one value learned"]],
      ["accept(by: a3, ballot: 1, value: v2)", ["agreement", "one value learned"]],
    ]);
    expect(choices.enabled.length + choices.refused.length).toBe(choices.total);
  });

  it("tells what only the mistake allows", () => {
    const before = path.states[9];
    if (before === undefined) throw new Error("there is no state");
    const { enabled } = choicesIn(subject, before, liveModel(paxosRetold({}, null)));
    const only = enabled.filter(({ isInReference }) => isInReference === false).map(({ text }) => text);
    expect(only).toEqual(["propose(ballot: 1, value: v2)"]);
  });

  it("is asked about with instances that are enabled and others, the same ones every time", () => {
    const asked = predictionsIn(choices);
    expect(asked).toEqual(predictionsIn(choices));
    expect(asked.filter(({ isEnabled }) => isEnabled)).toHaveLength(5);
    expect(asked.filter(({ isEnabled }) => !isEnabled)).toHaveLength(5);
    for (const { text, isEnabled } of asked)
      expect(choices.enabled.some((choice) => choice.text === text)).toBe(isEnabled);
  });
});
