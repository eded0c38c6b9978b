import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enumeration, range } from "../../src/domain/scalars.ts";
import { packSlots, unpackState } from "../../src/state/codec.ts";
import { bag, map, type Schema, sequence, set } from "../../src/state/field.ts";
import { bitsFor, type Cell, layoutOf, readSlot } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { plainText } from "../../src/state/plain.ts";
import { viewState } from "../../src/state/views.ts";
import { applyToView, commands, contentsOf, placesOf, printed, schemas } from "./arbitrary-state.ts";

/** The slots that a cell covers, its parts one by one. */
function slotsOf(cell: Cell): number[] {
  const own = Array.from({ length: cell.slots }, (_, at) => cell.base + at);
  if (cell.kind === "map") expect(cell.items.flatMap(slotsOf)).toEqual(own);
  return own;
}

const codesFor = (sizes: Int32Array, numbers: readonly number[]) =>
  Array.from(sizes, (size, slot) => (numbers[slot % numbers.length] as number) % size);

const numbers = fc.array(fc.nat(), { minLength: 7, maxLength: 40 });

describe("every layout", () => {
  test("gives each slot bits of its own, within one word, as few as its size needs", () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const layout = layoutOf(schema);
        const taken = new Set<number>();
        for (let slot = 0; slot < layout.slots; slot++) {
          const [word, shift, mask, size] = [layout.word, layout.shift, layout.mask, layout.sizes].map(
            (column) => column[slot] as number,
          ) as [number, number, number, number];
          const bits = Math.ceil(Math.log2(size));
          expect(mask).toBe(2 ** bits - 1);
          expect(shift + bits).toBeLessThanOrEqual(32);
          for (let bit = shift; bit < shift + bits; bit++) {
            expect(taken.has(32 * word + bit)).toBe(false);
            taken.add(32 * word + bit);
          }
        }
        const words = Math.floor(Math.max(0, ...taken) / 32) + 1;
        expect(layout.words).toBe(words);
      }),
      { numRuns: 100 },
    );
  });

  test("covers the slots by its cells, in the schema's order, without gaps", () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const layout = layoutOf(schema);
        expect([...layout.cells.keys()]).toEqual(Object.keys(schema));
        expect([...layout.cells.values()].flatMap(slotsOf)).toEqual(
          Array.from({ length: layout.slots }, (_, at) => at),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("reads back every code that was packed, at any offset, and touches nothing beside the state", () => {
    fc.assert(
      fc.property(schemas, numbers, fc.nat({ max: 5 }), (schema, all, offset) => {
        const layout = layoutOf(schema);
        const codes = codesFor(layout.sizes, all);
        const words = new Int32Array(offset + layout.words + 1).fill(-1);
        packSlots(layout, codes, words, offset);
        expect(codes.map((_, slot) => readSlot(layout, words, offset, slot))).toEqual(codes);
        expect([...words.subarray(0, offset), words.at(-1)]).toEqual(new Array(offset + 1).fill(-1));
      }),
      { numRuns: 100 },
    );
  });

  test("packs different codes to different words", () => {
    fc.assert(
      fc.property(schemas, numbers, numbers, (schema, some, others) => {
        const layout = layoutOf(schema);
        const packed = [some, others].map((all) => {
          const words = new Int32Array(layout.words);
          packSlots(layout, codesFor(layout.sizes, all), words, 0);
          return words.join();
        });
        const codes = [some, others].map((all) => codesFor(layout.sizes, all).join());
        expect(packed[0] === packed[1]).toBe(codes[0] === codes[1]);
      }),
    );
  });

  test("has a zero state of zero words, in which everything is empty or has its first value", () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const layout = layoutOf(schema);
        const words = new Int32Array(layout.words).fill(-1);
        packSlots(layout, new Int32Array(layout.slots), words, 0);
        expect(words.every((word) => word === 0)).toBe(true);
        const state = viewState(layout, new SlotMemory(layout.slots));
        for (const place of placesOf(schema))
          expect(contentsOf(place, state)).toEqual(place.kind === "value" ? [0] : []);
      }),
    );
  });
});

