// Models whose elements are not interchangeable, although nothing that is renamed says so.
import { describe, expect, it } from "vitest";
import { boolean, check, enumeration, map, model, optional, range, record, scalarset, set } from "../../src/index.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { checkText } from "../../src/report/verdict-text.ts";

const Node = scalarset("node", 3);

/** A clock runs, then nodes act; a rule knows node1 by a name that an enumeration has. */
function ranked(where: "field" | "member" | "binding" | "other") {
  const Rank = enumeration("nobody", ...(where === "other" ? ["node0", "node4"] : Node.values));
  return model({
    state: {
      t: range(0, 20),
      acted: map(Node, boolean),
      ...(where === "field" && { first: Rank }),
      ...(where === "member" && { known: set(record({ who: optional(Rank) })) }),
    },
    rules: {
      tick: {
        when: (s) => s.t < 20,
        do: (s) => {
          s.t += 1;
        },
      },
      act: {
        for: { n: Node, ...(where === "binding" && { as: Rank }) },
        when: (s, { n }) => s.t === 20 && !s.acted.get(n),
        do: (s, { n }) => s.acted.set(n, true),
      },
    },
    always: {
      "node2 does not act alone": (s) =>
        !(s.acted.get("node2") && Node.values.filter((node) => s.acted.get(node)).length === 1),
    },
  });
}

describe("elements of a scalarset that an enumeration names", () => {
  it.each(["field", "member", "binding"] as const)("are told apart: in a %s", async (where) => {
    const { verdict } = await check(ranked(where));
    expect(verdict.symmetry).toEqual({ scalarsets: [], apart: ["node"], named: ["node"], off: "named" });
    expect(verdict.properties).toMatchObject([{ outcome: "violated", steps: 21 }]);
    expect(checkText(await check(ranked(where)), { width: 80, paint: plainPaint, place: null })).toContain(
      "symmetry  off: an enumeration, a case or a field names elements of node\n",
    );
  });

  it("are not, where names only look like them", async () => {
    const { verdict } = await check(ranked("other"), { properties: [] });
    expect(verdict.symmetry).toEqual({ scalarsets: ["node"], apart: [], off: null });
  });

  it("leave other scalarsets as they are", async () => {
    const Item = scalarset("item", 4);
    const { verdict } = await check(
      model({
        state: { first: enumeration("nobody", "node3"), by: map(Item, optional(Node)) },
        rules: {
          take: {
            for: { i: Item, n: Node },
            when: (s, { i }) => s.by.get(i) === null,
            do: (s, { i, n }) => s.by.set(i, n),
          },
        },
      }),
    );
    expect(verdict.symmetry).toEqual({ scalarsets: ["item"], apart: ["node"], named: ["node"], off: null });
    // How many of the four are with none, or with which of the three: 7 over 3.
    expect(verdict.states).toMatchObject({ distinct: 35, unreduced: 4 ** 4 });
  });
});

describe("a relation of two scalarsets", () => {
  it("is noticed where only renaming both shows it", async () => {
    const [A, B] = [scalarset("a", 2), scalarset("b", 3)];
    const { verdict } = await check(
      model({
        state: { one: A, other: B },
        init: {
          for: { a: A, b: B },
          do: (s, { a, b }) => {
            s.one = a;
            s.other = b;
          },
        },
        rules: { rest: { when: () => false, do: () => {} } },
        always: { "not a2 with b1": (s) => !(s.one === "a2" && s.other === "b1") },
      }),
    );
    expect(verdict.error).toMatchObject({
      id: "asymmetric-model",
      details: { subject: "property not a2 with b1", scalarset: 'a" and "b' },
    });
  });
});

it("is noticed where a claim throws of one element, which no state of the search shows", async () => {
  const One = scalarset("one", 3);
  const { verdict } = await check(
    model({
      state: { n: range(0, 40), by: optional(One) },
      rules: {
        up: {
          when: (s) => s.n < 40,
          do: (s) => {
            s.n += 1;
          },
        },
        take: {
          for: { one: One },
          when: (s) => s.n === 40 && s.by === null,
          do: (s, { one }) => {
            s.by = one;
          },
        },
      },
      always: {
        free: (s) => {
          if (s.by === "one1") throw new Error("not this one");
          return s.by === null;
        },
      },
    }),
    { symmetry: true },
  );
  expect(verdict.error).toMatchObject({ id: "asymmetric-model", details: { subject: "property free" } });
});
