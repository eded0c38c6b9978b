import { describe, expect, it } from "vitest";
import { gossip, paxosRetold, peterson, raftFigure8, twoPhaseCommitCrashes } from "../../models/index.ts";
import type { Property } from "../../src/model/property.ts";
import { shortestOf, showsIt, sliceOfTrace, walkTo } from "./sliced.ts";

const shown = [
  [paxosRetold, "p-own", ["1 2 3 5", "4 6 7 8"]],
  [paxosRetold, "p-half", ["1 3 5 6", "2 4 7 8"]],
  [twoPhaseCommitCrashes, "t-tmamnesia", ["1 2 3", "4 10", "5 6 7 8 9"]],
  [gossip, "g-lastwins", ["1 2", "3"]],
  [peterson, "pe-noturn", ["1 2", "3", "4 5", "6"]],
  [raftFigure8, "counts-replicas", ["1 2", "3 7", "4 5 6", "8 9 10"]],
] as const;

describe("the slice of a shortest counterexample", () => {
  it.each(shown)("is all of it, and chapters of the same steps are one as well: %#", async (protocol, id, told) => {
    const { model, property, recorded } = (await shortestOf(protocol, id)) as NonNullable<
      Awaited<ReturnType<typeof shortestOf>>
    >;
    const slice = sliceOfTrace(model, property, recorded);
    const all = recorded.steps.map((_, at) => at + 1);
    expect(slice?.matters).toEqual(all);
    expect(slice?.chapters?.map(({ steps }) => steps.join(" ")) ?? null).toEqual(told);
    const order = slice?.chapters?.flatMap(({ steps }) => steps) ?? all;
    expect(order.toSorted((one, other) => one - other)).toEqual(all);
    expect(showsIt(model, property, recorded, order)).toBe(true);
    expect(slice?.cones.every((cone) => cone.length > 0)).toBe(true);
    expect(slice?.key.at(-1)).toBe(all.length);
  });
});

describe("the slice of a random walk", () => {
  it("is a counterexample without the steps that do not matter, and mostly a shorter one", () => {
    const model = twoPhaseCommitCrashes(twoPhaseCommitCrashes.protocol.mutants["t-tmamnesia"]?.at, "t-tmamnesia");
    const property = model.properties.find(({ name }) => name === "consistent") as Property;
    const walks = Array.from({ length: 40 }, (_, at) => at + 1).flatMap(
      (seed) => walkTo(model, property, seed * 7919, 60) ?? [],
    );
    expect(walks.length).toBeGreaterThan(4);
    const lengths = walks.map((walk) => {
      const slice = sliceOfTrace(model, property, walk);
      const matters = slice?.matters ?? [];
      expect(showsIt(model, property, walk, matters)).toBe(true);
      return [walk.steps.length, matters.length] as const;
    });
    expect(lengths.some(([all, some]) => some < all)).toBe(true);
  });
});
