// Declarations that look right and are not: each is refused where it is written, with what was meant instead.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { whyNoValue } from "../../src/domain/why-not.ts";
import { formatError, type PlainError, reviveError, type SynodError } from "../../src/errors/errors.ts";
import {
  bag,
  boolean,
  enumeration,
  list,
  map,
  members,
  model,
  optional,
  range,
  record,
  scalarset,
  sequence,
  set,
  system,
  tuple,
  union,
} from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { isModel } from "../../src/model/model.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { refusal } from "../support/refusal.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is wrong on purpose has no type.
type Wrong = any;

function revived(error: PlainError | null): SynodError {
  if (error === null) throw new Error("there was no error");
  return reviveError(error);
}

const N = range(1, 3);
const go = { do: () => {} };
const withRule = (state: object, rule: Wrong) => model({ state, rules: { go: rule } } as Wrong);
const declaration: Wrong = {
  roles: { node: { processes: N, stable: { on: boolean } } },
  messages: { hi: { from: "node", to: "node" } },
  network: "set",
};
const world = (more: Wrong) => system({ ...declaration, ...more });

describe("what stands where a domain belongs", () => {
  test.each<[string, () => unknown, string, string]>([
    ["a number", () => withRule({ n: 0 }, go), "the domain n is not one", "but the number 0"],
    [
      "a list of names for names",
      () => enumeration(["a", "b"] as Wrong),
      "enumeration([...])",
      "write enumeration(...names)",
    ],
    ["a number for a name", () => enumeration("a", 1 as Wrong), "enumeration(...)", "the number 1 is no name"],
    [
      "a set in a record",
      () => record({ a: N, b: set(N) as Wrong }),
      "record(a: range(1, 3), b: set(...))",
      "its field b is a set",
    ],
    ["a set that may be absent", () => optional(set(N) as Wrong), "optional(set(...))", "cannot be inside a value"],
    ["a map in a case", () => union({ a: { m: map(N, N) as Wrong } }), "union(a), case a", "its field m is a map"],
    ["a set of sets", () => set(set(N) as Wrong), "set(set(...))", "its element is a set"],
    ["a map's item without a domain", () => map(N, 3 as Wrong), "map(range(1, 3), ?)", "its item is the number 3"],
    ["a map's key that is a map", () => map(map(N, N) as Wrong, N), "map(map(...), range(1, 3))", "its key is a map"],
    ["a bag without capacity", () => (bag as Wrong)(N), "bag(range(1, 3))", "write { capacity: 4 }"],
    ["a sequence without capacity", () => sequence(N, {} as Wrong), "sequence(range(1, 3))", "write { capacity: 4 }"],
    [
      "a domain for the state",
      () => model({ state: N, rules: { go } } as Wrong),
      "the domain state",
      "the domain range(1, 3)",
    ],
  ])("is refused as SYN202: %s", (_, declare, domain, problem) => {
    const error = refusal(declare);
    expect(error.code).toBe("SYN202");
    expect(error.message).toContain(domain);
    expect(error.message).toContain(problem);
  });

  test("has a cause and a remedy that fit", () => {
    expect(refusal(() => enumeration(["a"] as Wrong)).likelyCause).toContain("choice([...]) takes a list");
    expect(refusal(() => (bag as Wrong)(N)).likelyCause).toContain("infinitely many contents");
    expect(refusal(() => set(N, { capacity: 0 })).remedy).toContain("write { capacity: 4 }");
    expect(refusal(() => range(3, 1)).likelyCause).toContain("bounds in the wrong order");
    expect(refusal(() => record({ seen: set(N) as Wrong })).remedy).toContain("use subset: subset(Node)");
  });
});

