/** What Cassandra's gossip claims. Counts are in test/oracles/counts.ts. */
import { describe, expect, it } from "vitest";
import { cassandraGossip } from "../../models/index.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

const agrees = (shape: string) => ({ "all agree": shape });

describe("Cassandra's gossip", () => {
  it.each([
    { nodes: 2, versions: 1, restarts: 1 },
    { nodes: 2, versions: 2, restarts: 2 },
    { nodes: 3, versions: 1, restarts: 1 },
    { exchange: "handshake", nodes: 2, versions: 1 },
    { exchange: "handshake", nodes: 2, versions: 2 },
  ] as const)("comes to agree from some time on, if no exchange is put off for ever: %o", async (at) => {
    expect(await overTime(cassandraGossip(at))).toMatchObject({ safe: true, shapes: agrees("holds") });
  });

  it.each([
    ["atomic", "0 + 0"],
    ["handshake", "1 + 0"],
  ] as const)("need not agree if exchanges may be put off: %s", async (exchange, shape) => {
    const found = await overTime(cassandraGossip({ exchange }), { fairness: "none" });
    expect(found).toMatchObject({ safe: true, shapes: agrees(shape) });
  });

  it("never agrees once a node that kept its generation is behind its own ghost", async () => {
    const found = await overTime(cassandraGossip({}, "c-gen"), { properties: ["all agree"] });
    // Beat, gossip, restart, and a last exchange in which both learn nothing more of the one that restarted.
    expect(found.shapes).toEqual(agrees("4 + 0"));
  });

  it("is haunted after a beat, an exchange and a restart in the same generation", () => {
    const { violations } = search(cassandraGossip({}, "c-gen"));
    expect(violations.get("no ghosts")).toEqual(["beat(node: 0)", "gossip(one: 0, other: 1)", "restart(node: 0)"]);
  });
});
