import { describe, expect, it } from "vitest";
import { raftFigure8 } from "../../models/gallery/raft-figure-8.ts";
import { gossip } from "../../models/gossip/gossip.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { twoPhaseCommitCrashes } from "../../models/two-phase-commit-crashes/two-phase-commit-crashes.ts";
import { type Story, storyOf } from "../../src/page/story.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const laneNames = ({ plan, path }: Story) => path.steps.map((_, at) => plan.lanes[plan.of[at] as number]?.name);
const arrowsOf = ({ drawn }: Story) => drawn.arrows.map(({ from, to }) => `${from + 1}-${to + 1}`).sort();

describe("a story of Paxos", () => {
  const { subject, path } = pathOf(
    paxosRetold({ acceptors: 3, ballots: 2, values: 2 }, "p-majown"),
    MAJORITY_OF_REPLIES,
  );
  const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });

  it("has a lane for each acceptor, and one for each ballot, whose proposer nobody names", () => {
    expect(story.plan.lanes.map(({ name, short }) => [name, short])).toEqual([
      ["a1", "a1"],
      ["a2", "a2"],
      ["a3", "a3"],
      ["ballot 0", "b0"],
      ["ballot 1", "b1"],
    ]);
    expect(laneNames(story)).toEqual([..."ballot 0,a1,a2,ballot 0,ballot 1,a1,a1,a2,a3,ballot 1,a1,a3".split(",")]);
  });

  it("knows which steps each step needed", () => {
    expect(story.causes).toEqual([[], [1], [1], [2, 3], [], [4], [5, 6], [4], [5], [7, 9], [10], [10]]);
  });

  it("draws an arrow for each message that was needed", () => {
    expect(arrowsOf(story)).toEqual([
      "1-2",
      "1-3",
      "10-11",
      "10-12",
      "2-4",
      "3-4",
      "4-6",
      "4-8",
      "5-7",
      "5-9",
      "7-10",
      "9-10",
    ]);
    expect(story.drawn.touches).toEqual([]);
    expect(story.drawn.sources).toEqual([]);
  });

  it("puts concurrent steps on one row", () => {
    expect(story.rows).toEqual([0, 1, 1, 2, 0, 3, 4, 3, 1, 5, 6, 6]);
  });

  it("orders lanes so that no arrow passes over another's step", () => {
    expect(story.order.map((lane) => story.plan.lanes[lane]?.name)).toEqual(["a2", "ballot 0", "a1", "ballot 1", "a3"]);
  });

  it("says of every property where it changes", () => {
    expect(Object.fromEntries(story.truth.map(({ name, says, firstChange }) => [name, [says, firstChange]]))).toEqual({
      agreement: ["false in state 12", 12],
      validity: ["true in every state", null],
      "one value per ballot": ["true in every state", null],
      "one value learned": ["false in state 12", 12],
      "promises monotone": ["true of every step", null],
      chosen: ["reachable: reached in state 8", 8],
    });
  });
});

describe("a story of two-phase commit", () => {
  const texts =
    "prepare(p: p2),prepare(p: p1),hear(p: p2),decideAbort,crashCoordinator,recoverCoordinator,hear(p: p1),decideCommit,commit(p: p2),abort(p: p1)";
  const model = twoPhaseCommitCrashes({ participants: 2, crash: "coordinator-recovers" }, "t-tmamnesia");
  const { subject, path } = pathOf(model, texts.split(","));
  const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });

  it("puts what is nobody's row into a lane called as its rules say", () => {
    expect(laneNames(story)).toEqual(
      "p2,p1,coordinator,coordinator,coordinator,coordinator,coordinator,coordinator,p2,p1".split(","),
    );
  });

  it("lets a participant abort as soon as it is told, whatever the coordinator does then", () => {
    expect(story.causes.at(-1)).toEqual([4]);
    expect(story.rows.at(-1)).toBe(3);
  });
});

describe("a story of gossip", () => {
  const { subject, path } = pathOf(gossip({ nodes: 3, versions: 1 }, "g-lastwins"), [
    "update(node: n1)",
    "contact(from: n1, to: n2)",
    "contact(from: n3, to: n2)",
  ]);
  const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });

  it("shows who brought what it knew from the beginning", () => {
    const [n1, n2, n3] = [0, 1, 2];
    expect(story.plan.of).toEqual([n1, n2, n2]);
    expect(story.drawn.sources).toEqual([{ lane: n3, to: 2 }]);
    expect(arrowsOf(story)).toEqual(["1-2"]);
  });
});

describe("a story of Raft with elections in one step", () => {
  const { subject, path } = pathOf(raftFigure8({}, "counts-replicas"), [
    "elect(leader: s1, term: 1, voters: {s1, s2})",
    "write(leader: s1)",
    "elect(leader: s2, term: 2, voters: {s2, s3})",
  ]);
  const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });

  it("marks the voters whose term an election changes", () => {
    expect(laneNames(story)).toEqual(["s1", "s1", "s2"]);
    expect(story.drawn.touches).toEqual([
      { from: 0, lane: 1 },
      { from: 2, lane: 2 },
    ]);
  });
});
