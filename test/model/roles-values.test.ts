// Lists and sets in rows, messages and histories of roles, numbered ones and those too many to number.
import { describe, expect, it } from "vitest";
import { historyOf, linearizable, object, register } from "../../invariants/index.ts";
import { check, enumeration, list, type Model, optional, range, scalarset, subset, system } from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";

const Entry = range(1, 9);

/** A leader sends the rest of its log to followers, which crash and forget; a client's history holds whole logs. */
function replicated(max: number, network: Network): Model {
  const Follower = scalarset("f", 2);
  const Log = list(Entry, { max });
  const Acks = subset(Follower);
  const world = system({
    roles: {
      leader: {
        processes: enumeration("l"),
        stable: { log: Log, acks: Acks },
        history: { seen: historyOf(register(Log), { each: 2 }) },
      },
      follower: { processes: Follower, volatile: { log: Log }, crashes: { atMost: 1, restarts: true } },
    },
    messages: {
      append: { from: "leader", to: "follower", broadcast: true, fields: { entries: Log } },
      ack: { from: "follower", to: "leader", fields: { entries: Log } },
    },
    network,
  });
  const leader = world.role("leader", {
    init: (row, { record }) => {
      row.log = [1, 2];
      record.seen.invoke.write([1, 2]);
    },
    rules: {
      send: {
        when: (row) => row.log.length === 2,
        do: (row, { send }) => {
          row.log = [...row.log, 3];
          send.append({ entries: row.log.slice(1) });
        },
      },
    },
    receive: {
      ack: {
        when: (row, { message }) => message.entries.length === 2 && !row.acks.has(message.from),
        do: (row, { message, record }) => {
          row.acks = row.acks.with(message.from);
          if (row.acks.size < 2) return;
          record.seen.return.write();
          record.seen.invoke.read();
          record.seen.return.read([1, 2]);
        },
      },
    },
  });
  const follower = world.role("follower", {
    receive: {
      append: {
        when: (row) => row.log.length === 0,
        do: (row, { message, send }) => {
          row.log = message.entries;
          send.ack({ to: "l", entries: row.log });
        },
      },
    },
  });
  return world.model({
    roles: [leader, follower],
    always: {
      linearizable: linearizable((s) => s.leader.seen),
      suffix: (s) => Follower.values.every((f) => [0, 2].includes(s.follower.log.get(f).length)),
    },
    reachable: { "all acknowledged": (s) => s.leader.acks.get("l").size === 2 },
  });
}

describe("lists and sets in roles", () => {
  it.each<[string, Network]>([
    ["a set network", { kind: "set", capacity: 4 }],
    ["a bag", { kind: "bag", capacity: 5 }],
    ["channels", { kind: "fifo", capacity: 3 }],
  ])("are the same whether they are numbered or too many: over %s", async (_, network) => {
    const counted = await Promise.all(
      [3, 12].map(async (max) => {
        const [reduced, whole] = await Promise.all(
          [true, false].map((symmetry) => check(replicated(max, network), { symmetry, certify: true })),
        );
        expect([reduced?.verdict.outcome, whole?.verdict.outcome, whole?.verdict.error]).toEqual([
          "holds",
          "holds",
          null,
        ]);
        expect(reduced?.verdict.states.unreduced).toBe(whole?.verdict.states.distinct);
        return whole?.verdict.states;
      }),
    );
    expect(counted[1]).toEqual(counted[0]);
  });

  it.each([2, 12])("are looked up in an inbox, of at most %i items", async (max) => {
    const Log = list(Entry, { max });
    const world = system({
      roles: { node: { processes: scalarset("n", 2), stable: { done: range(0, 2) } } },
      messages: { tell: { from: "node", to: "node", broadcast: true, fields: { log: Log } } },
      network: { kind: "set", capacity: 2 },
    });
    const node = world.role("node", {
      init: (_, { send }) => send.tell({ log: [4, 2] }),
      rules: {
        count: {
          when: (row, { inbox, self }) => row.done === 0 && inbox.tell.has({ from: self, log: [4, 2] }),
          do: (row, { inbox }) => {
            row.done = inbox.tell.from({ log: [4, 2] }) === 2 && inbox.tell.filter({ log: [4] }).length === 0 ? 2 : 1;
          },
        },
      },
      receive: { tell: false },
    });
    const { verdict } = await check(
      world.model({ roles: [node], always: { "counts both": (s) => s.node.done.get("n1") !== 1 } }),
    );
    expect([verdict.outcome, verdict.states.distinct, verdict.error]).toEqual(["holds", 4, null]);
  });
});

describe("an object that holds a list", () => {
  it("is judged as it is written", async () => {
    const Value = range(0, 1);
    const queue = object({
      holds: list(Value, { max: 3 }),
      operations: { enqueue: { takes: Value }, dequeue: { answers: optional(Value) } },
      does: {
        enqueue: (held, value) => [...held, value],
        dequeue: ([first, ...rest]) => (first === undefined ? [[], null] : [rest, first]),
      },
    });
    const served = (lifo: boolean) => {
      const world = system({
        roles: {
          client: {
            processes: enumeration("c"),
            stable: { held: list(Value, { max: 3 }), at: range(0, 3) },
            history: { log: historyOf(queue, { each: 3 }) },
          },
        },
        messages: { hello: { from: "client", to: "client" } },
        network: "set",
      });
      const client = world.role("client", {
        rules: {
          put: {
            for: { value: Value },
            when: (row) => row.at < 2,
            do: (row, { value, record }) => {
              record.log.invoke.enqueue(value);
              row.held = [...row.held, value];
              row.at += 1;
              record.log.return.enqueue();
            },
          },
          take: {
            when: (row) => row.at === 2,
            do: (row, { record }) => {
              row.at = 3;
              record.log.invoke.dequeue();
              record.log.return.dequeue((lifo ? row.held.at(-1) : row.held[0]) ?? null);
            },
          },
        },
      });
      return world.model({ roles: [client], always: { queue: linearizable((s) => s.client.log) } });
    };
    const verdicts = await Promise.all([false, true].map((lifo) => check(served(lifo))));
    expect(verdicts.map(({ verdict }) => verdict.properties[0])).toMatchObject([
      { outcome: "holds" },
      { outcome: "violated", steps: 3 },
    ]);
  });
});
