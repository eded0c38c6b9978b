/**
 * What collections can do: the same in the engine's views, the interpreter's, and those that confine or watch either, and
 * what plain arrays and lists do. Random contents for every method of the kinds that have contents, and by example what is
 * done to maps, while going through a collection, and wrongly.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { isSynodError } from "../../src/errors/errors.ts";
import {
  bag,
  map,
  model,
  range,
  record,
  type Schema,
  type StateDraft,
  scalarset,
  sequence,
  set,
} from "../../src/index.ts";
import { INDEXED_WALKS, METHODS, WALKS } from "../../src/state/methods.ts";
import { DEFAULT_THRESHOLDS, setThresholds } from "../../src/thresholds.ts";
import { bases, wrappers } from "./all-views.ts";
import {
  applyToContents,
  applyToView,
  commands,
  contentsOf,
  nameOf,
  placesOf,
  schemas,
  zeroContents,
} from "./arbitrary-state.ts";

const kinds = Object.entries(bases).flatMap(([on, make]) =>
  Object.entries(wrappers).map(
    ([by, wrap]) =>
      [
        `${on}, ${by}`,
        (schema: Schema) => {
          const made = make(schema);
          return { view: () => wrap(schema, made.view), seal: made.seal };
        },
      ] as const,
  ),
);

describe("whatever is done to a collection", () => {
  afterEach(() => setThresholds(DEFAULT_THRESHOLDS));

  it.each([
    ["", {}],
    [", values laid out by parts", { numberedValues: 1 }],
  ])("does what it does to plain lists, in every kind of view%s", (_, changed) => {
    setThresholds(changed);
    const done = new Set<string>();
    fc.assert(
      fc.property(schemas, commands, (schema, all) => {
        const places = placesOf(schema);
        for (const [, make] of kinds) {
          const view = make(schema).view();
          const expected = places.map(zeroContents);
          for (const command of all) {
            const at = command.place % places.length;
            const place = places[at] as (typeof places)[number];
            const { answer, contents } = applyToContents(place, command, expected[at] as readonly number[]);
            expected[at] = contents;
            expect(applyToView(place, command, view), nameOf(place, command)).toStrictEqual(answer);
            expect(contentsOf(place, view)).toEqual(contents);
            done.add(nameOf(place, command));
          }
        }
      }),
      { numRuns: 60 },
    );
    // What the walks and `assign` are called there.
    const told = (kind: string, method: string) =>
      done.has(`${kind} ${method}`) ||
      (method === "assign" && done.has(`${kind} refill`) && done.has(`${kind} copy itself`)) ||
      (method in WALKS && done.has(`${kind} walk`));
    for (const kind of ["set", "bag", "sequence"] as const) {
      const walks = kind === "sequence" ? INDEXED_WALKS : WALKS;
      const missed = [...Object.keys(METHODS[kind]), ...Object.keys(walks)].filter((method) => !told(kind, method));
      expect(missed).toEqual([]);
    }
  });
});

const Node = scalarset("n", 2);
const Digit = range(0, 9);
const schema = {
  each: map(Node, Digit),
  other: map(Node, Digit),
  sets: map(Node, set(Digit)),
  deep: map(Node, map(range(0, 1), sequence(Digit, { capacity: 2 }))),
  some: set(Digit),
  few: set(Digit, { capacity: 2 }),
  small: set(range(0, 2)),
  many: bag(Digit, { capacity: 4 }),
  queue: sequence(Digit, { capacity: 4 }),
  line: sequence(record({ d: Digit }), { capacity: 2 }),
  points: map(Node, record({ x: Digit, y: Digit })),
};
type Draft = StateDraft<typeof schema>;

/** What it answers, or the message and the remedy of the coded error that it throws. */
function answer(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (isSynodError(error)) return `${error.code} ${error.message}; ${error.remedy}`;
    return String(error);
  }
}

const laidOut = kinds.flatMap(([name, make]) => [
  [name, make, {}] as const,
  [`${name}, values laid out by parts`, make, { numberedValues: 1 }] as const,
]);

