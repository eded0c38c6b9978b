/** What `members`, `entries` and `at` refuse, when and in which words; and what the types of bindings refuse by themselves. */
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import {
  at,
  bag,
  boolean,
  entries,
  list,
  map,
  members,
  model,
  optional,
  range,
  type Schema,
  scalarset,
  sequence,
  set,
  union,
} from "../../src/index.ts";

const Node = scalarset("n", 2);
const Level = range(0, 3);
const { ping, pong, ...Message } = union({ ping: { from: Node }, pong: { level: Level } });
const state = {
  inbox: map(Node, set(Message)),
  rooms: map(Node, map(Level, bag(Message, { capacity: 2 }))),
  level: map(Node, Level),
  belt: sequence(Level, { capacity: 2 }),
  waiting: set(Node),
};
type Wrong = never;

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isSynodError(error, "bad-binding")) return error.message;
    throw error;
  }
  return "not refused";
}

/** What is said of these bindings. */
function bound(bindings: object, of: Schema = state): string {
  return refusal(() => model({ state: of, rules: { go: { for: bindings as Wrong, do: () => {} } } }));
}

describe("at", () => {
  it("takes names of bindings that stand before it, whose values are keys", () => {
    const inbox = members(at(state.inbox, "p"));
    expect(bound({ p: Node, m: inbox })).toBe("not refused");
    expect(bound({ q: Node, m: inbox })).toContain('there is no binding "p"');
    expect(bound({ peer: Node, m: members(at(state.inbox, "peeer")) })).toContain('did you mean "peer"?');
    expect(bound({ m: inbox })).toContain("nothing is bound before it");
    expect(bound({ m: inbox, p: Node })).toContain("inbox[p], and p is bound after it: put p in front");
    expect(bound({ p: inbox })).toContain("which is what it binds itself");
    expect(bound({ p: Level, m: inbox })).toContain("p can be 0, which is no key of inbox; bind it to scalarset(n, 2)");
    expect(bound({ p: members(state.waiting), m: inbox })).toBe("not refused");
    expect(bound({ p: members(state.waiting, { orNull: true }), m: inbox })).toContain(
      "p can be none, which is no key",
    );
    expect(bound({ p: optional(Node), m: inbox })).toContain("p can be none, which is no key");
    expect(bound({ p: scalarset("n", 3), m: inbox })).toContain("p can be n3, which is no key");
    // More values than can be counted, of which the first one is a key.
    const lists = set(optional(list(Level, { max: 40 })), { capacity: 2 });
    const odd = { lists, inbox: map(optional(Node), set(Level)) };
    expect(bound({ p: members(lists), m: members(at(odd.inbox, "p")) }, odd)).toContain(
      "p can be any value of optional(list(range(0, 3), { max: 40 })), which is no key of inbox",
    );
    expect(bound({ l: range(2, 9), e: entries(at(map(Level, state.level), "l")) })).toContain(
      "is not a field of the state",
    );
    expect(bound({ p: Node, m: members(at(state.rooms, "p", "l")) })).toContain(
      'rooms[p][l], and there is no binding "l"',
    );
    expect(bound({ p: Node, l: range(3, 4), m: members(at(state.rooms, "p", "l")) })).toContain(
      "l can be 4, which is no key of rooms[p]",
    );
  });

  it("takes a map, and as many names as there are maps inside each other", () => {
    expect(refusal(() => at(state.waiting as Wrong, "p"))).toContain("it is given a set, not a map of the state");
    expect(refusal(() => at(state.inbox, "p", "q"))).toContain('"q" is a name too many: it would be a key of a set');
    expect(refusal(() => at(state.level, "p", "q"))).toContain("it would be a key of the domain range(0, 3)");
    expect(refusal(() => (at as unknown as (of: unknown) => unknown)(state.inbox))).toContain("it names no binding");
    expect(refusal(() => at(state.inbox, 3 as Wrong))).toContain("the number 3 is no name of a binding");
    expect(refusal(() => members(at(state.rooms, "p")))).toContain("a map has an item for every key");
    expect(refusal(() => members(at(state.level, "p")))).toContain("what is there is a value of range(0, 3)");
    expect(refusal(() => members(at(state.inbox, "p"), Level as Wrong))).toContain("neither the collection's domain");
    expect(bound({ p: Node, m: at(state.inbox, "p") })).toContain("write members(...) or entries(...) around at(...)");
  });
});

