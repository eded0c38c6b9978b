/** Stubborn sets on models where it can be said by hand which orders matter. */
import { describe, expect, it } from "vitest";
import { check } from "../../../src/check/check.ts";
import { boolean, enumeration, type Model, map, members, model, range, scalarset, set } from "../../../src/index.ts";

async function counts(of: Model) {
  const whole = await check(of, { reductions: [], keepGoing: true });
  const part = await check(of, { reductions: ["partial-order"], keepGoing: true });
  expect(part.verdict.reductions).toEqual(["partial-order"]);
  const outcomes = ({ verdict }: typeof whole) => verdict.properties.map(({ name, outcome }) => `${name} ${outcome}`);
  expect(outcomes(part)).toEqual(outcomes(whole));
  expect(part.verdict.terminalStates).toBe(whole.verdict.terminalStates);
  return { whole: whole.verdict.states.distinct, part: part.verdict.states.distinct };
}

const Process = range(0, 2);

describe("a stubborn set", () => {
  it("takes one order of steps that touch nothing in common", async () => {
    const done = map(Process, boolean);
    const apart = model({
      state: { done },
      rules: {
        finish: {
          for: { p: Process },
          writes: ({ p }) => [["done", p]],
          when: (s, { p }) => !s.done.get(p),
          do: (s, { p }) => s.done.set(p, true),
        },
      },
      always: { fine: () => true },
    });
    expect(await counts(apart)).toEqual({ whole: 8, part: 4 });
  });

  it("takes all orders of steps that a property can tell apart", async () => {
    const seen = model({
      state: { done: map(Process, boolean) },
      rules: {
        finish: {
          for: { p: Process },
          writes: ({ p }) => [["done", p]],
          when: (s, { p }) => !s.done.get(p),
          do: (s, { p }) => s.done.set(p, true),
        },
      },
      always: { "0 before 1": (s) => !s.done.get(1) || s.done.get(0), fine: () => true },
    });
    expect(await counts(seen)).toEqual({ whole: 8, part: 8 });
  });

  it("is found without going through all of many steps that interfere once for each of them", async () => {
    const many = model({
      state: { turn: range(0, 1), done: boolean },
      rules: {
        // The last turn leads back to the first, from where none of so many steps ascends.
        take: {
          for: { way: range(0, 1499) },
          writes: ["turn"],
          do: (s) => {
            s.turn = 1 - s.turn;
          },
        },
        finish: {
          writes: ["done"],
          when: (s) => !s.done,
          do: (s) => {
            s.done = true;
          },
        },
      },
      always: { fine: () => true },
    });
    expect(await counts(many)).toEqual({ whole: 4, part: 3 });
  });

  it("brings what may enable a step that interferes: who is blocked now need not be later", async () => {
    const race = model({
      state: { first: enumeration("none", "a", "b"), open: boolean },
      rules: {
        a: {
          writes: ["first"],
          when: (s) => s.first === "none",
          do: (s) => {
            s.first = "a";
          },
        },
        b: {
          reads: ["open"],
          writes: ["first"],
          when: (s) => s.open && s.first === "none",
          do: (s) => {
            s.first = "b";
          },
        },
        unlock: {
          writes: ["open"],
          when: (s) => !s.open,
          do: (s) => {
            s.open = true;
          },
        },
      },
      reachable: { "a first": (s) => s.first === "a", "b first": (s) => s.first === "b" },
      always: { fine: () => true },
    });
    // To unlock first leads to both ends; a alone would be no set, since b may come first.
    expect(await counts(race)).toEqual({ whole: 5, part: 4 });
  });

  it("rests on the first of a row of members that a guard looked for, and on those before it", async () => {
    const Item = range(0, 3);
    const scan = model({
      state: { there: set(Item), first: range(0, 4), looked: boolean },
      rules: {
        put: {
          for: { item: range(1, 3) },
          writes: ({ item }) => [["there", item]],
          when: (s, { item }) => !s.there.has(item),
          do: (s, { item }) => s.there.add(item),
        },
        look: {
          reads: ["there"],
          writes: ["first", "looked"],
          when: (s) => !s.looked && Item.values.some((item) => s.there.has(item)),
          do: (s) => {
            s.first = Item.values.findIndex((item) => s.there.has(item)) + 1;
            s.looked = true;
          },
        },
      },
      always: { fine: () => true },
    });
    expect(await counts(scan)).toEqual({ whole: 20, part: 19 });
  });

  it("waits for a member that a rule ranges over as for anything else that it reads", async () => {
    const Letter = range(0, 1);
    const box = set(Letter);
    const post = model({
      state: { box, won: enumeration("nobody", "taker", "timer"), sent: boolean },
      rules: {
        send: {
          writes: ["sent", ["box", 1]],
          when: (s) => !s.sent,
          do: (s) => {
            s.sent = true;
            s.box.add(1);
          },
        },
        take: {
          for: { letter: members(box) },
          writes: ({ letter }) => ["won", ["box", letter]],
          when: (s) => s.won === "nobody",
          do: (s, { letter }) => {
            s.box.delete(letter);
            s.won = "taker";
          },
        },
        expire: {
          writes: ["won"],
          when: (s) => s.won === "nobody",
          do: (s) => {
            s.won = "timer";
          },
        },
      },
      // Sending is seen, so that it cannot be taken alone; nor can the timer, since a letter may yet come.
      always: { fine: (s) => s.sent || !s.sent },
    });
    expect(await counts(post)).toEqual({ whole: 5, part: 5 });
  });

  it("interferes with who takes away a member that it ranges over", async () => {
    const box = set(range(0, 0));
    const fire = model({
      state: { box, read: boolean },
      init: (s) => s.box.add(0),
      rules: {
        read: {
          for: { letter: members(box) },
          writes: ["read"],
          when: (s) => !s.read,
          do: (s) => {
            s.read = true;
          },
        },
        burn: { writes: [["box", 0]], when: (s) => s.box.has(0), do: (s) => void s.box.delete(0) },
      },
      always: { fine: () => true },
    });
    expect(await counts(fire)).toEqual({ whole: 4, part: 4 });
  });

  it("puts nothing off for a step that symmetry takes for none: passing a token on", async () => {
    const Holder = scalarset("h", 2);
    const token = model({
      state: { holder: Holder, done: boolean },
      init: {
        for: { h: Holder },
        do: (s, { h }) => {
          s.holder = h;
        },
      },
      rules: {
        pass: {
          for: { h: Holder },
          writes: ["holder"],
          do: (s, { h }) => {
            s.holder = h;
          },
        },
        finish: {
          writes: ["done"],
          do: (s) => {
            s.done = true;
          },
        },
      },
      reachable: { done: (s) => s.done },
    });
    const { verdict } = await check(token, { reductions: ["symmetry", "partial-order"] });
    expect(verdict.reductions).toEqual(["symmetry", "partial-order"]);
    expect(verdict.properties[0]).toMatchObject({ outcome: "holds" });
  });
});
