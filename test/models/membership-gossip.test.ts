/** Rows G1 to G3 and S1 of docs/the-text.md: seeds, newcomers, cut links. Counts and lengths found by brute force. */
import { describe, expect, it } from "vitest";
import { membershipGossip } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { overTime } from "../support/verdicts.ts";

const seedsOnly = { senders: "seeds", rumour: "seed" } as const;

/** The shapes of all four properties over time. */
const shapes = (converged: string, members: string, rumour: string, can: string) => ({
  converged,
  "members known": members,
  "rumour heard": rumour,
  "can converge": can,
});
const HOLDS = shapes("holds", "holds", "holds", "holds");

describe("membership gossip", () => {
  describe("G1: who sends", () => {
    it.each(["weak-per-pair", "weak-per-sender"])("a seed's own rumour reaches all, %s", async (fairness) => {
      const found = await overTime(membershipGossip(seedsOnly), { fairness });
      expect(found).toMatchObject({ distinct: 8, generated: 17, depth: 3, safe: true, shapes: HOLDS });
    });

    it("a rumour that starts elsewhere never spreads when only seeds send, the lists do", async () => {
      const found = await overTime(membershipGossip({ senders: "seeds" }));
      expect(found).toMatchObject({ distinct: 5, safe: true, shapes: shapes("3 + 0", "holds", "3 + 0", "0") });
    });

    it.each([
      [3, 1, 13, 64, 4],
      [4, 2, 145, 1_301, 7],
    ])(
      "it does when all of %i nodes send, %i of them newcomers",
      async (nodes, joiners, distinct, generated, depth) => {
        for (const fairness of ["weak-per-pair", "weak-per-sender"]) {
          const found = await overTime(membershipGossip({ nodes, joiners }), { fairness });
          expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes: HOLDS });
        }
      },
    );
  });

  describe("G2: newcomers", () => {
    it.each([
      [1, 50, 151, 5],
      [2, 267, 1_343, 7],
    ])("two are soon known to all, %i seeds sending", async (seeds, distinct, generated, depth) => {
      const found = await overTime(membershipGossip({ nodes: 4, seeds, joiners: 2, ...seedsOnly }));
      expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes: HOLDS });
    });

    it.each([
      ["weak-per-pair", shapes("2 + 2", "2 + 2", "2 + 2", "2")],
      ["strong-per-pair", shapes("4 + 2", "3 + 4", "holds", "2")],
    ])("are forgotten again when lists are overwritten, %s", async (fairness, expected) => {
      const found = await overTime(membershipGossip({}, "g-overwrite"), { fairness, keepGoing: true });
      expect(found).toMatchObject({ distinct: 29, generated: 128, depth: 6, safe: false, shapes: expected });
    });

    it("the first is forgotten after its joining and a push to the seed", async () => {
      const { counterexamples } = await check(membershipGossip({}, "g-overwrite"), { properties: ["lists grow"] });
      const steps = counterexamples[0]?.trace.steps.map(({ rule, arguments: given }) => [rule, ...given.flat()]);
      expect(steps).toEqual([
        ["join", "node", "joiner1", "seed", "seed1"],
        ["push", "from", "member1", "to", "seed1"],
      ]);
    });

    it.each([
      [3, 1, 8],
      [4, 2, 50],
    ])("%i nodes: overwriting is harmless with one seed as the only sender", async (nodes, joiners, distinct) => {
      const found = await overTime(membershipGossip({ nodes, joiners, ...seedsOnly }, "g-overwrite"));
      expect(found).toMatchObject({ distinct, safe: true, shapes: HOLDS });
    });

    it.each([
      [3, 1, 23, "2 + 0"],
      [4, 2, 381, "3 + 0"],
    ])("%i nodes: it is not with two", async (nodes, joiners, distinct, shape) => {
      const overwriting = membershipGossip({ nodes, seeds: 2, joiners, ...seedsOnly }, "g-overwrite");
      const { verdict } = await check(overwriting, { properties: ["lists grow"] });
      expect(verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 2 });
      for (const fairness of ["weak-per-pair", "strong-per-pair"]) {
        const found = await overTime(overwriting, { fairness, keepGoing: true });
        expect(found).toMatchObject({ distinct, shapes: shapes(shape, shape, shape, "2") });
      }
    });

    it.each(["seeds", "all"] as const)("seeds that do not know each other never will, %s sending", async (senders) => {
      const found = await overTime(membershipGossip({ nodes: 4, seeds: 2, joiners: 2, senders }, "g-twoseeds"));
      expect(found).toMatchObject({ distinct: 23, safe: true, shapes: shapes("3 + 0", "3 + 0", "3 + 0", "0") });
    });

    // Who joins by one seed is on one side; who is there from the start knows both.
    it("unless a member that knows both sends too", async () => {
      const found = await overTime(membershipGossip({ nodes: 4, seeds: 2, joiners: 1 }, "g-twoseeds"));
      expect(found).toMatchObject({ distinct: 64, safe: true, shapes: HOLDS });
    });
  });

  describe("G3: the whole network in the end", () => {
    it("not when nothing need ever be sent", async () => {
      const found = await overTime(membershipGossip(), { fairness: "none" });
      expect(found).toMatchObject({ safe: true, shapes: shapes("0 + 0", "1 + 0", "0 + 0", "holds") });
    });

    it.each([
      [{ joiners: 0, ...seedsOnly }, 2, "1 + 0", "0"],
      [{ joiners: 1, ...seedsOnly }, 5, "2 + 0", "1"],
    ])("not when the link from the only seed to the last node is cut, if only it sends: %o", async (...row) => {
      const [parameters, distinct, shape, doomed] = row;
      const found = await overTime(membershipGossip({ ...parameters, cut: "one-way" }));
      expect(found).toMatchObject({ distinct, safe: true, shapes: shapes(shape, shape, shape, doomed) });
    });

    it.each([
      [0, 9],
      [1, 8],
    ])("all nodes sending, the others route around that link, %i newcomers", async (joiners, distinct) => {
      const found = await overTime(membershipGossip({ joiners, cut: "one-way" }));
      expect(found).toMatchObject({ distinct, safe: true, shapes: HOLDS });
    });

    it.each([
      [{ joiners: 0 }, 2, "1 + 0"],
      [{ joiners: 0, ...seedsOnly }, 2, "1 + 0"],
      [{ nodes: 4, joiners: 1 }, 2, "1 + 0"],
      [{ nodes: 4, seeds: 2, joiners: 0 }, 1, "0 + 0"],
    ])("not across a partition, whoever sends: %o", async (parameters, distinct, shape) => {
      const found = await overTime(membershipGossip({ ...parameters, cut: "partition" }));
      expect(found).toMatchObject({ distinct, safe: true, shapes: shapes(shape, shape, shape, "0") });
    });

    it("a newcomer beyond a partition never joins, and those who are there do converge", async () => {
      const found = await overTime(membershipGossip({ cut: "partition" }));
      expect(found).toMatchObject({ distinct: 2, safe: true, shapes: HOLDS });
    });
  });
});
