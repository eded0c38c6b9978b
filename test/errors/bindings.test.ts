// What is wrong with a binding: each mistake has its own cause and its own remedy, which never contradict what was said first.
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import {
  at,
  entries,
  map,
  members,
  model,
  program,
  range,
  scalarset,
  sequence,
  set,
  subset,
  system,
  union,
} from "../../src/index.ts";
import { search } from "../support/search.ts";

// biome-ignore lint/suspicious/noExplicitAny: mistakes that do not compile.
type Wrong = any;
const Node = scalarset("n", 2);
const { ping } = union({ ping: { to: Node } });
const state = { inbox: map(Node, set(Node)), belt: sequence(Node, { capacity: 2 }), waiting: set(Node) };

function refusal(make: () => unknown): { what: string; cause: string; remedy: string } {
  try {
    make();
  } catch (error) {
    if (isSynodError(error, "bad-binding"))
      return { what: error.message, cause: error.likelyCause, remedy: error.remedy };
    throw error;
  }
  throw new Error("it was not refused");
}

const rule = (over: unknown, fields: object = state) =>
  refusal(() => model({ state: fields as typeof state, rules: { go: { for: over as Wrong, do: () => {} } } }));
const init = (over: object) =>
  refusal(() => model({ state, init: { for: over as Wrong, do: () => {} }, rules: { go: { do: () => {} } } }));

const SHARED = set(Node);
const OVER_THE_STATE = "the collection was made anew";

describe("a binding that cannot be used", () => {
  it.each<[string, () => ReturnType<typeof refusal>, string, string]>([
    ["a domain without a name", () => rule(Node), "names, each bound to", "write `for: { name: domain }`"],
    ["a function", () => rule(() => ({ n: Node })), "computed from the state", "choose among them in `when`"],
    ["a collection as it is", () => rule({ m: state.waiting }), "a collection stands where", "entries(...) around"],
    ["a place as it is", () => rule({ m: at(state.inbox, "n") }), "a collection stands where", "members(...) around"],
    ["another collection", () => rule({ m: members(set(Node)) }), OVER_THE_STATE, "make it once"],
    ["a shared one", () => rule({ m: members(SHARED) }, { a: SHARED, b: SHARED }), "several names", "of its own"],
    ["one in a map", () => rule({ m: members(state.inbox.item as Wrong) }), "for each key", "name that binding in at"],
    ["a key bound later", () => rule({ m: members(at(state.inbox, "n")), n: Node }), "stand before it", "key first"],
    ["no key", () => rule({ n: range(0, 3), m: members(at(state.inbox, "n")) }), "are its keys", "made with"],
    ["members of a sequence", () => refusal(() => members(state.belt as Wrong)), "of sets and bags", "has"],
    ["entries of a set", () => refusal(() => entries(state.waiting as Wrong)), "of sequences and", "has"],
    ["entries of collections", () => refusal(() => entries(state.inbox as Wrong)), "for each key", "bind the key"],
    ["another case", () => refusal(() => members(state.waiting, ping as Wrong)), "case of the union", "leave it out"],
    ["an option", () => refusal(() => members(state.waiting, { orNil: true } as Wrong)), "one option", "orNull: true"],
    ["a name too many", () => refusal(() => at(state.inbox, "n", "m" as never)), "one for each map", "its name"],
    ["a step's", () => refusal(() => step({ for: 3 })), "names, each bound to", "write `for: { name: domain }`"],
    ["a number", () => rule({ n: 3 }), "neither a domain nor the members", "bind the name to a domain"],
  ])("has a cause and a remedy of its own: %s", (_, make, cause, remedy) => {
    const said = make();
    expect(said.cause).toContain(cause);
    expect(said.remedy).toContain(remedy);
  });

  it.each<[string, object]>([
    ["members of a set", { m: members(state.waiting) }],
    ["entries of a sequence", { m: entries(state.belt) }],
    ["a map", { m: state.inbox }],
    ["a set", { m: state.waiting }],
    ["a place", { m: at(state.inbox, "n") }],
  ])("says in `init` what there is instead: %s", (_, over) => {
    const { what, remedy } = init(over);
    expect(what).toMatch(/^the binding init's m cannot be used: it ranges over .*there is no state yet to have any$/);
    expect(remedy).toMatch(/subset\(domain\).*bind several names/);
    expect(remedy).not.toMatch(/members|entries/);
  });

  it("can be done in `init` as its remedy says", () => {
    const made = model({
      state,
      init: {
        for: { some: subset(Node), first: Node },
        do: (s, { some, first }) => {
          s.waiting.assign(some);
          s.belt.push(first);
        },
      },
      rules: { go: { do: () => {} } },
    });
    expect(search(made).distinct).toBe(4 * 2);
  });

  it("is out of sight in a role, and its remedy is not to declare it anew", () => {
    const boss = { jobs: set(Node) };
    const world = system({
      roles: { worker: { processes: Node }, boss: { processes: range(0, 0), stable: boss } },
      messages: {},
      network: "set",
    });
    const { cause, remedy } = refusal(() =>
      world.role("worker", { rules: { x: { for: { job: members(boss.jobs) }, do: () => {} } } }),
    );
    expect(cause).toContain("its own row");
    expect(remedy).toContain("learn what it needs from a message");
  });
});

function step(given: object): unknown {
  return program({ x: range(0, 1) }, Node, { steps: { one: given as Wrong } });
}
