import { describe, expect, expectTypeOf, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { reviveError } from "../../src/errors/errors.ts";
import {
  bag,
  boolean,
  enumeration,
  type Model,
  map,
  range,
  record,
  type SystemState,
  scalarset,
  sequence,
  set,
  system,
} from "../../src/index.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

/** [distinct, generated, depth], by the compiled program; the interpreter must count the same. */
function counts(model: Model): [distinct: number, generated: number, depth: number] {
  const { distinct, generated, depth } = search(model);
  expect(referenceOf(model, { keepGoing: true, limit: 100_000 })).toMatchObject({ distinct, generated, depth });
  return [distinct, generated, depth];
}

const Client = scalarset("c", 2);
const Server = scalarset("s", 2);
const Item = enumeration("tea", "cake");

/** Clients ask servers for things, and wait until every server has answered. */
const shop = system({
  roles: {
    client: { processes: Client, stable: { wants: Item, served: boolean }, history: { got: set(Item) } },
    server: { processes: Server, stable: { orders: map(Client, range(0, 2)), stock: set(Item) } },
  },
  messages: {
    order: { from: "client", to: "server", broadcast: true, fields: { item: Item } },
    answer: { from: "server", to: "client", fields: { item: Item } },
  },
  network: "set",
  history: { log: set(record({ server: Server, client: Client })) },
});
type Shop = SystemState<typeof shop>;

const client = shop.role("client", {
  rules: {
    ask: {
      sends: ["order"],
      reads: [],
      for: { item: Item },
      when: (row, { inbox: _ }) => !row.served,
      do: (row, { item, send }) => {
        row.wants = item;
        send.order({ item });
      },
    },
    leave: {
      sends: [],
      when: (row, { inbox }) => !row.served && inbox.answer.filter({ item: row.wants }).length === Server.values.length,
      do: (row, { record }) => {
        row.served = true;
        record.got.add(row.wants);
      },
    },
  },
});
const server = shop.role("server", {
  receive: {
    order: {
      when: (row, { message }) => row.orders.get(message.from) === 0,
      do: (row, { message, self, send, record }) => {
        row.orders.set(message.from, 1);
        send.answer({ to: message.from, item: message.item });
        record.log.add({ server: self, client: message.from });
      },
    },
  },
});

describe("a role", () => {
  const model = shop.model({
    roles: [client, server],
    always: {
      "leaves with what it asked for": (s) =>
        Client.values.every((c) => !s.client.served.get(c) || s.client.got.get(c).has(s.client.wants.get(c))),
      "answered are logged": (s) =>
        Server.values.every((by) =>
          Client.values.every((c) => {
            const isLogged = s.history.log.has({ server: by, client: c });
            return isLogged === s.server.orders.get(by).get(c) > 0;
          }),
        ),
    },
    reachable: {
      "both served": (s) => Client.values.every((c) => s.client.served.get(c)),
      answered: (s) => s.sent.has(shop.message.answer({ from: "s1", to: "c2", item: "cake" })),
    },
  });

  it("becomes ordinary rules whose instances read well in traces", () => {
    expect(model.rules.map(({ name }) => name)).toEqual(["ask", "leave", "receive order"]);
    const { witnesses, violations } = search(model);
    expect(violations.size).toBe(0);
    expect(witnesses.get("answered")).toEqual([
      "ask(client: c2, item: cake)",
      "receive order(server: s1, message: order(from: c2, item: cake))",
    ]);
    expect(witnesses.get("both served")).toHaveLength(8);
  });

  it("keeps each field of a row in one map of the state", () => {
    expect(Object.keys(model.schema)).toEqual([
      ...["client.wants", "client.served", "client.got", "server.orders", "server.stock", "sent", "history.log"],
    ]);
  });

  it("is run alike by the compiled program and the interpreter", () => {
    counts(model);
  });

  it("says of each rule what it may look at and touch", () => {
    const [ask, leave, receive] = model.rules.map(({ footprint }) => footprint);
    const own = (binding: string, ...fields: string[]) =>
      fields.map((field) => ({ field, keys: [{ binding, part: null }] }));
    expect(ask).toEqual({
      role: "client",
      process: { binding: "client", part: null },
      reads: own("client", "client.wants", "client.served"),
      writes: [...own("client", "client.wants", "client.served", "client.got"), { field: "history.log", keys: [] }],
      receives: null,
      sends: [{ kind: "order", field: "sent", network: "set", to: "server", broadcast: true, lostWhenFull: false }],
      inbox: [],
    });
    expect(leave?.inbox).toEqual([{ kind: "answer", field: "sent" }]);
    expect(receive).toMatchObject({
      role: "server",
      process: { binding: "server", part: null },
      receives: { kind: "order", field: "sent", from: { binding: "message", part: "from" }, consumed: false },
      sends: [{ kind: "answer", field: "sent", to: "client", broadcast: false }],
      inbox: [{ kind: "order", field: "sent" }],
    });
  });

  it("has an inbox of what was sent to it, nothing else", () => {
    const seen: number[] = [];
    const curious = shop.role("client", {
      rules: {
        ask: { do: (_, { send }) => send.order({ item: "tea" }) },
        look: {
          when: (_, { inbox }) => {
            seen.push(inbox.answer.filter().length, inbox.answer.filter({ from: "s1" }).length);
            return inbox.answer.has({ from: "s1", item: "tea" });
          },
          do: () => {},
        },
      },
    });
    search(shop.model({ roles: [curious, server] }));
    // Answers to both clients, from both servers, are four.
    expect(Math.max(...seen)).toBe(2);
  });
});

/** Works once, then again after each crash, as far as it can remember. */
function worker(crashes: { readonly atMost?: number; readonly restarts: boolean }, isWritten = false): Model {
  const Times = range(0, 2);
  const plant = system({
    roles: {
      worker: {
        processes: scalarset("w", 1),
        stable: { total: Times },
        volatile: { today: Times, tools: set(Item), bench: map(Item, Times) },
        history: { works: bag(Times, { capacity: 3 }) },
        crashes,
      },
    },
    messages: { call: { from: "worker", to: "worker", broadcast: true } },
    network: "set",
  });
  const role = plant.role("worker", {
    rules: {
      work: {
        when: (row) => row.today === 0 && row.total < 2,
        do: (row, { record }) => {
          row.today = 1;
          row.total += 1;
          row.tools.add("tea");
          row.bench.set("cake", 1);
          record.works.add(row.total);
        },
      },
    },
    restart: isWritten && {
      do: (row) => {
        row.today = 1;
      },
    },
  });
  return plant.model({
    roles: [role],
    always: {
      "forgets all of today": (s) =>
        !s.worker.down.get("w1") || (s.worker.today.get("w1") === 0 && s.worker.tools.get("w1").size === 0),
      "bench as tools": (s) => (s.worker.bench.get("w1").get("cake") === 1) === s.worker.tools.get("w1").has("tea"),
    },
    reachable: { "worked twice": (s) => s.worker.works.get("w1").size === 2 },
  });
}

describe("a crash", () => {
  it("puts volatile fields back to their first values, keeps stable ones, and stops the process", () => {
    // Never crashed: idle, worked. Down: with total 0 or 1. Back: idle with 0 or 1, worked with total 1 or 2.
    const model = worker({ atMost: 1, restarts: true });
    expect(counts(model)).toEqual([2 + 2 + 4, 1 + 3 + 2 + 2, 4]);
    expect(search(model).violations.size).toBe(0);
    expect(search(model).witnesses.get("worked twice")).toEqual([
      "work(worker: w1)",
      "crash worker(worker: w1)",
      "restart worker(worker: w1)",
      "work(worker: w1)",
    ]);
  });

  it("is for ever where there is no restart", () => {
    expect(counts(worker({ atMost: 1, restarts: false }))).toEqual([4, 1 + 1 + 2, 2]);
  });

  it("may come any number of times where there is no bound, which needs no counter", () => {
    // Up: total 0 or today's work done or forgotten with total 1 or 2; down with total 0, 1 or 2.
    const model = worker({ restarts: true });
    expect(Object.keys(model.schema)).not.toContain("worker.crashes");
    expect(counts(model)).toEqual([5 + 3, 1 + 2 + 5 + 3, 6]);
  });

  it("ends with what the role does when it comes back", () => {
    expect(search(worker({ atMost: 1, restarts: true }, true)).witnesses.has("worked twice")).toBe(false);
  });
});

/** The error that a check of one rule of a client ends with. */
async function misuse(rule: object): Promise<string> {
  const { verdict } = await check(shop.model({ roles: [shop.role("client", { rules: { rule } as never }), server] }));
  if (verdict.error === null) return "no error";
  const { code, message } = reviveError(verdict.error);
  return `${code}: ${message}`;
}

describe("a handler", () => {
  it.each([
    ["reads a field of another role", { do: (row: { stock: unknown }) => row.stock }, 'has no field "stock"'],
    ["writes a field that is not there", { do: (row: { x: number }) => (row.x = 1) }, 'has no field "x"'],
    ["reads a history", { do: (row: { got: unknown }) => row.got }, 'has no field "got"'],
    ["sends from a guard", { when: (_: object, at: { send: object }) => at.send, do: () => {} }, 'no argument "send"'],
    [
      "records in a guard",
      { when: (_: object, at: { record: object }) => at.record, do: () => {} },
      'no argument "record"',
    ],
    [
      "sends what others send",
      { do: (_: object, at: { send: { answer: () => void } }) => at.send.answer() },
      'no kind "answer"',
    ],
    [
      "sends what the rule did not declare",
      { sends: [], do: (_: object, at: { send: { order: () => void } }) => at.send.order() },
      'no kind "order"',
    ],
    [
      "looks up what the rule did not declare",
      { reads: [], do: (_: object, at: { inbox: { answer: object } }) => at.inbox.answer },
      'no kind of a set network "answer"',
    ],
    [
      "looks up what is sent to others",
      { do: (_: object, at: { inbox: { order: object } }) => at.inbox.order },
      'no kind of a set network "order"',
    ],
    ["wants a message in a rule", { do: (_: object, at: { message: object }) => at.message }, "receives no message"],
    [
      "reads a history through its recorder",
      { do: (_: object, at: { record: { got: { has: (x: string) => void } } }) => at.record.got.has("tea") },
      "SYN304",
    ],
  ])("that %s is stopped", async (_, rule, problem) => {
    const error = await misuse(rule);
    expect(error).toMatch(/^SYN30[48]/);
    expect(error).toContain(problem);
  });

  it("that changes its row in a guard is stopped", async () => {
    const when = (row: { served: boolean }) => {
      row.served = true;
      return true;
    };
    expect(await misuse({ when, do: () => {} })).toMatch(/^SYN307/);
  });

  it("that sends what is not a message is stopped", async () => {
    const rule = { do: (_: object, at: { send: { order: (m: object) => void } }) => at.send.order({ item: "beer" }) };
    expect(await misuse(rule)).toMatch(/^SYN301: order\(...\) cannot hold/);
  });

  it("cannot speak for others", () => {
    const liar = shop.role("client", {
      rules: { ask: { do: (_, { send }) => send.order({ item: "tea", from: "c2" } as { item: "tea" }) } },
    });
    const honest = shop.model({
      roles: [liar, server],
      always: {
        "from who sends": (s) => s.sent.size === [...s.sent].filter(({ from }) => from.startsWith("c")).length,
      },
      reachable: { "c1 is known": (s) => s.sent.has(shop.message.order({ from: "c1", item: "tea" })) },
    });
    expect(search(honest).witnesses.get("c1 is known")).toEqual(["ask(client: c1)"]);
  });
});

describe("a history", () => {
  it("may be any kind of field, a role's for each process or the system's", () => {
    const Count = range(0, 3);
    const diary = system({
      roles: {
        writer: {
          processes: scalarset("w", 1),
          stable: { day: Count },
          history: { last: Count, days: map(Count, boolean), pages: map(Item, set(Count)) },
        },
      },
      messages: { never: { from: "writer", to: "writer", broadcast: true } },
      network: "set",
      history: { all: sequence(Count, { capacity: 3 }), latest: Count },
    });
    const writer = diary.role("writer", {
      rules: {
        write: {
          when: (row) => row.day < 3,
          do: (row, { record }) => {
            row.day += 1;
            record.last.set(row.day);
            record.days.set(row.day, true);
            record.pages.get("tea").add(row.day);
            record.all.push(row.day);
            record.latest.set(row.day);
          },
        },
      },
    });
    const isWritten = (s: SystemState<typeof diary>) =>
      s.writer.last.get("w1") === 3 &&
      s.writer.days.get("w1").get(2) &&
      s.writer.pages.get("w1").get("tea").size === 3 &&
      [...s.history.all].join() === "1,2,3" &&
      s.history.latest === 3;
    const model = diary.model({ roles: [writer], reachable: { written: isWritten } });
    expect(counts(model)).toEqual([4, 4, 3]);
    expect(search(model).witnesses.get("written")).toHaveLength(3);
  });
});

describe("a system", () => {
  const Place = scalarset("x", 1);
  const roles = { one: { processes: Place }, two: { processes: Place } };
  const go = { from: "one", to: "two" } as const;
  const fifo = { kind: "fifo", capacity: 1 } as const;
  const plain = system({ roles, messages: { go }, network: "set" });
  const idle = { rules: { idle: { do: () => {} } } };

  it.each<[string, () => unknown, RegExp]>([
    [
      "a message of an unknown role",
      () => system({ roles, messages: { go: { ...go, to: "three" as "two" } }, network: "set" }),
      /message go names the role "three"/,
    ],
    [
      "a message field that is there already",
      () => system({ roles, messages: { go: { ...go, fields: { from: Place } } }, network: "set" }),
      /has a field "from"/,
    ],
    [
      "one network with two capacities",
      () => system({ roles, messages: { go, stop: { ...go, network: { ...fifo, capacity: 2 } } }, network: fifo }),
      /message stop shares a network with go/,
    ],
    [
      "volatile fields without crashes",
      () => system({ roles: { one: { processes: Place, volatile: { x: Place } } }, messages: {}, network: "set" }),
      /role one has volatile fields/,
    ],
    [
      "a field declared twice",
      () =>
        system({
          roles: { one: { processes: Place, stable: { x: Place }, history: { x: Place } } },
          messages: {},
          network: "set",
        }),
      /declares the field "x" twice/,
    ],
    [
      "a role called as the messages are",
      () => system({ roles: { sent: { processes: Place } }, messages: {}, network: "set" }),
      /role sent has a name/,
    ],
    ["behaviour of an unknown role", () => plain.role("three" as "two", idle), /role three is not declared/],
    [
      "a handler for what is sent to others",
      () => plain.role("one", { receive: { go: { do: () => {} } } } as never),
      /receives "go", a kind that is not sent to it/,
    ],
    [
      "no handler for what would stay in a channel",
      () => system({ roles, messages: { go }, network: fifo }).role("two", idle),
      /does not say what becomes of "go"/,
    ],
    [
      "a restart without crashes",
      () => plain.role("one", { ...idle, restart: { do: () => {} } }),
      /has `restart`, but no crash/,
    ],
    [
      "a rule that sends what its role cannot",
      () =>
        plain.model({
          roles: [
            plain.role("two", { rules: { x: { sends: ["go"] as never, do: () => {} } } }),
            plain.role("one", idle),
          ],
        }),
      /x sends "go"/,
    ],
    [
      "two rules of one name",
      () => plain.model({ roles: [plain.role("one", idle), plain.role("two", idle)] }),
      /the rule idle is there twice/,
    ],
    ["a role without behaviour", () => plain.model({ roles: [plain.role("one", idle)] }), /role two has 0 behaviours/],
    [
      "a binding whose name is taken",
      () =>
        plain.model({
          roles: [
            plain.role("one", { rules: { x: { for: { self: Place }, do: () => {} } } as never }),
            plain.role("two", {}),
          ],
        }),
      /x's self/,
    ],
    ["a rule without effect", () => plain.role("one", { rules: { x: {} } } as never), /rule x is not one/],
  ])("with %s is refused", (_, make, problem) => {
    expect(make).toThrow(problem);
  });

  it("infers what its handlers are handed, and refuses what they may not do", () => {
    shop.role("client", {
      rules: {
        typed: {
          for: { item: Item },
          when: (row, at) => {
            expectTypeOf(row.wants).toEqualTypeOf<"tea" | "cake">();
            expectTypeOf(at.item).toEqualTypeOf<"tea" | "cake">();
            expectTypeOf(at.self).toEqualTypeOf<`c${number}`>();
            expectTypeOf(at.inbox.answer.filter()[0]?.from).toEqualTypeOf<`s${number}` | undefined>();
            // @ts-expect-error a guard may not write
            row.wants = "tea";
            // @ts-expect-error a guard may not send
            at.send;
            // @ts-expect-error another role's field
            row.stock;
            // @ts-expect-error not sent to clients
            at.inbox.order;
            return true;
          },
          do: (row, at) => {
            row.wants = at.item;
            at.send.order({ item: "tea" });
            // @ts-expect-error not sent by clients
            at.send.answer({ to: "c1", item: "tea" });
            // @ts-expect-error no such item
            at.send.order({ item: "beer" });
            // @ts-expect-error histories are not read
            at.record.got.has("tea");
            // @ts-expect-error nor are they in the row
            row.got;
            // @ts-expect-error a rule receives no message
            at.message;
          },
        },
      },
    });
    shop.role("server", {
      receive: {
        order: {
          do: (row, { message, send }) => {
            expectTypeOf(message).toEqualTypeOf<{
              readonly kind: "order";
              readonly from: `c${number}`;
              readonly item: "tea" | "cake";
            }>();
            expectTypeOf(row.orders.get("c1")).toEqualTypeOf<number>();
            // @ts-expect-error an answer names to whom
            send.answer({ item: "tea" });
          },
        },
      },
    });
    expectTypeOf<Shop["client"]["got"]>().toHaveProperty("get");
    expectTypeOf<Shop["client"]>().not.toHaveProperty("down");
    const refused = [
      // @ts-expect-error no such role
      () => shop.role("waiter", {}),
      // @ts-expect-error not sent to clients
      () => shop.role("client", { receive: { order: { do: () => {} } } }),
      // @ts-expect-error not sent by clients
      () => shop.role("client", { rules: { x: { sends: ["answer"], do: () => {} } } }),
      // @ts-expect-error a bag has a capacity
      () => system({ roles: {}, messages: {}, network: { kind: "bag" } }),
      // @ts-expect-error no such role
      () => system({ roles: { a: { processes: Item } }, messages: { m: { from: "a", to: "b" } }, network: "set" }),
      // @ts-expect-error a field that no role has
      () => shop.model({ roles: [client, server], always: { x: (s) => s.client.orders.get("c1").get("c1") === 0 } }),
    ];
    expect(refused).toHaveLength(6);
  });
});
