// The invariants that built-in models offer, by their counts: those of Paxos were found by brute force before synod was, those of
// two-phase commit for the course, those of EWD 840 by brute force in Python; of voting it is known that its module's invariant is inductive.
import { describe, expect, it } from "vitest";
import { ewd840, gossip, paxos, twoPhaseCommit, voting } from "../../models/index.ts";
import type { Model } from "../../src/model/model.ts";
import { prove } from "../../src/prove/prove.ts";

describe("the invariants of built-in models", () => {
  it.each<[string, Model, string, object]>([
    [
      "Paxos, first attempt",
      paxos({ acceptors: 1 }),
      "first attempt",
      { outcome: "not-inductive", states: 14_036, steps: 50_576, escapes: 3_712 },
    ],
    [
      "Paxos, published",
      paxos({ acceptors: 1 }),
      "published",
      { outcome: "not-inductive", states: 1_356, steps: 4_336, escapes: 64 },
    ],
    [
      "Paxos, strengthened",
      paxos({ acceptors: 1 }),
      "strengthened",
      { outcome: "proved", states: 380, steps: 1_224, escapes: 0 },
    ],
    [
      "Paxos, two acceptors, one value",
      paxos({ acceptors: 2, values: 1 }),
      "strengthened",
      { outcome: "proved", states: 2_052, steps: 7_532, escapes: 0 },
    ],
    [
      "two-phase commit",
      twoPhaseCommit({ participants: 2 }),
      "inductive",
      { outcome: "proved", states: 128, escapes: 0 },
    ],
    [
      "two-phase commit, three",
      twoPhaseCommit({ participants: 3 }),
      "inductive",
      { outcome: "proved", states: 820, escapes: 0 },
    ],
    [
      "its consistency alone",
      twoPhaseCommit({ participants: 2 }),
      "consistent",
      { outcome: "not-inductive", states: 2_688, escapes: 1_536 },
    ],
    [
      "voting",
      voting({ acceptors: 3, ballots: 2, values: 2 }),
      "inductive",
      { outcome: "proved", states: 2_771, escapes: 0 },
    ],
    [
      "Dijkstra's token",
      ewd840(),
      "dijkstra",
      { outcome: "proved", typeStates: "384", states: 352, steps: 1_864, escapes: 0 },
    ],
    [
      "Dijkstra's token, four nodes",
      ewd840({ nodes: 4 }),
      "dijkstra",
      { outcome: "proved", typeStates: "2048", states: 1_872, steps: 16_480, escapes: 0 },
    ],
    ["gossip", gossip({ nodes: 3 }), "no ghosts", { outcome: "proved", states: 125, steps: 825, escapes: 0 }],
  ])("%s", async (_, model, invariant, expected) => {
    const proof = await prove(model, { invariant });
    expect(proof).toMatchObject(expected);
    if (proof.outcome === "proved") expect(proof.implies.every((each) => each.false === 0)).toBe(true);
    else if (proof.counterexample?.kind === "step") expect(proof.counterexample.before.reachable).toBe("no");
  });
});
