/**
 * A register that can be written once, replicated by Paxos, as processes: a server proposes what a client puts to it, and
 * answers gets when it knows what is decided. Each client writes once, then reads once; what it does and sees is a history
 * of operations. Messages are delivered once, in any order; one that its receiver would ignore stays where it is. Follows
 * stateright's examples/paxos.rs, as paxos-register.ts does with rules, and has the same states.
 */
import { historyOf, linearizable, register } from "../../invariants/index.ts";
import {
  boolean,
  choice,
  type Domain,
  enumeration,
  integer,
  map,
  optional,
  protocol,
  range,
  record,
  scalarset,
  set,
  system,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";
import { clientParameters } from "./clients.ts";

/**
 * A register replicated by Paxos, as clients and servers that send each other messages. After stateright,
 * examples/paxos.rs; Lamport, Paxos Made Simple (2001).
 *
 * @example
 * ```ts
 * await check(paxosRegisterProcesses());
 * ```
 */
export const paxosRegisterProcesses = protocol(
  {
    name: "paxos-register-processes",
    about: "A register replicated by Paxos, as clients and servers that send each other messages",
    source: "stateright, examples/paxos.rs; Lamport, Paxos Made Simple (2001)",
    parameters: {
      clients: clientParameters.clients,
      servers: integer({ from: 2, to: 4, default: 3, about: "who votes" }),
      contact: choice(["own", "same"], {
        about: "whether each client writes to a server of its own and reads from the next, or all to the same two",
      }),
    },
    mutants: {
      "prp-localread": {
        about:
          "a server answers a get from what it has voted for, without knowing whether that, or anything, is decided",
        breaks: "linearizable",
        at: { clients: 1, servers: 3 },
        steps: 8,
        notAt: [{ clients: 2, servers: 2 }],
      },
      "prp-own": {
        about: "a leader ignores the votes reported and proposes what was put to it",
        breaks: "linearizable",
        at: { clients: 2, servers: 3 },
        steps: 17,
        notAt: [{ clients: 1, servers: 3 }],
      },
      "prp-lowacc": {
        about: "a server votes below a ballot that it has heard of",
        breaks: "linearizable",
        at: { clients: 2, servers: 3 },
        steps: 17,
        notAt: [{ clients: 1, servers: 3 }],
      },
    },
  },
  ({ clients, servers, contact }, mutant) => {
    const names = ["A", "B", "C", "D"].slice(0, clients);
    // Who all turn to the same servers are interchangeable.
    const Client = (contact === "own" ? enumeration(...names) : scalarset("c", clients)) as Domain<string>;
    const Server = range(0, servers - 1);
    const Content = optional(Client); // a client writes its name; none before the first write
    // Ballot r * servers + l is server l's in round r, of which each put begins at most one. Round 0 is before all ballots.
    const Ballot = range(0, (clients + 1) * servers - 1);
    const Vote = record({ ballot: Ballot, value: Client });
    const leaderOf = (ballot: number) => ballot % servers;
    /** Which server a client turns to with its first operation, and with its second. */
    const serverOf = (client: string, operation: 0 | 1) =>
      ((contact === "own" ? names.indexOf(client) : 0) + operation) % servers;
    const others = (self: number) => Server.values.filter((server) => server !== self);

    const paxos = system({
      roles: {
        client: {
          processes: Client,
          stable: { at: enumeration("write", "read", "end") },
          history: { log: historyOf(register(Content), { each: 2 }) },
        },
        server: {
          processes: Server,
          stable: {
            ballot: Ballot, // the highest heard of; lower ones are ignored
            proposal: Content, // what it wants decided
            prepared: map(Server, optional(record({ last: optional(Vote) }))), // answers to its prepare
            accepted: set(Server), // answers to its accept
            vote: optional(Vote), // the latest
            decided: boolean, // whether it knows its vote to be the decision
          },
        },
      },
      messages: {
        put: { from: "client", to: "server" },
        get: { from: "client", to: "server" },
        putOk: { from: "server", to: "client" },
        getOk: { from: "server", to: "client", fields: { value: Content } },
        // A ballot says whose it is.
        prepare: { from: "server", to: "server", anonymous: true, fields: { ballot: Ballot } },
        prepared: { from: "server", to: "server", fields: { ballot: Ballot, last: optional(Vote) } },
        accept: { from: "server", to: "server", anonymous: true, fields: { vote: Vote } },
        accepted: { from: "server", to: "server", fields: { ballot: Ballot } },
        decided: { from: "server", to: "server", anonymous: true, fields: { vote: Vote } },
      },
      // Of each put, three messages to each other server and one to or from the client.
      network: { kind: "bag", capacity: clients * (3 * servers - 2) },
    });

    const client = paxos.role("client", {
      init: (_, { self, send, record }) => {
        record.log.invoke.write(self);
        send.put({ to: serverOf(self, 0) });
      },
      receive: {
        putOk: {
          // It has gone on if a second server acknowledges its put.
          when: (row) => row.at === "write",
          do: (row, { self, send, record }) => {
            row.at = "read";
            record.log.return.write();
            record.log.invoke.read();
            send.get({ to: serverOf(self, 1) });
          },
        },
        getOk: {
          do: (row, { message, record }) => {
            row.at = "end";
            record.log.return.read(message.value);
          },
        },
      },
    });

    const server = paxos.role("server", {
      receive: {
        put: {
          when: (row) => !row.decided && row.proposal === null,
          do: (row, { self, message, send }) => {
            row.ballot = row.ballot - leaderOf(row.ballot) + servers + self;
            row.proposal = message.from;
            row.prepared.set(self, { last: row.vote });
            for (const to of others(self)) send.prepare({ to, ballot: row.ballot });
          },
        },
        prepare: {
          when: (row, { message }) => !row.decided && row.ballot < message.ballot,
          do: (row, { message: { ballot }, send }) => {
            row.ballot = ballot;
            send.prepared({ to: leaderOf(ballot), ballot, last: row.vote });
          },
        },
        prepared: {
          when: (row, { message }) => !row.decided && row.ballot === message.ballot,
          do: (row, { self, message: { from, ballot, last }, send }) => {
            row.prepared.set(from, { last });
            const answers = row.prepared.values().flatMap((answer) => answer ?? []);
            if (answers.length !== majorityOf(servers)) return;
            const votes = answers.flatMap((answer) => answer.last ?? []);
            const highest = votes.toSorted((one, other) => other.ballot - one.ballot)[0];
            const own = row.proposal as string;
            const vote = { ballot, value: mutant === "prp-own" ? own : (highest?.value ?? own) };
            row.proposal = vote.value;
            row.vote = vote;
            row.accepted.add(self);
            for (const to of others(self)) send.accept({ to, vote });
          },
        },
        accept: {
          when: (row, { message: { vote } }) => !row.decided && (vote.ballot >= row.ballot || mutant === "prp-lowacc"),
          do: (row, { message: { vote }, send }) => {
            row.ballot = vote.ballot;
            row.vote = vote;
            send.accepted({ to: leaderOf(vote.ballot), ballot: vote.ballot });
          },
        },
        accepted: {
          when: (row, { message }) => !row.decided && row.ballot === message.ballot,
          do: (row, { self, message: { from, ballot }, send }) => {
            row.accepted.add(from);
            if (row.accepted.size !== majorityOf(servers)) return;
            const vote = { ballot, value: row.proposal as string };
            row.decided = true;
            for (const to of others(self)) send.decided({ to, vote });
            send.putOk({ to: vote.value });
          },
        },
        decided: {
          when: (row) => !row.decided,
          do: (row, { message: { vote } }) => {
            row.ballot = vote.ballot;
            row.vote = vote;
            row.decided = true;
          },
        },
        get: {
          when: (row) => row.decided || mutant === "prp-localread",
          do: (row, { message, send }) => send.getOk({ to: message.from, value: row.vote?.value ?? null }),
        },
      },
    });

    return paxos.model({
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
        "value read": (s) =>
          Client.values.some((each) => {
            const last = s.client.log.get(each).at(-1);
            return last?.kind === "read" && last.answer !== null;
          }),
        "all servers know": (s) => Server.values.every((each) => s.server.decided.get(each)),
      },
    });
  },
);