describe("numbers that arithmetic of 32 bits does not carry are refused", () => {
  const most = 2 ** 31 - 2;

  test.each([
    ["a bag's capacity", (capacity: number) => bag(boolean, { capacity })],
    ["a set's capacity", (capacity: number) => set(boolean, { capacity })],
    ["a sequence's capacity", (capacity: number) => sequence(boolean, { capacity })],
  ])("%s: 2^31 - 2 is the largest", (_, make) => {
    expect(() => make(most)).not.toThrow();
    for (const wrong of [most + 1, 2 ** 32, 2 ** 53, Number.POSITIVE_INFINITY, 0, -1, 1.5, Number.NaN])
      expect(refusal(() => make(wrong)).message).toMatch(
        /capacity must be a positive integer, at most 2147483646, not/,
      );
  });

  test("a bag of the largest capacity keeps what is added", async () => {
    const made = model({
      state: { n: range(0, 3), b: bag(boolean, { capacity: most }) },
      rules: {
        add: {
          when: (s) => s.n < 3,
          do: (s) => {
            s.b.add(true);
            s.n += 1;
          },
        },
      },
      always: { few: (s) => s.b.size < 2 },
    });
    expect((await check(made)).verdict).toMatchObject({ outcome: "violated", properties: [{ steps: 2 }] });
  });

  test("places of a list over the largest domain, which have one code more", () => {
    const largest = range(1, 2 ** 31 - 1);
    expect(() => layoutOf({ n: largest })).not.toThrow();
    expect(refusal(() => layoutOf({ q: sequence(largest, { capacity: 1 }) })).code).toBe("SYN203");
    expect(refusal(() => layoutOf({ s: set(largest, { capacity: 1 }) })).code).toBe("SYN203");
    // Too many to number, it would be laid out by parts, of which one has a code more as well: for none.
    expect(optional(largest).size).toBe(2 ** 31);
    expect(refusal(() => layoutOf({ o: optional(largest) })).code).toBe("SYN203");
    expect(() => layoutOf({ o: optional(range(1, 2 ** 31 - 2)) })).not.toThrow();
  });

  test("more instances of rules than there may be, which are told from values, with a remedy of their own", () => {
    const Log = list(record({ term: range(0, 9), value: range(0, 9) }), { max: 6 });
    const error = refusal(() =>
      instancesOf(model({ state: { x: Log }, rules: { a: { for: { l: Log }, do: () => {} } } }).rules),
    );
    expect(error.message).toBe(
      "the bindings of rule a take the rules to 1010101010101 instances; the limit is 2147483647",
    );
    expect(error.code).toBe("SYN203");
    expect(error.remedy).toMatch(/^bind values that are in the state, with members\(\.\.\.\) or entries\(\.\.\.\)/);
  });

  test("more places of a state than there may be, which are told from values", () => {
    const layout = () => layoutOf({ n: N, q: sequence(N, { capacity: 2 ** 16 }) });
    expect(refusal(layout).message).toBe("the domain q: range(1, 3) takes a state to 65537 places; the limit is 65536");
    expect(() => layoutOf({ q: sequence(N, { capacity: 2 ** 16 }) })).not.toThrow();
  });

  test("bounds of ranges and sizes of scalarsets", () => {
    expect(refusal(() => range(2 ** 53, 2 ** 53 + 2)).code).toBe("SYN202");
    expect(refusal(() => range(0, 2 ** 31 - 1)).code).toBe("SYN203");
    expect(refusal(() => scalarset("n", 2 ** 31)).code).toBe("SYN203");
  });

  test.each([
    ["a network's capacity", { network: { kind: "bag", capacity: most + 1 } }],
    ["crashes", { roles: { node: { processes: N, crashes: { atMost: most + 1, restarts: true } } } }],
    ["cut links", { partitions: { atMost: most + 1, heals: true } }],
    ["no number", { partitions: { atMost: "2", heals: true } }],
  ])("in a system: %s", (_, more) => {
    const error = refusal(() => world(more));
    expect(error.code).toBe("SYN220");
    expect(error.message).toContain("not a whole number");
  });

  test("a channel without a capacity, in either form", () => {
    for (const network of ["fifo", "bag", { kind: "fifo" }, { kind: "bag" }])
      expect(refusal(() => world({ network })).message).toContain("write { kind: ");
  });
});

