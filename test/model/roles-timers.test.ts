// Timers of processes, messages without a sender, and what an inbox counts: by exact counts of small systems.
import { describe, expect, it } from "vitest";
import { observeAccess } from "../../src/check/observed-access.ts";
import {
  bag,
  boolean,
  check,
  enumeration,
  type Model,
  map,
  members,
  model,
  range,
  scalarset,
  set,
  strong,
  system,
  weak,
} from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

const Node = scalarset("n", 2);

/** Nodes whose timer runs stand for election when it runs out, and stop it when they hear of another candidate. */
function election(crashes?: { atMost: number; restarts: boolean }) {
  const world = system({
    roles: {
      node: {
        processes: Node,
        stable: { at: enumeration("follower", "candidate") },
        timers: ["election", "rest"],
        ...(crashes && { crashes }),
      },
    },
    messages: { stand: { from: "node", to: "node", broadcast: true } },
    network: { kind: "bag", capacity: 2 },
  });
  const node = world.role("node", {
    init: (_, { timer }) => timer.election.start(),
    timeout: {
      election: (row, { send, timer }) => {
        row.at = "candidate";
        send.stand({});
        timer.rest.start();
      },
      rest: {
        when: (row) => row.at === "candidate",
        sends: [],
        do: (row) => {
          row.at = "follower";
        },
      },
    },
    receive: {
      stand: {
        do: (_, { timer }) => {
          timer.election.stop();
          timer.election.stop();
        },
      },
    },
  });
  return world.model({
    roles: [node],
    always: {
      "no timer of a candidate runs but to rest": (s) =>
        Node.values.every((n) => s.node.at.get(n) === "follower" || !s.node.timers.get(n).has("election")),
    },
    reachable: {
      "both stand": (s) => Node.values.every((n) => s.node.at.get(n) === "candidate"),
      "one is told": (s) => Node.values.some((n) => s.node.timers.get(n).size === 0),
    },
    fairness: {
      "timers run out": [weak("timeout rest", { per: "instance" }), strong("timeout election")],
      "elections are held": strong("timeout election"),
    },
    eventually: { "a rest": (s) => Node.values.some((n) => s.node.timers.get(n).size === 0) },
  });
}

/** The same by hand: which timers run is a set like any other, and what stops them is in the rules. */
function byHand(crashes: { atMost: number; restarts: boolean } | null): Model {
  const state = {
    at: map(Node, enumeration("follower", "candidate")),
    runs: map(Node, set(enumeration("election", "rest"))),
    down: map(Node, boolean),
    crashes: range(0, 1),
    flying: bag(Node, { capacity: 2 }),
  };
  return model({
    state,
    init: (s) => {
      for (const n of Node.values) s.runs.get(n).add("election");
    },
    rules: {
      election: {
        for: { n: Node },
        when: (s, { n }) => !s.down.get(n) && s.runs.get(n).has("election"),
        do: (s, { n }) => {
          s.runs.get(n).delete("election");
          s.at.set(n, "candidate");
          for (const to of Node.values) if (to !== n) s.flying.add(to);
          s.runs.get(n).add("rest");
        },
      },
      rest: {
        for: { n: Node },
        when: (s, { n }) => !s.down.get(n) && s.runs.get(n).has("rest") && s.at.get(n) === "candidate",
        do: (s, { n }) => {
          s.runs.get(n).delete("rest");
          s.at.set(n, "follower");
        },
      },
      told: {
        for: { n: members(state.flying) },
        when: (s, { n }) => !s.down.get(n),
        do: (s, { n }) => {
          s.flying.delete(n);
          s.runs.get(n).delete("election");
        },
      },
      crash: crashes !== null && {
        for: { n: Node },
        when: (s, { n }) => !s.down.get(n) && s.crashes < (crashes?.atMost ?? 0),
        do: (s, { n }) => {
          s.down.set(n, true);
          s.crashes += 1;
          s.runs.get(n).clear();
        },
      },
      restart: crashes?.restarts === true && {
        for: { n: Node },
        when: (s, { n }) => s.down.get(n),
        do: (s, { n }) => s.down.set(n, false),
      },
    },
  });
}

const countsOf = (one: Model) => {
  const { distinct, generated, depth } = search(one);
  return { distinct, generated, depth };
};

