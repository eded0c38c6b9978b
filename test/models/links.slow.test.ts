/** Links at three ballots, where reading reports wrongly begins to matter, and of larger models. */
import { describe, expect, it } from "vitest";
import { leaderPaxos, multiPaxos, paxos, paxosCommit, paxosRetold } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { Model } from "../../src/model/model.ts";
import type { Link } from "../../src/model/refinement/link.ts";
import { judgePlainly } from "../support/plain-links.ts";

async function lengths(model: Model): Promise<Record<string, number | null>> {
  const properties = model.refines.map((link) => link.property);
  const { verdict } = await check(model, { properties, keepGoing: true });
  return Object.fromEntries(verdict.properties.map(({ name, steps }) => [name.replace("refines ", ""), steps]));
}

describe("a mutant of Paxos with three ballots breaks the link to voting first", () => {
  it.each([
    ["p-tie", 15, 17],
    ["p-low", 15, 17],
    ["p-mbalprom", 16, 18],
    ["p-nobump", 5, 17],
    // Breaks nothing but the link: what it promises is no longer what voting calls a promise.
    ["p-nobump-max", 5, null],
  ] as const)("%s: after %i steps, and consensus after %j", async (mutant, voting, consensus) => {
    const at = { acceptors: 3, ballots: 3, values: 2, links: true };
    expect(await lengths(paxosRetold(at, mutant))).toEqual({ voting, consensus });
  });
});

describe("a link holds", () => {
  it.each([
    [paxosRetold({ ballots: 3, links: true }), { voting: null, consensus: null }, 185_369],
    [leaderPaxos(), { voting: null, consensus: null }, null],
    [multiPaxos(), { log: null }, 3913],
    [paxosCommit(), { TCommit: null }, 1425],
  ] as const)("of a larger model: %#", async (model, expected, all) => {
    expect(await lengths(model)).toEqual(expected);
    if (all === null) return;
    const { verdict } = await check(model, { reductions: [] });
    expect(verdict.states.distinct).toBe(all);
    expect(verdict.outcome).toBe("holds");
  });

  it("of paxos, at the sizes of the course, in all its states, judged plainly", () => {
    const model = paxos();
    const found = model.refines.map((link) => judgePlainly(model, link.model, link.map as never));
    // Voting has 599 states at these sizes, and Paxos shows them all.
    expect(found).toEqual([
      { distinct: 3921, depth: 16, breaksAfter: null, images: 599 },
      { distinct: 3921, depth: 16, breaksAfter: null, images: 3 },
    ]);
  });

  it("of p-own breaks after 10 steps, judged plainly", () => {
    const model = paxosRetold({ links: true }, "p-own");
    const [link] = model.refines as readonly [Link<Model>];
    expect(judgePlainly(model, link.model, link.map as never).breaksAfter).toBe(10);
  });
});
