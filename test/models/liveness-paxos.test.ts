/** Lamport's bounded liveness of Paxos (MCPaxos.tla): what has to be fair for a value to get chosen. */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { overTime } from "../support/verdicts.ts";

describe("Paxos", () => {
  const small = paxos({ ballots: 2, liveness: true }); // MCPaxos with (3, 2, 2)

  // TLC stops after 4 to 10 steps, which need not be the fewest; these are.
  it.each([
    ["highest-ballot", "holds"],
    ["lower-ballot", "4 + 0"],
    ["no-prepare", "0 + 0"],
    ["too-few-acceptors", "2 + 0"],
    ["none", "0 + 0"],
  ])("chooses if the proposer of the last ballot and a quorum are fair; %s: %s", async (fairness, shape) => {
    const found = await overTime(small, { fairness });
    expect(found).toMatchObject({ distinct: 3_921, generated: 22_995, depth: 16, safe: true });
    expect(found.shapes).toEqual({ "gets chosen": shape });
  });

  it("is kept from choosing in the lower ballot by promises to the higher one", async () => {
    const { counterexamples } = await check(small, { fairness: "lower-ballot" });
    const rules = counterexamples
      .find(({ property }) => property === "gets chosen")
      ?.trace.steps.map(({ rule }) => rule);
    expect(rules?.toSorted()).toEqual(["prepare", "prepare", "promise", "promise"]);
  });

  it.each([
    [1, 1, 1],
    [2, 2, 2],
    [3, 2, 1],
    [3, 1, 2],
    [4, 2, 1],
  ])("chooses with %i acceptors, %i ballots and %i values too", async (acceptors, ballots, values) => {
    const found = await overTime(paxos({ acceptors, ballots, values, liveness: true }));
    expect(found.shapes).toEqual({ "gets chosen": "holds" });
  });
});
