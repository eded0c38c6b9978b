// A program may have two copies of synod: its own, and that of the package that its models come from.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { check } from "../src/check/check.ts";
import * as synod from "../src/index.ts";
import { mutationsOf } from "../src/mutants/mutation.ts";
import { isPlainRecord } from "../src/plain-record.ts";

let other: typeof synod;

beforeAll(async () => {
  vi.resetModules();
  other = (await import("../src/index.ts")) as typeof synod;
});

/** A set that grows, alone and in a record, with a claim about each of its members. */
function growing({ enumeration, forEvery, model, record, subset, weak }: typeof synod) {
  const Node = enumeration("a", "b", "c");
  const Config = subset(Node);
  return model({
    name: "growing",
    state: { config: Config, pair: record({ last: Node, all: Config }) },
    init: (s) => {
      s.config = Config(["a"]);
      s.pair = { last: "a", all: Config(["a", "b"]) };
    },
    rules: {
      grow: {
        for: { node: Node },
        when: (s, { node }) => !s.config.has(node),
        do: (s, { node }) => {
          s.config = s.config.with(node);
          s.pair = { last: node, all: s.config };
        },
      },
    },
    always: { few: forEvery(Node, (node) => (s) => !s.config.has(node) || s.config.size < 3) },
    eventually: { "all are in": (s) => s.config.size === 3 },
    fairness: { grows: weak("grow") },
  });
}

describe("a model of another copy of synod", () => {
  it("is another copy's: nothing is shared but marks", () => {
    expect(other.subset).not.toBe(synod.subset);
    expect(other.model).not.toBe(synod.model);
  });

  it("is checked as one's own is, and its sets are shown as sets", async () => {
    const own = await check(growing(synod), { workers: 1 });
    const { verdict, counterexamples } = await check(growing(other), { workers: 1 });
    expect(verdict.outcome).toBe("violated");
    expect(verdict.states).toEqual(own.verdict.states);
    expect(counterexamples.map(({ trace }) => trace)).toEqual(own.counterexamples.map(({ trace }) => trace));
    expect(counterexamples[0]?.trace.steps.at(-1)?.state).toMatchObject({
      config: { value: ["a", "b", "c"], text: "{a, b, c}" },
      pair: { value: { last: "b", all: ["a", "b", "c"] } },
    });
  });

  it("has no guard to change where it declares none", () => {
    const ticking = ({ model, range }: typeof synod) =>
      model({
        name: "ticking",
        state: { at: range(0, 1) },
        rules: {
          tick: { do: (s) => (s.at = 1) },
          back: { when: (s) => s.at === 1, do: (s) => (s.at = 0) },
        },
      });
    const changes = (model: ReturnType<typeof ticking>) =>
      mutationsOf(model, new Map()).map(({ rule, change }) => `${rule} ${change}`);
    expect(changes(ticking(other))).toEqual(["tick never", "back never", "back always", "back negated"]);
    expect(changes(ticking(synod))).toEqual(changes(ticking(other)));
  });

  it("has sets that are equal to one's own", () => {
    const [One, Other] = [synod.subset(synod.range(1, 40)), other.subset(other.range(1, 40))];
    const [one, same, more] = [One([1, 40]), Other([1, 40]), Other([1, 2, 40])];
    expect(synod.same(one, same as typeof one)).toBe(true);
    expect(synod.same(one, more as typeof one)).toBe(false);
    expect(One.encode(same)).toBe(One.encode(one));
    expect(one.union(more)).toBe(One([1, 2, 40]));
    expect(one.isSubsetOf(more)).toBe(true);
    const Few = synod.subset(synod.range(1, 3));
    expect(Few([1, 2]).intersection(Other([2, 9]))).toBe(Few([2]));
    expect(Few([1]).isSubsetOf(Other([1, 40]))).toBe(true);
    expect(Few.encode(Other([9]))).toBe(-1);
  });

  it("may have ingredients of this one: records, programs, and claims about every value", async () => {
    const Node = other.enumeration("a", "b");
    const Pair = other.record({ one: Node, two: Node });
    expect(isPlainRecord(Pair.decode(1) as object)).toBe(true);
    expect(synod.same(Pair.decode(1), { one: "a", two: "b" })).toBe(true);
    const at = synod.map(Node, synod.range(0, 1));
    const riser = other.program({ at }, Node, {
      steps: {
        rise: {
          do: (s, p) => {
            s.at.set(p.self, 1);
            return "done";
          },
        },
      },
    });
    const mixed = synod.model({
      name: "mixed",
      state: { at },
      programs: { riser },
      leadsTo: { "comes up": other.forEvery(Node, (n) => [(s) => s.at.get(n) === 0, (s) => s.at.get(n) === 1]) },
      fairness: { rises: riser.weak() },
    });
    const { verdict } = await check(mixed, { workers: 1 });
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["comes up: a", "holds"],
      ["comes up: b", "holds"],
      ["no deadlock", "holds"],
    ]);
  });
});
