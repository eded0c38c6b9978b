// Paxos, two-phase commit and gossip have a page each; their readings, crashes, messages in flight and mutants have moved
// to models beside them. What was asked of the one name is still answered, with the same counts.
import { describe, expect, it } from "vitest";
import {
  builtIns,
  gossip,
  gossipInFlight,
  gossipUnending,
  paxos,
  paxosRetold,
  twoPhaseCommit,
  twoPhaseCommitCrashes,
} from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { Model } from "../../src/model/model.ts";
import { movedSubject } from "../../src/model/moved.ts";
import { shapeOf } from "../../src/report/model-shape.ts";
import { search } from "../support/search.ts";

/** What a search finds, its witnesses as lengths. */
function found(model: Model) {
  const { witnesses, ...counts } = search(model);
  return { ...counts, lengths: [...witnesses].map(([name, steps]) => [name, steps.length] as const) };
}

describe("the model beside a page, at its defaults,", () => {
  it.each([
    { acceptors: 1, ballots: 3, values: 2 },
    { acceptors: 2, ballots: 2, values: 3 },
    { acceptors: 3, ballots: 2, values: 2 },
  ])("has the state, rules, states and steps of paxos: %o", (sizes) => {
    expect(shapeOf(paxosRetold(sizes))).toEqual(shapeOf(paxos(sizes)));
    expect(found(paxosRetold(sizes))).toEqual(found(paxos(sizes)));
  });

  it.each([1, 2, 4])("has the rules, states and steps of two-phase-commit: %i participants", (participants) => {
    const [page, crashes] = [twoPhaseCommit({ participants }), twoPhaseCommitCrashes({ participants })];
    expect(shapeOf(crashes).rules).toEqual(shapeOf(page).rules);
    expect(found(crashes)).toEqual(found(page));
    const names = ({ properties }: Model) => properties.map(({ kind, name }) => `${kind} ${name}`);
    expect(names(crashes)).toEqual(names(page));
  });
});

describe("what has moved is still asked for by the old name", () => {
  it.each([
    ["paxos", paxos({ choose: "own" }), paxosRetold({ choose: "own" })],
    ["paxos", paxos({ acceptors: 2, liveness: true }), paxosRetold({ acceptors: 2, liveness: true })],
    ["paxos", paxos({ acceptors: 2, quorum: "one" }, "p-ge"), paxosRetold({ acceptors: 2, quorum: "one" }, "p-ge")],
    [
      "two-phase-commit",
      twoPhaseCommit({ participants: 2, crash: "anybody" }),
      twoPhaseCommitCrashes({ participants: 2, crash: "anybody" }),
    ],
    [
      "two-phase-commit",
      twoPhaseCommit({ participants: 2 }, "t-rmamnesia"),
      twoPhaseCommitCrashes({ participants: 2 }, "t-rmamnesia"),
    ],
    [
      "gossip",
      gossip({ nodes: 2, exchange: "push-pull", transport: "in-flight", lossy: true }),
      gossipInFlight({ nodes: 2, lossy: true }),
    ],
    ["gossip", gossip({ transport: "in-flight", slots: "1" }), gossipInFlight({ nodes: 3, slots: "1" })],
    [
      "gossip",
      gossip({ updates: "forever", transport: "in-flight", versions: 2 }, "g-lastwins"),
      gossipUnending({ versions: 2 }, "g-lastwins"),
    ],
  ])("%s", (name, asked, answered) => {
    expect(asked.name).toBe(name);
    expect(movedSubject(asked)?.model).toBe(answered.name);
    expect(movedSubject(answered)).toBeNull();
    expect(shapeOf(asked)).toEqual(shapeOf(answered));
    expect(found(asked)).toEqual(found(answered));
  });

  it("and the verdict has the old name with all its parameters", async () => {
    const { verdict } = await check(gossip({ nodes: 2, transport: "in-flight" }), { fairness: "weak-per-sender" });
    expect(verdict).toMatchObject({ model: "gossip", outcome: "holds", states: { distinct: 65 } });
    expect(verdict.parameters).toEqual({
      ...{ nodes: 2, versions: 1, exchange: "push", liveness: false },
      ...{ updates: "stop", transport: "in-flight", slots: "one", lossy: false },
    });
  });

  it("and where it says nothing, the page answers itself", () => {
    for (const asked of [gossip({ lossy: true, slots: "2" }), gossip({ transport: "atomic" }, "g-lastwins")])
      expect(movedSubject(asked)).toBeNull();
    expect(found(gossip({ lossy: true, slots: "2" }))).toEqual(found(gossip()));
  });
});

it("every mutant that has moved is declared where it moved to, once", () => {
  for (const { protocol } of builtIns) {
    const { moved, parameters } = protocol;
    for (const [name, mutant] of Object.entries(moved?.mutants ?? {})) {
      const homes = (moved?.to ?? []).filter((to) => to.protocol.mutants[name] === mutant);
      expect(homes, `${protocol.name} ${name}`).toHaveLength(1);
    }
    for (const { protocol: to } of moved?.to ?? []) {
      expect(builtIns.map((each) => each.protocol)).toContain(to);
      expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(to.parameters)));
    }
  }
});