describe("bindings are to domains, or to members of a set or bag of the state", () => {
  const { ping, pong, ...Message } = union({ ping: { n: N }, pong: { n: N } });
  const bound = (state: object, of: unknown) => refusal(() => withRule(state, { ...go, for: of })).message;

  test("`for` is an object of them, not a function, a list or a domain", () => {
    expect(bound({ n: N }, () => ({ a: N }))).toContain("go's `for` cannot be used: it is a function");
    expect(bound({ n: N }, [N])).toContain("go's `for` cannot be used: it is an array");
    expect(bound({ n: N }, N)).toContain("write for: { name: domain }");
    expect(bound({ n: N }, { a: 3 })).toContain("go's a cannot be used: it ranges over the number 3");
    expect(bound({ n: N }, { a: set(N) })).toContain("write members(...) around it");
  });

  test("members of a sequence, a map and a domain there are none", () => {
    expect(refusal(() => members(sequence(N, { capacity: 2 }) as Wrong)).message).toContain(
      "a sequence has places, not members",
    );
    expect(refusal(() => members(map(N, set(N)) as Wrong)).message).toContain("bind the key to its domain");
    expect(refusal(() => members(N as Wrong)).message).toContain("the domain range(1, 3)");
    for (const none of [null, undefined, 3, "sent", {}])
      expect(refusal(() => members(none as Wrong)).code).toBe("SYN207");
  });

  test("a collection inside a map, or under two names, is no field of the state", () => {
    const inner = set(N);
    expect(bound({ a: map(N, inner) }, { x: members(inner) })).toContain("inside the map a: bind the key");
    expect(bound({ a: map(N, map(N, inner)) }, { x: members(inner) })).toContain("inside the map a");
    expect(bound({ a: inner, b: inner }, { x: members(inner) })).toContain("several fields of the state, a and b");
    expect(bound({ a: set(N) }, { x: members(inner) })).toContain("is not a field of the state");
  });

  test("members of a case that the collection cannot have are refused", () => {
    expect(refusal(() => members(set(ping), pong as Wrong)).message).toContain("the collection holds ping only");
    expect(refusal(() => members(bag(pong, { capacity: 1 }), ping as Wrong)).message).toContain("holds pong only");
    expect(refusal(() => members(set(Message), N as Wrong)).message).toContain("neither the collection's domain nor");
    expect(members(set(Message), ping).within).toBe(ping);
    expect(members(set(ping), ping).within?.size ?? null).toBe(null);
    expect(members(set(ping), Message as Wrong).within).toBe(null);
  });
});

describe("answers that are not true or false", () => {
  test.each<[string, Wrong, RegExp]>([
    ["a number", (s: { n: number }) => s.n & 1, /compare: write s\.x % 2 === 1 rather than s\.x & 1/],
    ["nothing", () => {}, /\{ return s\.x > 0; \}/],
  ])("of a guard, %s, have a remedy that fits", async (_, when, remedy) => {
    const { verdict } = await check(withRule({ n: N }, { ...go, when }));
    expect(verdict.error?.id).toBe("bad-rule");
    expect(formatError(revived(verdict.error))).toMatch(remedy);
  });

  test("of a property likewise", async () => {
    const { verdict } = await check(model({ state: { n: N }, rules: { go }, always: { p: (s) => s.n as Wrong } }));
    expect(verdict.error?.details).toMatchObject({ property: "p", answered: "1" });
  });
});

test("no initial state: how many choices `when` refused", async () => {
  const none = (of: Wrong) =>
    model({ state: { n: N }, init: { for: of, when: () => false, do: () => {} }, rules: { go } });
  const told = async (of: object) => revived((await check(none(of))).verdict.error).message;
  expect(await told({ a: N, b: boolean })).toContain("`when` of `init` was false for all 6 choices");
  expect(await told({})).toContain("was false for the only choice");
});

