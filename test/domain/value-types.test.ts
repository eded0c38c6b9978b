// Types of lists and sets as values: what is inferred, and mistakes, each refused at the word that is wrong.
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  enumeration,
  list,
  map,
  members,
  model,
  oneOf,
  optional,
  range,
  record,
  same,
  scalarset,
  set,
  subset,
  system,
  type ValueOf,
  type ValueSet,
} from "../../src/index.ts";

const Node = scalarset("n", 3);
const Term = range(0, 3);
const Config = subset(Node, { min: 1 });
const Entry = record({ term: Term, config: Config });
const Log = list(Entry, { max: 2 });
type NodeName = `n${number}`;
type Entry = { readonly term: number; readonly config: ValueSet<NodeName> };

const state = {
  config: Config,
  log: map(Node, Log),
  voted: map(Node, optional(subset(Node))),
  sent: set(Entry, { capacity: 2 }),
};

describe("types", () => {
  it("are those of arrays and of ValueSets", () => {
    expectTypeOf<ValueOf<typeof Config>>().toEqualTypeOf<ValueSet<NodeName>>();
    expectTypeOf<ValueOf<typeof Log>>().toEqualTypeOf<readonly Entry[]>();
    expectTypeOf(Config(["n1"])).toEqualTypeOf<ValueSet<NodeName>>();
    expectTypeOf(Log([])).toEqualTypeOf<readonly Entry[]>();
    expectTypeOf(Config(["n1"]).map((n) => n.length)).toEqualTypeOf<number[]>();
    expectTypeOf<ValueOf<ReturnType<typeof waiting>>>().toEqualTypeOf<NodeName | 1 | "a" | number>();
    const waiting = () => oneOf(Node, Term, enumeration("a"));
    expect(waiting().size).toBe(8);
  });

  it("of all bindings of a rule are inferred where a set or a list is bound", () => {
    // Of an interface with a call signature none would be: all bindings were unknown.
    model({
      state,
      init: {
        for: { first: Config, n: Node },
        do: (s, { first, n }) => {
          expectTypeOf(first).toEqualTypeOf<ValueSet<NodeName>>();
          s.voted.set(n, first);
        },
      },
      rules: {
        elect: {
          for: {
            leader: Node,
            term: range(1, 3),
            voters: subset(Node, { min: 2 }),
            log: Log,
            entry: members(state.sent),
          },
          when: (s, { leader, term, voters, log, entry }) => {
            expectTypeOf(leader).toEqualTypeOf<NodeName>();
            expectTypeOf(term).toEqualTypeOf<number>();
            expectTypeOf(voters).toEqualTypeOf<ValueSet<NodeName>>();
            expectTypeOf(log).toEqualTypeOf<readonly Entry[]>();
            expectTypeOf(entry).toEqualTypeOf<Entry>();
            return voters.isSubsetOf(s.config) && log.length < term;
          },
          do: (s, { leader, term, voters, log }) => {
            s.log.set(leader, [...log, { term, config: voters }]);
            s.config = s.config.union(voters);
          },
        },
      },
      always: { "one log": (s) => same(s.log.get("n1"), s.log.get("n2")) || s.config.size < 3 },
    });
  });

  it("refuse each mistake at the word that is wrong", () => {
    model({
      state,
      rules: {
        wrong: {
          for: { n: Node, voters: Config },
          // @ts-expect-error a set has no length
          when: (_, { voters }) => voters.length > 0,
          do: (s, { n, voters }) => {
            // @ts-expect-error an array is no set
            s.config = [n];
            // @ts-expect-error a set is no array
            s.log.set(n, voters);
            // @ts-expect-error nothing changes a list
            s.log.get(n).push({ term: 1, config: voters });
            // @ts-expect-error nothing changes a set
            s.config.add(n);
            // @ts-expect-error of another domain
            s.config = subset(Term)([1]);
            // @ts-expect-error a field that there is not
            s.log.set(n, [{ term: 1, confg: voters }]);
            // @ts-expect-error of the element's type
            s.config = s.config.with("m1");
            // @ts-expect-error what may not be there
            s.config = s.log.get(n).at(-1).config;
          },
        },
      },
    });
    const wrong = () => {
      // @ts-expect-error a list has a greatest length
      list(Node);
      // @ts-expect-error a list has a greatest length
      list(Node, { min: 1 });
      // @ts-expect-error a list's is `max`
      list(Node, { capacity: 3 });
      // @ts-expect-error a collection is no domain
      subset(set(Node));
      // @ts-expect-error a collection is no domain
      record({ config: set(Node) });
      // @ts-expect-error called with values of the domain
      Config(["m1"]);
      // @ts-expect-error an option that there is not
      range(0, 3, { frist: 1 });
      // @ts-expect-error two kinds of values
      same(Config(["n1"]), ["n1"]);
    };
    expect(wrong).toThrow();
  });

  it("go through roles: fields of rows and of messages", () => {
    const cluster = system({
      roles: { server: { processes: Node, stable: { config: Config, log: Log } } },
      messages: { append: { from: "server", to: "server", fields: { log: Log, config: Config } } },
      network: "set",
    });
    const server = cluster.role("server", {
      rules: {
        send: {
          for: { peer: Node, quorum: Config },
          when: (row, { quorum }) => quorum.isSubsetOf(row.config),
          do: (row, { peer, quorum, send }) => send.append({ to: peer, log: row.log.slice(0, 1), config: quorum }),
        },
      },
      receive: {
        append: {
          when: (row, { message }) => message.log.length > row.log.length,
          do: (row, { message }) => {
            expectTypeOf(message.config).toEqualTypeOf<ValueSet<NodeName>>();
            row.log = message.log;
            row.config = message.config.union(row.config);
          },
        },
      },
    });
    expect(cluster.model({ roles: [server] }).rules.length).toBe(2);
  });
});
