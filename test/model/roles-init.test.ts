// What a role does before anything begins: it fills its row, sends and records.
import { describe, expect, it } from "vitest";
import { check, enumeration, type Model, range, sequence, set, system } from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

const Client = enumeration("a", "b");

interface Options {
  readonly network?: Network;
  readonly broadcast?: boolean;
  readonly crashes?: boolean;
  /** What a client does besides. */
  // biome-ignore lint/suspicious/noExplicitAny: misuse, among others.
  readonly also?: (at: any) => void;
}

/** Two clients that have asked two servers, or one, when it begins; a server counts what it is asked. */
function asking({ network = "set", broadcast = false, crashes = false, also = () => {} }: Options): Model {
  const world = system({
    roles: {
      client: { processes: Client, stable: { n: range(0, 2) }, history: { asked: set(range(0, 2)) } },
      server: {
        processes: enumeration("s", "t"),
        stable: { n: range(0, 2) },
        ...(crashes && { volatile: { since: range(0, 2) }, crashes: { atMost: 1, restarts: true } }),
      },
    },
    messages: { ask: { from: "client", to: "server", fields: { n: range(0, 2) }, broadcast } },
    network,
    history: { order: sequence(Client, { capacity: 2 }) },
  });
  const client = world.role("client", {
    init: (row, at) => {
      row.n = at.self === "a" ? 1 : 2;
      (at.send.ask as (content: object) => void)({ n: row.n, ...(!broadcast && { to: "s" }) });
      at.record.asked.add(row.n);
      at.record.order.push(at.self);
      also(at);
    },
  });
  const server = world.role("server", {
    receive: {
      ask: {
        when: (row) => row.n < 2,
        do: (row) => {
          row.n += 1;
        },
      },
    },
  });
  return world.model({
    roles: [client, server],
    always: {
      "who asked has recorded it": (s) => s.client.asked.get("a").has(1) && s.client.asked.get("b").has(2),
      "in order": (s) => [...s.history.order].join() === "a,b",
    },
    reachable: {
      "s is asked by both": (s) => s.server.n.get("s") === 2,
      "t is": (s) => s.server.n.get("t") === 2,
      "two on their way": (s) => [...s.sent].length === 2,
    },
  });
}

function told(model: Model) {
  const { distinct, generated, depth, witnesses, violations } = search(model);
  expect(referenceOf(model, { keepGoing: true, limit: 1_000 })).toMatchObject({ distinct, generated, depth });
  expect(violations.size).toBe(0);
  const lengths = Object.fromEntries([...witnesses].map(([name, steps]) => [name, steps.length]));
  return { counts: [distinct, generated, depth], lengths };
}

describe("what a role's init sends", () => {
  it("is on the way in the initial state, over a bag", () => {
    // Each of the two is there or received.
    const { counts, lengths } = told(asking({ network: { kind: "bag", capacity: 2 } }));
    expect(counts).toEqual([4, 1 + 2 + 2, 2]);
    expect(lengths).toEqual({ "s is asked by both": 2, "two on their way": 0 });
  });

  it("is there for ever over a set, so that one message may be received twice", () => {
    const { counts, lengths } = told(asking({}));
    expect(counts).toEqual([3, 1 + 2 + 2, 2]);
    expect(lengths).toEqual({ "s is asked by both": 2, "two on their way": 0 });
  });

  it("goes to all where it is a broadcast", () => {
    const { counts, lengths } = told(asking({ network: { kind: "fifo", capacity: 1 }, broadcast: true }));
    expect(counts).toEqual([16, 1 + 4 * 8, 4]);
    expect(lengths).toEqual({ "s is asked by both": 2, "t is": 2, "two on their way": 2 });
  });

  it("waits for who crashes and comes back", () => {
    const { lengths } = told(asking({ network: { kind: "bag", capacity: 2 }, crashes: true }));
    expect(lengths).toEqual({ "s is asked by both": 2, "two on their way": 0 });
  });

  it.each<["error" | "lost"]>([["error"], ["lost"]])("must find room, with overflow %s", async (overflow) => {
    const { verdict } = await check(asking({ network: { kind: "bag", capacity: 1, overflow } }));
    expect(verdict.outcome).toBe("error");
    expect(verdict.error).toMatchObject({ id: "capacity-exceeded" });
  });
});

describe("a role's init", () => {
  it.each<[string, (at: Readonly<Record<string, unknown>>) => unknown]>([
    ["an inbox", (at) => at.inbox],
    ["a message", (at) => at.message],
    ["a kind that is not its role's", (at) => (at.send as Record<string, unknown>).answer],
    ["a history that is not there", (at) => (at.record as Record<string, unknown>).orders],
  ])("has no %s", async (_, also) => {
    const { verdict } = await check(asking({ also }));
    expect(verdict.outcome).toBe("error");
    expect(verdict.error).toMatchObject({ id: "out-of-sight" });
  });
});
