import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boolean, range } from "../../../src/domain/scalars.ts";
import { forEvery } from "../../../src/model/conjunction.ts";
import { map, type Schema, sequence, set } from "../../../src/state/field.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { type Invariant, satisfyingStates } from "../../../src/verify/induction/satisfying-states.ts";
import { allStates, smallSchemas, stateOf } from "../../state/arbitrary-small-schema.ts";
import { contentsOf, type Place, placesOf } from "../../state/arbitrary-state.ts";

// biome-ignore lint/suspicious/noExplicitAny: the schemas of these tests are made up as they go.
type Any = any;

function found(schema: Schema, invariant: Invariant<Any>): string[] {
  const states: string[] = [];
  satisfyingStates(layoutOf(schema), invariant, (codes) => states.push(codes.join()));
  return states;
}

/** A comparison of what is in a place with a number, by one way to read it or another. */
const comparisons = fc.record({ place: fc.nat(), least: fc.nat({ max: 3 }), size: fc.boolean() });
/** Predicates: of some comparisons one at least is true, the first one that is ends the reading. */
const predicates = fc.array(fc.array(comparisons, { minLength: 1, maxLength: 3 }), { maxLength: 4 });

function predicateOf(places: readonly Place[], some: readonly { place: number; least: number; size: boolean }[]) {
  return (s: object) =>
    some.some(({ place, least, size }) => {
      const at = places[place % places.length] as Place;
      const contents = contentsOf(at, s);
      return size
        ? contents.length === least % (at.capacity + 1)
        : contents.reduce((sum, code) => sum + code, 0) >= least;
    });
}

describe("the states that satisfy an invariant", () => {
  it("are, each once, those of all rows of codes that are states in which it is true", () => {
    fc.assert(
      fc.property(smallSchemas, predicates, fc.boolean(), (schema, all, parts) => {
        const layout = layoutOf(schema);
        const places = placesOf(schema);
        const each = all.map((some) => predicateOf(places, some));
        const invariant: Invariant<object> = parts
          ? { all: forEvery(each, (predicate) => predicate) }
          : Object.fromEntries(each.map((predicate, at) => [`p${at}`, predicate]));
        const expected = allStates(layout).filter((row) => each.every((holds) => holds(stateOf(layout, row))));
        expect(found(schema, invariant).sort()).toEqual(expected.map((row) => row.join()).sort());
      }),
      { numRuns: 200 },
    );
  });

  it("are all states if it reads nothing and is true, and none if it is false", () => {
    const schema = { flag: boolean, some: set(range(0, 9), { capacity: 2 }), line: sequence(boolean, { capacity: 2 }) };
    // Two flags, 1 + 10 + 45 sets, 1 + 2 + 4 sequences.
    expect(found(schema, { nothing: () => true })).toHaveLength(2 * 56 * 7);
    expect(found(schema, {})).toHaveLength(2 * 56 * 7);
    expect(found(schema, { nothing: () => false })).toEqual([]);
  });

  it("are found without going through all there are: 2^60 states, and as many runs as slots are read", () => {
    let runs = 0;
    const empty = (s: Any) => {
      runs++;
      return s.some.size === 0;
    };
    const schema = { some: set(range(0, 59)) };
    expect(
      found(schema, { "each by itself": forEvery(range(0, 59).values, (v) => (s: Any) => !s.some.has(v)) }),
    ).toHaveLength(1);
    // `size` counts to the end before it can be compared: this way nobody could know earlier.
    expect(found({ some: set(range(0, 9)) }, { empty })).toHaveLength(1);
    expect(runs).toBe(2 ** 11 - 1);
  });

  it("are passed over as soon as one of several predicates is false, whatever the order they are in", () => {
    let runs = 0;
    const many = (s: Any) => {
      runs++;
      return range(0, 19).values.filter((v) => s.some.has(v)).length >= 0;
    };
    const none = forEvery(range(0, 19).values, (v) => (s: Any) => !s.some.has(v));
    expect(found({ some: set(range(0, 19)) }, { many, none })).toHaveLength(1);
    expect(runs).toBeLessThan(100);
  });

  it("are the same if it catches what it should not", () => {
    const schema = { flags: map(range(0, 2), boolean) };
    const careful = (s: Any) => {
      try {
        return s.flags.get(0) || s.flags.get(2);
      } catch {
        return false;
      }
    };
    expect(found(schema, { careful })).toHaveLength(6);
  });

  it("are not told when it throws, writes or answers no boolean, which are errors", () => {
    const schema = { flag: boolean };
    const throwing = (s: Any) => s.flag || (null as Any).there;
    expect(() => found(schema, { throwing })).toThrow(expect.objectContaining({ id: "property-threw" }));
    expect(() => found(schema, { vague: () => 1 as Any })).toThrow(expect.objectContaining({ id: "bad-property" }));
    const writing = (s: Any) => {
      s.flag = true;
      return true;
    };
    expect(() => found(schema, { writing })).toThrow(expect.objectContaining({ id: "impure-model" }));
  });

  it("are told where a part throws that nobody asks, one before it being false", () => {
    const schema = { two: map(range(0, 1), range(0, 2)) };
    const rises = forEvery([0, 1], (at) => (s: Any) => {
      if (at === 0) return s.two.get(0) < s.two.get(1);
      if (s.two.get(0) === 2) throw new Error("it cannot rise from there");
      return s.two.get(1) === 2;
    });
    // [0, 2] and [1, 2].
    expect(found(schema, { rises })).toHaveLength(2);
    const falls = forEvery([0, 1], (at) => (s: Any) => {
      if (at === 1) throw new Error("asked where all before it is true");
      return s.two.get(0) > s.two.get(1);
    });
    expect(() => found(schema, { falls })).toThrow(expect.objectContaining({ id: "property-threw" }));
  });
});
