// Lists and sets as values: what they are, and what is refused.
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { formatError } from "../../src/errors/errors.ts";
import {
  entries,
  enumeration,
  forEvery,
  list,
  map,
  model,
  oneOf,
  optional,
  range,
  record,
  same,
  scalarset,
  sequence,
  set,
  subset,
  union,
} from "../../src/index.ts";

const Node = enumeration("a", "b", "c");
const Config = subset(Node);

/** The whole text of what it throws. */
function told(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return formatError(error);
  }
  return "nothing";
}

describe("a set as a value", () => {
  it("is the same one whatever made it, and nothing changes it", () => {
    expect(Config(["b", "a"])).toBe(Config(["a", "b", "a"]));
    expect(Config(["a"]).with("b")).toBe(Config.decode(3));
    expect(subset(Node, { min: 1, max: 2 })(["a", "b"])).toBe(Config(["a", "b"]));
    expect(Config(["a", "b", "c"]).without("b").union(["b"])).toBe(Config(Node.values));
    expect(Object.isFrozen(Config())).toBe(true);
    expect(Object.keys(Config(["a"]))).toEqual([]);
  });

  it("has the operations of sets", () => {
    const [ab, bc] = [Config(["a", "b"]), Config(["b", "c"])];
    expect([...ab.union(bc)]).toEqual(["a", "b", "c"]);
    expect([...ab.intersection(bc)]).toEqual(["b"]);
    expect([...ab.difference(bc)]).toEqual(["a"]);
    expect([ab.has("a"), ab.has("c"), ab.size]).toEqual([true, false, 2]);
    expect([ab.isSubsetOf(Node.values), ab.isSubsetOf(bc), ab.isSupersetOf(["b"]), ab.isSupersetOf(bc)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([ab.isDisjointFrom(bc), ab.isDisjointFrom(["c"])]).toEqual([false, true]);
    expect(ab.filter((n) => n !== "a")).toBe(Config(["b"]));
    expect(ab.map((n) => `${n}!`)).toEqual(["a!", "b!"]);
    expect([ab.every((n) => n !== "c"), ab.some((n) => n === "c"), ab.find((n) => n > "a")]).toEqual([
      true,
      false,
      "b",
    ]);
    // A set has no places: what its tests are told is the value alone.
    const isOne = (n: string, of: number | string = "a") => n === of;
    expect([[...ab.filter(isOne)], ab.every(isOne), ab.some(isOne), ab.find(isOne)]).toEqual([["a"], false, true, "a"]);
    expect(JSON.stringify({ ab })).toBe('{"ab":["a","b"]}');
    expect(inspect(ab)).toBe("Set(2) { 'a', 'b' }");
  });

  it("is compared with sets of other domains by its members", () => {
    const Wide = subset(range(1, 5));
    const Narrow = subset(range(2, 3));
    expect(Narrow([2]).isSubsetOf(Wide([1, 2]))).toBe(true);
    expect(Wide([1, 2]).isSubsetOf(Narrow([2]))).toBe(false);
    expect(Narrow([2]).isSupersetOf(Wide([1, 2]))).toBe(false);
    expect(Narrow([2, 3]).intersection(Wide([1, 2]))).toBe(Narrow([2]));
    expect(same(Wide([2, 3]), Narrow([3, 2]))).toBe(true);
    expect(Narrow.encode(Wide([1]))).toBe(-1);
    expect(Narrow.encode(Wide([3]))).toBe(2);
  });

  it("refuses what is not of its domain, and names that it does not have", () => {
    const set: object = Config(["a"]);
    expect(told(() => Reflect.get(set, "length"))).toMatch(/has no "length".*did you mean "size"/s);
    expect(told(() => Reflect.get(set, "add"))).toMatch(/did you mean "with"/);
    expect(() => Config(["a"]).has("d" as "a")).toThrow(expect.objectContaining({ code: "SYN301" }));
    expect(() => Config(["a"]).with("d" as "a")).toThrow(expect.objectContaining({ code: "SYN301" }));
    expect(() => Config(["d" as "a"])).toThrow(expect.objectContaining({ code: "SYN301" }));
    expect(() => subset(Node, { max: 1 })(["a", "b"])).toThrow(/it has 2 members, not 0 to 1/);
  });
});

describe("of domains of every size", () => {
  it.each([3, 12, 20, 30])("equal sets of %s values are identical, and numbers are exact", (size) => {
    const Large = subset(range(1, size));
    expect(Large.size).toBe(2 ** size);
    expect(Large.decode(2 ** size - 2)).toBe(Large(Large.decode(2 ** size - 1)).without(1));
    expect(Large.encode(Large.decode(2 ** size - 2))).toBe(2 ** size - 2);
  });

  it("all that a run of a closure can compare is one object, also with what the module made", () => {
    const Entry = record({ term: range(0, 40), config: subset(range(1, 12)) });
    const Log = list(Entry, { max: 1 });
    expect(Log.size).toBe(1 + 41 * 4096);
    const kept = Log([{ term: 3, config: Entry.shape.config.decode(9) }]);
    for (let code = 0; code < 100_000; code++) Log.decode(code);
    expect(Log.decode(Log.encode([{ term: 3, config: Entry.shape.config.decode(9) }]))).toBe(kept);
  });
});

describe("numbers of bounded subsets", () => {
  it.each([
    [1, 0, 0],
    [4, 0, 4],
    [5, 2, 3],
    [6, 1, 6],
    [6, 0, 2],
    [7, 7, 7],
    [9, 4, 8],
  ])("of %s values, those with %s to %s members, are those of all, left out those of another size", (n, min, max) => {
    const All = subset(range(1, n));
    const Bounded = subset(range(1, n), { min, max });
    const expected = All.values.filter(({ size }) => size >= min && size <= max);
    expect(Bounded.values).toEqual(expected);
    expect(expected.map((each) => Bounded.encode(each))).toEqual(expected.map((_, code) => code));
  });

  it("are exact where there are very many values", () => {
    const Pair = subset(range(1, 60_000), { min: 2, max: 2 });
    expect(Pair.size).toBe((60_000 * 59_999) / 2);
    for (const code of [0, 1, 2, 1_799_970_000 - 1, 1_234_567_890]) expect(Pair.encode(Pair.decode(code))).toBe(code);
    expect([...Pair.decode(1_799_970_000 - 1)]).toEqual([59_999, 60_000]);
    expect(() => subset(range(1, 100), { min: 50, max: 50 })).toThrow(expect.objectContaining({ code: "SYN203" }));
    expect(subset(range(1, 1000), { min: 999 }).size).toBe(1001);
    expect(subset(range(1, 31)).size).toBe(2 ** 31);
  });
});

describe("a list as a value", () => {
  const Log = list(Node, { max: 2 });

  it("is a frozen array; the shorter come first", () => {
    expect(Log.values.slice(0, 6)).toEqual([[], ["a"], ["b"], ["c"], ["a", "a"], ["a", "b"]]);
    expect(Log.size).toBe(13);
    expect(Log(["a", "b"])).toBe(Log.decode(5));
    expect(Object.isFrozen(Log(["a"]))).toBe(true);
    expect(Log.format(["a", "b"])).toBe("<a, b>");
    expect(list(Node, { min: 1, max: 1 }).values).toEqual([["a"], ["b"], ["c"]]);
    expect(list(Node, { max: 0 }).values).toEqual([[]]);
    expect(list(range(7, 7), { max: 3 }).values).toEqual([[], [7], [7, 7], [7, 7, 7]]);
  });

  it("says what keeps an array out of it", () => {
    expect(() => Log(["a", "b", "c"])).toThrow(/it has 3 members, not 0 to 2/);
    expect(() => Log(["a", "d" as "a"])).toThrow(/its item at 1 is "d"/);
    expect(Log.encode(Config(["a"]))).toBe(-1);
  });
});

describe("declarations", () => {
  it("say what is wrong with bounds", () => {
    expect(told(() => list(Node, undefined as never))).toContain("it has no `max`");
    expect(told(() => list(Node, {} as never))).toContain("it has no `max`");
    expect(told(() => list(Node, { max: -1 }))).toContain("whole numbers from 0 to 65536");
    expect(told(() => list(Node, { min: 3, max: 2 }))).toContain("its `min` is above its `max`");
    expect(told(() => list(Node, { capacity: 2 } as never))).toContain('has no key "capacity"');
    expect(told(() => subset(Node, { min: 4 }))).toContain("there are 3 values, and a set is to have 4 at least");
    expect(told(() => subset(Node, { min: 2, max: 1 }))).toContain("its `min` is above its `max`");
    expect(told(() => subset(Node, { max: 0.5 }))).toContain("whole numbers, from 0 on");
    expect(told(() => subset(Node, { capacity: 2 } as never))).toContain('has no key "capacity"');
    expect(told(() => range(0, 3, { first: 4 }))).toContain("its first value is not one of its values");
    expect(told(() => range(0, 3, { frist: 1 } as never))).toContain('has no key "frist"');
    expect(told(() => oneOf(range(1, 2), range(2, 3)))).toContain("2 is a value of both range(1, 2) and range(2, 3)");
    expect(told(() => oneOf(range(0, 1e6), range(1e6, 2e6)))).toContain("1000000 is a value of both");
    expect(told(() => oneOf())).toContain("it needs at least one domain");
  });

  it("say what goes where a collection cannot be", () => {
    expect(told(() => record({ config: set(Node) } as never))).toMatch(/its field config is a set, .*use subset/s);
    expect(told(() => optional(set(Node) as never))).toMatch(/use subset/);
    expect(told(() => record({ log: sequence(Node, { capacity: 2 }) } as never))).toMatch(/use list/);
    expect(told(() => list(set(Node) as never, { max: 2 }))).toMatch(/use subset/);
    expect(told(() => union({ tell: { config: Config } }).tell({ config: ["a"] as never }))).toMatch(
      /its field config is \["a"\], not a value of subset\(.*\), which makes a set when it is called/,
    );
    expect(told(() => subset(map(Node, Node) as never))).toMatch(/a collection cannot be inside a value/);
  });
});

describe("oneOf and range", () => {
  it("number the values of the parts one behind the other", () => {
    const Who = oneOf(scalarset("p", 2), Node, optional(range(1, 2)));
    expect(Who.values).toEqual(["p1", "p2", "a", "b", "c", null, 1, 2]);
    expect(Who.values.map((value) => Who.format(value as never))).toEqual([
      "p1",
      "p2",
      "a",
      "b",
      "c",
      "none",
      "1",
      "2",
    ]);
  });

  it("put the first value first", () => {
    const Balance = range(-2, 2, { first: 0 });
    expect(Balance.values).toEqual([0, -2, -1, 1, 2]);
    expect(Balance.values.map((value) => Balance.encode(value))).toEqual([0, 1, 2, 3, 4]);
    expect(range(-2, 2, { first: -2 }).values).toEqual([-2, -1, 0, 1, 2]);
    expect(range(-2, 2, { first: 2 }).values).toEqual([2, -2, -1, 0, 1]);
    expect(Balance.encode(3)).toBe(-1);
  });
});

describe("same", () => {
  it("compares part by part", () => {
    expect(same([1, { x: Config(["a"]) }], [1, { x: Config(["a"]) }])).toBe(true);
    expect(same<unknown>([1], { 0: 1 })).toBe(false);
    expect(same<unknown>(Config(["a"]), ["a"])).toBe(false);
    expect(same<object>({ x: 1 }, { x: 1, y: undefined })).toBe(false);
    expect(same<object>({ x: undefined }, { y: 1 })).toBe(false);
    expect(same<unknown>(null, undefined)).toBe(false);
  });
});

describe("a model", () => {
  it("stores literals, and refuses an array where a set is wanted", async () => {
    const made = (write: unknown) =>
      model({
        state: { config: Config as AnyDomain, log: list(Node, { max: 2 }) },
        rules: {
          write: {
            do: (s) => {
              s.config = write;
            },
          },
          append: {
            when: (s) => s.log.length < 2,
            do: (s) => {
              s.log = [...s.log, "b"];
            },
          },
        },
        reachable: { full: (s) => same(s.log, ["b", "b"]) },
      });
    const { verdict } = await check(made(Config(["a"])));
    expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 6]);
    const wrong = await check(made(["a"]));
    expect(wrong.verdict.error?.id).toBe("out-of-domain");
    expect(JSON.stringify(wrong.verdict.error)).toMatch(/an array stands where a set is wanted/);
  });
});

