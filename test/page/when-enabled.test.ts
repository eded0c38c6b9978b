import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { enablingOf, enablingText, rangesText } from "../../src/page/when-enabled.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("when a rule instance is enabled", () => {
  const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
  const said = (text: string, now: number) => {
    const state = path.states[now];
    if (state === undefined) throw new Error("there is no state");
    const refused = choicesIn(subject, state, null).refused.find((each) => each.text === text);
    if (refused === undefined) throw new Error(`${text} is enabled`);
    return enablingText(enablingOf(subject, path, refused.step, now), now);
  };

  it.each([
    ["promise(by: a1, ballot: 0)", 9, "no more: enabled in state 1, step 2 ended that"],
    ["accept(by: a1, ballot: 0, value: v1)", 9, "no more: enabled in states 4 to 6, step 7 ended that"],
    ["propose(ballot: 1, value: v2)", 7, "not yet: enabled in state 9"],
    ["propose(ballot: 0, value: v2)", 7, "no more: enabled in state 3, step 4 ended that"],
    ["accept(by: a1, ballot: 0, value: v2)", 7, "in no state of this path"],
  ])("is said of %s in state %i", (text, now, expected) => {
    expect(said(text, now)).toBe(expected);
  });

  it("is said in ranges", () => {
    expect(rangesText([1, 2, 3, 5, 7, 8])).toBe("1 to 3, 5 and 7, 8");
  });
});
