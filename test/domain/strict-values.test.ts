// Values of domains refuse what they do not have, and equal ones are identical, however large the domain is.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { newLease, runClosure } from "../../src/closed-room.ts";
import { optional, record, tuple, union } from "../../src/domain/composites.ts";
import { type AnyDomain, LISTED_VALUES_LIMIT } from "../../src/domain/domain.ts";
import { range } from "../../src/domain/scalars.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { members } from "../../src/model/members.ts";
import { model } from "../../src/model/model.ts";
import { set } from "../../src/state/field.ts";

const sizes = [3, 999] as const;
const pair = (most: number) => record({ a: range(0, most), b: range(0, most) });
const inRun = <T>(run: () => T): T => runClosure({ subject: "a test", leases: [newLease()] }, run, null, null) as T;

describe.each(sizes)("a record of two numbers up to %i", (most) => {
  const Pair = pair(most);
  const value = Pair.decode(5) as { readonly a: number; readonly b: number };
  const read = (name: string) => Reflect.get(value, name) as unknown;

  test("refuses a field that it does not have, read or written, and says what it has", () => {
    expect(() => read("c")).toThrow('a record has no field "c"; it has a, b');
    expect(() => read("aa")).toThrow(expect.objectContaining({ code: "SYN320", remedy: 'did you mean "a"?' }));
    expect(() => Object.assign(value, { c: 1 })).toThrow('a record has no field "c"');
    expect(() => Object.assign(value, { a: 1 })).toThrow(TypeError);
    const { ping } = union({ ping: { n: range(0, most) } });
    expect(() => Reflect.get(ping({ n: 1 }), "too") as unknown).toThrow('ping has no field "too"; it has kind, n');
  });

  test("is a plain object otherwise", () => {
    const plain = { a: value.a, b: value.b };
    expect(JSON.stringify(value)).toBe(JSON.stringify(plain));
    expect({ ...value }).toEqual(plain);
    expect(Object.entries(value)).toEqual(Object.entries(plain));
    expect(structuredClone(value)).toEqual(plain);
    expect("c" in value).toBe(false);
    expect(value instanceof Object).toBe(true);
    expect(read("hasOwnProperty")).toBe(Object.prototype.hasOwnProperty);
    expect(Pair.encode(plain)).toBe(5);
    expect(`${value}`).toBe("[object Object]");
  });

  test("has no text while a closure runs, since all would have the same", () => {
    expect(() => inRun(() => `${value}`)).toThrow(expect.objectContaining({ code: "SYN320" }));
  });

  test("is no value of a union or of another record, which do not look at fields that it lacks", () => {
    const { ping, ...Message } = union({ ping: { a: range(0, most) } });
    expect(Message.encode(value)).toBe(-1);
    expect(ping.encode(value)).toBe(-1);
    expect(record({ a: range(0, most), c: range(0, most) }).encode(value)).toBe(-1);
    expect(() => (ping as (fields: object) => unknown)(value)).toThrow(expect.objectContaining({ code: "SYN301" }));
  });
});

describe.each<[string, (most: number) => AnyDomain]>([
  ["records", pair],
  ["optional records", (most) => optional(pair(most))],
  ["tuples", (most) => tuple(range(0, most), range(0, most))],
  ["messages", (most) => union({ ping: { n: range(0, most), m: range(0, most) }, pong: { n: range(0, most) } })],
  ["records of records", (most) => record({ one: pair(most), n: range(0, 1) })],
])("equal %s", (_, make) => {
  test.each(sizes)("are identical within a run, and with what was made before it (numbers up to %i)", (most) => {
    const domain = make(most);
    expect(domain.size > LISTED_VALUES_LIMIT).toBe(most === 999);
    const before = domain.decode(7);
    const { inside, again } = inRun(() => {
      const other = domain.decode(9);
      return { inside: [domain.decode(7), domain.decode(7)], again: other === domain.decode(9) };
    });
    expect(inside[0]).toBe(before);
    expect(inside[1]).toBe(before);
    expect(again).toBe(true);
    expect(domain.decode(7)).toBe(before);
  });
});

test.each(sizes)("a model that compares records gives one answer, numbers being up to %i", async (most) => {
  const Pair = pair(most);
  const one = Pair.decode(1);
  const state = { x: Pair, y: Pair, s: set(Pair, { capacity: 2 }), n: range(0, 3) };
  const made = model({
    state,
    rules: {
      put: { when: (s) => s.s.size === 0, do: (s) => s.s.add({ a: 0, b: 1 }) },
      same: { when: (s) => s.n === 0 && s.x === s.y, do: (s) => void s.n++ },
      constant: { when: (s) => s.n === 1 && [...s.s].some((each) => each === one), do: (s) => void s.n++ },
      bound: {
        for: { it: members(state.s) },
        when: (s, { it }) => s.n === 2 && s.x === s.y && [...s.s].includes(it) && it === one,
        do: (s) => void s.n++,
      },
    },
    reachable: { "all are found equal": (s) => s.n === 3 },
  });
  const { verdict } = await check(made);
  expect(verdict.outcome).toBe("holds");
  expect(verdict.states.distinct).toBe(6);
  const interpreter = interpret(made);
  let states = interpreter.initialStates();
  for (let step = 0; step < 4; step++)
    states = states.flatMap((from) => interpreter.successors(from).map((to) => to.state));
  expect(states.some((state) => interpreter.holds(made.properties[0]!, state, state))).toBe(true);
});

test.each(sizes)("what a rule binds stays what it is when the next is bound, numbers being up to %i", async (most) => {
  const pair = record({ a: range(0, most), b: range(0, most) });
  const state = { sent: set(pair, { capacity: 2 }), last: optional(pair) };
  const made = model({
    state,
    init: (s) => {
      s.sent.add({ a: 1, b: 2 });
      s.sent.add({ a: 2, b: 2 });
    },
    rules: {
      pick: {
        for: { m: members(state.sent) },
        do: (s, { m }) => {
          s.last = m;
        },
      },
      drop: {
        for: { m: members(state.sent) },
        when: (s, { m }) => m === s.last,
        do: (s, { m }) => s.sent.delete(m),
      },
    },
  });
  // Both there: 3 states; one: 2 for each of them; none: 2. Each may be picked (6 and 4), and dropped if it is the last (4).
  const { verdict } = await check(made, { workers: 1 });
  expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 9, generated: 15 }, judged: { all: true } });
});
