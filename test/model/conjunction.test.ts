import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { check, forEvery, map, model, range, scalarset } from "../../src/index.ts";
import { conjunctsOf } from "../../src/model/conjunction.ts";

const Node = scalarset("node", 3);

/** Three counters, one of which may fall back. */
const counters = (limit: number) =>
  model({
    state: { count: map(Node, range(0, 3)) },
    rules: {
      rise: {
        for: { node: Node },
        when: (s, { node }) => s.count.get(node) < 3,
        do: (s, { node }) => s.count.set(node, s.count.get(node) + 1),
      },
      fall: {
        for: { node: Node },
        when: (s, { node }) => s.count.get(node) === 3,
        do: (s, { node }) => s.count.set(node, 0),
      },
    },
    always: { bounded: forEvery(Node.values, (node) => (s) => s.count.get(node) <= limit) },
    step: {
      rising: forEvery(Node.values, (node) => (before, after) => before.count.get(node) <= after.count.get(node)),
    },
  });

describe("a claim about every one of some values", () => {
  it("is the conjunction of its parts", () => {
    const divisible = forEvery([2, 3], (by) => (n: number) => n % by === 0);
    expect([1, 2, 3, 6].map((n) => divisible(n))).toEqual([false, false, false, true]);
    expect(conjunctsOf(divisible)).toHaveLength(2);
  });

  it("holds of no values at all, and its parts are then none", () => {
    const vacuous = forEvery([], () => () => false);
    expect(vacuous()).toBe(true);
    expect(conjunctsOf(vacuous)).toEqual([]);
  });

  it("has the parts of its parts", () => {
    const nested = forEvery([1, 2], (one) => forEvery([3, 4, 5], (other) => (n: number) => n !== one * other));
    expect(conjunctsOf(nested)).toHaveLength(6);
    expect(nested(10)).toBe(false);
    expect(nested(11)).toBe(true);
  });

  it("a plain predicate is its own only part", () => {
    const plain = (n: number) => n > 0;
    expect(conjunctsOf(plain)).toEqual([plain]);
  });

  it("is judged as the whole is: violated where one part is, and nowhere else", async () => {
    const { verdict } = await check(counters(2), { keepGoing: true });
    expect(verdict.properties).toMatchObject([
      { name: "bounded", outcome: "violated", steps: 3 },
      { name: "rising", outcome: "violated", steps: 4 },
    ]);
    const holding = await check(counters(3), { properties: ["bounded"], symmetry: false });
    expect(holding.verdict).toMatchObject({ outcome: "holds", states: { distinct: 64 } });
  });

  it("a part that answers no boolean is an error of the property", () => {
    const program = compile(
      model({
        state: { count: range(0, 1) },
        rules: { stay: { do: () => {} } },
        always: { odd: forEvery([1], () => () => 1 as unknown as boolean) },
      }),
    );
    program.load([...program.initialStates()][0] as Int32Array, 0);
    expect(() => program.holds(0)).toThrow(/odd.*answered 1/s);
  });
});
