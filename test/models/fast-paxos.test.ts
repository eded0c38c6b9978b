/**
 * Fast Paxos; lengths were found by brute force in C++. With three ballots, four
 * acceptors hold too: 1,242,705 states by `synod check fast-paxos ballots=3`, 31,962 up to symmetry by a program that shares
 * no code with synod, in 31,123 of which every 1a has been sent, which is what the table counts.
 */
import { describe, expect, it } from "vitest";
import { fastPaxos } from "../../models/index.ts";
import { search } from "../support/search.ts";

type Sizes = readonly [acceptors: number, qf: number, qc: number];

const at = ([acceptors, qf, qc]: Sizes) => ({ acceptors, qf, qc });

describe("fast Paxos", () => {
  it("has with three acceptors the states that one counts by hand", () => {
    // Before the prepare: each has voted for one of two values or not.
    const before = 3 ** 3;
    // After it: and has promised or not, which ends voting fast.
    const prepared = 6 ** 3;
    // After the proposal of v1: and has accepted it or not. Two have promised, or all three have, and not all of these
    // have voted for v2, which could then have been chosen. As many for v2.
    const two = 3 * 6 * (3 ** 2 - 1) * 2 ** 2;
    const three = (3 ** 3 - 1) * 2 ** 3;
    expect(before + prepared + 2 * (two + three)).toBe(1_811);
    expect(search(fastPaxos(at([3, 3, 2])))).toMatchObject({ distinct: 1_811, complete: true });
  });

  it.each<[Sizes, number | null]>([
    [[3, 3, 2], null],
    [[3, 2, 2], 9],
    [[4, 3, 3], null],
    [[5, 4, 3], null],
    [[5, 3, 3], 12],
  ])("with acceptors, qf, qc = %j: agreement breaks in %j steps", (sizes, steps) => {
    const found = search(fastPaxos(at(sizes)), { until: ["agreement"] });
    expect(found.violations.get("agreement")?.length ?? null).toBe(steps);
  });

  it("is safe where qc + 2 qf > 2 acceptors, and classic quorums meet", () => {
    for (const acceptors of [2, 3, 4]) {
      const sizes = Array.from({ length: acceptors }, (_, index) => index + 1);
      for (const qc of sizes.filter((size) => 2 * size > acceptors)) {
        for (const qf of sizes.filter((size) => qc + 2 * size > 2 * acceptors)) {
          const found = search(fastPaxos(at([acceptors, qf, qc])));
          expect([...found.violations], `${[acceptors, qf, qc]}`).toEqual([]);
        }
      }
    }
  });

  it.each<[Sizes, number | null]>([
    [[3, 3, 2], null],
    [[4, 3, 3], 12],
  ])("that recovers any value reported, with %j: agreement breaks in %j steps", (sizes, steps) => {
    const found = search(fastPaxos({ ...at(sizes), recovery: "any" }), { until: ["agreement"] });
    expect(found.violations.get("agreement")?.length ?? null).toBe(steps);
  });

  // "The one that more than half of the replies report" is wrong in Paxos and right here: with qc + 2 qf > 2 acceptors,
  // more than half of any qc acceptors are among those whose votes chose a value.
  it.each<[Sizes]>([[[3, 3, 2]], [[4, 3, 3]], [[5, 4, 3]]])(
    "that recovers what more than half of the replies report keeps agreement, with %j",
    (sizes) => {
      const found = search(fastPaxos({ ...at(sizes), recovery: "majority-or-any" }));
      expect(found.complete).toBe(true);
      expect([...found.violations]).toEqual([]);
    },
  );

  it("chooses after qf votes, in one step each, and in no more than Paxos's after a collision", () => {
    const { witnesses } = search(fastPaxos(at([4, 3, 3])));
    expect(witnesses.get("chosen fast")).toHaveLength(3);
    expect(witnesses.get("chosen by recovery")).toHaveLength(1 + 3 + 1 + 3);
  });

  it("tells the story of a collision", () => {
    const found = search(fastPaxos({ acceptors: 3, qc: 2 }, "f-qf"), { until: ["agreement"] });
    const kinds = (found.violations.get("agreement") ?? []).map((step) => step.slice(0, step.indexOf("(")));
    const story = { voteFast: 3, prepare: 1, promise: 2, propose: 1, accept: 2 };
    expect(kinds.sort()).toEqual(
      Object.entries(story)
        .flatMap(([kind, times]) => Array(times).fill(kind))
        .sort(),
    );
  });
});
