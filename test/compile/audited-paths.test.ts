// What an audit plants in a tree is believed by all that rests on the tree: memos, gates, reads.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { boolean, type Model, model, range } from "../../src/index.ts";

// A watchman walks `rounds` rounds of a wall of 100 posts; only at post 0 of the last round may the gate be left open, and
// only there is it looked at. The first state is audited, and reads the gate: nothing else does before the tree is large.
function wall(claims: object): Model {
  return model({
    state: { post: range(0, 99), round: range(0, 1), open: boolean },
    rules: {
      walk: {
        when: (s: Draft) => s.post < 99 || s.round === 0,
        do: (s: Draft) => {
          if (s.post < 99) s.post += 1;
          else {
            s.post = 0;
            s.round = 1;
          }
        },
      },
      leave: {
        when: (s: Draft) => s.post === 0 && s.round === 1,
        do: (s: Draft) => {
          s.open = true;
        },
      },
    },
    ...claims,
  } as never);
}

interface Draft {
  post: number;
  round: number;
  open: boolean;
}
interface Wall {
  readonly post: number;
  readonly open: boolean;
}
const isShut = (s: Wall) => s.post !== 0 || !s.open;

describe("a predicate whose first read of a variable is an audit's", () => {
  test.each(["compact", "exact"] as const)("is judged right from the 33rd path on: %s store", async (store) => {
    const { verdict, counterexamples } = await check(wall({ always: { shut: isShut } }), { store });
    expect(verdict.outcome).toBe("violated");
    expect(counterexamples[0]?.list.steps).toHaveLength(101);
  });

  test.each([
    ["reachable", { reachable: { left: (s: Wall) => !isShut(s) } }, "holds", 101],
    ["alwaysReachable", { alwaysReachable: { shut: (s: Wall) => s.post === 0 && !s.open } }, "violated", 101],
    ["alwaysEventually", { alwaysEventually: { shut: isShut } }, "violated", 101],
    ["leadsTo", { leadsTo: { walked: [(s: Wall) => s.post === 0 && s.open, () => false] } }, "violated", 101],
  ])("whatever it is for: %s", async (_, claims, outcome, steps) => {
    const { verdict } = await check(wall(claims));
    expect(verdict.properties.map(({ outcome: found }) => found)).toEqual([outcome]);
    expect(verdict.properties[0]?.steps).toBe(steps);
  });
});
