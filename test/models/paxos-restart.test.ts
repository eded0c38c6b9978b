/** Acceptors that restart, with and without stable storage. */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { search } from "../support/search.ts";

describe("acceptors of Paxos that restart", () => {
  it("are no more than slow if they find promise and vote in stable storage: not one state is new", () => {
    const restarting = search(paxos({ acceptors: 3 }, "p-restart"));
    const { distinct, generated, depth } = search(paxos({ acceptors: 3 }));
    // In every state each of the three may restart, which leads nowhere.
    expect(restarting).toMatchObject({ distinct, generated: generated + 3 * distinct, depth });
  });

  it.each([
    ["p-amnesia-all", 1, 9],
    ["p-amnesia-promise", 1, 9],
    ["p-amnesia-vote", 1, 9],
    ["p-amnesia-all", 3, 13],
    ["p-amnesia-promise", 3, 13],
    ["p-amnesia-vote", 3, 13],
  ] as const)("%s with %i acceptors: agreement breaks in %i steps, by a single restart", (id, acceptors, steps) => {
    const found = search(paxos({ acceptors }, id), { until: ["agreement"] });
    const counterexample = found.violations.get("agreement") ?? [];
    expect(counterexample).toHaveLength(steps);
    expect(counterexample.filter((step) => step.startsWith("restart"))).toHaveLength(1);
  });

  it("break nothing but agreement if they only forget their vote: promises are kept", () => {
    const found = search(paxos({ acceptors: 1 }, "p-amnesia-vote"));
    expect([...found.violations.keys()].sort()).toEqual(["agreement", "one value learned"]);
  });
});
