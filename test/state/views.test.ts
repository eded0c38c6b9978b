import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DirectMemory } from "../../src/compile/direct.ts";
import { Tracer } from "../../src/compile/tracer.ts";
import { enumeration, range } from "../../src/domain/scalars.ts";
import { packSlots } from "../../src/state/codec.ts";
import { bag, map, type Schema, sequence, set } from "../../src/state/field.ts";
import { type Cell, type Layout, layoutOf } from "../../src/state/layout.ts";
import { type Memory, SlotMemory } from "../../src/state/memory.ts";
import { viewState } from "../../src/state/views.ts";
import {
  applyToContents,
  applyToView,
  type Command,
  commands,
  contentsOf,
  placesOf,
  schemas,
  zeroContents,
} from "./arbitrary-state.ts";

/** What a view may stand on: every kind of memory, all zero, writable. */
const memories: readonly (readonly [name: string, make: (layout: Layout) => Memory])[] = [
  ["a list of slots", (layout) => new SlotMemory(layout.slots)],
  [
    "packed words",
    (layout) => Object.assign(new DirectMemory(layout, new Int32Array(layout.words + 3), 3), { writable: true }),
  ],
  [
    "a tracer",
    (layout) => {
      const tracer = new Tracer(layout);
      tracer.start(new Int32Array(layout.words));
      tracer.writable = true;
      return tracer;
    },
  ],
];

/** Runs the commands on a view, checking each answer and everything the state holds against plain lists of codes. */
function follow(
  schema: Schema,
  all: readonly Command[],
  make: (layout: Layout) => Memory,
): { layout: Layout; memory: Memory } {
  const layout = layoutOf(schema);
  const memory = make(layout);
  const state = viewState(layout, memory);
  const places = placesOf(schema);
  const expected = places.map(zeroContents);
  for (const command of all) {
    const at = command.place % places.length;
    const place = places[at] as (typeof places)[number];
    const { answer, contents } = applyToContents(place, command, expected[at] as readonly number[]);
    expected[at] = contents;
    const given = applyToView(place, command, state);
    // Values are identical; arrays of them are made anew.
    if (Array.isArray(answer) && !Object.isFrozen(answer)) expect(given).toStrictEqual(answer);
    else expect(given).toBe(answer);
    expect(contentsOf(place, state)).toEqual(contents);
  }
  expect(places.map((place) => contentsOf(place, state))).toEqual(expected);
  return { layout, memory };
}

const codesOf = ({ layout, memory }: { layout: Layout; memory: Memory }) =>
  Array.from({ length: layout.slots }, (_, slot) => memory.read(slot));

describe.each(memories)("a state over %s", (_, make) => {
  test("answers and holds what plain sets, lists and variables do, whatever is done to it", () => {
    fc.assert(
      fc.property(schemas, commands, (schema, all) => {
        follow(schema, all, make);
      }),
      { numRuns: 120 },
    );
  });

  test("has equal slots for equal contents, however they came about", () => {
    fc.assert(
      fc.property(schemas, commands, (schema, all) => {
        const { layout, memory } = follow(schema, all, make);
        const rebuilt = new SlotMemory(layout.slots);
        const [old, fresh] = [viewState(layout, memory), viewState(layout, rebuilt)];
        for (const place of placesOf(schema)) {
          const held = place.holder(old).get();
          if (place.kind === "value") place.holder(fresh).set(held);
          else
            for (const value of held as Iterable<never>) {
              const into = place.holder(fresh).get() as { add(value: never): void; push(value: never): void };
              if (place.kind !== "sequence") into.add(value);
              else into.push(value);
            }
        }
        expect(codesOf({ layout, memory })).toEqual([...rebuilt.codes]);
      }),
      { numRuns: 60 },
    );
  });
});

