/** Flexible Paxos: which sizes of quorums are safe. Found by brute force in C++. */
import { describe, expect, it } from "vitest";
import { flexiblePaxos, paxos } from "../../models/index.ts";
import { search } from "../support/search.ts";

function violation(acceptors: number, q1: number, q2: number): number | null {
  const found = search(flexiblePaxos({ acceptors, q1, q2 }), { until: ["agreement"] });
  return found.violations.get("agreement")?.length ?? null;
}

describe("flexible Paxos", () => {
  it.each([
    [3, 1, 3, null],
    [3, 3, 1, null],
    [3, 2, 2, null],
    [3, 1, 2, 10],
    [3, 2, 1, 10],
    [4, 3, 2, null],
    [4, 2, 3, null],
    [4, 2, 2, 12],
  ])("%i acceptors, %i promises, %i votes: agreement breaks in %j steps", (acceptors, q1, q2, steps) => {
    expect(violation(acceptors, q1, q2)).toBe(steps);
  });

  it("breaks exactly where quorums of the two kinds need not meet", () => {
    for (const acceptors of [1, 2, 3]) {
      const sizes = Array.from({ length: acceptors }, (_, index) => index + 1);
      for (const q1 of sizes) {
        for (const q2 of sizes) expect(violation(acceptors, q1, q2) === null).toBe(q1 + q2 > acceptors);
      }
    }
  });

  it("is Paxos where both are majorities", () => {
    const { distinct, generated, depth } = search(flexiblePaxos({ acceptors: 3, q1: 2, q2: 2 }));
    expect(search(paxos())).toMatchObject({ distinct, generated, depth });
  });

  it("chooses in fewer steps when votes are few", () => {
    const steps = ([q1, q2]: readonly [number, number]) =>
      search(flexiblePaxos({ acceptors: 3, q1, q2 }), { until: ["chosen"] }).witnesses.get("chosen")?.length;
    // One prepare, q1 promises, one proposal, q2 votes.
    expect(
      (
        [
          [2, 2],
          [3, 1],
          [1, 3],
        ] as const
      ).map(steps),
    ).toEqual([6, 6, 6]);
  });
});
