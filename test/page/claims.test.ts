import { describe, expect, it } from "vitest";
import { duellingProposers } from "../../models/duelling-proposers/duelling-proposers.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { storyOf } from "../../src/page/story.ts";
import type { Reasons } from "../../src/why/reasons.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const part = (says: string, steps: readonly number[]) => ({ says, because: [{ says: "", steps }], facts: [] });
const reasons: Reasons = {
  why: {
    sentence: "v1 and v2 are both chosen",
    parts: [part("v1 is chosen", [6, 8]), part("v2 is chosen", [11, 12])],
    facts: [],
    others: 0,
    proof: "proved",
    runs: 1,
  },
  slice: null,
  mistake: null,
  needs: [],
  nearest: null,
  unanswered: [],
};
const drawn = (story: ReturnType<typeof storyOf>) =>
  story.claims.marks.map(({ claim, filled }) => `${claim ?? "."}${filled ? "!" : ""}`).join(" ");

describe("whose claim a step serves", () => {
  const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);

  it("is told by what the claim's steps needed, the first claim's before the second's", () => {
    const story = storyOf(subject, path, { loop: null, reasons, parameters: {} });
    expect(drawn(story)).toBe("0 0 0 0 1 0! 1 0! 1 1 1! 1!");
    expect(story.claims.legend.map(({ says }) => says)).toEqual(["v1 is chosen", "v2 is chosen"]);
  });

  it("is told by chapters where there are some", () => {
    const chapters = [
      { says: "one", part: 0, steps: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      { says: "two", part: 1, steps: [11, 12] },
    ];
    const slice = { matters: [], key: [10], cones: [], chapters };
    const story = storyOf(subject, path, { loop: null, reasons: { ...reasons, slice }, parameters: {} });
    expect(drawn(story)).toBe("0 0 0 0 0 0! 0 0! 0 0! 1! 1!");
  });

  it("is, without a reason, what nearly all steps bind, if lanes do not say it", () => {
    const texts = "prepare(p: p1);prepare(p: p2);promise(a: a1, p: p1);promise(a: a1, p: p2)";
    const duel = pathOf(duellingProposers({ proposers: 2, acceptors: 3 }), texts.split(";"));
    const story = storyOf(duel.subject, duel.path, { loop: null, reasons: null, parameters: {} });
    expect(drawn(story)).toBe("0 1 0 1");
    expect(story.claims.legend.map(({ says }) => says)).toEqual(["p: p1", "p: p2"]);
    expect(story.claims.isBound).toBe(true);
  });
});
