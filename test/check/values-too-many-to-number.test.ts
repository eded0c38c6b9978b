// Messages that carry a log, of which there are more than can be numbered: the same model with shorter ranges, whose values
// are numbered, has the same states, verdicts and traces, in every kind of collection and network.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import {
  at,
  bag,
  entries,
  enumeration,
  list,
  type Model,
  map,
  members,
  model,
  optional,
  range,
  record,
  scalarset,
  sequence,
  set,
  strong,
  subset,
  system,
  union,
  weak,
} from "../../src/index.ts";
import { bindsByPosition } from "../../src/program/instances.ts";

/** The largest term: one with which values are numbered, and one with which they are too many to be counted. */
const [FEW, MANY] = [2, 2 ** 20];
/** Bytes that a log's entries may be: of 40, sets of them are too many to number as well. */
const bytesFor = (terms: number) => (terms === FEW ? 3 : 40);

async function told(what: Model, options: CheckOptions = {}): Promise<unknown> {
  const { verdict, counterexamples } = await check(what, { workers: 1, ...options });
  const { outcome, states, error } = verdict;
  const traces = counterexamples.map(({ trace }) =>
    trace.steps.map(({ rule, arguments: bound, changes }) => ({ rule, bound, changes })),
  );
  return { outcome, states, error: error?.id, traces, reduced: verdict.reductions };
}

/** Between interchangeable nodes: who has a log sends it to another, in a collection of messages. */
function gossiping(kind: "set" | "bag" | "sequence", terms: number): Model {
  const Node = scalarset("n", 3);
  const Entry = record({ term: range(0, terms), by: optional(Node), seen: subset(Node) });
  const Log = list(Entry, { max: 3 });
  const { tell, ...Message } = union({
    tell: { to: Node, log: Log, bytes: subset(range(1, bytesFor(terms))) },
    ask: { from: Node },
  });
  const inFlight =
    kind === "set"
      ? set(Message, { capacity: 2 })
      : kind === "bag"
        ? bag(Message, { capacity: 2 })
        : sequence(Message, { capacity: 2 });
  const state = { log: map(Node, Log), inFlight };
  type State = {
    log: { get(n: string): readonly unknown[]; set(n: string, log: unknown): void };
    inFlight: { size: number; length: number } & Record<string, (...given: unknown[]) => unknown>;
  };
  const count = (s: State) => (kind === "sequence" ? s.inFlight.length : s.inFlight.size);
  const put = kind === "sequence" ? "push" : "add";
  const receive =
    kind === "sequence"
      ? {
          for: { e: entries(inFlight as never) },
          do: (s: State, { e: [index, m] }: { e: readonly [number, ReturnType<typeof tell>] }) => {
            s.inFlight["remove"]?.(index);
            if (m.kind === "tell") s.log.set(m.to, m.log);
          },
        }
      : {
          for: { m: members(inFlight as never, tell as never) },
          do: (s: State, { m }: { m: ReturnType<typeof tell> }) => {
            s.log.set(m.to, m.log);
            s.inFlight["delete"]?.(m);
          },
        };
  return model({
    state: state as never,
    rules: {
      write: {
        for: { n: Node },
        when: (s: State, { n }: { n: string }) => s.log.get(n).length === 0,
        do: (s: State, { n }: { n: string }) => {
          s.log.set(n, [
            { term: 1, by: n, seen: subset(Node)([n as "n1"]) },
            { term: 2, by: null, seen: subset(Node)() },
          ]);
        },
      },
      send: {
        for: { n: Node, to: Node },
        when: (s: State, { n, to }: { n: string; to: string }) => n !== to && s.log.get(n).length > 0 && count(s) < 2,
        do: (s: State, { n, to }: { n: string; to: string }) => {
          s.inFlight[put]?.(
            tell({ to: to as "n1", log: s.log.get(n) as never, bytes: subset(range(1, bytesFor(terms)))([1, 3]) }),
          );
        },
      },
      ask: {
        for: { n: Node },
        when: (s: State) => count(s) === 0,
        do: (s: State, { n }: { n: string }) => {
          s.inFlight[put]?.({ kind: "ask", from: n });
        },
      },
      receive,
    } as never,
    always: {
      "logs are short": (s: never) => Node.values.every((n) => (s as State).log.get(n).length < 3),
      "nobody has the log of another": (s: never) =>
        Node.values.every((n) => {
          const [first] = (s as State).log.get(n) as readonly { by: string }[];
          return first === undefined || first.by === n;
        }),
    },
  } as never);
}