describe("members and entries", () => {
  it("say which of the two it takes", () => {
    expect(refusal(() => members(state.belt as Wrong))).toContain("write entries(...), which binds [index, value]");
    expect(refusal(() => entries(state.waiting as Wrong))).toContain("write members(...)");
    expect(refusal(() => entries(state.inbox as Wrong))).toContain('write members(at(state.inbox, "key"))');
    expect(refusal(() => entries(Level as Wrong))).toContain("the domain range(0, 3), not a sequence or map");
  });

  it("know one option", () => {
    const wrong = (options: unknown) => refusal(() => members(state.waiting, options as Wrong));
    expect(wrong({ ornull: true })).toContain('has no key "ornull"');
    expect(wrong({ orNull: 1 })).toContain("orNull is the number 1, not true");
    expect(refusal(() => members(set(optional(Node)), { orNull: true }))).toContain("null is a member itself");
    expect(members(state.waiting, { orNull: false } as Wrong)).toMatchObject({ orNull: false, domain: Node });
  });

  it("have nothing to range over in `init`", () => {
    const initially = (binding: unknown) =>
      refusal(() =>
        model({
          state,
          rules: { go: { do: () => {} } },
          init: { for: { p: Node, e: binding } as Wrong, do: () => {} },
        }),
      );
    expect(initially(entries(state.belt))).toContain("it ranges over the entries of a collection");
    expect(initially(members(at(state.inbox, "p")))).toContain("there is no state yet to have any");
  });
});

/** Never run: each mistake does not compile, at the word that is wrong. */
void function typed(): void {
  model({
    state,
    rules: {
      fine: {
        for: {
          n: Node,
          l: Level,
          m: members(at(state.inbox, "n"), ping),
          deep: members(at(state.rooms, "n", "l")),
          w: members(state.waiting, { orNull: true }),
          e: entries(state.belt),
          f: entries(state.level),
        },
        do: (s, { n, m, deep, w, e: [index, value], f: [key, level] }) => {
          s.waiting.delete(m.from);
          s.level.set(n, index + value + level);
          s.level.set(key, deep.kind === "pong" ? deep.level : 0);
          if (w !== null) s.waiting.delete(w);
          // @ts-expect-error it can be null
          s.waiting.delete(w);
          // @ts-expect-error of this case there is no level
          s.level.set(n, m.level);
        },
      },
      unbound: {
        // @ts-expect-error there is no binding "p" here
        for: { n: Node, m: members(at(state.inbox, "p")) },
        do: () => {},
      },
      noKey: {
        // @ts-expect-error "l" is bound to something that is no key of this map
        for: { l: Level, m: members(at(state.inbox, "l")) },
        do: () => {},
      },
      noInnerKey: {
        // @ts-expect-error "n" is bound to something that is no key of this map
        for: { n: Node, m: members(at(state.rooms, "n", "n")) },
        do: () => {},
      },
      perhapsNoKey: {
        // @ts-expect-error "w" is bound to something that is no key of this map: null
        for: { w: members(state.waiting, { orNull: true }), m: members(at(state.inbox, "w")) },
        do: () => {},
      },
    },
  });
  // @ts-expect-error a sequence has places
  members(state.belt);
  // @ts-expect-error a set has none
  entries(state.waiting);
  // @ts-expect-error its items are collections
  entries(state.inbox);
  // @ts-expect-error no case of what is in the inbox
  members(at(state.inbox, "n"), boolean);
  // @ts-expect-error no option
  members(state.waiting, { ornull: true });
};