describe.each(laidOut)("in views over %s", (_, make, changed) => {
  beforeEach(() => setThresholds(changed));
  afterEach(() => setThresholds(DEFAULT_THRESHOLDS));

  const fresh = () => make(schema).view() as Draft;
  const filled = () => {
    const s = fresh();
    s.some.assign([5, 1, 3]);
    s.many.assign([2, 7, 2]);
    s.queue.assign([4, 8, 4]);
    s.each.assign([
      ["n2", 6],
      ["n1", 3],
    ]);
    s.sets.set("n2", [9, 0]);
    return s;
  };

  it("going through is as with an array of the members, in order, entries of a map", () => {
    const s = filled();
    const seen: unknown[] = [];
    s.many.forEach((value, index) => void seen.push([value, index]));
    expect(seen).toEqual([
      [2, 0],
      [2, 1],
      [7, 2],
    ]);
    expect(s.some.map((value, index) => value * 10 + index)).toEqual([10, 31, 52]);
    expect(s.some.filter((value) => value > 1)).toEqual([3, 5]);
    expect([s.some.find((value) => value > 1), s.some.find((value) => value > 5)]).toEqual([3, undefined]);
    expect([s.some.some((value) => value > 4), s.some.every((value) => value > 4)]).toEqual([true, false]);
    expect([s.few.some(() => true), s.few.every(() => false)]).toEqual([false, true]);
    expect(s.queue.reduce((sum, value, index) => sum + value * index, 1)).toBe(17);
    expect([s.queue.indexOf(4), s.queue.indexOf(5), s.queue.findIndex((value) => value > 5)]).toEqual([0, -1, 1]);
    expect(s.queue.entries()).toEqual([
      [0, 4],
      [1, 8],
      [2, 4],
    ]);
    expect(s.each.filter(([, item]) => item > 3)).toEqual([["n2", 6]]);
    expect(s.each.every(([key, item]) => item === s.each.get(key))).toBe(true);
    expect(s.sets.map(([key, inner]) => [key, ...inner])).toEqual([["n1"], ["n2", 0, 9]]);
  });

  it("what changes meanwhile is not gone through, and stays changed", () => {
    const s = filled();
    const seen: number[] = [];
    s.some.forEach((value) => {
      seen.push(value);
      s.some.delete(5);
      s.some.add(value + 1);
    });
    expect([seen, [...s.some]]).toEqual([
      [1, 3, 5],
      [1, 2, 3, 4, 6],
    ]);
    expect(s.queue.filter((value) => s.queue.shift() === value)).toEqual([4, 8, 4]);
    expect(s.queue.length).toBe(0);
    const items = s.each.map(([key, item]) => {
      s.each.set(key === "n1" ? "n2" : "n1", 0);
      return item;
    });
    expect(items).toEqual([3, 6]);
    expect(s.each.values()).toEqual([0, 0]);
  });

  it("what a function throws comes out, with what was done by then", () => {
    const s = filled();
    const boom = new RangeError("mine");
    const run = () =>
      s.some.forEach((value) => {
        s.few.add(value);
        if (value === 3) throw boom;
      });
    expect(run).toThrow(boom);
    expect([...s.few]).toEqual([1, 3]);
  });

  it("assigning copies: both go on apart", () => {
    const s = filled();
    s.few = s.small;
    s.small.assign([2, 0]);
    s.few = s.small;
    s.small.delete(2);
    expect([[...s.few], [...s.small]]).toEqual([[0, 2], [0]]);
    const { other } = s;
    s.other = s.each;
    s.each.set("n1", 1);
    expect(s.other).toBe(other);
    expect([s.other.values(), s.each.values()]).toEqual([
      [3, 6],
      [1, 6],
    ]);
    s.sets.set("n1", s.sets.get("n2"));
    s.sets.get("n2").clear();
    expect(s.sets.values().map((inner) => [...inner])).toEqual([[0, 9], []]);
    const { some } = s;
    s.some = some;
    expect([...s.some]).toEqual([1, 3, 5]);
  });

  it("a map is assigned whole: items that trade places do, whatever they are", () => {
    const s = filled();
    s.each.assign(s.each.map(([key]) => [key, s.each.get(key === "n1" ? "n2" : "n1")] as const));
    s.sets.assign(s.sets.map(([key]) => [key, s.sets.get(key === "n1" ? "n2" : "n1")] as const));
    expect(s.each.values()).toEqual([6, 3]);
    expect(s.sets.values().map((inner) => [...inner])).toEqual([[0, 9], []]);
    s.points.set("n2", { x: 1, y: 2 });
    s.points.assign([
      ["n1", s.points.get("n2")],
      ["n2", s.points.get("n1")],
    ]);
    expect(s.points.map(([key, { x, y }]) => [key, x, y])).toEqual([
      ["n1", 1, 2],
      ["n2", 0, 0],
    ]);
    s.line.assign([{ d: 3 }]);
    s.line.insert(0, { d: 5 });
    expect([s.line.indexOf({ d: 3 }), s.line.remove(1).d, s.line.map(({ d }) => d)]).toEqual([1, 3, [5]]);
    s.deep.get("n1").get(1).push(7);
    s.deep.set("n2", s.deep.get("n1"));
    s.deep.get("n1").set(0, [1, 2]);
    expect(s.deep.map(([, inner]) => inner.map(([, line]) => [...line]))).toEqual([
      [[1, 2], [7]],
      [[], [7]],
    ]);
  });

  it("nothing is written before all is looked at", () => {
    const s = filled();
    for (const wrong of [
      () => s.some.assign([0, 10]),
      () => s.few.assign([0, 1, 2]),
      () => s.queue.assign([1, 1, 1, 1, 1]),
      () => s.many.assign([1, 1, 1, 1, 1]),
      () => s.each.assign([["n1", 0]]),
      () =>
        s.each.assign([
          ["n1", 0],
          ["n2", 10],
        ]),
      () =>
        s.sets.assign([
          ["n1", [1]],
          ["n2", [10]],
        ]),
      () => s.queue.insert(0, 10),
    ])
      expect(answer(wrong)).toMatch(/^SYN3/);
    expect([[...s.some], [...s.few], [...s.queue], [...s.many]]).toEqual([[1, 3, 5], [], [4, 8, 4], [2, 2, 7]]);
    expect([s.each.values(), s.sets.values().map((inner) => [...inner])]).toEqual([
      [3, 6],
      [[], [0, 9]],
    ]);
  });

  it("what cannot be done is said, with the place", () => {
    const s = filled() as Draft & Record<string, never>;
    const q = s.queue as never as Record<string, (...given: unknown[]) => unknown>;
    const told = [
      () => q.remove?.(3),
      () => q.remove?.(-1),
      () => q.set?.("1", 4),
      () => q.insert?.(5, 1),
      () => q.truncate?.(-1),
      () => q.reduce?.((a: number) => a),
      () => q.filter?.(4),
      () => q.filter?.(() => undefined),
      () => q.some?.(async () => true),
      () => q.forEach?.(async () => 1),
      () => q.assign?.(7),
      () => q.assign?.("47"),
      () => s.few.assign([1, 2, 3]),
      () => s.each.assign([["n1", 0]]),
      () => s.each.assign(["n1"] as never),
      () => {
        (s as { few: unknown }).few = s.many;
      },
      () => s.sets.set("n1", s.queue),
      () => q.splice,
      () => (s.some as never as { push: unknown }).push,
      () => (s.each as never as { has: unknown }).has,
    ].map(answer);
    expect(told).toEqual([
      "SYN323 queue.remove is given the index 3, and the length is 3; look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end",
      "SYN323 queue.remove is given the index -1, and the length is 3; look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end",
      'SYN323 queue.set is given the index the text "1", and the length is 3; look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end',
      "SYN323 queue.insert is given the index 5, and the length is 3; look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end",
      "SYN323 queue.truncate is given the index -1, and the length is 3; look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end",
      "SYN320 s.queue.reduce is not told what to begin with; write reduce((sum, value) => ..., 0)",
      "SYN323 s.queue.filter is given the number 4, not a function; write (value) => ...",
      "SYN323 what is handed to s.queue.filter answers undefined, which is neither true nor false; let it answer a comparison: what it answers in braces needs a `return`",
      "SYN321 s.queue returned a promise: what it has yet to do would never be seen; make it an ordinary function: a step happens at once, and what waits for something is another rule",
      "SYN321 s.queue returned a promise: what it has yet to do would never be seen; make it an ordinary function: a step happens at once, and what waits for something is another rule",
      "SYN323 queue.assign is given the number 7, which has nothing in it to copy; hand it a collection, or an array of what is to be in it",
      'SYN323 queue.assign is given the text "47", which has nothing in it to copy; hand it a collection, or an array of what is to be in it',
      "SYN302 few is full: it holds 2 and has no room for 3; raise the capacity; if there is no bound, let a guard bound what is added",
      "SYN323 each.assign is given no item for n2; a map has an item for every key: hand it all of them, or write set(key, item) for some",
      'SYN323 each.assign is given the text "n1" for an entry; hand it a map, or entries [key, item]',
      "SYN320 few is a set, and what is assigned to it is copied: a bag is no set; write s.few.assign(...), which takes whatever can be gone through",
      "SYN320 sets[n1] is a set, and what is assigned to it is copied: a sequence is no set; write s.sets.get(n1).assign(...), which takes whatever can be gone through",
      'SYN320 the sequence queue has no "splice"; it has at, includes, indexOf, push, shift, pop, insert, remove, set, truncate, clear, assign, length, some, every, filter, map, find, reduce, forEach, findIndex, entries; write s.queue.remove(...)',
      'SYN320 the set some has no "push"; it has has, add, delete, clear, assign, size, some, every, filter, map, find, reduce, forEach; write s.some.add(...)',
      'SYN320 the map each has no "has"; it has get, set, keys, values, entries, assign, some, every, filter, map, find, reduce, forEach; a map has an item for every key of its domain',
    ]);
  });

  it("a guard changes nothing by them", () => {
    const made = make(schema);
    (made.view() as Draft).some.add(1);
    made.seal();
    const s = made.view() as Draft;
    for (const write of [
      () => s.some.assign([]),
      () => s.queue.insert(0, 1),
      () => s.queue.truncate(0),
      () => s.sets.set("n1", [1]),
      () => s.each.assign(s.other),
      () => s.some.forEach((value) => void s.few.add(value)),
      () => {
        s.few = s.some;
      },
    ])
      expect(answer(write)).toMatch(/^SYN307/);
    expect([s.some.map((value) => value), [...s.few]]).toEqual([[1], []]);
  });
});

