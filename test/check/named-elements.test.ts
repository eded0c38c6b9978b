// Elements of a scalarset that a model also has as names, or made twice: by default the verdict is that of all states.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import {
  boolean,
  enumeration,
  type Model,
  map,
  model,
  optional,
  range,
  record,
  scalarset,
  system,
  union,
} from "../../src/index.ts";

const Node = scalarset("node", 3);
/** Long enough for the asymmetry to lie beyond the states that are compared before the search. */
const LATE = 50;

/** Nodes answer at a late hour; the claim is wrong of the first to answer when it is the one whose name is kept. */
function late(kept: object, isFirst: (state: never, node: string) => boolean): Model {
  const state = { hour: range(0, LATE), acked: map(Node, boolean) };
  return model({
    state: { ...state, ...kept } as typeof state,
    rules: {
      tick: {
        when: (s) => s.hour < LATE,
        do: (s) => {
          s.hour += 1;
        },
      },
      ack: {
        for: { n: Node },
        when: (s, { n }) => s.hour === LATE && !s.acked.get(n),
        do: (s, { n }) => s.acked.set(n, true),
      },
    },
    always: {
      "another is first": (s) => {
        const acked = Node.values.filter((n) => s.acked.get(n));
        return acked.length !== 1 || !isFirst(s as never, acked[0] as string);
      },
    },
  });
}

describe("a scalarset with elements that are names elsewhere is not reduced, and the verdict says so", () => {
  type Kept = readonly [what: string, kept: object, isFirst: (state: never, node: string) => boolean];
  const cases: readonly Kept[] = [
    ["an enumeration", { leader: enumeration("node2", "nobody") }, (s: { leader: string }, n) => s.leader === n],
    [
      "an enumeration in a value",
      { leader: record({ term: range(0, 1), who: optional(enumeration("node2")) }), who: enumeration("node2") },
      (s: { who: string }, n) => s.who === n,
    ],
    [
      "words of an enumeration",
      { mode: enumeration("node2 leads") },
      (s: { mode: string }, n) => s.mode === `${n} leads`,
    ],
    [
      "fields of a record",
      { votes: record({ node1: range(0, 1), node2: range(1, 1) }) },
      (s: { votes: Record<string, number> }, n) => n === "node2" && s.votes[n] === 1,
    ],
    [
      "kinds of a union",
      { last: union({ node2: {}, none: {} }) },
      (s: { last: { kind: string } }, n) => s.last.kind === n,
    ],
    ["fields of the state", { node2: range(1, 1) }, (s: object, n) => n in s],
  ];

  it.each(cases)("%s", async (_, kept, isFirst) => {
    const made = late(kept, isFirst);
    const { verdict } = await check(made);
    expect(verdict).toMatchObject({ outcome: "violated", properties: [{ steps: LATE + 1 }] });
    expect(verdict.symmetry).toEqual({ scalarsets: [], apart: ["node"], named: ["node"], off: "named" });
    expect((await check(made, { symmetry: true })).verdict.symmetry?.off).toBe("named");
    const { verdict: all } = await check(made, { symmetry: false });
    expect(verdict.states).toEqual(all.states);
  });

  it("bindings", async () => {
    const made = model({
      state: { hour: range(0, LATE), leader: optional(Node) },
      rules: {
        tick: {
          when: (s) => s.hour < LATE,
          do: (s) => {
            s.hour += 1;
          },
        },
        elect: {
          for: { who: enumeration("node2") },
          when: (s) => s.hour === LATE,
          do: (s, { who }) => {
            s.leader = who as "node1";
          },
        },
      },
      always: { "not the second": (s) => s.leader !== "node2" },
    });
    const { verdict } = await check(made);
    expect(verdict).toMatchObject({ outcome: "violated", properties: [{ steps: LATE + 1 }] });
    expect(verdict.symmetry?.named).toEqual(["node"]);
  });

  it("leaves the others to be reduced, and is not misled by names that are only like an element", async () => {
    const Peer = scalarset("peer", 3);
    const made = model({
      state: {
        kept: map(Node, boolean),
        up: map(Peer, boolean),
        mode: enumeration("node4", "subnode1", "node12", "node1x", "peers", "node2"),
      },
      rules: { rise: { for: { p: Peer }, do: (s, { p }) => s.up.set(p, true) } },
    });
    const { verdict } = await check(made);
    expect(verdict.symmetry).toEqual({
      scalarsets: ["peer"],
      apart: ["node"],
      named: ["node"],
      off: null,
    });
    expect(verdict.states).toMatchObject({ distinct: 4, unreduced: 8 });
  });
});

describe("scalarsets of one name", () => {
  /** Each node votes for a node; never are all votes for others, and all different. */
  const votes = (one: typeof Node, other: typeof Node, another: typeof Node) => {
    const world = system({
      roles: { node: { processes: one, stable: { vote: optional(other) } } },
      messages: { hello: { from: "node", to: "node" } },
      network: "set",
    });
    const voter = world.role("node", {
      rules: {
        vote: {
          for: { m: another },
          when: (row) => row.vote === null,
          do: (row, { m }) => {
            row.vote = m;
          },
        },
      },
    });
    return world.model({
      roles: [voter],
      always: {
        "no ring": (s) => {
          const all = s.node.vote.entries();
          return !all.every(([n, m]) => m !== null && m !== n && all.filter(([, k]) => k === m).length === 1);
        },
      },
    });
  };

  it("and one size are one scalarset, however often it is made", async () => {
    const { verdict } = await check(votes(Node, scalarset("node", 3), scalarset("node", 3)));
    const { verdict: once } = await check(votes(Node, Node, Node));
    expect(verdict).toMatchObject({
      outcome: "violated",
      properties: [{ steps: 3 }],
      symmetry: { scalarsets: ["node"] },
    });
    expect(verdict.states).toEqual(once.states);
  });

  it("and different sizes are refused in one model, wherever they stand", () => {
    const Two = scalarset("node", 2);
    const go = { do: () => {} };
    const refused = expect.objectContaining({
      id: "overlapping-scalarsets",
      message: expect.stringContaining("scalarset(node, 3) and scalarset(node, 2)"),
    });
    expect(() => model({ state: { a: Node, b: map(Two, boolean) }, rules: { go } })).toThrow(refused);
    expect(() => model({ state: { a: Node }, rules: { go: { ...go, for: { b: optional(Two) } } } })).toThrow(refused);
    expect(() => model({ state: { a: Node }, init: { ...go, for: { b: Two } }, rules: { go } })).toThrow(
      expect.objectContaining({ id: "overlapping-scalarsets" }),
    );
  });
});
