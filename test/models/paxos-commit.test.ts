/**
 * Paxos commit, and pc-freeprepared. Larger than a test should be, found with `synod check paxos-commit
 * participants=2 acceptors=3 ballots=2`: the manifest's 1,321,761 states at depth 27, 15,141,813 generated.
 */
import { describe, expect, it } from "vitest";
import { paxosCommit } from "../../models/index.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

describe("Paxos commit", () => {
  it.each([
    [1, 3, 2, 8_789],
    [2, 3, 1, 4_109],
    [2, 1, 2, 9_612],
  ])("of %i with %i acceptors and %i ballots takes so many steps, by our own count", (...row) => {
    const [participants, acceptors, ballots, generated] = row;
    expect(search(paxosCommit({ participants, acceptors, ballots })).generated).toBe(generated);
  });

  it("commits when every participant's vote is accepted by a majority", () => {
    const committed = (acceptors: number) =>
      search(paxosCommit({ participants: 2, acceptors, ballots: 1 })).witnesses.get("committed")?.length;
    // Each votes, a majority accepts it; one decision; each commits.
    expect([1, 3].map(committed)).toEqual([2 * 2 + 1 + 2, 2 * 3 + 1 + 2]);
  });

  it.each([
    [1, 3, 2, 0],
    [1, 3, 2, 1],
    [2, 1, 2, 0],
  ])("of %i decides with %i acceptors and %i ballots when %i may crash, even if nobody votes", async (...row) => {
    const [participants, acceptors, ballots, crashes] = row;
    const found = await overTime(paxosCommit({ participants, acceptors, ballots, crashes, liveness: true }));
    expect(found).toMatchObject({ safe: true, shapes: { decided: "holds" } });
  });

  it.each([
    ["without a majority of acceptors", { participants: 1, acceptors: 3, ballots: 2, crashes: 2 }, "4 + 0"],
    ["without the only acceptor, like two-phase commit", { participants: 2, acceptors: 1, crashes: 1 }, "3 + 0"],
    ["without ballots for leaders, when nobody votes", { participants: 2, acceptors: 3, ballots: 1 }, "0 + 0"],
  ])("waits for ever %s", async (_, parameters, decided) => {
    expect((await overTime(paxosCommit({ ...parameters, liveness: true }))).shapes).toEqual({ decided });
  });

  it.each([
    [1, 9],
    [2, 12],
  ])("pc-freeprepared is inconsistent with two participants: %i acceptors, %i steps", (acceptors, steps) => {
    const found = search(paxosCommit({ participants: 2, acceptors }, "pc-freeprepared"), { until: ["consistent"] });
    const counterexample = found.violations.get("consistent") ?? [];
    expect(counterexample).toHaveLength(steps);
    // One has refused, and a leader has said in its name that it is prepared.
    expect(counterexample.filter((step) => step.startsWith("vote")).map((step) => step.split("vote: ")[1])).toEqual(
      expect.arrayContaining(["aborted)", "prepared)"]),
    );
    // A step before, the other commits although the first has not prepared.
    expect(found.violations.get("refines transaction commit")).toHaveLength(steps - 1);
  });
});
