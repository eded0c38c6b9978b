// A watched state tells reads from writes as a model means them, over the engine's views and the interpreter's alike.
import { describe, expect, it } from "vitest";
import { bag, map, range, scalarset, sequence, set } from "../../src/index.ts";
import { zeroState } from "../../src/interpret/plain-store.ts";
import { viewStored } from "../../src/interpret/plain-view.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import type { StateDraft } from "../../src/state/seen.ts";
import { viewState } from "../../src/state/views.ts";
import { inSchemaOrder, watchState } from "../../src/state/watched.ts";

const Node = scalarset("n", 2);
const Digit = range(0, 9);
const schema = {
  one: Digit,
  each: map(Node, Digit),
  sets: map(Node, set(Digit)),
  some: set(Digit),
  few: set(Digit, { capacity: 2 }),
  many: bag(Digit, { capacity: 3 }),
  queue: sequence(Digit, { capacity: 3 }),
};
type Draft = StateDraft<typeof schema>;

const views = {
  "the engine's views": () => {
    const layout = layoutOf(schema);
    return viewState(layout, new SlotMemory(layout.slots)) as object;
  },
  "the interpreter's views": () => viewStored(zeroState(schema), true),
};

/** Runs something on a fresh state; what it read and wrote, and the state. `withheld`: fields that are not written. */
function watching(make: () => object, run: (s: Draft) => void, withheld: readonly string[] = []) {
  const reads = new Set<string>();
  const writes = new Set<string>();
  const state = make();
  const watched = watchState(schema, state, {
    reads: (field) => reads.add(field),
    writes: (field) => {
      writes.add(field);
      return !withheld.includes(field);
    },
  });
  run(watched as Draft);
  return { reads: inSchemaOrder(schema, reads), writes: inSchemaOrder(schema, writes), state: state as Draft };
}

describe.each(Object.entries(views))("a watched state over %s", (_, make) => {
  it.each<[string, (s: Draft) => unknown, string[], string[]]>([
    ["reading a variable", (s) => s.one, ["one"], []],
    [
      "assigning one",
      (s) => {
        s.one = 3;
      },
      [],
      ["one"],
    ],
    [
      "counting one up",
      (s) => {
        s.one += 1;
      },
      ["one"],
      ["one"],
    ],
    ["looking into a map", (s) => s.each.get("n1"), ["each"], []],
    ["going through a map", (s) => [...s.each], ["each"], []],
    ["listing a map's keys", (s) => s.each.keys(), [], []],
    ["setting an item", (s) => s.each.set("n1", 4), [], ["each"]],
    ["going to a set in a map", (s) => s.sets.get("n1"), [], []],
    ["asking a set in a map", (s) => s.sets.get("n1").has(4), ["sets"], []],
    ["adding to a set in a map", (s) => s.sets.get("n1").add(4), [], ["sets"]],
    ["going through all sets of a map", (s) => s.sets.values().map((each) => each.size), ["sets"], []],
    [
      "clearing all sets of a map",
      (s) => {
        for (const [, each] of s.sets) each.clear();
      },
      [],
      ["sets"],
    ],
    [
      "clearing them by entries",
      (s) => {
        for (const [, each] of s.sets.entries()) each.clear();
      },
      [],
      ["sets"],
    ],
    ["adding to a set with a capacity", (s) => s.few.add(1), [], ["few"]],
    ["deleting from a set", (s) => s.some.delete(1), [], ["some"]],
    ["the size of a set", (s) => s.some.size, ["some"], []],
    ["counting in a bag", (s) => s.many.count(1), ["many"], []],
    ["pushing", (s) => s.queue.push(1), [], ["queue"]],
    ["taking from a sequence", (s) => s.queue.shift(), ["queue"], ["queue"]],
    ["the length of a sequence", (s) => s.queue.length, ["queue"], []],
  ])("%s", (_name, run, reads, writes) => {
    const found = watching(make, run as (s: Draft) => void);
    expect([found.reads, found.writes]).toEqual([reads, writes]);
  });

  it("lets writes through, and the effect read them", () => {
    const { state } = watching(make, (s) => {
      s.one = 3;
      s.each.set("n2", s.one + 1);
      s.sets.get("n1").add(5);
      s.queue.push(6);
      s.queue.push(7);
      s.one = s.queue.shift() as number;
    });
    expect([state.one, state.each.get("n2"), [...state.sets.get("n1")], [...state.queue]]).toEqual([6, 4, [5], [7]]);
  });

  it("withholds the writes of a field, and answers as if they had happened", () => {
    const answers: unknown[] = [];
    const { state } = watching(
      make,
      (s) => {
        s.one = 3;
        s.each.set("n2", 4);
        s.sets.get("n1").add(5);
        s.some.add(5);
        s.queue.push(6);
        answers.push(s.one, s.some.delete(5), s.some.has(5), s.queue.pop(), s.queue.shift(), s.queue.length);
      },
      ["one", "sets", "queue"],
    );
    expect(answers).toEqual([0, true, false, undefined, undefined, 0]);
    expect([state.one, state.each.get("n2"), state.sets.get("n1").size]).toEqual([0, 4, 0]);
  });

  it("answers what would have been taken when taking is withheld", () => {
    const state = make();
    const watch = { reads: () => {}, writes: (field: string) => field !== "queue" && field !== "some" };
    (state as Draft).queue.push(1);
    (state as Draft).queue.push(2);
    (state as Draft).some.add(3);
    const watched = watchState(schema, state, watch) as Draft;
    expect([watched.queue.shift(), watched.queue.pop(), watched.some.delete(3), watched.some.delete(4)]).toEqual([
      1,
      2,
      true,
      false,
    ]);
    expect([...watched.queue, ...watched.some]).toEqual([1, 2, 3]);
  });

  it("has the declared fields and takes no others", () => {
    const watched = watchState(schema, make(), { reads: () => {}, writes: () => true });
    expect(Object.keys(watched)).toEqual(Object.keys(schema));
    expect(() => {
      (watched as Record<string, unknown>)["tow"] = 1;
    }).toThrow('the state has no field "tow" to write; it has');
  });
});
