// A register's history, recorded by the effects of roles: the built-in register without roles has the same states.
import { describe, expect, it } from "vitest";
import { linearizable, registerHistory } from "../../invariants/index.ts";
import { singleCopyRegister } from "../../models/index.ts";
import { check, enumeration, type Model, optional, range, system } from "../../src/index.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

/** Clients write their names to a server and then read from the next one; servers do not tell each other. */
function register(clients: number, servers: number, also: (log: unknown) => void = () => {}): Model {
  const Client = enumeration(...["A", "B", "C"].slice(0, clients));
  const Content = optional(Client);
  const calls = registerHistory({ clients: Client, values: Content, operations: 2 });
  const serverOf = (client: string, operation: number) => (Client.encode(client) + operation) % servers;
  const history = { calls: calls.field };
  const world = system({
    roles: {
      client: { processes: Client },
      server: {
        processes: range(0, servers - 1),
        stable: { copy: Content },
      },
    },
    messages: {
      put: { from: "client", to: "server" },
      get: { from: "client", to: "server" },
      putOk: { from: "server", to: "client" },
      getOk: { from: "server", to: "client", fields: { value: Content } },
    },
    network: { kind: "bag", capacity: clients },
    history,
  });
  const client = world.role("client", {
    init: (_, { self, send, record }) => {
      calls.invokeWrite(record.calls, self, self);
      send.put({ to: serverOf(self, 0) });
    },
    receive: {
      putOk: {
        do: (_, { self, send, record }) => {
          calls.returnWrite(record.calls, self);
          calls.invokeRead(record.calls, self);
          send.get({ to: serverOf(self, 1) });
        },
      },
      getOk: {
        do: (_, { self, message, record }) => {
          calls.returnRead(record.calls, self, message.value);
          also(record.calls);
        },
      },
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
    always: { linearizable: linearizable({ initial: null, history: (s) => calls.operations(s.history.calls) }) },
  });
}

describe("a history recorded in roles", () => {
  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
  ])("has the built-in register's states, with %i clients and %i servers", (clients, servers) => {
    const model = register(clients, servers);
    const { distinct, generated, depth, violations } = search(model);
    const builtIn = search(singleCopyRegister({ clients, servers }));
    expect({ distinct, generated, depth }).toEqual({
      distinct: builtIn.distinct,
      generated: builtIn.generated,
      depth: builtIn.depth,
    });
    expect(violations.get("linearizable")?.length).toBe(builtIn.violations.get("linearizable")?.length);
    const counted = referenceOf(model, { keepGoing: true, limit: 10_000 });
    if (servers === 1) expect(counted).toMatchObject({ distinct, generated, depth });
  });

  it("is violated after four steps where there are two copies", async () => {
    const { verdict } = await check(register(2, 2));
    expect(verdict.properties).toMatchObject([{ name: "linearizable", outcome: "violated", steps: 4 }]);
  });

  it("cannot be read by the handlers themselves", async () => {
    const { verdict } = await check(
      register(2, 1, (log) => (log as { get(key: string): { at(index: number): unknown } }).get("A").at(0)),
    );
    expect(verdict.error).toMatchObject({ id: "effect-threw" });
  });

  it("that records what cannot be is an error of the effect", async () => {
    const calls = registerHistory({ clients: range(0, 0), values: range(0, 1), operations: 1 });
    const world = system({
      roles: { client: { processes: range(0, 0), stable: { n: range(0, 1) } } },
      messages: { ask: { from: "client", to: "client" } },
      network: "set",
      history: { calls: calls.field },
    });
    const client = world.role("client", {
      rules: { answer: { do: (_, { self, record }) => calls.returnRead(record.calls, self, 1) } },
    });
    const { verdict } = await check(world.model({ roles: [client] }));
    expect(verdict.error).toMatchObject({ id: "effect-threw" });
    expect(JSON.stringify(verdict.error)).toContain("client 0 is between operations, not reading");
  });
});