describe("what is no value", () => {
  const wrong = expect.objectContaining({ code: "SYN323" });
  const sets = { kept: set(Node), config: Config };
  /** How a check of a model with this claim ends. */
  const claimed = async (holds: (s: { kept: Iterable<string>; config: Iterable<string> }) => boolean) => {
    const { verdict } = await check(
      model({ state: sets, rules: { go: { do: (s) => s.kept.add("a") } }, always: { holds }, terminal: "allowed" }),
    );
    return verdict.error?.id;
  };

  it("is not compared: JavaScript's own sets would all be the same", async () => {
    expect(() => same(new Set([1]), new Set([2]))).toThrow(wrong);
    expect(() => same(new Map(), new Date() as never)).toThrow(wrong);
    expect(() => same([new Set([1])], [new Set([2])])).toThrow(wrong);
    expect(() => same<unknown>(Config(["a"]), new Set(["a"]))).toThrow(wrong);
    const [one, other]: unknown[][] = [[], []];
    one?.push(one);
    other?.push(other);
    expect(() => same(one, other)).toThrow(wrong);
    expect(await claimed((s) => same(s.kept, s.config))).toBe("wrong-argument");
    expect(await claimed((s) => same(s.config, s.kept))).toBe("wrong-argument");
    expect(await claimed((s) => same(new Set(s.kept), new Set(s.config)))).toBe("wrong-argument");
  });

  it("is not asked for with `in`, which would be false of every member", async () => {
    expect(await claimed((s) => "a" in s.config)).toBe("unknown-name");
    expect(await claimed((s) => !("has" in s.config))).toBe(undefined);
    expect("a" in Config(["a"])).toBe(false);
  });

  it("makes no set and no list", () => {
    for (const nothing of [null, 3, {}, () => 1] as never[]) {
      expect(() => Config(nothing)).toThrow(wrong);
      expect(() => Config(["a"]).union(nothing)).toThrow(wrong);
      expect(() => subset(range(1, 60))([1]).isSubsetOf(nothing)).toThrow(wrong);
      expect(() => list(Node, { max: 2 })(nothing)).toThrow(wrong);
    }
    expect(told(() => subset(Node, { max: null as never }))).toContain("SYN202");
  });

  it("is cut where it is long, and not gone through", () => {
    const Log = list(Node, { max: 2 });
    const endless = new Array<"a">(2 ** 32 - 1);
    expect(told(() => Log(endless))).toContain("it has 4294967295 members, not 0 to 2");
    expect(told(() => Log(endless)).length).toBeLessThan(1000);
    expect(told(() => Log(new Array<"a">(1e6).fill("a"))).length).toBeLessThan(1000);
    expect(told(() => Log(["x".repeat(1e6) as "a"])).length).toBeLessThan(10_000);
    const forEver = { [Symbol.iterator]: () => ({ next: () => ({ done: false as const, value: "a" as const }) }) };
    expect(told(() => Log(forEver))).toContain("SYN301");
  });

  it("is no answer of a test", () => {
    for (const method of ["filter", "some", "every", "find"] as const)
      for (const answer of [undefined, 1]) expect(() => Config(["a"])[method](() => answer as never)).toThrow(wrong);
    expect(() => Config(["a"]).map(3 as never)).toThrow(wrong);
  });

  it("cannot be put in front of sets", () => {
    const methods = Object.getPrototypeOf(Config(["a"])) as { has: unknown };
    expect(() => Object.assign(methods, { has: () => true })).toThrow(TypeError);
    expect(Config(["a"]).has("b")).toBe(false);
  });

  it("is no option of entries", () => {
    const belt = sequence(Node, { capacity: 2 });
    expect(told(() => (entries as (...given: unknown[]) => unknown)(belt, { orNull: true }))).toContain("SYN207");
  });
});

describe("a claim for every member of a set that is a value", () => {
  it("is one for every one of these", async () => {
    const { verdict } = await check(
      model({
        state: { n: Node },
        rules: {
          go: {
            do: (s) => {
              s.n = "b";
            },
          },
        },
        terminal: "allowed",
        reachable: { at: forEvery(Config(["a", "b"]), (n) => (s) => s.n === n) },
      }),
    );
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["at: a", "holds"],
      ["at: b", "holds"],
    ]);
  });
});
