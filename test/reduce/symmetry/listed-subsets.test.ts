// Subsets of a few out of very many values that mention elements of scalarsets: they take a place per member, and not one per
// value; the elements that stand there are not renamed.
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../../src/check/check.ts";
import { slotsOf } from "../../../src/domain/spread/slots.ts";
import { spreadOf } from "../../../src/domain/spread.ts";
import { formatError } from "../../../src/errors/errors.ts";
import { boolean, list, map, model, range, record, type Schema, scalarset, set, subset } from "../../../src/index.ts";
import { scalarsetsOf } from "../../../src/reduce/symmetry/elements.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { setThresholds } from "../../../src/thresholds.ts";

const Node = scalarset("n", 3);
const Item = scalarset("i", 3);
const Many = list(list(Node, { max: 4 }), { max: 4 });
const Few = subset(Many, { max: 2 });

/** What it says of a field. */
function told(schema: Schema): string {
  try {
    return `${layoutOf(schema).slots} places`;
  } catch (error) {
    return formatError(error).split("\n")[0] as string;
  }
}

describe("a subset of a few of 216 million lists of identities", () => {
  it("takes a place for each member, wherever it stands", () => {
    expect(Many.size).toBe(216_145_205);
    expect(told({ x: Few })).toBe("2 places");
    expect(told({ x: list(Few, { max: 3 }) })).toBe("7 places");
    expect(told({ x: set(Few, { capacity: 3 }) })).toBe("9 places");
    expect(told({ x: subset(record({ a: range(0, 99_999), b: Node }), { max: 3 }) })).toBe("3 places");
  });

  it("is checked, with symmetry and without", async () => {
    const state = { x: Few, up: map(Item, boolean) };
    const grown = model({
      state,
      rules: {
        put: {
          when: (s) => s.x.size === 0,
          do: (s) => {
            s.x = s.x.with([["n1"], []], [["n2"]]);
          },
        },
        flip: {
          for: { i: Item },
          do: (s, { i }) => {
            s.up.set(i, true);
          },
        },
      },
      terminal: "allowed",
      reachable: { both: (s) => s.x.size === 2 && [...s.up.values()].every(Boolean) },
    });
    for (const [symmetry, distinct] of [
      [false, 16],
      [true, 8],
    ] as const) {
      const { verdict } = await check(grown, { symmetry, certify: true, keepGoing: true });
      expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", distinct]);
    }
  });

  it("is refused at once where its places would be too many, with their number", () => {
    expect(told({ x: subset(Many) })).toContain("takes a state to 216145205 places; the limit is 65536");
    expect(
      told({
        x: list(list(record({ a: range(0, 2 ** 20), b: range(0, 2 ** 20) }), { max: 2 ** 16 }), { max: 2 ** 16 }),
      }),
    ).toContain(
      "takes a state to 8589934592 places; the limit is 65536".replace("8589934592", `${1 + 2 ** 16 * (1 + 2 ** 17)}`),
    );
    expect(told({ x: subset(subset(range(0, 39)), { max: 2 }) })).toContain(
      "x: subset(range(0, 39)) has 1099511627777 values",
    );
    expect(() => subset(range(0, 2 ** 30), { min: 2 ** 29 })).toThrow("has more than 2^53 values");
    expect(() => subset(subset(range(0, 49)), { min: 2 ** 49 })).toThrow("has more than 2^53 values");
  });
});

describe("where members that mention elements are listed", () => {
  afterEach(() => setThresholds({}));

  const Pair = list(Node, { max: 2 });
  const state = { x: subset(Pair, { max: 2 }), up: map(Item, boolean), last: Node };
  const written = model({
    state,
    rules: {
      put: {
        for: { n: Node },
        when: (s) => s.x.size < 2,
        do: (s, { n }) => {
          s.x = s.x.with([n]);
        },
      },
      flip: {
        for: { i: Item },
        do: (s, { i }) => {
          s.up.set(i, !s.up.get(i));
        },
      },
    },
    terminal: "allowed",
    always: { few: (s) => s.x.size <= 2 },
    reachable: { two: (s) => s.x.has(["n2"]) && s.x.has(["n3"]) },
  });

  it("those elements are told apart, and the others renamed", async () => {
    expect(scalarsetsOf(layoutOf(state)).map(({ name }) => name)).toEqual(["n", "i"]);
    setThresholds({ numberedValues: 1, movedMembers: 1 });
    expect(scalarsetsOf(layoutOf(state)).map(({ name }) => name)).toEqual(["i"]);
    expect(scalarsetsOf(layoutOf({ x: map(boolean, state.x), y: Node }))).toEqual([]);
    const plain = await check(written, { symmetry: false, certify: true, keepGoing: true });
    const reduced = await check(written, { symmetry: true, certify: true, keepGoing: true });
    expect([plain.verdict.outcome, plain.verdict.states.distinct]).toEqual(["holds", 7 * 8]);
    expect([reduced.verdict.outcome, reduced.verdict.states.distinct]).toEqual(["holds", 7 * 4]);
  });

  it("slots are counted as they are made", () => {
    for (const thresholds of [{}, { numberedValues: 1 }, { numberedValues: 1, movedMembers: 1 }]) {
      setThresholds(thresholds);
      for (const domain of [state.x, list(state.x, { max: 3 }), subset(Node), record({ a: state.x, b: Pair })])
        expect(slotsOf(domain)).toBe(spreadOf(domain).slots.length);
    }
  });
});
