// Every public function, handed every kind of wrong thing in every place of a right call: it is refused with a coded error, or
// makes something that a check can deal with. An error of synod's own making, a TypeError say, is neither.
import { describe, expect, it } from "vitest";
import * as invariants from "../invariants/index.ts";
import { isSynodError, synodError, toPlainError } from "../src/errors/errors.ts";
import * as synod from "../src/index.ts";
import { isModel } from "../src/model/model.ts";
import { isProtocol } from "../src/model/protocol.ts";

const { at, bag, boolean, check, entries, enumeration, map, members, model, optional, protocol, range, record } = synod;
const { scalarset, sequence, set, system, tuple, union, weak } = synod;

const N = range(1, 2);
const Node = scalarset("node", 2);
const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: {} });
const state = {
  n: N,
  at: map(Node, optional(N)),
  sent: set(Message),
  kept: bag(ping, { capacity: 2 }),
  inbox: map(Node, set(Message)),
  levels: map(Node, map(N, N)),
};
const plain = {
  name: "plain",
  state,
  init: { for: { n: N }, when: () => true, do: (s: { n: number }, { n }: { n: number }) => Object.assign(s, { n }) },
  rules: {
    go: { for: { m: members(state.sent, ping), k: N }, when: () => true, do: () => {}, reads: ["n"], writes: ["sent"] },
    say: { do: () => {} },
    get: { for: { to: Node, m: members(at(state.inbox, "to")), e: entries(at(state.levels, "to")) }, do: () => {} },
  },
  always: { a: () => true },
  step: { b: () => true },
  reachable: { c: () => true },
  leadsTo: { d: [() => true, () => true] },
  terminal: "allowed",
  fairness: { one: weak("say"), many: [weak(["say", "go"], { per: "k" })] },
};
const declaration = {
  roles: {
    node: {
      processes: Node,
      stable: { on: boolean },
      volatile: { seen: set(N) },
      history: { done: N },
      crashes: { atMost: 1, restarts: true },
    },
  },
  messages: {
    hi: {
      from: "node",
      to: "node",
      broadcast: true,
      fields: { n: N },
      network: { kind: "bag", capacity: 2, lossy: true },
    },
    ho: { from: "node", to: "node" },
  },
  network: { kind: "set" },
  history: { order: sequence(N, { capacity: 2 }) },
  partitions: { atMost: 1, heals: true },
};
const step = { when: () => true, do: () => {}, sends: ["ho"], reads: [] };
const behaviour = {
  init: () => {},
  receive: { hi: step },
  expires: { ho: () => false },
  rules: { go: { ...step, for: { k: N } } },
  restart: { do: () => {} },
};
const world = system(declaration as never) as unknown as {
  role: (name: string, behaviour: unknown) => unknown;
  model: (definition: unknown) => unknown;
};
const lock = invariants.lock();
const small = model({ state: { n: N }, rules: { go: { do: () => {} } }, always: { a: () => true } });
const { verdict } = await check(small);
const header = {
  name: "p",
  about: "",
  source: "",
  parameters: { nodes: synod.integer({ from: 1, to: 3, default: 2 }) },
  mutants: {
    m: { about: "", breaks: "a", at: { nodes: 1 }, steps: 1, loop: 0, fairness: "one", notAt: [{}], slow: true },
  },
};
/** Stands for a map of a draft. */
class Numbers {
  entries = () => [["a", 3]];
  set = () => {};
}
const numbers = new Numbers();
const yes = () => true;

const LIMITS = { timeMs: 1e5, maxStates: 10, maxDepth: 5, workers: 1 };

