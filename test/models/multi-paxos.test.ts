/**
 * Multi-Paxos, and m-gap. Larger than a test should be, found with `synod check multi-paxos acceptors=3`:
 * 661,073 states, 5,717,275 generated, depth 24.
 */
import { describe, expect, it } from "vitest";
import { multiPaxos } from "../../models/index.ts";
import { search } from "../support/search.ts";

describe("multi-Paxos", () => {
  it("decides two slots after one first phase", () => {
    const { witnesses } = search(multiPaxos({ acceptors: 2, slots: 2 }), { until: ["all slots decided"] });
    const steps = witnesses.get("all slots decided") ?? [];
    const times = (kind: string) => steps.filter((step) => step.startsWith(kind)).length;
    expect(["prepare", "promise", "propose", "accept"].map(times)).toEqual([1, 2, 2, 4]);
  });

  it("may decide a slot before an earlier one", () => {
    expect(search(multiPaxos({ acceptors: 2, slots: 2 })).witnesses.get("a gap")).toHaveLength(6);
  });

  it.each([
    [1, 8],
    [2, 12],
    [3, 12],
  ])("m-gap is killed by %i acceptors in %i steps", (acceptors, steps) => {
    const found = search(multiPaxos({ acceptors, ballots: 2, slots: 2 }, "m-gap"), { until: ["agreement"] });
    const counterexample = found.violations.get("agreement") ?? [];
    expect(counterexample).toHaveLength(steps);
    // The first slot has no part in it.
    expect(counterexample.filter((step) => step.includes("slot: 0"))).toEqual([]);
  });

  it.each([
    ["one slot", { acceptors: 3, slots: 1 }],
    ["one ballot", { acceptors: 3, ballots: 1, slots: 2 }],
    ["one value", { acceptors: 2, slots: 2, values: 1 }],
  ])("m-gap is not detectable with %s", (_, parameters) => {
    const found = search(multiPaxos(parameters, "m-gap"));
    expect(found.complete).toBe(true);
    expect([...found.violations]).toEqual([]);
  });
});