/** A server sends its log to another, over any network. */
function replicating(network: object, terms: number): Model {
  const Server = range(1, 2);
  const Log = list(record({ term: range(0, terms), value: enumeration("a", "b") }), { max: 3 });
  const logs = system({
    roles: { server: { processes: Server, stable: { log: Log, sent: range(0, 2) } } },
    messages: { append: { from: "server", to: "server", fields: { log: Log } }, ack: { from: "server", to: "server" } },
    network: network as never,
  });
  const server = logs.role("server", {
    rules: {
      write: {
        when: (row, { self }) => self === 1 && row.log.length < 2,
        do: (row) => {
          row.log = [...row.log, { term: 1, value: "b" }];
        },
      },
      replicate: {
        when: (row, { self }) => self === 1 && row.sent < 2,
        do: (row, { send }) => {
          row.sent += 1;
          send.append({ to: 2, log: row.log });
        },
      },
    },
    receive: {
      append: {
        do: (row, { message, send }) => {
          row.log = message.log;
          send.ack({ to: message.from });
        },
      },
      ack: { when: (row) => row.sent > 0, do: () => {} },
    },
  });
  return logs.model({
    roles: [server],
    always: {
      "logs are short": (s) => s.server.log.get(1).length < 3,
      "the second log is shorter": (s) => s.server.log.get(2).length < 2,
    },
    terminal: "allowed",
  });
}

/** Everybody has letters with lists; one of them is opened, or null where there is none. */
function posting(terms: number): Model {
  const Node = scalarset("n", 2);
  const Letter = list(range(0, terms), { min: 1, max: 3 });
  const state = {
    inbox: map(Node, bag(Letter, { capacity: 2 })),
    last: map(Node, optional(Letter)),
    opened: range(0, 3),
  };
  return model({
    state,
    rules: {
      post: {
        for: { to: Node, from: Node },
        when: (s, { to, from }) => to !== from && s.inbox.get(to).size < 2,
        do: (s, { to, from }) => {
          s.inbox.get(to).add([...(s.last.get(from) ?? []), 1].slice(-3));
        },
      },
      open: {
        for: { node: Node, letter: members(at(state.inbox, "node"), { orNull: true }) },
        when: (s) => s.opened < 3,
        do: (s, { node, letter }) => {
          s.last.set(node, letter);
          s.opened += 1;
          if (letter !== null) s.inbox.get(node).delete(letter);
        },
      },
      look: {
        for: { e: entries(state.last) },
        when: (_, { e: [, letter] }) => letter !== null && letter.length > 1,
        do: (s, { e: [node] }) => {
          s.last.set(node, null);
        },
      },
    },
    always: {
      "few are opened": (s) => s.opened < 4,
      "no long letters": (s) => s.last.values().every((letter) => letter === null || letter.length < 3),
    },
    terminal: "allowed",
  });
}

const COUNTED = { symmetry: false, certify: true } as const;

