/**
 * A register that can be written many times, replicated without agreement: Attiya, Bar-Noy and Dolev's, for many writers
 * (Lynch and Shvartsman). A server that is asked by a client first asks a majority for what they hold and how new it is;
 * then it has a majority store what is newest, or what is to be written with a stamp that is newer. A read stores, too: else
 * a later one might find less. Follows stateright's examples/linearizable-register.rs; a server serves one client at a
 * time, and messages are delivered once, in any order.
 */
import { historyOf, linearizable, register } from "../../invariants/index.ts";
import {
  choice,
  enumeration,
  integer,
  map,
  optional,
  protocol,
  range,
  record,
  set,
  system,
  union,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * A register replicated without agreement: a majority is asked, then a majority stores. After stateright,
 * examples/linearizable-register.rs; Attiya, Bar-Noy and Dolev, Sharing Memory Robustly in Message-Passing Systems (1995).
 *
 * @example
 * ```ts
 * await check(abdRegister());
 * ```
 */
export const abdRegister = protocol(
  {
    name: "abd-register",
    about: "A register replicated without agreement: a majority is asked, then a majority stores",
    source:
      "stateright, examples/linearizable-register.rs; Attiya, Bar-Noy and Dolev, Sharing Memory Robustly in Message-Passing Systems (1995)",
    parameters: {
      clients: integer({ from: 1, to: 3, default: 2, about: "who writes and reads" }),
      servers: integer({ from: 2, to: 4, default: 2, about: "who keeps a copy" }),
      work: choice(["write-then-read", "one-writes"], {
        about: "whether each client writes once and then reads, or the first one writes and the others read",
      }),
      reads: integer({ from: 1, to: 2, default: 1, about: "how often a client reads" }),
    },
    mutants: {
      "abd-no-write-back": {
        about: "a read answers with the newest that a majority holds, without having a majority store it",
        breaks: "linearizable",
        at: { clients: 2, servers: 3, work: "one-writes", reads: 2 },
        steps: 11,
        notAt: [{ clients: 2, servers: 2, work: "one-writes", reads: 2 }],
      },
      "abd-one-stores": {
        about: "a server answers when it has stored itself, before a majority has",
        breaks: "linearizable",
        at: { clients: 2, servers: 3 },
        steps: 8,
        notAt: [{ clients: 2, servers: 2 }],
      },
      "abd-asks-nobody": {
        about: "a read answers with what the server itself holds, without asking a majority",
        breaks: "linearizable",
        at: { clients: 2, servers: 3 },
        steps: 8,
        notAt: [{ clients: 2, servers: 2 }],
      },
    },
  },
  ({ clients, servers, work, reads }, mutant) => {
    const names = (["A", "B", "C"] as const).slice(0, clients);
    type Name = (typeof names)[number];
    const Client = enumeration(...names);
    const Server = range(0, servers - 1);
    const Content = optional(Client); // a client writes its name; none before the first write
    // Stamp clock * servers + s is server s's. Each write raises the clock by one at most.
    const Stamp = range(0, (clients + 1) * servers - 1);
    /** A client's first operation is 0, its write. */
    const Request = record({ client: Client, operation: range(0, reads) });
    const Copy = record({ stamp: Stamp, value: Content });
    const writes = (client: Name) => work === "write-then-read" || client === "A";
    const hasRead = (client: Name, operation: number) => operation > reads || (work === "one-writes" && client === "A");
    /** Which server a client turns to with which of its operations; all readers read from the same. */
    const serverOf = (client: Name, operation: number) =>
      ((work === "write-then-read" ? names.indexOf(client) : 0) + operation) % servers;
    const others = (self: number) => Server.values.filter((server) => server !== self);

    const abd = system({
      roles: {
        client: {
          processes: Client,
          stable: { operation: range(0, reads + 1) },
          history: { log: historyOf(register(Content), { each: 1 + reads }) },
        },
        server: {
          processes: Server,
          stable: {
            copy: Copy,
            /** Whom it serves: it asks, or has stored what a read is to be answered with. */
            serves: optional(union({ asking: { request: Request }, storing: { request: Request, found: Content } })),
            answers: map(Server, optional(Copy)),
            stored: set(Server),
          },
        },
      },
      messages: {
        call: { from: "client", to: "server", fields: { operation: range(0, reads) } },
        putOk: { from: "server", to: "client" },
        getOk: { from: "server", to: "client", fields: { value: Content } },
        ask: { from: "server", to: "server", fields: { request: Request } },
        answer: { from: "server", to: "server", fields: { request: Request, copy: Copy } },
        store: { from: "server", to: "server", fields: { request: Request, copy: Copy } },
        stored: { from: "server", to: "server", fields: { request: Request } },
      },
      // Of each operation, two messages to or from each other server and one to or from the client.
      network: { kind: "bag", capacity: clients * (1 + reads) * (2 * servers - 1) },
    });
    type Request = { readonly client: Name; readonly operation: number };
    const isSame = (one: Request, other: Request) => one.client === other.client && one.operation === other.operation;

    const reply = (send: Replies<Name>, { client: to, operation }: Request, value: Name | null) =>
      operation === 0 ? send.putOk({ to }) : send.getOk({ to, value });

    const client = abd.role("client", {
      init: (row, { self, send, record }) => {
        row.operation = writes(self) ? 0 : 1;
        if (writes(self)) record.log.invoke.write(self);
        else record.log.invoke.read();
        send.call({ to: serverOf(self, row.operation), operation: row.operation });
      },
      receive: {
        putOk: {
          do: (row, { self, send, record }) => {
            row.operation = 1;
            record.log.return.write();
            if (hasRead(self, 1)) return;
            record.log.invoke.read();
            send.call({ to: serverOf(self, 1), operation: 1 });
          },
        },
        getOk: {
          do: (row, { self, message, send, record }) => {
            row.operation += 1;
            record.log.return.read(message.value);
            if (hasRead(self, row.operation)) return;
            record.log.invoke.read();
            send.call({ to: serverOf(self, row.operation), operation: row.operation });
          },
        },
      },
    });

    const server = abd.role("server", {
      init: (row, { self }) => {
        row.copy = { stamp: self, value: null };
      },
      receive: {
        call: {
          when: (row) => row.serves === null,
          do: (row, { self, message: { from, operation }, send }) => {
            const request = { client: from, operation };
            if (mutant === "abd-asks-nobody" && operation > 0) {
              reply(send, request, row.copy.value);
              return;
            }
            row.serves = { kind: "asking", request };
            row.answers.set(self, row.copy);
            for (const to of others(self)) send.ask({ to, request });
          },
        },
        ask: { do: (row, { message: { from, request }, send }) => send.answer({ to: from, request, copy: row.copy }) },
        answer: {
          when: (row, { message }) => row.serves?.kind === "asking" && isSame(row.serves.request, message.request),
          do: (row, { self, message: { from, request, copy }, send }) => {
            row.answers.set(from, copy);
            const answers = row.answers.values().flatMap((each) => each ?? []);
            if (answers.length !== majorityOf(servers)) return;
            for (const each of Server.values) row.answers.set(each, null);
            const newest = answers.reduce((one, other) => (one.stamp < other.stamp ? other : one));
            if (mutant === "abd-no-write-back" && request.operation > 0) {
              row.serves = null;
              reply(send, request, newest.value);
              return;
            }
            const next = (Math.floor(newest.stamp / servers) + 1) * servers + self;
            const chosen = request.operation === 0 ? { stamp: next, value: request.client } : newest;
            if (row.copy.stamp < chosen.stamp) row.copy = chosen;
            for (const to of others(self)) send.store({ to, request, copy: chosen });
            if (mutant === "abd-one-stores") {
              row.serves = null;
              reply(send, request, chosen.value);
              return;
            }
            row.serves = { kind: "storing", request, found: request.operation === 0 ? null : chosen.value };
            row.stored.add(self);
          },
        },
        store: {
          do: (row, { message: { from, request, copy }, send }) => {
            if (row.copy.stamp < copy.stamp) row.copy = copy;
            send.stored({ to: from, request });
          },
        },
        stored: {
          when: (row, { message }) => row.serves?.kind === "storing" && isSame(row.serves.request, message.request),
          do: (row, { message: { from }, send }) => {
            row.stored.add(from);
            if (row.stored.size !== majorityOf(servers) || row.serves?.kind !== "storing") return;
            reply(send, row.serves.request, row.serves.found);
            row.serves = null;
            row.stored.clear();
          },
        },
      },
    });

    return abd.model({
      words: {
        "client.log": {
          write: "{key} wrote {argument}, begun after {after}",
          "write…": "{key} is writing {argument}, begun after {after}",
          read: "{key} read {answer}, begun after {after}",
          "read…": "{key} is reading, begun after {after}",
        },
      },
      roles: [client, server],
      always: { linearizable: linearizable((s) => s.client.log) },
      reachable: {
        "all return": (s) => Client.values.every((each) => s.client.log.get(each).at(-1)?.kind.endsWith("…") === false),
        "another's value read": (s) =>
          Client.values.some((each) =>
            [...s.client.log.get(each)].some(
              (call) => call.kind === "read" && call.answer !== null && call.answer !== each,
            ),
          ),
      },
    });
  },
);

/** How a server answers a client. */
interface Replies<Name> {
  readonly putOk: (content: { readonly to: Name }) => void;
  readonly getOk: (content: { readonly to: Name; readonly value: Name | null }) => void;
}