describe("a timer", () => {
  it.each([
    ["no crash", undefined, { distinct: 21, generated: 45, depth: 5 }],
    ["a crash for good", { atMost: 1, restarts: false }, null],
    ["a crash and a restart", { atMost: 1, restarts: true }, null],
  ])("runs out while it runs, once, and is stopped, as if said by hand: %s", async (_, crashes, counts) => {
    const one = election(crashes);
    const found = countsOf(one);
    expect(found).toEqual(countsOf(byHand(crashes ?? null)));
    if (counts !== null) expect(found).toEqual(counts);
    const { distinct, generated, depth } = found;
    expect(referenceOf(one, { keepGoing: true, limit: 10_000 })).toMatchObject({ distinct, generated, depth });
  });

  it("is named by traces, fairness and properties", async () => {
    const { verdict } = await check(election(), { certify: true, fairness: "timers run out" });
    expect(verdict.outcome).toBe("holds");
    const witnesses = search(election()).witnesses;
    expect(witnesses.get("both stand")).toEqual(["timeout election(node: n1)", "timeout election(node: n2)"]);
    const unfair = await check(election(), { fairness: "elections are held" });
    expect(unfair.verdict.properties.find(({ name }) => name === "a rest")?.outcome).toBe("violated");
  });

  it("has a footprint like a field of its row", async () => {
    const one = election({ atMost: 1, restarts: true });
    const seen = await observeAccess(one, { mostStates: 10_000 });
    expect(seen.complete).toBe(true);
    for (const [at, { footprint, name }] of one.rules.entries()) {
      const fields = (places: readonly { readonly field: string }[] = []) => places.map(({ field }) => field);
      const { guardReads, effectReads, writes } = seen.rules[at] as (typeof seen.rules)[number];
      const network = ["inFlight"];
      expect([...fields(footprint?.reads), ...network], name).toEqual(
        expect.arrayContaining([...guardReads, ...effectReads].filter((field) => field !== "node.down")),
      );
      expect([...fields(footprint?.writes), ...network], name).toEqual(expect.arrayContaining([...writes]));
    }
    expect(
      one.rules.filter(({ name }) => name.startsWith("timeout")).map(({ footprint }) => footprint?.writes),
    ).toEqual(
      ["node", "node"].map((binding) => [
        { field: "node.at", keys: [{ binding, part: null }] },
        { field: "node.timers", keys: [{ binding, part: null }] },
      ]),
    );
  });

  it.each<[string, object, object, RegExp]>([
    ["that is no name", { timers: [3] }, {}, /`timers` of role node.*3/],
    ["twice", { timers: ["a", "a"] }, {}, /`timers` of role node.*"a" twice/],
    ["that is a text", { timers: "a" }, {}, /`timers` of role node.*"a"/],
    ["beside a field of its name", { timers: ["a"], stable: { timers: boolean } }, {}, /role node.*"timers" cannot be/],
    ["of which nothing becomes", { timers: ["a", "b"] }, { timeout: { a: () => {} } }, /role node.*`timeout`.*"b"/],
    [
      "that is not declared",
      { timers: ["alarm"] },
      { timeout: { alarm: () => {}, alram: () => {} } },
      /role node.*"alram"/,
    ],
    ["without an effect", { timers: ["a"] }, { timeout: { a: { when: () => true } } }, /timeout a.*`do`/],
  ])("is refused %s", (_, declared, behaviour, message) => {
    const make = () => {
      const world = system({
        roles: { node: { processes: Node, ...declared } },
        messages: { hello: { from: "node", to: "node" } },
        network: "set",
      });
      world.role("node", behaviour);
    };
    expect(make).toThrow(message);
  });
});