describe("a value with a part at fault names the part", () => {
  const { ping } = union({ ping: { to: N, at: record({ x: boolean, y: optional(N) }) } });
  const right = { to: 1, at: { x: true, y: null } };

  test.each<[string, Wrong, string]>([
    ["out of its domain", { ...right, to: 4 }, "its field to is 4, not a value of range(1, 3)"],
    ["missing", { at: right.at }, "its field to is missing"],
    ["too many", { ...right, too: 1 }, "there is no field too (did you mean to?); there are to, at"],
    [
      "deep inside",
      { ...right, at: { x: true, y: 9 } },
      "of its field at, its field y is 9, not a value of optional(range(1, 3))",
    ],
    ["a field missing inside", { ...right, at: { x: true } }, "of its field at, its field y is missing"],
    ["no object", 5, "it is the number 5, not an object"],
  ])("%s", (_, fields, why) => {
    const error = refusal(() => ping(fields));
    expect(error.code).toBe("SYN301");
    expect(error.message).toContain(`(${why})`);
    expect(error.likelyCause).toContain(why);
  });
});

test("a value that a field cannot hold names its part, for the engine and the interpreter alike", async () => {
  const Pair = record({ a: N, b: optional(N) });
  const why = "there is no field more; there are a, b";
  const written = async (state: Wrong, effect: (s: Wrong) => void) => {
    const made = withRule(state, { do: effect });
    const { verdict } = await check(made as Wrong);
    expect(verdict.error).toMatchObject({ id: "out-of-domain", details: { why } });
    const by = interpret(made as Wrong);
    expect(() => by.successors(by.initialStates()[0] as never)).toThrow(why);
  };
  const wrong = { a: 1, b: null, more: 2 };
  await written({ pair: Pair }, (s) => {
    s.pair = wrong;
  });
  await written({ pairs: set(Pair) }, (s) => s.pairs.add(wrong));
  await written({ at: map(N, Pair) }, (s) => s.at.set(1, wrong));
});

test.each<[string, AnyDomain, Wrong, string | null]>([
  ["a tuple of another length", tuple(N, N), [1], "it has 1 members, not 2"],
  ["a member of a tuple", tuple(N, boolean), [1, 2], "its member 2 is 2, not a value of boolean"],
  [
    "a kind that is none",
    union({ ping: {}, pong: {} }),
    { kind: "pnig" },
    'its kind is "pnig" (did you mean ping?); there are ping, pong',
  ],
  ["no kind", union({ ping: {}, pong: {} }), {}, "it has no kind, which is one of ping, pong"],
  ["a case's field", union({ ping: { n: N } }), { kind: "ping", n: 9 }, "its field n is 9, not a value of range(1, 3)"],
  ["a whole value", N, 9, null],
  ["an absent one", optional(N), undefined, null],
])("why a value is in no domain: %s", (_, domain, value, why) => {
  expect(domain.encode(value)).toBe(-1);
  expect(whyNoValue(domain, value)).toBe(why);
});