/** A right call of each function. */
const calls: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  bag: [[N, { capacity: 2 }]],
  check: [
    [
      small,
      {
        name: "x",
        properties: ["a"],
        store: "exact",
        reductions: ["symmetry"],
        memoryBytes: 1e8,
        keepGoing: true,
        ...LIMITS,
      },
    ],
  ],
  at: [[state.inbox, "to"]],
  choice: [[["a", "b"], { default: "b", about: "" }]],
  entries: [[state.at], [sequence(N, { capacity: 2 })], [at(state.levels, "to")]],
  compareAndSwapRegister: [[N]],
  counter: [[range(0, 3)]],
  enumeration: [["a", "b"]],
  errorText: [[toPlainError(synodError("no-rules", { model: "m" }))]],
  exitCodeOf: [[verdict, true]],
  flag: [[{ default: true, about: "" }]],
  forEvery: [[[1, 2], () => yes]],
  historyOf: [
    [lock, { each: 2 }],
    [lock, { each: 2, by: Node }],
  ],
  integer: [[{ from: 1, to: 3, default: 2, about: "" }]],
  keyValueStore: [[{ keys: Node, values: N }]],
  lags: [[[numbers], { most: 2 }]],
  list: [[N, { min: 1, max: 2 }]],
  lock: [[]],
  map: [[Node, set(N)]],
  members: [
    [state.sent],
    [state.sent, ping],
    [state.sent, ping, { orNull: true }],
    [state.sent, { orNull: true }],
    [at(state.inbox, "to"), pong],
  ],
  model: [[plain]],
  object: [
    [
      {
        holds: N,
        operations: { put: { takes: N }, get: { answers: N } },
        does: { put: (_: number, to: number) => to, get: (held: number) => [held, held] },
      },
    ],
  ],
  oneOf: [[N, Node]],
  optional: [[N]],
  program: [
    [
      { n: N },
      N,
      {
        local: { k: N, seen: set(N) },
        init: () => {},
        procedures: { pop: { local: { top: N }, steps: { read: { do: () => {}, forgets: ["top"] } } } },
        steps: {
          a: { for: { i: N }, await: yes, do: () => {}, forgets: ["k"], reads: ["n"], writes: ["n"] },
          b: { at: "a" },
        },
      },
    ],
  ],
  protocol: [[header, () => small]],
  queue: [[N, { max: 2 }]],
  range: [
    [1, 3],
    [1, 3, { first: 2 }],
  ],
  ranks: [[[numbers], { keep: [1] }]],
  record: [[{ a: N, b: Node }]],
  register: [[N]],
  same: [[{ a: [1] }, { a: [1] }]],
  scalarset: [["a", 2]],
  sequence: [[N, { capacity: 2 }]],
  sequentiallyConsistent: [[() => []]],
  set: [[N, { capacity: 2 }]],
  stack: [[N, { max: 2 }]],
  strong: [["go", { per: ["k"], where: yes }]],
  subset: [[N, { min: 1, max: 2 }]],
  system: [[declaration]],
  tuple: [[N, Node]],
  union: [[{ a: { n: N }, b: {} }]],
  weak: [[["go"], { per: "instance", where: yes }]],

  agreement: [[{ among: [1], decided: yes }]],
  atMostOne: [[{ among: [1], holds: yes }]],
  atMostOnePer: [[{ per: [1], among: [1], holds: yes }]],
  commitSteps: [[{ participants: [1], status: () => "working" }]],
  convergence: [[{ nodes: [1], known: () => 1, version: 1 }]],
  integrity: [[{ among: [1], decided: yes }]],
  isLinearizable: [[[[]], 0]],
  linearizable: [[{ initial: 0, history: () => [] }]],
  monotonic: [[{ at: [1], read: () => 1 }]],
  noGhosts: [[{ nodes: [1], known: () => 1 }]],
  registerHistory: [[{ clients: N, values: N, operations: 2 }]],
  unanimity: [[{ participants: [1], status: () => "working" }]],
  validity: [[{ among: [1], decided: yes, proposed: yes }]],

  "a system's role": [["node", behaviour]],
  "a system's model": [
    [{ name: "x", roles: [world.role("node", behaviour)], always: { a: yes }, fairness: { f: weak("go") } }],
  ],
  "a protocol": [[{ nodes: 2 }, "m"]],
};
const functions: Readonly<Record<string, unknown>> = {
  ...synod,
  ...invariants,
  "a system's role": world.role,
  "a system's model": world.model,
  "a protocol": protocol(header as never, () => small),
};
/** Of these the arguments are not declarations. */
const EXEMPT: Readonly<Record<string, string>> = {
  SynodError: "a class, for instanceof",
  boolean: "a domain",
  threadCrew: "starts threads",
  mayBecome: "is called by guards, with states",
};

/** What is a model's own affair: it is called, and throws; or it is data, and has no end. */
const SPARED: Readonly<Record<string, readonly string[]>> = {
  forEvery: ["a class"],
  isLinearizable: ["an object that knows itself"],
};

