// Histories of operations declared in roles: as with the register's own recorder, and of other objects.
import { describe, expect, it } from "vitest";
import { counter, historyOf, linearizable, register, sequentiallyConsistent } from "../../invariants/index.ts";
import { singleCopyRegister } from "../../models/index.ts";
import { type AnyDomain, check, enumeration, type Model, optional, range, scalarset, system } from "../../src/index.ts";
import { search } from "../support/search.ts";

/** Clients write their names to a server and then read from the next one; servers do not tell each other. */
function copies(Client: AnyDomain, servers: number, serverOf: (client: string, operation: number) => number): Model {
  const Content = optional(Client);
  const world = system({
    roles: {
      client: { processes: Client, history: { log: historyOf(register(Content), { each: 2 }) } },
      server: { processes: range(0, servers - 1), stable: { copy: Content } },
    },
    messages: {
      put: { from: "client", to: "server" },
      get: { from: "client", to: "server" },
      putOk: { from: "server", to: "client" },
      getOk: { from: "server", to: "client", fields: { value: Content } },
    },
    network: { kind: "bag", capacity: Client.size },
  });
  const client = world.role("client", {
    init: (_, { self, send, record }) => {
      record.log.invoke.write(self);
      send.put({ to: serverOf(self, 0) });
    },
    receive: {
      putOk: {
        do: (_, { self, send, record }) => {
          record.log.return.write();
          record.log.invoke.read();
          send.get({ to: serverOf(self, 1) });
        },
      },
      getOk: { do: (_, { message, record }) => record.log.return.read(message.value) },
    },
  });
  const server = world.role("server", {
    receive: {
      put: {
        do: (row, { message, send }) => {
          row.copy = message.from;
          send.putOk({ to: message.from });
        },
      },
      get: { do: (row, { message, send }) => send.getOk({ to: message.from, value: row.copy }) },
    },
  });
  return world.model({
    roles: [client, server],
    always: { linearizable: linearizable((s) => s.client.log) },
    reachable: { read: (s) => Client.values.some((c) => s.client.log.get(c).at(-1)?.kind === "read") },
  });
}

describe("a history of operations in a role", () => {
  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
  ])("has the states of the register's own recorder, with %i clients and %i servers", (clients, servers) => {
    const Client = enumeration(...["A", "B", "C"].slice(0, clients));
    const model = copies(Client, servers, (client, operation) => (Client.encode(client) + operation) % servers);
    const { distinct, generated, depth, violations } = search(model);
    const builtIn = search(singleCopyRegister({ clients, servers }));
    expect({ distinct, generated, depth }).toEqual({
      distinct: builtIn.distinct,
      generated: builtIn.generated,
      depth: builtIn.depth,
    });
    expect(violations.get("linearizable")?.length).toBe(builtIn.violations.get("linearizable")?.length);
  });
});

describe("interchangeable clients", () => {
  it.each([
    [2, 47, 93],
    [3, 712, 4_243],
  ])("of a history are renamed with it: %i of them", async (clients, reduced, whole) => {
    const names = enumeration(...["A", "B", "C"].slice(0, clients));
    const Client = scalarset("c", clients);
    const [one, all] = await Promise.all(
      [true, false].map((symmetry) =>
        check(
          copies(Client, 1, () => 0),
          { symmetry },
        ),
      ),
    );
    const named = await check(copies(names, 1, () => 0));
    expect(one?.verdict.outcome).toBe("holds");
    expect(all?.verdict.states.distinct).toBe(named.verdict.states.distinct);
    expect(one?.verdict.states).toMatchObject({ distinct: reduced, unreduced: whole });
    expect(one?.verdict.states.unreduced).toBe(all?.verdict.states.distinct);
  });
});

