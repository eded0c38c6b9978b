// What was mended in the gallery holds also where the bugs show, and not only at the defaults. Some of the sizes are those of
// drafts that were written before the models, and have as many states; models' headers say where they differ, and why.
import { describe, expect, it } from "vitest";
import {
  epaxosBallot,
  kip101,
  natsFsync,
  raftFigure8,
  raftMembership,
  vrStateTransfer,
  zookeeper4643,
} from "../../models/index.ts";
import { check, type Model } from "../../src/index.ts";

describe("what was mended holds", () => {
  it.each<[string, Model, number, number]>([
    ["raft-membership terms=3, as the draft", raftMembership({ terms: 3 }), 23_896, 52_609],
    ["vr-state-transfer views=2", vrStateTransfer({ views: 2 }), 969_352, 2_918_098],
  ])("%s, without reductions", async (_, model, distinct, generated) => {
    const { verdict } = await check(model, { symmetry: false });
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct, generated } });
  });

  it.each<[string, Model, number]>([
    [
      "raft-membership servers=4 terms=3, 613,685 in all as the draft",
      raftMembership({ servers: 4, terms: 3 }),
      27_123,
    ],
    ["raft-figure-8 servers=5", raftFigure8({ servers: 5 }), 3_656],
    ["zookeeper-4643 epochs=3 crashes=3", zookeeper4643({ epochs: 3, crashes: 3 }), 21_165],
    ["kip-101 records=3", kip101({ records: 3 }), 19_564],
  ])("%s, up to renaming", async (_, model, distinct) => {
    const { verdict } = await check(model, { reductions: ["symmetry"] });
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct } });
  });

  it.each<[string, Model, number]>([
    ["epaxos-ballot ballots=3", epaxosBallot({ ballots: 3 }), 3_727],
    ["nats-fsync crashes=2", natsFsync({ crashes: 2 }), 37_705],
  ])("%s, without stale messages", async (_, model, distinct) => {
    const { verdict } = await check(model, { reductions: ["symmetry", "stale-messages"] });
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct } });
  });
});