describe("a message without a sender", () => {
  const Client = scalarset("c", 2);
  const asked = (anonymous: boolean, network: Network, broadcast = false) => {
    const world = system({
      roles: {
        client: { processes: Client, stable: { asked: boolean } },
        server: { processes: enumeration("s", "t"), stable: { heard: range(0, 2) } },
      },
      messages: { ask: { from: "client", to: "server", anonymous, broadcast } },
      network,
    });
    const client = world.role("client", {
      rules: {
        ask: {
          when: (row) => !row.asked,
          do: (row, { send }) => {
            row.asked = true;
            (send.ask as (content: object) => void)(broadcast ? {} : { to: "s" });
          },
        },
      },
    });
    const server = world.role("server", {
      receive: { ask: { when: (row) => row.heard < 2, do: (row) => void row.heard++ } },
    });
    return world.model({
      roles: [client, server],
      always: { "no sender": (s) => !anonymous || [...s.sent].every((message) => !("from" in message)) },
    });
  };

  it.each<[string, Network, boolean, [named: number, anonymous: number]]>([
    // Clients that have asked, times what the server has heard (nothing while nobody has asked).
    ["a set network", "set", false, [1 + 3 * 3, 1 + 3 * 3]],
    ["a bag", { kind: "bag", capacity: 4 }, false, [9, 8]],
    ["channels", { kind: "fifo", capacity: 2 }, false, [9, 9]],
    ["a bag, broadcast", { kind: "bag", capacity: 4 }, true, [25, 18]],
    ["channels, broadcast", { kind: "fifo", capacity: 2 }, true, [25, 25]],
  ])("is stored without one: %s", (_, network, broadcast, counts) => {
    const models = [false, true].map((anonymous) => asked(anonymous, network, broadcast));
    expect(models.map((one) => search(one).distinct)).toEqual(counts);
    for (const one of models) {
      const { distinct, generated, depth } = countsOf(one);
      expect(referenceOf(one, { keepGoing: true, limit: 10_000 })).toMatchObject({ distinct, generated, depth });
    }
  });

  it.each<[string, Network]>([
    ["a set network", "set"],
    ["channels", { kind: "fifo", capacity: 2 }],
  ])("says so when it is asked who sent it: %s", async (_, network) => {
    for (const broadcast of [true, false]) {
      const world = system({
        roles: { client: { processes: Client }, server: { processes: enumeration("s") } },
        messages: { ask: { from: "client", to: "server", anonymous: true, broadcast } },
        network,
      });
      const client = world.role("client", {
        rules: {
          ask: { do: (_row, { send }) => (send.ask as (content: object) => void)(broadcast ? {} : { to: "s" }) },
        },
      });
      const server = world.role("server", {
        // @ts-expect-error: nobody is told who sent it
        receive: { ask: { do: (_row, { message }) => message.from } },
      });
      const { verdict } = await check(world.model({ roles: [client, server] }));
      expect(verdict.error).toMatchObject({ id: "unknown-name" });
      expect(JSON.stringify(verdict.error)).toContain('has no field \\"from\\"');
    }
  });

  it.each<[string, object, object, RegExp]>([
    ["that is told by a word", { anonymous: "yes" }, {}, /`anonymous` of message hello/],
    ["to all others of its role on a set network", { broadcast: true }, {}, /anonymous broadcast within a role/],
    ["over links that are cut", {}, { partitions: { atMost: 1, heals: true } }, /anonymous, and partitions/],
  ])("is refused %s", (_, message, more, text) => {
    const make = () =>
      system({
        roles: { client: { processes: Client } },
        messages: { hello: { from: "client", to: "client", anonymous: true, ...message } },
        network: "set",
        ...more,
      });
    expect(make).toThrow(text);
  });

  it("may be cut off in a channel, which has its ends", () => {
    const world = system({
      roles: { client: { processes: Client, stable: { heard: boolean, told: boolean } } },
      messages: { hello: { from: "client", to: "client", anonymous: true, broadcast: true } },
      network: { kind: "fifo", capacity: 1 },
      partitions: { atMost: 2, heals: false },
    });
    const client = world.role("client", {
      rules: {
        tell: {
          when: (row) => !row.told,
          do: (row, { send }) => {
            row.told = true;
            send.hello({});
          },
        },
      },
      receive: {
        hello: {
          do: (row) => {
            row.heard = true;
          },
        },
      },
    });
    // Each way on its own: untold, told or heard; whole or cut.
    expect(search(world.model({ roles: [client] })).distinct).toBe(6 * 6);
  });
});

describe("an inbox", () => {
  it("counts from how many processes there is a message, however many there are", async () => {
    const Voter = scalarset("v", 3);
    const Ballot = range(0, 1);
    const world = system({
      roles: {
        voter: { processes: Voter, stable: { cast: range(0, 2) } },
        teller: { processes: enumeration("t"), stable: { closed: boolean } },
      },
      messages: { vote: { from: "voter", to: "teller", fields: { ballot: Ballot, spoilt: boolean } } },
      network: "set",
    });
    const voter = world.role("voter", {
      rules: {
        cast: {
          for: { ballot: Ballot },
          when: (row) => row.cast < 2,
          do: (row, { send, ballot }) => {
            send.vote({ to: "t", ballot, spoilt: row.cast === 1 });
            row.cast += 1;
          },
        },
      },
    });
    const teller = world.role("teller", {
      rules: {
        close: {
          when: (row, { inbox }) => !row.closed && inbox.vote.from({ ballot: 1 }) >= 2,
          do: (row) => {
            row.closed = true;
          },
        },
        never: {
          // @ts-expect-error: who sent it is what is counted
          when: (_, { inbox }) => inbox.vote.from({ from: "v1" }) > 1 || inbox.vote.from() > 3,
          do: () => {},
        },
      },
      receive: { vote: false },
    });
    const { verdict } = await check(
      world.model({
        roles: [voter, teller],
        always: {
          "two voted": (s) =>
            !s.teller.closed.get("t") ||
            Voter.values.filter((from) =>
              [false, true].some((spoilt) => s.sent.has(world.message.vote({ from, to: "t", ballot: 1, spoilt }))),
            ).length >= 2,
        },
        reachable: { closed: (s) => s.teller.closed.get("t") },
      }),
    );
    expect(verdict.outcome).toBe("holds");
    expect(verdict.coverage.find(({ rule }) => rule === "never")?.enabled).toBe(0);
  });
});

describe("the types of timers", () => {
  it("have those that are declared, and all of them", () => {
    const world = system({
      roles: { node: { processes: Node, timers: ["election", "beat"] } },
      messages: { hello: { from: "node", to: "node" } },
      network: "set",
    });
    const make = () => {
      world.role("node", {
        // @ts-expect-error: what becomes of "beat" is not said
        timeout: { election: () => {} },
      });
    };
    expect(make).toThrow(/"beat"/);
    const node = world.role("node", {
      timeout: {
        election: (_, { timer }) => {
          timer.beat.stop();
          // @ts-expect-error: no timer of that name
          timer.heart.start();
        },
        beat: () => {},
      },
    });
    world.model({
      roles: [node],
      always: {
        // @ts-expect-error: no timer of that name
        quiet: (s) => !s.node.timers.get("n1").has("heart"),
      },
    });
  });
});
