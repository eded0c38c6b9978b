/** What becomes of quorums of other sizes; "2/n+1" is a text's misprint of "n/2 + 1" taken literally (docs/the-text.md, row Q1). */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { type QuorumName, quorumsOf } from "../../models/paxos-retold/quorum.ts";
import { search } from "../support/search.ts";

describe("the sizes of quorums", () => {
  it.each<[QuorumName, number[]]>([
    ["majority", [1, 2, 2, 3, 3]],
    ["2/n+1", [3, 2, 1, 1, 1]],
    ["2/n+1-rounded-up", [3, 2, 2, 2, 2]],
    ["half", [1, 1, 2, 2, 3]],
    ["one", [1, 1, 1, 1, 1]],
  ])("%s of 1 to 5 acceptors is %j", (name, sizes) => {
    expect([1, 2, 3, 4, 5].map((acceptors) => quorumsOf(name)(acceptors).votes)).toEqual(sizes);
    expect([1, 2, 3, 4, 5].map((acceptors) => quorumsOf(name)(acceptors).promises)).toEqual(sizes);
  });

  it.each<[QuorumName, number, number | null]>([
    ["2/n+1", 2, null],
    ["2/n+1", 3, 8],
    ["2/n+1-rounded-up", 3, null],
    ["2/n+1-rounded-up", 4, 12],
    ["one", 2, 8],
    ["half", 2, 8],
    ["half", 3, null],
    ["half", 4, 12],
  ])("%s with %i acceptors: agreement breaks in %j steps", (quorum, acceptors, steps) => {
    const found = search(paxos({ acceptors, ballots: 2, quorum }), { until: ["agreement"] });
    expect(found.violations.get("agreement")?.length ?? null).toBe(steps);
  });

  it("a quorum larger than there are acceptors never chooses", () => {
    const found = search(paxos({ acceptors: 1, ballots: 2, quorum: "2/n+1" }));
    expect(found.complete).toBe(true);
    expect(found.witnesses.has("chosen")).toBe(false);
    expect(found.idle).toEqual(["propose", "accept"]);
  });
});