describe("values too many to number", () => {
  it.each([
    ["in a set of messages", (terms: number) => gossiping("set", terms), 2002],
    ["in a bag of messages", (terms: number) => gossiping("bag", terms), 2185],
    ["in a sequence of messages", (terms: number) => gossiping("sequence", terms), 2521],
    ["in bags inside a map, and at its keys", posting, 903],
    ["on a set network", (terms: number) => replicating({ kind: "set", capacity: 4 }, terms), 39],
    ["on a bag network", (terms: number) => replicating({ kind: "bag", capacity: 3, lossy: true }, terms), 77],
    ["on a fifo network", (terms: number) => replicating({ kind: "fifo", capacity: 2 }, terms), 69],
  ] as const)("have the states, verdicts and traces of numbered ones: %s", async (_, make, distinct) => {
    const [few, many] = [make(FEW), make(MANY)];
    expect(few.rules.some(bindsByPosition)).toBe(false);
    const all = { ...COUNTED, keepGoing: true };
    const numbered = (await told(few, all)) as { states: { distinct: number } };
    expect(numbered).toMatchObject({ outcome: "violated", states: { distinct } });
    expect(inFew(await told(many, all))).toEqual(inFew(numbered));
    expect(inFew(await told(many, COUNTED))).toEqual(inFew(await told(few, COUNTED)));
  });

  it("are renamed by symmetry as numbered ones are, and found by two threads", async () => {
    for (const kind of ["set", "bag", "sequence"] as const) {
      const [few, many] = [gossiping(kind, FEW), gossiping(kind, MANY)];
      const reduced = (await counted(many, { symmetry: true, certify: true, keepGoing: true })) as { reduced: unknown };
      expect(reduced).toEqual(await counted(few, { symmetry: true, certify: true, keepGoing: true }));
      expect(reduced).toMatchObject({ outcome: "violated", reduced: ["symmetry"] });
    }
    const all = { symmetry: false, keepGoing: true };
    expect(await counted(posting(MANY), { ...all, workers: 2, eager: true })).toEqual(await counted(posting(FEW), all));
  });

  it("are refused where a number is needed, with a reason", async () => {
    const Log = list(range(0, MANY), { max: 3 });
    const sent = bag(Log, { capacity: 2 });
    const codes = (problem: RegExp, code: string) =>
      expect.objectContaining({ code, message: expect.stringMatching(problem) });
    expect(() => map(Log, range(0, 1))).toThrow(codes(/more than 2\^53 values; here the limit is 65536/, "SYN203"));
    expect(() => subset(Log)).toThrow(codes(/more than 2\^53 values/, "SYN203"));
    expect(() => subset(range(1, 100), { min: 50 })).toThrow(codes(/values/, "SYN203"));
    await expect(
      check(model({ state: { sent: set(Log) }, rules: { clear: { do: (s) => s.sent.clear() } } })),
    ).resolves.toMatchObject({
      verdict: { error: { id: "domain-too-large" } },
    });
    await expect(
      check(model({ state: { sent }, rules: { send: { for: { log: Log }, do: () => {} } } })),
    ).resolves.toMatchObject({ verdict: { error: { id: "domain-too-large" } } });
    const losing = (per: string) =>
      model({
        state: { sent, n: range(0, 1) },
        rules: {
          send: {
            when: (s) => s.sent.size < 1,
            do: (s) => {
              s.sent.add([1]);
            },
          },
          lose: {
            for: { log: members(sent), n: range(0, 1) },
            do: (s, { log, n }) => {
              s.sent.delete(log);
              s.n = n;
            },
          },
        },
        eventually: { lost: (s) => s.n === 1 },
        fairness: { fair: [weak("send"), strong("lose", { per })] },
      });
    await expect(told(losing("n"))).resolves.toMatchObject({ outcome: "holds" });
    for (const per of ["log", "instance"])
      await expect(check(losing(per))).resolves.toMatchObject({
        verdict: {
          error: {
            id: "bad-config",
            details: { problem: expect.stringMatching(/looks at log, but list.* has too many values/) },
          },
        },
      });
  });
});

async function counted(what: Model, options: CheckOptions): Promise<unknown> {
  const { traces, ...rest } = (await told(what, options)) as { traces: readonly (readonly unknown[])[] };
  return { ...rest, lengths: traces.map(({ length }) => length) };
}

/** Which of some shortest traces is shown depends on the layout, and here they differ in who does it: said of anybody. */
function inFew(what: unknown): unknown {
  return JSON.parse(JSON.stringify(what).replaceAll(/\bn[123]\b/g, "somebody"));
}
