/** Rows G3 and G4 of protocols.md 1.2: eventual convergence, and what it needs. Counts found by brute force in C++ and TLC. */
import { describe, expect, it } from "vitest";
import { gossip } from "../../models/index.ts";
import { overTime } from "../support/verdicts.ts";

const converges = (shape: string) => ({ "all agree": shape, "all can agree": "holds" });

describe("gossip", () => {
  it.each(["push", "push-pull"] as const)("G3: contacts by %s converge, whoever chooses them", async (exchange) => {
    const atomic = gossip({ exchange, liveness: true });
    for (const [fairness, shape] of [
      ["weak-per-pair", "holds"],
      ["weak-per-sender", "holds"],
      ["none", "1 + 0"],
    ] as const)
      expect(await overTime(atomic, { fairness })).toMatchObject({ safe: true, shapes: converges(shape) });
  });

  it.each([
    ["weak-per-pair", "holds"],
    ["weak-per-sender", "3 + 6"],
    ["none", "1 + 0"],
  ])("G4: messages in flight, one per pair, %s: %s", async (fairness, shape) => {
    const found = await overTime(gossip({ transport: "in-flight" }), { fairness });
    expect(found).toMatchObject({ distinct: 381_433, generated: 2_353_459, depth: 21 });
    expect(found).toMatchObject({ safe: true, shapes: converges(shape) });
  });

  it.each([
    ["weak-per-pair", "1 + 4"],
    ["strong-receive", "holds"],
  ])("G4: messages that may be lost, two nodes, %s: %s", async (fairness, shape) => {
    const found = await overTime(gossip({ nodes: 2, transport: "in-flight", lossy: true }), { fairness });
    expect(found).toMatchObject({ distinct: 65, safe: true, shapes: converges(shape) });
  });

  it.each([
    ["1", "weak-per-pair", 1_011, "1 + 2"],
    ["1", "strong-per-pair", 1_011, "holds"],
    ["2", "weak-per-pair", 15_971, "1 + 4"],
    ["2", "strong-per-pair", 15_971, "holds"],
  ] as const)(
    "in flight, %s for all: who never finds room never tells, %s",
    async (slots, fairness, distinct, shape) => {
      const found = await overTime(gossip({ transport: "in-flight", slots }), { fairness });
      expect(found).toMatchObject({ distinct, safe: true, shapes: converges(shape) });
    },
  );
});
