import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { replayTemporal } from "../../src/check/temporal.ts";
import { boolean, members, model, optional, range, record, set, strong, union, weak } from "../../src/index.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { classKey } from "../../src/verify/class-key.ts";
import { fairnessClasses } from "../../src/verify/fairness-classes.ts";

describe("the key of a class", () => {
  test("is the same for equal answers, and differs for different ones", () => {
    const answers = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        // Written anew, keys in another order, 0 for -0.
        const again = JSON.parse(JSON.stringify(one), (_, part) =>
          part !== null && typeof part === "object" && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).reverse())
            : part,
        );
        expect(classKey(again)).toBe(classKey(one));
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(classKey(one) === classKey(other)).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [1, "1"],
    [1n, 1],
    [null, undefined],
    [Number.NaN, null],
    [[], {}],
    [["a", "b"], ["a,b"]],
    [{ a: undefined }, {}],
    [
      [1, [2]],
      [[1], 2],
    ],
  ])("tells %o from %o", (one, other) => {
    expect(classKey(one)).not.toBeNull();
    expect(classKey(one)).not.toBe(classKey(other));
  });

  test("is that of an equal literal for records of domains, which refuse to be asked for other fields", () => {
    const { ping } = union({ ping: { to: range(0, 2) }, pong: {} });
    const pair = record({ one: ping, count: range(0, 1) });
    const value = pair.decode(3);
    expect(classKey(value)).toBe(classKey({ count: 1, one: { kind: "ping", to: 1 } }));
    expect(classKey(value)).not.toBe(classKey(pair.decode(2)));
  });

  const itself: unknown[] = [];
  itself.push(itself);
  test.each([
    ["a Set", new Set([1])],
    ["a Map", new Map([[1, 2]])],
    ["a Date", new Date(0)],
    ["a promise", Promise.resolve(1)],
    ["an instance", new (class Pair {})()],
    ["a function", () => 1],
    ["a symbol", Symbol("one")],
    ["what has a symbol for a key", { [Symbol("one")]: 1 }],
    ["what contains itself", itself],
  ])("there is none for %s, nor for what holds it", (_, answer) => {
    expect(classKey(answer)).toBeNull();
    expect(classKey([answer])).toBeNull();
    expect(classKey({ part: [answer] })).toBeNull();
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value === 0 ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

const Pair = range(0, 1);
const sending = (per: unknown) =>
  model({
    state: { got: range(0, 1), turns: range(0, 1) },
    rules: {
      send: {
        for: { from: Pair, to: Pair },
        when: (_: object, { from, to }: { from: number; to: number }) => from !== to,
        do: (s: { got: number; turns: number }, { from }: { from: number }) => {
          if (from === 0) s.turns = 1 - s.turns;
          else s.got = 1;
        },
      },
    },
    eventually: { got: (s: { got: number }) => s.got === 1 },
    fairness: { pairs: weak("send", { per: per as never }) },
  } as never);

describe("fairness per answer of a function", () => {
  interface Bound {
    readonly from: number;
    readonly to: number;
  }
  test.each([
    ["texts", ({ from, to }: Bound) => `${from}${to}`],
    ["arrays", ({ from, to }: Bound) => [from, to]],
    ["objects", ({ from, to }: Bound) => ({ from, to })],
  ])("makes a class of each answer: %s", async (_, per) => {
    const { verdict } = await check(sending(per));
    expect(verdict.properties).toMatchObject([{ name: "got", outcome: "holds" }]);
  });

  test.each([
    ["a Set", ({ from, to }: Bound) => new Set([from, to]), "its `per` answered [object Set]"],
    ["a Map", ({ from, to }: Bound) => new Map([[from, to]]), "its `per` answered [object Map]"],
    ["nothing, but throws", () => (undefined as unknown as { by: string }).by, "its `per` threw TypeError"],
  ])("is refused where it answers %s", async (_, per, problem) => {
    const { verdict } = await check(sending(per));
    expect(verdict.outcome).toBe("error");
    expect(verdict.error).toMatchObject({ id: "bad-config", details: { setting: "fairness of send" } });
    expect(JSON.stringify(verdict.error)).toContain(problem);
  });
});

describe("the name of a class", () => {
  test("has bound values as traces have them", () => {
    const { ping, ...Message } = union({ ping: { to: optional(range(0, 1)) } });
    const sent = set(Message);
    const { rules } = model({
      state: { sent, flag: boolean },
      rules: { lose: { for: { m: members(sent, ping), on: boolean }, do: (s, { m }) => void s.sent.delete(m) } },
    });
    const [first] = fairnessClasses([weak("lose", { per: "instance" })], instancesOf(rules), null);
    expect(first?.name).toBe("lose(m: ping(to: none), on: false)");
    const named = fairnessClasses([weak("lose", { per: "m" })], instancesOf(rules), null).map(({ name }) => name);
    expect(named).toEqual(["lose(m: ping(to: none))", "lose(m: ping(to: 0))", "lose(m: ping(to: 1))"]);
  });
});

describe("rules over the members of a large domain", () => {
  const Id = range(0, 2 ** 31 - 5);
  const jobs = set(Id, { capacity: 2 });
  interface Jobs {
    readonly jobs: { add(id: number): void; delete(id: number): boolean; readonly size: number };
    made: number;
  }
  const queue = (fairness: object, returns: boolean) =>
    model({
      state: { jobs, made: range(0, 2) },
      rules: {
        make: {
          when: (s: Jobs) => s.made < 2,
          do: (s: Jobs) => {
            s.jobs.add(1_000_000_007 * s.made);
            s.made += 1;
          },
        },
        work: {
          for: { id: members(jobs) },
          do: (s: Jobs, { id }: { id: number }) => {
            s.jobs.delete(id);
          },
        },
        again: returns && {
          when: (s: Jobs) => s.jobs.size === 0 && s.made === 2,
          do: (s: Jobs) => s.jobs.add(1_000_000_007),
        },
      },
      eventuallyAlways: { done: (s: Jobs) => s.made === 2 && s.jobs.size === 0 },
      fairness: { chosen: fairness },
    } as never);

  test.each([
    ["all as one", weak(["make", "work"])],
    ["each for itself", weak(["make", "work"], { per: "instance" })],
    ["by a function", [weak("make"), strong("work", { per: (({ id }: { id: number }) => id) as never })]],
  ])("are divided into classes by what occurs, not by what could: %s", async (_, fairness) => {
    const { verdict } = await check(queue(fairness, false));
    expect(verdict.properties).toMatchObject([{ name: "done", outcome: "holds" }]);
    expect(verdict.states).toEqual({ distinct: 7, generated: 9, depth: 4 });
  });

  test("have counterexamples that name what is fair in their loop, and are replayed", async () => {
    const given = queue(weak(["make", "work"], { per: "instance" }), true);
    const { verdict, counterexamples } = await check(given);
    expect(verdict.error).toBeNull();
    expect(verdict.properties).toMatchObject([{ name: "done", outcome: "violated" }]);
    const [found] = counterexamples as [(typeof counterexamples)[number]];
    expect(found.trace.fairness.filter((line) => line.includes("work(id: 1000000007): taken"))).toHaveLength(1);
    const [property] = given.properties;
    const assumptions = given.fairness.get("chosen");
    const again = replayTemporal(given, property as never, found.list, assumptions as never);
    expect(again.fairness.filter((line) => line.includes("work(id: 1000000007): taken"))).toHaveLength(1);
    expect(again.steps.length).toBe(found.trace.steps.length);
  });

  test("ask their functions of what occurs, and say what is wrong with an answer", async () => {
    const { verdict } = await check(queue(weak("work", { per: (() => new Set()) as never }), false));
    expect(verdict.outcome).toBe("error");
    expect(verdict.error).toMatchObject({ id: "bad-config" });
  });

  test("have no classes before it is known what occurs", () => {
    const given = queue(weak(["make", "work"], { per: "instance" }), false);
    const assumptions = given.fairness.get("chosen") as never;
    const instances = instancesOf(given.rules);
    expect(fairnessClasses(assumptions, instances, null)).toEqual([]);
    expect(fairnessClasses(assumptions, instances, [0, 8]).map(({ labels }) => labels)).toEqual([[0], [8]]);
  });
});
