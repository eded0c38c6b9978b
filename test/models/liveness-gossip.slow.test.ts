/** Rows G3 and G4 of docs/the-text.md: eventual convergence, and what it needs. Counts found by brute force in C++ and TLC. */
import { describe, expect, it } from "vitest";
import { gossip } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
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

  // Weak fairness is never enough for three nodes or more. That strong fairness is for three with one version is an
  // artefact of telling too few versions apart, see models/gossip-unending/gossip-unending.ts.
  it.each([
    [2, 1, "holds", "holds"],
    [2, 2, "holds", "holds"],
    [2, 3, "holds", "holds"],
    [3, 1, "0 + 4", "holds"],
    [3, 2, "0 + 5", "0 + 6"],
    [3, 3, "0 + 5", "0 + 6"],
    [4, 1, "0 + 5", "0 + 18"],
    [4, 2, "0 + 6", "0 + 8"],
  ])("G4: updates without end, %i nodes, %i versions told apart: %s, strongly fair %s", async (...row) => {
    const [nodes, versions, weak, strong] = row;
    const endless = gossip({ nodes, versions, updates: "forever" });
    const shapes = (shape: string) => ({
      ...{ "all agree": shape, "all agree again and again": shape },
      "all can agree": "holds",
    });
    const distinct = (versions + 1) ** (nodes - 1);
    expect(await overTime(endless)).toMatchObject({ distinct, shapes: shapes(weak) });
    expect((await overTime(endless, { fairness: "strong-per-pair" })).shapes).toEqual(shapes(strong));
  });

  it.each(["weak-per-pair", "strong-per-pair"])(
    "G4: with versions that do grow without end the loop under %s leads back too, and passes no agreement",
    async (fairness) => {
      const endless = gossip({ nodes: 3, versions: 2, updates: "forever" });
      const { counterexamples } = await check(endless, { fairness, properties: ["all agree"] });
      const { list, trace } = counterexamples[0] as (typeof counterexamples)[number];
      // How far nodes 0, 1 and 2 are behind, by the whole numbers.
      const behind = [0, 1, 1];
      const passed = [[...behind]];
      for (const { rule, arguments: bound } of trace.steps) {
        const [from, to] = bound.map(([, value]) => Number(value)) as [number, number];
        if (rule === "update") for (const node of [1, 2]) behind[node] = (behind[node] as number) + 1;
        else behind[to] = Math.min(behind[to] as number, behind[from] as number);
        passed.push([...behind]);
      }
      expect(list.loop).toBe(0);
      expect(passed.at(-1)).toEqual(passed[0]);
      expect(passed.filter((lags) => lags.every((lag) => lag === 0))).toEqual([]);
    },
  );

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
