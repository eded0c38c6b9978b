/** Deletion without tombstones, and with tombstones dropped too early. */
import { describe, expect, it } from "vitest";
import { tombstones } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { overTime } from "../support/verdicts.ts";

const HOLDS = { "deletion spreads": "holds", "can be forgotten": "holds" };

describe("tombstones", () => {
  // Each node's copy is the item or a tombstone, or, when nobody has the item any more, a tombstone or nothing.
  it.each([
    [2, 13],
    [3, 49],
    [4, 161],
  ])("of %i nodes: 2^(n + 1) - 1 states, and no resurrection", async (nodes, generated) => {
    const found = await overTime(tombstones({ nodes }));
    const [distinct, depth] = [2 ** (nodes + 1) - 1, 2 * nodes];
    expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes: HOLDS });
  });

  it("spread only if nodes go on pushing", async () => {
    const found = await overTime(tombstones(), { fairness: "none" });
    expect(found.shapes).toEqual({ ...HOLDS, "deletion spreads": "1 + 0" });
  });

  it.each([
    ["d-notomb", 2, 4, "0 + 2"],
    ["d-gc", 2, 9, "0 + 3"],
    ["d-notomb", 3, 8, "0 + 2"],
    ["d-gc", 3, 27, "0 + 3"],
  ] as const)("%s, %i nodes: the item may come back again and again, and is never gone", async (...row) => {
    const [mutant, nodes, distinct, shape] = row;
    const found = await overTime(tombstones({ nodes }, mutant), { keepGoing: true });
    expect(found).toMatchObject({ distinct, safe: false, shapes: { ...HOLDS, "deletion spreads": shape } });
  });

  it.each([
    ["d-notomb", ["delete", "push"]],
    ["d-gc", ["delete", "drop", "push"]],
  ] as const)("%s is killed by two nodes in the fewest steps there can be", async (mutant, rules) => {
    const { counterexamples } = await check(tombstones({ nodes: 2 }, mutant), { properties: ["no resurrection"] });
    expect(counterexamples[0]?.trace.steps.map(({ rule }) => rule)).toEqual(rules);
  });

  it.each(["d-notomb", "d-gc"] as const)("%s is not detectable with one node", async (mutant) => {
    expect((await overTime(tombstones({ nodes: 1 }, mutant))).safe).toBe(true);
  });
});