describe("in a model", () => {
  const of = (go: (s: Draft) => void) =>
    model({ state: schema, init: (s) => s.some.assign([1, 2]), rules: { go: { do: go } }, terminal: "allowed" });
  const outcome = async (go: (s: Draft) => void) => {
    const { verdict } = await check(of(go), { certify: true });
    return verdict.error === null
      ? [verdict.outcome, verdict.states.distinct]
      : [verdict.error.id, verdict.error.details];
  };

  it("they are reads and writes like any other", async () => {
    const counting = (s: Draft) => {
      const last = s.some.reduce((most, value) => Math.max(most, value), 0);
      if (s.some.every((value) => value < 9)) s.some.assign(s.some.map((value) => value + 1));
      if (s.queue.length < 4) s.queue.insert(0, last);
      else s.queue = s.line.length === 0 ? s.queue : s.queue;
    };
    expect(await outcome(counting)).toEqual(["holds", 8]);
  });

  it("a collection that a function kept is over when the run is", async () => {
    let kept: Draft["some"] | null = null;
    const keeping = (s: Draft) =>
      s.some.forEach((value) => {
        kept ??= s.some;
        if (kept.has(value)) s.few.assign([value]);
      });
    expect(await outcome(keeping)).toEqual([
      "impure-model",
      { subject: "the effect of go", problem: "it uses what it was handed in an earlier run, and that run is over" },
    ]);
  });
});

