// Lanes of many processes of a kind as one.
import { expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { storyOf } from "../../src/page/story.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const { subject, path } = pathOf(paxosRetold({ acceptors: 3, ballots: 2, values: 2 }, "p-majown"), MAJORITY_OF_REPLIES);
const told = { loop: null, reasons: null, parameters: {} };

it("leaves all as it is where nothing is collapsed", () => {
  expect(storyOf(subject, path, { ...told, collapsed: new Set() }).plan).toEqual(storyOf(subject, path, told).plan);
});

it("has one lane for all acceptors, with how many they are, and the others as they were", () => {
  const { plan, drawn } = storyOf(subject, path, { ...told, collapsed: new Set([0]) });
  expect(plan.lanes.map(({ short }) => short)).toEqual(["×3", "b0", "b1"]);
  expect(plan.lanes[0]?.name).toBe("a1 to a3 ×3");
  expect(plan.of).toEqual([1, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0, 0]);
  // What goes from one acceptor to another would be an arrow from a lane to itself.
  expect(drawn.arrows.filter(({ from, to }) => plan.of[from] === plan.of[to])).toEqual([]);
});