/** Wrong things, most of them wrong everywhere. */
const wrong: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 7],
  ["a fraction", 1.5],
  ["2 to the 32nd", 2 ** 32],
  ["NaN", Number.NaN],
  ["a bigint", 5n],
  ["a text", "text"],
  ["the text that is empty", ""],
  ["true", true],
  ["a symbol", Symbol("s")],
  ["an array", [1, "a", null]],
  ["an empty array", []],
  ["an empty object", {}],
  ["an object without a prototype", Object.assign(Object.create(null), { a: 1 })],
  ["an object that knows itself", circular()],
  ["a function", (value: unknown) => value],
  ["a class", class Odd {}],
  ["a date", new Date(0)],
  ["a native map", new Map([["a", 1]])],
  ["a domain", range(0, 1)],
  ["a copy of a domain", { ...range(0, 1) }],
  ["a domain without members", { label: "odd", size: 2, structure: { kind: "range" } }],
  ["a union's case", ping],
  ["a set", set(N)],
  ["a map", map(N, N)],
  ["a sequence", sequence(N, { capacity: 1 })],
  ["a collection without parts", { kind: "set" }],
  ["members", members(state.sent)],
  ["a place", at(state.inbox, "to")],
  ["a model", small],
  ["a protocol", protocol({ name: "q", about: "" }, () => small)],
  ["a parameter", synod.flag()],
  ["fairness", weak("go")],
];

function circular(): object {
  const it: { self?: object } = {};
  it.self = it;
  return it;
}

type Path = readonly (string | number)[];

/** Every place of a value that a person has written down, itself included. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const isWritten = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  // What synod made is handed on as it is.
  if (!isWritten || ["encode", "collection", "outcome"].some((key) => key in (value as object))) return [path];
  if (Object.getOwnPropertySymbols(value).length > 0) return [path];
  const inner = Object.entries(value as object).flatMap(([key, part]) => placesIn(part, [...path, key]));
  return path.length > 5 ? [path] : [path, ...inner];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, by));
  return copy;
}

/** What went wrong without a code, in words; null: nothing did. */
async function uncoded(make: () => unknown): Promise<string | null> {
  try {
    const made = await make();
    if (isModel(made)) {
      const { error } = (await check(made, { memoryBytes: 5e7 })).verdict;
      return error?.id === "internal" || error?.id === "worker-died" ? `the check: ${error.thrown?.stack}` : null;
    }
    return null;
  } catch (error) {
    if (isSynodError(error) && error.id !== "internal") return /\S/.test(error.message) ? null : "no message";
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

describe("wrong things in place of right ones give coded errors", () => {
  it("in every public function", () => {
    const known = [...Object.keys(calls), ...Object.keys(EXEMPT)].sort();
    expect(Object.keys(functions).sort()).toEqual(known);
  });

  it.each(Object.entries(calls))("in %s", async (name, listed) => {
    const call = functions[name] as (...given: unknown[]) => unknown;
    const found: string[] = [];
    const told = async (what: string, given: readonly unknown[]) => {
      const problem = await uncoded(() => call(...given));
      if (problem !== null) found.push(`${what}: ${problem.split("\n").slice(0, 4).join(" ")}`);
    };
    await told("nothing", []);
    for (const right of listed) {
      await told("what is right", right);
      for (const path of placesIn(right).filter(({ length }) => length > 0)) {
        for (const [what, thing] of wrong.filter(([what]) => !(SPARED[name] ?? []).includes(what)))
          await told(`${what} as ${path.join(".")}`, replaced(right, path, thing) as readonly unknown[]);
      }
    }
    expect(found).toEqual([]);
  });

  it("in what a domain is asked", () => {
    for (const domain of [boolean, N, Node, enumeration("a"), optional(N), record({ a: N }), tuple(N), Message])
      for (const [, thing] of wrong) expect(domain.encode(thing)).toBeTypeOf("number");
  });

  it("in what is made of a case's fields", () => {
    for (const [, thing] of wrong) {
      try {
        ping(thing as never);
        pong(thing as never);
      } catch (error) {
        expect(isSynodError(error, "out-of-domain")).toBe(true);
      }
    }
    expect(isProtocol(Object.assign(() => {}, { protocol: 1 }))).toBe(false);
  });
});