/** Never run: what compiles, and what does not, at the word that is wrong. */
void function typed(): void {
  model({
    state: schema,
    rules: {
      go: {
        when: (s) => {
          // @ts-expect-error a guard changes nothing
          s.queue.insert(0, 1);
          // @ts-expect-error nor by assigning
          s.few = s.some;
          return s.each.every(
            ([node, level]) => level > 0 || s.some.find((digit) => digit === level) === undefined || node !== "n1",
          );
        },
        do: (s) => {
          s.few = s.some;
          s.sets.set("n1", s.some);
          s.sets.set("n1", [1, 2]);
          s.sets.assign(s.sets);
          s.each.assign([["n1", s.queue.remove(0)]]);
          const [found] = s.line.filter(({ d }) => d > 1);
          s.queue.push(found?.d ?? s.queue.reduce((sum, digit) => sum + digit, 0));
          // @ts-expect-error a number is no set
          s.few = 1;
          // @ts-expect-error an array is handed to assign
          s.few = [1];
          // @ts-expect-error no digits
          s.few.assign(["1"]);
          // @ts-expect-error records are no digits
          s.queue = s.line;
          // @ts-expect-error a set for each key, not a digit
          s.sets.set("n1", 1);
          // @ts-expect-error it is told what to begin with
          s.queue.reduce((sum, digit) => sum + digit);
          // @ts-expect-error a test answers true or false
          s.queue.filter((digit) => digit);
        },
      },
    },
  });
};
