/** What Redis Cluster claims, and what it does not. Counts are in test/oracles/counts.ts. */
import { describe, expect, it } from "vitest";
import { redisCluster } from "../../models/index.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

describe("Redis Cluster, electing a replica", () => {
  it.each([
    [{ part: "votes", masters: 3, replicas: 2, epochs: 2 }, ["elected"]],
    [{ part: "votes", masters: 2, replicas: 3, epochs: 2 }, ["elected"]],
    [{ part: "delayed-votes", masters: 3, replicas: 2, epochs: 2 }, ["epoch known before a vote in it", "elected"]],
  ] as const)("elects at most one in an epoch: %o", (at, reached) => {
    const found = search(redisCluster(at));
    expect(found).toMatchObject({ complete: true, idle: [] });
    expect([...found.violations]).toEqual([]);
    expect([...found.witnesses.keys()]).toEqual(reached);
  });

  it("elects two by a late answer to an old request, unless rule 3 forbids it", () => {
    const { violations } = search(redisCluster({ part: "delayed-votes" }, "r3"));
    const steps = violations.get("one winner per epoch") ?? [];
    expect(steps.filter((step) => step.startsWith("heartbeat"))).toHaveLength(2);
    expect(steps.filter((step) => /vote\(.*epoch: 1\)/.test(step))).toHaveLength(2);
    expect(steps.filter((step) => /vote\(.*epoch: 2\)/.test(step))).toHaveLength(2);
  });

  it("elects two in an epoch when both masters, whose votes that takes, have forgotten theirs", () => {
    const found = search(redisCluster({ part: "votes", epochs: 1 }, "r-nofsync"));
    const restarts = found.violations.get("one winner per epoch")?.filter((step) => step.startsWith("restart"));
    expect(restarts).toEqual(["restart(m: m1)", "restart(m: m2)"]);
  });
});

describe("Redis Cluster, declaring a failure", () => {
  const steps = (at: Parameters<typeof redisCluster>[0]) => {
    const found = search(redisCluster({ part: "failure-reports", ...at }));
    expect(found).toMatchObject({ complete: true, idle: [] });
    return [...found.violations].map(([name, { length }]) => [name, length]);
  };

  it.each([2, 3])("has a majority of %i at the time, were reports dropped at once", (masters) => {
    expect(steps({ masters })).toEqual([]);
  });

  it.each([2, 3])("is weak by design: a majority of %i need not think so at one time", (masters) => {
    expect(steps({ masters, expiry: "late" })).toEqual([["FAIL while a majority sees PFAIL", 5]]);
  });
});

describe("Redis Cluster, settling who owns a slot", () => {
  it.each([
    [2, 1, 11],
    [2, 2, 41],
    [3, 1, 116],
  ])("comes to one owner, of %i that claim it, with %i others", async (masters, replicas, distinct) => {
    const found = await overTime(redisCluster({ part: "slot-claims", masters, replicas }));
    expect(found).toMatchObject({ distinct, safe: true, shapes: { "one owner": "holds" } });
  });

  it("is stuck with two owners after one claim, if neither takes a new epoch", async () => {
    const found = await overTime(redisCluster({ part: "slot-claims", replicas: 1 }, "r-collide"));
    expect(found).toMatchObject({ safe: true, shapes: { "one owner": "1 + 0" } });
  });
});
