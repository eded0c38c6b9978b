// The sentence above a page.
import { describe, expect, it } from "vitest";
import type { Capsule, CapsuleTrace } from "../../src/page/capsule.ts";
import { headlineOf } from "../../src/page/headline-words.ts";
import type { Why } from "../../src/why/reasons.ts";

const capsule: Capsule = {
  synod: "0",
  model: { name: "m", parameters: {}, mutant: null, defaults: {} },
  verdict: null,
  traces: [],
  sources: {},
};

/** `says`: of the parts of the reason; null: there is none. */
function said(kind: CapsuleTrace["kind"], steps: number, loop: number | null, says: readonly string[] | null): string {
  const parts = (says ?? []).map((each) => ({ says: each, because: [], facts: [] }));
  const why: Why | null =
    says === null ? null : { sentence: says.join(" and "), parts, facts: [], proof: "proved", others: 0, runs: 1 };
  const list = { initial: 0, steps: new Array<number>(steps).fill(0), loop };
  const reasons = { why, slice: null, mistake: null, needs: [], nearest: null, unanswered: [] };
  const { before, stress, after } = headlineOf({ property: "p", kind, list, fairness: [], reasons }, capsule);
  return `${before}${stress}${after}`;
}

describe("the headline", () => {
  it.each([
    ["always", 3, null, null, "p is false after 3 steps"],
    ["always", 0, null, [""], "p is false in the initial state"],
    ["always", 3, null, ["v1 is chosen", "v2 is chosen"], "p is false: v1 is chosen and v2 is chosen"],
    ["always", 3, null, ["for s1"], "p is false for s1"],
    ["always", 3, null, ["for s1", "for s2"], "p is false for s1 and s2"],
    ["step", 4, null, null, "p is broken by step 4"],
    ["eventually", 6, 2, null, "p is never true: a loop of 4 steps avoids it"],
    ["eventually", 6, 6, [""], "p is never true: nothing happens any more"],
    ["eventually", 6, null, null, "p is never true"],
    ["alwaysEventually", 6, 2, null, "p is true only so often: a loop of 4 steps avoids it"],
    ["eventuallyAlways", 6, 2, null, "p never stays true: a loop of 4 steps makes it false again and again"],
    ["eventuallyAlways", 6, 6, null, "p never stays true: nothing happens any more"],
    ["leadsTo", 6, 5, null, "p is never answered: a loop of 1 step avoids it"],
    ["leadsTo", 6, 6, null, "p is never answered: nothing happens any more"],
    ["leadsTo", 6, 6, ["for p1"], "p is never answered for p1"],
    ["alwaysReachable", 2, null, null, "p can no longer be reached from state 2 on"],
    ["reachable", 1, null, null, "p is reached after 1 step"],
  ] as const)("of %s after %i steps with a loop to %s and the reason %j", (kind, steps, loop, says, sentence) => {
    expect(said(kind, steps, loop, says)).toBe(sentence);
  });
});