describe("a system's names", () => {
  const crossed = (roles: Wrong, messages: Wrong, network: Wrong, more: Wrong = {}) =>
    refusal(() => system({ roles, messages, network, ...more } as Wrong));

  test("with dots do not make one field of two", () => {
    const roles = { a: { processes: N, stable: { "b.c": N } }, "a.b": { processes: N, stable: { c: N } } };
    const error = crossed(roles, { hi: { from: "a", to: "a" } }, "set");
    expect(error.code).toBe("SYN220");
    expect(error.message).toContain('role a.b would be kept in the field "a.b.c" of the state, as role a is');
  });

  test("of its history are none of its roles' histories", () => {
    const roles = { a: { processes: N, history: { seen: N } }, b: { processes: N, history: { other: N } } };
    const error = crossed(roles, {}, "set", { history: { seen: N } });
    expect(error.code).toBe("SYN220");
    expect(error.message).toContain('role a has a history "seen", and so has the system');
    expect(() => system({ roles, messages: {}, network: "set", history: { read: N } })).not.toThrow();
  });

  test("do not bind a process as a message is bound", () => {
    const told = (network: Wrong, broadcast: boolean, behaviour: Wrong) => () => {
      const hi = { from: "a", to: "message", broadcast };
      const world = system({
        roles: { a: { processes: N }, message: { processes: N } },
        messages: { hi },
        network,
      } as Wrong);
      return (world as Wrong).role("message", behaviour);
    };
    const hears = { receive: { hi: { do: () => {} } } };
    const error = refusal(told("set", true, hears));
    expect(error.code).toBe("SYN220");
    expect(error.message).toContain(
      'role message receives "hi", a broadcast over a set, and its rule would bind both the process and the message as `message`',
    );
    expect(told("set", true, {})).not.toThrow();
    expect(told("set", false, hears)).not.toThrow();
    expect(told({ kind: "bag", capacity: 1 }, true, hears)).not.toThrow();
    expect(told({ kind: "fifo", capacity: 1 }, true, hears)).not.toThrow();
  });

  test("are those of one rule each, and both sides are named", () => {
    const loose = system({
      roles: {
        a: { processes: N, timers: ["nap"], crashes: { restarts: true } },
        b: { processes: N },
      },
      messages: { go: { from: "a", to: "b" }, come: { from: "b", to: "a" } },
      network: { kind: "bag", capacity: 1, lossy: true },
      partitions: { atMost: 1, heals: true },
    } as Wrong) as Wrong;
    const nothing = { do: () => {} };
    const made = (name: string) => () =>
      loose.model({
        roles: [
          loose.role("a", { rules: { [name]: nothing }, timeout: { nap: () => {} }, receive: { come: nothing } }),
          loose.role("b", { rules: { other: nothing }, receive: { go: nothing } }),
        ],
      });
    for (const [name, of] of [
      ["other", "role b"],
      ["timeout nap", "role a"],
      ["receive go", "role b"],
      ["crash a", "the crashes of role a"],
      ["restart a", "the crashes of role a"],
      ["lose come", "the network"],
      ["cut a→b", "the partitions"],
      ["heal b→a", "the partitions"],
    ] as const) {
      const error = refusal(made(name));
      expect(error.code).toBe("SYN220");
      expect(error.message).toContain(`the rule ${name} is there twice, of role a and of ${of}`);
    }
    expect(made("its own")).not.toThrow();
  });

  test("with arrows do not make one channel, or one link, of two", () => {
    const roles = { a: { processes: N }, "b→c": { processes: N }, "a→b": { processes: N }, c: { processes: N } };
    const messages = { one: { from: "a", to: "b→c" }, other: { from: "a→b", to: "c" } };
    expect(crossed(roles, messages, { kind: "fifo", capacity: 1 }).message).toContain(
      'would share the channels "a→b→c"',
    );
    const cut = { partitions: { atMost: 1, heals: true } };
    expect(crossed(roles, messages, "set", cut).message).toContain('in the field "cut a→b→c"');
  });
});

test("a model is what `model` made, and not an object with fields of like names", async () => {
  const made = model({ state: { n: N }, rules: { go } });
  expect(isModel(made)).toBe(true);
  expect(isModel({ ...made, name: "renamed" })).toBe(true);
  expect(isModel({ schema: 1, rules: 2, properties: 3 })).toBe(false);
  await expect(check({ schema: 1, rules: 2, properties: 3 } as Wrong)).rejects.toMatchObject({ id: "bad-definition" });
});

describe("options of `check`", () => {
  const made = model({ state: { n: N }, rules: { go }, always: { p: () => true } });
  test.each<[string, Wrong, string, string]>([
    ["misspelt", { propertes: ["p"] }, "SYN211", 'did you mean "properties"?'],
    ["of the wrong kind", { properties: "p" }, "SYN212", "a list of names"],
    ["out of a list", { store: "exactly" }, "SYN212", '"compact" or "exact"'],
    ["neither true nor false", { certify: "yes" }, "SYN212", "give it true or false"],
    ["no functions", { decided: true }, "SYN212", "give it a function"],
    ["that name nothing", { reductions: ["symetry"] }, "SYN105", 'did you mean "symmetry"?'],
  ])("%s are refused", async (_, options, code, told) => {
    const error = await check(made, options).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(formatError(error)).toContain(`error ${code} `);
    expect(formatError(error)).toContain(told);
  });
});
