// How many states the types allow, against going through all rows of codes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bag, list, map, range, scalarset, sequence, set } from "../../../src/index.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { countTypeStates, unnumberedField } from "../../../src/verify/induction/type-states.ts";
import { allStates, smallSchemas } from "../../state/arbitrary-small-schema.ts";

describe("the states that the types allow", () => {
  it("are as many as there are rows of codes that are states", () => {
    fc.assert(
      fc.property(smallSchemas, (schema) => {
        const layout = layoutOf(schema);
        expect(countTypeStates(layout)).toBe(BigInt(allStates(layout).length));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["a set up to a capacity", { s: set(range(0, 9), { capacity: 3 }) }, 1n + 10n + 45n + 120n],
    ["a set of one that may be full", { s: set(range(0, 0)) }, 2n],
    ["a bag up to a capacity", { s: bag(range(0, 2), { capacity: 2 }) }, 1n + 3n + 6n],
    ["a sequence", { s: sequence(range(0, 1), { capacity: 3 }) }, 1n + 2n + 4n + 8n],
    ["a map of sets", { s: map(scalarset("n", 3), set(range(0, 1))) }, 64n],
    ["more than a number can count", { s: set(range(0, 99)) }, 2n ** 100n],
  ] as const)("counts %s", (_, schema, expected) => {
    expect(countTypeStates(layoutOf(schema))).toBe(expected);
  });

  it("are not gone through where values are too many to be numbered", () => {
    const long = list(range(0, 999), { max: 9 });
    expect(unnumberedField(layoutOf({ n: range(0, 9), log: map(scalarset("n", 2), long) }))).toBe("log");
    expect(unnumberedField(layoutOf({ n: range(0, 9), log: set(range(0, 9)) }))).toBeNull();
  });
});
