/**
 * The clients that put a register to the test: each writes a value of its own and, when that has returned, reads. They
 * write to one server and read from the next one. Clients and messages are those of stateright's register actors, so that
 * counts can be compared; messages are delivered once, in any order. A value is written by one client, and called by its
 * name.
 */
import { linearizable, registerHistory } from "../../invariants/index.ts";
import {
  choice,
  type Domain,
  enumeration,
  integer,
  members,
  optional,
  range,
  type StateDraft,
  type StateView,
  set,
  union,
  type ValueOf,
} from "../../src/index.ts";

const NAMES = ["A", "B", "C", "D"] as const;
export type ClientName = (typeof NAMES)[number];

/** The parameters that register models share. */
export const clientParameters = {
  clients: integer({ from: 1, to: NAMES.length, default: 2, about: "who writes once, then reads once" }),
  invoke: choice(["at-once", "any-time"], {
    about: "whether all clients have begun in the initial state, or each begins at a time of its own",
  }),
};

export interface Clients {
  readonly clients: number;
  readonly servers: number;
  readonly invoke: "at-once" | "any-time";
}

export function registerClients({ clients, servers, invoke }: Clients) {
  const Client: Domain<ClientName> = enumeration(...NAMES.slice(0, clients));
  const Server = range(0, servers - 1);
  const Content = optional(Client); // none before the first write
  const { put, get, putOk, getOk, ...Message } = union({
    put: { from: Client, to: Server },
    get: { from: Client, to: Server },
    putOk: { from: Server, to: Client },
    getOk: { from: Server, to: Client, value: Content },
  });
  const calls = set(Message);
  const history = registerHistory({ clients: Client, values: Content, operations: 2 });
  const state = { calls, history: history.field };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;

  /** Which server a client turns to with its first operation, and with its second. */
  const serverOf = (client: ClientName, operation: 0 | 1) => (NAMES.indexOf(client) + operation) % servers;
  const begin = (s: Draft, client: ClientName) => {
    history.invokeWrite(s.history, client, client);
    s.calls.add(put({ from: client, to: serverOf(client, 0) }));
  };
  const hasRead = (s: State, client: ClientName) => {
    const last = s.history.get(client).at(-1);
    return last?.kind === "read" && last.value !== null;
  };

  return {
    Client,
    Server,
    Content,
    /** Fields of the state: the calls under way, and what has come of them. */
    state,
    begin: (s: Draft) => {
      if (invoke === "at-once") for (const client of Client.values) begin(s, client);
    },
    /** What clients do. */
    rules: {
      begin: invoke === "any-time" && {
        for: { client: Client },
        when: (s: State, { client }: { client: ClientName }) => s.history.get(client).length === 0,
        do: (s: Draft, { client }: { client: ClientName }) => begin(s, client),
      },
      putOk: {
        for: { m: members(calls, putOk) },
        // What a client is at is told by its history. It has gone on if a second server acknowledges its put.
        when: (s: State, { m }: { m: ValueOf<typeof putOk> }) => history.awaited(s.history, m.to) === "writing",
        do: (s: Draft, { m }: { m: ValueOf<typeof putOk> }) => {
          s.calls.delete(m);
          history.returnWrite(s.history, m.to);
          history.invokeRead(s.history, m.to);
          s.calls.add(get({ from: m.to, to: serverOf(m.to, 1) }));
        },
      },
      getOk: {
        for: { m: members(calls, getOk) },
        do: (s: Draft, { m }: { m: ValueOf<typeof getOk> }) => {
          s.calls.delete(m);
          history.returnRead(s.history, m.to, m.value);
        },
      },
    },
    /** What servers receive. */
    puts: members(calls, put),
    gets: members(calls, get),
    acknowledge: (s: Draft, from: number, to: ClientName) => s.calls.add(putOk({ from, to })),
    answer: (s: Draft, { from, to }: ValueOf<typeof get>, value: ClientName | null) =>
      s.calls.add(getOk({ from: to, to: from, value })),
    words: {
      history: {
        wrote: "{key} wrote {value}, begun after {after}",
        writing: "{key} is writing {value}, begun after {after}",
        read: "{key} read {value}, begun after {after}",
        reading: "{key} is reading, begun after {after}",
      },
    } as const,
    linearizable: linearizable({ initial: null, history: (s: State) => history.operations(s.history) }),
    /** What should be possible: that a get is answered with a value, and that the answer is read. */
    reachable: {
      "value answered": (s: State) =>
        Client.values.some((to) =>
          Client.values.some((value) => s.calls.has(getOk({ from: serverOf(to, 1), to, value }))),
        ),
      "value read": (s: State) => Client.values.some((client) => hasRead(s, client)),
    },
  };
}