test("a packed state unpacks to what its views hold, printed", () => {
  fc.assert(
    fc.property(schemas, commands, (schema, all) => {
      const layout = layoutOf(schema);
      const memory = new SlotMemory(layout.slots);
      const state = viewState(layout, memory);
      const places = placesOf(schema);
      for (const command of all)
        applyToView(places[command.place % places.length] as (typeof places)[number], command, state);
      const words = new Int32Array(layout.words + 1);
      packSlots(layout, memory.codes, words, 1);
      const unpacked = unpackState(layout, words, 1);
      expect([...unpacked.keys()]).toEqual(Object.keys(schema));
      const texts = new Map(places.map((place) => [place.name, printed(place, contentsOf(place, state))]));
      for (const [name, plain] of unpacked) {
        const flatten = (path: string, part: typeof plain): string[] =>
          part.kind === "map"
            ? part.entries.flatMap(([key, item]) => flatten(`${path}[${key}]`, item))
            : [`${path} ${plainText(part)}`];
        const expected = places.filter((place) => place.name === name || place.name.startsWith(`${name}[`));
        expect(flatten(name, plain)).toEqual(expected.map((place) => `${place.name} ${texts.get(place.name)}`));
      }
    }),
    { numRuns: 100 },
  );
});

describe("a set or bag", () => {
  const bitsOf = (schema: Schema) => {
    const { sizes } = layoutOf(schema);
    return sizes.reduce((sum, size) => sum + bitsFor(size), 0);
  };

  test.each([
    ["a set without capacity: a bit per value", set(range(0, 99)), "bits", 100],
    ["a set whose members take fewer bits than its domain", set(range(0, 99), { capacity: 4 }), "sorted", 28],
    ["a set whose domain takes fewer bits than its members", set(range(0, 9), { capacity: 4 }), "bits", 10],
    ["a set with equally many bits either way", set(range(0, 6), { capacity: 2 }), "sorted", 6],
    ["a bag over a small domain: a count per value", bag(range(0, 1), { capacity: 7 }), "bits", 6],
    ["a bag over a large domain", bag(range(0, 99), { capacity: 3 }), "sorted", 21],
  ] as const)("takes the smaller representation: %s", (_, field, form, bits) => {
    expect(layoutOf({ field }).cells.get("field")).toMatchObject({ form });
    expect(bitsOf({ field })).toBe(bits);
  });
});

describe("words", () => {
  test("hold one-bit slots without gaps: 33 of them take two words", () => {
    expect(layoutOf({ all: set(range(1, 32)) }).words).toBe(1);
    expect(layoutOf({ all: set(range(1, 33)) }).words).toBe(2);
  });

  test("hold a slot of 31 bits, the largest there is, in one", () => {
    const widest = range(0, 2 ** 31 - 2);
    const layout = layoutOf({ flag: range(0, 1), n: widest, other: widest });
    expect(layout.words).toBe(2);
    const words = new Int32Array(2);
    packSlots(layout, [1, 2 ** 31 - 2, 12345], words, 0);
    expect([0, 1, 2].map((slot) => readSlot(layout, words, 0, slot))).toEqual([1, 2 ** 31 - 2, 12345]);
  });

  test("are at least one, also for a state of nothing or of one possible state", () => {
    expect(layoutOf({}).words).toBe(1);
    expect(layoutOf({ only: enumeration("this") })).toMatchObject({ words: 1, slots: 1 });
  });
});

describe("a state of too many slots", () => {
  const Large = range(1, 2 ** 16);

  test.each<[string, Schema]>([
    ["a set without a capacity over a large domain", { flag: range(0, 1), sent: set(range(0, 2 ** 16)) }],
    ["maps of maps of sets", { know: map(range(1, 100), map(range(1, 100), set(range(1, 10)))) }],
    ["a sequence of a huge capacity", { log: sequence(Large, { capacity: 2 ** 16 + 1 }) }],
    ["a bag counted per value", { flags: set(Large), seen: bag(range(1, 2), { capacity: 9 }) }],
  ])("is an error that names the field: %s", (_, schema) => {
    expect(() => layoutOf(schema)).toThrow(expect.objectContaining({ id: "domain-too-large" }));
    expect(() => layoutOf(schema)).toThrow(/the domain (sent|know\[\d+\]\[\d+\]|log|seen): /);
  });

  test("is none as long as they are few enough", () => {
    expect(layoutOf({ sent: set(Large) }).slots).toBe(2 ** 16);
    expect(layoutOf({ sent: set(Large, { capacity: 3 }) }).slots).toBe(3);
  });
});

describe("a collection that is none", () => {
  test.each([
    ["a map whose keys cannot be listed", () => map(range(0, 2 ** 16), range(0, 1)), "domain-too-large"],
    ["a set of capacity 0", () => set(range(0, 1), { capacity: 0 }), "bad-domain"],
    ["a bag of half a place", () => bag(range(0, 1), { capacity: 1.5 }), "bad-domain"],
    ["a sequence without a capacity", () => sequence(range(0, 1), {} as { capacity: number }), "bad-domain"],
  ])("is refused: %s", (_, make, id) => {
    expect(make).toThrow(expect.objectContaining({ id }));
  });
});