test("every memory holds the same slots after the same commands, each below its slot's size", () => {
  fc.assert(
    fc.property(schemas, commands, (schema, all) => {
      const [slots, ...others] = memories.map(([, make]) => codesOf(follow(schema, all, make)));
      for (const other of others) expect(other).toEqual(slots);
      const { sizes } = layoutOf(schema);
      expect((slots as number[]).every((code, slot) => code >= 0 && code < (sizes[slot] as number))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("packed words are those that packing the slots gives", () => {
  fc.assert(
    fc.property(schemas, commands, (schema, all) => {
      const layout = layoutOf(schema);
      const words = new Int32Array(layout.words);
      const { memory } = follow(schema, all, () =>
        Object.assign(new DirectMemory(layout, words, 0), { writable: true }),
      );
      const packed = new Int32Array(layout.words + 2).fill(-1);
      packSlots(layout, codesOf({ layout, memory }), packed, 1);
      expect([...packed]).toEqual([-1, ...words, -1]);
    }),
    { numRuns: 60 },
  );
});

describe("the generated schemas", () => {
  test("have sets and bags of both representations, in maps too", () => {
    const met = new Set<string>();
    const meet = (cell: Cell, within: string): void => {
      if (cell.kind === "map") for (const item of cell.items) meet(item, "map of ");
      else met.add(`${within}${cell.kind}${"form" in cell ? ` (${cell.form})` : ""}`);
    };
    fc.assert(
      fc.property(schemas, (schema) => {
        for (const cell of layoutOf(schema).cells.values()) meet(cell, "");
      }),
      { numRuns: 250 },
    );
    const kinds = ["value", "set (bits)", "set (sorted)", "bag (bits)", "bag (sorted)", "sequence"];
    expect([...met].sort()).toEqual([...kinds, ...kinds.map((kind) => `map of ${kind}`)].sort());
  });
});

/** The same collection in both representations: which one is used depends on the size of the domain alone. */
const representations = [
  ["bit set", set(range(0, 9), { capacity: 4 }), "bits"],
  ["sorted set", set(range(0, 999), { capacity: 4 }), "sorted"],
  ["counted bag", bag(range(0, 1), { capacity: 4 }), "bits"],
  ["sorted bag", bag(range(0, 999), { capacity: 4 }), "sorted"],
] as const;

describe.each(representations)("a %s", (_, field, form) => {
  const layout = layoutOf({ all: field });
  const fresh = () => viewState<{ all: typeof field }>(layout, new SlotMemory(layout.slots)).all;

  test("has the representation that its name says", () => {
    expect(layout.cells.get("all")).toMatchObject({ form });
  });

  test("visits every member once when each is deleted as it is visited", () => {
    const all = fresh();
    const members = [...(form === "bits" && field.kind === "bag" ? [0, 0, 1, 1] : [1, 5, 7, 9])].slice(0, 4);
    if (form === "bits" && field.kind === "set") for (const member of [1, 5, 7, 9]) all.add(member);
    else for (const member of members) all.add(member);
    const visited: number[] = [];
    for (const member of all) {
      visited.push(member);
      all.delete(member);
    }
    expect(visited).toEqual(members);
    expect([...all]).toEqual([]);
  });

  test("visits the members that it had when the visit began", () => {
    const all = fresh();
    all.add(0);
    for (const member of all) all.add(member + 1);
    expect([...all]).toEqual([0, 1]);
  });
});

test("a sequence visits the members that it had when the visit began", () => {
  const layout = layoutOf({ all: sequence(range(0, 9), { capacity: 4 }) });
  const { all } = viewState<{ all: ReturnType<typeof sequence<number>> }>(layout, new SlotMemory(layout.slots));
  for (const member of [3, 1, 4]) all.push(member);
  const visited: number[] = [];
  for (const member of all) {
    visited.push(member);
    all.shift();
  }
  expect(visited).toEqual([3, 1, 4]);
});

describe("a value that has no place", () => {
  const schema = {
    round: range(0, 3),
    votes: map(enumeration("left", "right"), range(0, 1)),
    inboxes: map(enumeration("left", "right"), set(range(0, 99), { capacity: 2 })),
    log: sequence(range(0, 3), { capacity: 2 }),
    seen: bag(range(0, 3), { capacity: 2 }),
  };
  const layout = layoutOf(schema);
  const fresh = () => viewState<typeof schema>(layout, new SlotMemory(layout.slots));
  const said = (run: (state: ReturnType<typeof fresh>) => void): string => {
    try {
      run(fresh());
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };
  const fill = <T>(times: number, run: () => T) => {
    for (let more = 0; more < times; more++) run();
  };

  test.each<[string, (state: ReturnType<typeof fresh>) => void, string]>([
    [
      "a variable",
      (s) => {
        s.round = 4;
      },
      "round cannot hold 4: it is not a value of range(0, 3)",
    ],
    [
      "an item of a map",
      (s) => s.votes.set("right", 2),
      "votes[right] cannot hold 2: it is not a value of range(0, 1)",
    ],
    [
      "a key of a map",
      (s) => void s.votes.get("up" as "left"),
      'a key of votes cannot hold "up": it is not a value of enumeration(left, right)',
    ],
    [
      "a member of a set in a map",
      (s) => s.inboxes.get("left").add(100),
      "a member of inboxes[left] cannot hold 100: it is not a value of range(0, 99)",
    ],
    [
      "a member that is asked for",
      (s) => void s.seen.has(4),
      "a member of seen cannot hold 4: it is not a value of range(0, 3)",
    ],
    [
      "a set in a map over its capacity",
      (s) => {
        let n = 0;
        fill(3, () => s.inboxes.get("right").add(n++));
      },
      "inboxes[right] is full: it holds 2 and has no room for 2",
    ],
    ["a bag over its capacity", (s) => fill(3, () => s.seen.add(1)), "seen is full: it holds 2 and has no room for 1"],
    [
      "a sequence over its capacity",
      (s) => fill(3, () => s.log.push(3)),
      "log is full: it holds 2 and has no room for 3",
    ],
  ])("is an error that names the place: %s", (_, run, message) => {
    expect(said(run)).toBe(message);
  });

  test("leaves the state as it was", () => {
    const state = fresh();
    fill(2, () => state.log.push(1));
    expect(() => state.log.push(2)).toThrow();
    expect(() => state.seen.add(7)).toThrow();
    expect([...state.log, ...state.seen]).toEqual([1, 1]);
  });

  test("cannot be put where the schema has nothing, or a collection", () => {
    expect(() => Object.assign(fresh(), { rounds: 1 })).toThrow('has no field "rounds" to write; it has round,');
    expect(() => Object.assign(fresh(), { log: null })).toThrow(
      "log is a sequence, and what is assigned to it is copied: null",
    );
  });
});

test("maps list their keys in the domain's order, and their items beside them", () => {
  const Key = enumeration("left", "right");
  const schema = { votes: map(Key, range(0, 3)), inboxes: map(Key, set(range(0, 3))) };
  const layout = layoutOf(schema);
  const state = viewState<typeof schema>(layout, new SlotMemory(layout.slots));
  state.votes.set("right", 2);
  state.inboxes.get("left").add(1);
  expect(state.votes.keys()).toEqual(["left", "right"]);
  expect(state.votes.values()).toEqual([0, 2]);
  expect(state.votes.entries()).toEqual([...state.votes]);
  expect(state.votes.entries()).toEqual([
    ["left", 0],
    ["right", 2],
  ]);
  expect([...state.inboxes].map(([key, inbox]) => [key, [...inbox]])).toEqual([
    ["left", [1]],
    ["right", []],
  ]);
});
