import {
  at,
  bag,
  boolean,
  check,
  choice,
  entries,
  enumeration,
  errorText,
  exitCodeOf,
  flag,
  forEvery,
  integer,
  lags,
  map,
  members,
  model,
  optional,
  protocol,
  range,
  ranks,
  record,
  scalarset,
  sequence,
  set,
  strong,
  system,
  threadCrew,
  tuple,
  union,
  weak,
} from "synod";
import * as checker from "synod/check";
import * as invariants from "synod/invariants";
import * as models from "synod/models";
import * as mutants from "synod/mutants";

export const bool = boolean;
export const N = range(0, 3);
export const phase = enumeration("idle", "busy");
export const Node = scalarset("n", 3);
export const maybe = optional(Node);
export const Point = record({ x: N, at: maybe });
export const pair = tuple(N, Point);
export const Message = union({ ping: { to: Node }, pong: { from: Node, value: optional(Point) } });
export const { ping, pong, ...Rest } = Message;
export const m1 = map(Node, map(Node, optional(N)));
export const s1 = set(Message);
export const b1 = bag(Message, { capacity: 3 });
export const q1 = sequence(Message, { capacity: 3 });
export const over = members(s1, ping);
export const boxes = map(Node, set(Message));
export const place = at(boxes, "n");
export const inBox = members(at(boxes, "n"), pong, { orNull: true });
export const waiting = entries(q1);
export const points = entries(map(Node, Point));
export const params = { a: integer({ from: 1, to: 3, default: 2 }), b: choice(["x", "y"]), c: flag() };
export const fair = [weak("go", { per: "instance" }), strong(["go"], { where: ({ n }: { n: string }) => n === "n1" })];
export const every = forEvery(Node.values, (n) => (s: { m: { get(k: string): number } }) => s.m.get(n) > 0);
export const view = (s: { x: number }) => s.x;

export const plain = model({
  state: { n: N, per: m1, s: s1, b: b1, q: q1, at: Point, last: optional(Rest) },
  init: {
    for: { n: N },
    when: (s) => s.n < 3,
    do: (s, { n }) => {
      s.n = n;
    },
  },
  rules: {
    up: {
      for: { n: Node, m: members(s1, pong) },
      when: (s, { n, m }) => s.n < 3 && m.from === n,
      do: (s) => {
        s.n += 1;
      },
    },
    go: {
      do: (s) => {
        s.q.push(ping({ to: "n1" }));
      },
    },
  },
  always: { small: (s) => s.n <= 3 },
  fairness: { fair: weak("up") },
});
export const ticket = model({
  state: { t: map(Node, N) },
  rules: {
    go: {
      do: (s) => {
        s.t.set("n1", 2);
      },
    },
  },
  normalise: (s) => {
    ranks([s.t], { keep: [0] });
    lags([s.t], { most: 2 });
  },
});
export const family = protocol(
  { name: "family", parameters: params, mutants: { tight: { about: "tight", breaks: "small", at: { a: 1 } } } },
  ({ a }, mutant) =>
    model({
      state: { n: N },
      rules: {
        up: {
          when: (s) => s.n < a,
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: { small: (s) => s.n <= (mutant === "tight" ? 1 : 3) },
    }),
);
export const world = system({
  roles: {
    client: {
      processes: Node,
      stable: { asked: boolean },
      volatile: { waits: boolean },
      history: { log: set(Node) },
      crashes: { atMost: 1, restarts: true },
    },
    server: { processes: scalarset("s", 1), stable: { seen: set(Node) } },
  },
  messages: {
    ask: { from: "client", to: "server", fields: { what: N } },
    tell: { from: "server", to: "client", broadcast: true },
  },
  network: { kind: "bag", capacity: 3, lossy: true },
  history: { all: set(Node) },
  partitions: { atMost: 1, heals: true },
});
export const client = world.role("client", {
  init: (row, { self }) => {
    row.asked = self === "n1";
  },
  receive: {
    tell: {
      do: (row, { message }) => {
        row.waits = message.from === "s1";
      },
    },
  },
  rules: {
    ask: {
      for: { what: N },
      when: (row) => !row.asked,
      do: (row, { send, record, self, what }) => {
        row.asked = true;
        send.ask({ to: "s1", what });
        record.log.add(self);
      },
    },
  },
  restart: {
    do: (row) => {
      row.waits = false;
    },
  },
});
export const server = world.role("server", {
  receive: {
    ask: {
      do: (row, { message, send }) => {
        row.seen.add(message.from);
        send.tell({});
      },
    },
  },
});
export const makeMessage = world.message.ask;
export const talking = world.model({
  roles: [client, server],
  always: { fine: (s) => s.server.seen.get("s1").size <= 3 },
  fairness: { fair: weak("client ask") },
});

export const crew = () => threadCrew(2);
export const run = async () => {
  const result = await check(plain, { properties: ["small"], workers: 2 });
  const text = checker.toText(result, { width: 100 });
  const json = checker.toJson(result);
  return {
    result,
    text,
    json,
    code: exitCodeOf(result.verdict),
    error: result.verdict.error && errorText(result.verdict.error),
    verdict: result.verdict,
    trace: result.counterexamples[0]?.trace,
  };
};
export const assertion = () => checker.assertHolds(talking);
export const violation = checker.assertViolates;
export const reached = checker.assertReaches;
export const agreement = invariants.agreement;
export const history = invariants.registerHistory;
export const all = { ...invariants };
export const builtIn = models.paxos;
export const everyModel = { ...models };
export const built = models.paxos({ ballots: 2 });
export const everything = { ...checker };
export const caught = async () => {
  const report = await mutants.runMutants(family, { workers: 1 });
  const [first] = report.mutants;
  return {
    report,
    first,
    found: first?.found,
    small: first?.notAt[0],
    at: first?.parameters,
    status: first?.status,
    unchanged: report.unchanged[0],
    summary: report.summary,
  };
};
export const noticed = async () => {
  const score = await mutants.scoreMutations(plain);
  const [first] = score.mutations;
  return { score, first, fate: first?.fate, summary: score.summary, unchanged: score.unchanged.verdict };
};
export const mutations = { ...mutants };
