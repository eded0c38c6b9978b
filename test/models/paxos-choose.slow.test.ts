/**
 * What becomes of each way to choose a value from the replies with three acceptors: the shortest violation of
 * agreement with two ballots and with three, null where there is none. Found independently by brute force in C++, but for
 * those "of-acceptors-or-any", "-or-highest" and "of-voted-or-highest", which are our own. The table says that three retrying
 * readings are stuck at 14: that is the first state in which nothing can be done; one step earlier it cannot be helped.
 */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import type { Reading } from "../../models/paxos-retold/choose.ts";
import { search } from "../support/search.ts";
import { stuckAfter } from "../support/stuck.ts";

const SAFE = [null, null] as const;
const LATE = [null, 17] as const;
const EARLY = [12, 12] as const;

const expected: Readonly<Record<Reading, readonly [two: number | null, three: number | null]>> = {
  highest: SAFE,
  lowest: LATE,
  any: LATE,
  own: EARLY,
  "majority-pair-of-all-or-retry": SAFE,
  "majority-pair-of-all-or-own": EARLY,
  "majority-pair-of-all-or-any": LATE,
  "majority-pair-of-all-or-highest": SAFE,
  "majority-pair-of-voted-or-retry": SAFE,
  "majority-pair-of-voted-or-own": LATE,
  "majority-pair-of-voted-or-any": LATE,
  "majority-pair-of-voted-or-highest": SAFE,
  "majority-pair-of-acceptors-or-retry": SAFE,
  "majority-pair-of-acceptors-or-own": EARLY,
  "majority-pair-of-acceptors-or-any": LATE,
  "majority-pair-of-acceptors-or-highest": SAFE,
  "plurality-pair-or-any": LATE,
  "plurality-pair-or-highest": SAFE,
  "majority-value-of-all-or-retry": SAFE,
  "majority-value-of-all-or-own": EARLY,
  "majority-value-of-all-or-any": LATE,
  "majority-value-of-all-or-highest": SAFE,
  "majority-value-of-voted-or-retry": SAFE,
  "majority-value-of-voted-or-own": LATE,
  "majority-value-of-voted-or-any": LATE,
  "majority-value-of-voted-or-highest": SAFE,
  "majority-value-of-acceptors-or-retry": SAFE,
  "majority-value-of-acceptors-or-own": EARLY,
  "majority-value-of-acceptors-or-any": LATE,
  "majority-value-of-acceptors-or-highest": SAFE,
  "plurality-value-or-any": LATE,
  "plurality-value-or-highest": SAFE,
};

/** The steps of the shortest violation of agreement with three acceptors, null where there is none. */
function violation(choose: Reading, ballots: number): number | null {
  const found = search(paxos({ acceptors: 3, ballots, choose }), { until: ["agreement"] });
  return found.violations.get("agreement")?.length ?? null;
}

describe("the readings of how to choose", () => {
  const cases = Object.entries(expected) as [Reading, (typeof expected)[Reading]][];
  it.each(cases)("%s: with two ballots", (choose, [steps]) => {
    expect(violation(choose, 2)).toBe(steps);
  });
  it.each(cases)("%s: with three ballots", (choose, [, steps]) => {
    expect(violation(choose, 3)).toBe(steps);
  });
  it.each<[Reading, number | null, number | null]>([
    ["highest", null, null],
    ["majority-pair-of-all-or-retry", 13, 14],
    ["majority-value-of-all-or-retry", 13, 14],
    ["majority-pair-of-all-or-highest", null, null],
    ["majority-pair-of-voted-or-retry", null, null],
    ["majority-value-of-voted-or-retry", null, null],
    ["majority-pair-of-acceptors-or-retry", 13, 14],
    ["majority-value-of-acceptors-or-retry", 13, 14],
    ["plurality-pair-or-highest", null, null],
  ])(
    "%s: with three ballots, nothing can be chosen any more after %j steps, nothing can be done after %j",
    (choose, doomed, dead) => {
      expect(stuckAfter(paxos({ acceptors: 3, ballots: 3, choose }), "chosen")).toEqual({ doomed, dead });
    },
  );
  it("are all there", () => {
    const { accepts } = paxos.protocol.parameters["choose"] as { accepts: string };
    for (const [choose] of cases) expect(accepts).toContain(choose);
    expect(accepts.split(", ")).toHaveLength(cases.length);
  });
  it("break agreement sooner with fewer acceptors when a proposer never listens", () => {
    const steps = (acceptors: number) =>
      search(paxos({ acceptors, ballots: 2, choose: "own" }), { until: ["agreement"] }).violations.get("agreement")
        ?.length;
    expect([steps(1), steps(2)]).toEqual([8, 12]);
  });
  it("tell the story of the rule that needs more than half of the replies", () => {
    const found = search(paxos({ acceptors: 3, ballots: 2, choose: "majority-pair-of-all-or-own" }), {
      until: ["agreement"],
    });
    const kinds = (found.violations.get("agreement") ?? []).map((step) => step.slice(0, step.indexOf("("))).sort();
    const expectedKinds = { prepare: 2, promise: 4, propose: 2, accept: 4 };
    expect(kinds).toEqual(
      Object.entries(expectedKinds)
        .flatMap(([kind, times]) => Array(times).fill(kind))
        .sort(),
    );
  });
});
