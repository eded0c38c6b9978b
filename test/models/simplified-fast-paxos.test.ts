/**
 * Simplified Fast Paxos, and the Paxos on which its module is built. What tlaplus/Examples publishes are TLC's counts under
 * symmetry, without the constants: they are those of four acceptors, three values and quorums of exactly three; of ballots 0
 * to 2 for Paxos (0 is never used) and 0 to 3, 0 and 2 fast, for Fast Paxos. TLC's generated, 320,053 and 13,290, counts each
 * quorum and each vote of it as a decision; a program in C++ that counts so has the same, and ours where it counts as synod
 * does. Lengths are also that program's.
 */
import { describe, expect, it } from "vitest";
import { simplifiedFastPaxos } from "../../models/index.ts";
import { check, type Model } from "../../src/index.ts";
import { search } from "../support/search.ts";
import { simplifiedPaxos } from "./simplified-paxos.ts";

async function classes(model: Model) {
  const { outcome, states } = (await check(model, { symmetry: true })).verdict;
  const { distinct, generated, depth, unreduced } = states;
  return { outcome, distinct, generated, depth, unreduced };
}

type Sizes = readonly [acceptors: number, qf: number, qc: number];

/** The shortest way to two decisions. */
function breaksAfter([acceptors, qf, qc]: Sizes, more: object = {}): number | null {
  const found = search(simplifiedFastPaxos({ acceptors, qf, qc, ...more }), { until: ["consistency"] });
  return found.violations.get("consistency")?.length ?? null;
}

describe("simplified Fast Paxos", () => {
  it("has the published states, up to renaming", async () => {
    const found = await classes(
      simplifiedFastPaxos({ acceptors: 4, values: 3, qf: 3, qc: 3, ballots: 4, fast: "even" }),
    );
    expect(found).toEqual({
      ...{ outcome: "holds", distinct: 25_617, generated: 225_899, depth: 22 - 1, unreduced: 3_043_684 },
    });
  });

  it.each([
    [2, 417_018, 11_116, 99_164],
    [1, 434, 71, 368],
  ])("has with %i values as many as others found", async (values, unreduced, distinct, generated) => {
    const found = await classes(simplifiedFastPaxos({ values, ballots: 4, fast: "even" }));
    expect(found).toMatchObject({ distinct, generated, unreduced });
  });

  it("decides fast after three votes, and by one proposal after a collision", () => {
    const { witnesses } = search(simplifiedFastPaxos());
    expect(witnesses.get("decided fast")).toHaveLength(1 + 3 + 1);
    expect(witnesses.get("decided after a collision")).toHaveLength(1 + 3 + 1 + 3 + 1);
  });

  it.each([1, 2, 3, 4])(
    "is consistent with %i acceptors where three fast quorums meet, whatever the classic ones are",
    (acceptors) => {
      const sizes = Array.from({ length: acceptors }, (_, at) => at + 1);
      for (const qf of sizes) {
        for (const qc of sizes) {
          const steps = breaksAfter([acceptors, qf, qc]);
          expect(steps === null, `${[acceptors, qf, qc]}`).toBe(3 * qf > 2 * acceptors);
        }
      }
    },
  );

  // The module assumes that fast quorums are of 3n/4 or more, rounded down, that any two of them meet, that classic ones are
  // majorities, and that each of these has an acceptor in common with every two fast ones.
  it.each<[Sizes, number]>([
    [[3, 2, 3], 10],
    [[5, 3, 5], 14],
    [[6, 4, 5], 15],
  ])("breaks within what its module assumes of constants: acceptors, qf, qc = %j, in %i steps", (sizes, steps) => {
    const [acceptors, qf, qc] = sizes;
    const assumed = [
      qf >= Math.floor((3 * acceptors) / 4),
      2 * qf > acceptors,
      2 * qc > acceptors,
      qc + 2 * qf > 2 * acceptors,
    ];
    expect(assumed).toEqual([true, true, true, true]);
    expect(breaksAfter(sizes)).toBe(steps);
  });

  it("is consistent with classic quorums of one through fast and classic ballots that alternate", () => {
    expect(breaksAfter([3, 3, 1], { ballots: 4, fast: "even" })).toBeNull();
  });

  it.each<[string, object]>([
    ["a second classic ballot", { ballots: 3 }],
    ["a second fast ballot", { ballots: 3, fast: "even" }],
    ["three values", { values: 3 }],
  ])("stays consistent with %s", (_, more) => {
    expect(breaksAfter([4, 3, 3], more)).toBeNull();
  });
});

describe("the Paxos of simplified Fast Paxos", () => {
  it.each([
    [3, 1_207, 9_040, 48_514],
    [2, 1_207, 8_943, 29_709],
    [1, 1_075, 7_911, 13_634],
  ])(
    "has with %i values as many states as others found, up to renaming",
    async (values, distinct, generated, unreduced) => {
      const found = await classes(simplifiedPaxos({ acceptors: 4, ballots: 2, values, quorum: 3 }));
      expect(found).toEqual({ outcome: "holds", distinct, generated, depth: 22 - 1, unreduced });
    },
  );

  it("has as many state by state", () => {
    const found = search(simplifiedPaxos({ acceptors: 3, ballots: 2, values: 2, quorum: 2 }));
    expect(found).toMatchObject({ distinct: 6_353, generated: 42_639, depth: 17, complete: true });
    expect([...found.violations]).toEqual([]);
  });
});