/** Servers apply what clients ask for, and record it for them: the callers are not the role's processes. */
function counted(Client: AnyDomain, server: "adds" | "forgets") {
  const world = system({
    roles: {
      client: { processes: Client, stable: { asked: range(0, 2) } },
      server: { processes: enumeration("s"), stable: { n: range(0, 2 * Client.size) } },
    },
    messages: {
      add: { from: "client", to: "server" },
      look: { from: "client", to: "server" },
    },
    network: { kind: "bag", capacity: Client.size },
    history: { log: historyOf(counter(range(0, 2 * Client.size)), { each: 2, by: Client }) },
  });
  const client = world.role("client", {
    rules: {
      add: {
        when: (row) => row.asked === 0,
        do: (row, { self, send, record }) => {
          row.asked = 1;
          record.log.of(self).invoke.increment();
          send.add({ to: "s" });
        },
      },
    },
  });
  const serve = world.role("server", {
    receive: {
      add: {
        do: (row, { message: { from }, record }) => {
          if (server === "adds" || row.n === 0) row.n += 1;
          record.log.of(from).return.increment();
          record.log.of(from).invoke.read();
          record.log.of(from).return.read(row.n);
        },
      },
      look: { do: () => {} },
    },
  });
  return world.model({
    roles: [client, serve],
    always: {
      linearizable: linearizable((s) => s.history.log),
      consistent: sequentiallyConsistent((s) => s.history.log),
    },
    reachable: { "all done": (s) => Client.values.every((c) => s.history.log.get(c).length === 2) },
  });
}

describe("a history of the system's callers", () => {
  it("is written by whoever acts for them", async () => {
    const Client = scalarset("c", 2);
    const { verdict } = await check(counted(Client, "adds"));
    const { verdict: wrong } = await check(counted(Client, "forgets"), { keepGoing: true });
    expect(verdict.outcome).toBe("holds");
    expect(wrong.properties.slice(0, 2)).toMatchObject([
      { name: "linearizable", outcome: "violated", steps: 4 },
      { name: "consistent", outcome: "violated", steps: 4 },
    ]);
  });

  it("is kept alike by the interpreter", async () => {
    const { verdict } = await check(counted(scalarset("c", 2), "adds"), { certify: true });
    expect(verdict.outcome).toBe("holds");
  });
});

describe("partial order", () => {
  it("leaves a history its orders: what one records depends on what others have finished", async () => {
    const model = counted(scalarset("c", 3), "adds");
    const footprints = copies(enumeration("A", "B"), 1, () => 0).rules.map(({ footprint }) => footprint);
    const kept = footprints.flatMap(
      (footprint) => footprint?.writes.filter(({ field }) => field === "client.log") ?? [],
    );
    expect(kept).toEqual([
      { field: "client.log", keys: [] },
      { field: "client.log", keys: [] },
    ]);
    expect(footprints.flatMap((footprint) => footprint?.reads.map(({ field }) => field))).not.toContain("client.log");
    const [whole, reduced] = await Promise.all(
      [[], ["partial-order" as const]].map((reductions) =>
        check(model, { reductions, symmetry: false, judgeAgain: false }),
      ),
    );
    expect(reduced?.verdict.outcome).toBe(whole?.verdict.outcome);
  });
});

describe("a history of operations", () => {
  const Client = scalarset("c", 2);
  const plain = historyOf(register(range(0, 1)), { each: 1 });
  const called = historyOf(register(range(0, 1)), { each: 1, by: Client });
  const declared = (role: object, more: object = {}) =>
    system({
      roles: { client: { processes: Client, ...role } },
      messages: { hello: { from: "client", to: "client" } },
      network: "set",
      ...more,
    });
  it.each<[string, () => unknown, RegExp]>([
    ["of a role that says `by`", () => declared({ history: { log: called } }), /`history` of role client: log.*`by`/],
    [
      "of a system that does not",
      () => declared({}, { history: { log: plain } }),
      /`history` of the system: log.*`by`/,
    ],
    ["in a row", () => declared({ stable: { log: plain } }), /`stable` of role client: log.*is a `history`/],
    ["without a name", () => declared({ history: plain }), /`history` of role client.*without a name/],
  ])("is refused %s", (_, make, message) => {
    expect(make).toThrow(message);
  });

  it("whose caller is in another operation is an error of the effect", async () => {
    const world = system({
      roles: { client: { processes: Client, history: { log: plain } } },
      messages: { hello: { from: "client", to: "client" } },
      network: "set",
    });
    const client = world.role("client", { rules: { read: { do: (_, { record }) => record.log.return.read(1) } } });
    const { verdict } = await check(world.model({ roles: [client] }));
    expect(verdict.error).toMatchObject({ id: "effect-threw" });
    expect(JSON.stringify(verdict.error)).toContain("c1 is between operations, not in read");
  });
});
