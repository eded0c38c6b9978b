/**
 * Raft whose servers say that they have stored an entry when it is in memory, and sync it to disk later. So NATS
 * JetStream acknowledges what a majority has in memory. nats-server#7564 and #7567, found with Jepsen: one of that
 * majority loses its power, comes back without the entry, and is elected by a server that never had it.
 *
 * Assumed: a leader appends one entry in its term, and a log is known by the term of its last entry; so what a leader
 * lacks is seen as long as it has not appended its own. A term and a vote are synced at once. NATS, nats-server, issues
 * 7564 and 7567 (2025).
 */
import { enumeration, forEvery, integer, protocol, range, scalarset, set, system } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * Raft that syncs to disk before it says that it has stored, or after. After nats-server, issues 7564 and 7567 (2025).
 *
 * @example
 * ```ts
 * await check(natsFsync({}, "syncs-later"));
 * ```
 */
export const natsFsync = protocol(
  {
    name: "nats-fsync",
    about: "Raft whose servers lose their power: what is acknowledged must be on disk",
    source: "NATS, nats-server, issues 7564 and 7567 (2025), found with Jepsen",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3, about: "who has a log" }),
      terms: integer({ from: 1, to: 3, default: 2, about: "how many terms there are" }),
      crashes: integer({ from: 0, to: 3, default: 1, about: "how often a server may lose its power" }),
    },
    mutants: {
      "syncs-later": {
        about: "a server says that it has stored an entry when it is in memory, and syncs it at some time later",
        breaks: "a new leader has what was acknowledged",
        at: {},
        steps: 11,
      },
    },
  },
  ({ servers, terms, crashes }, mutant) => {
    const Server = scalarset("s", servers);
    const Term = range(0, terms);
    const between = { from: "server", to: "server" } as const;
    const broadcast = { ...between, broadcast: true } as const;
    const cluster = system({
      roles: {
        server: {
          processes: Server,
          stable: { term: Term, synced: Term },
          volatile: { log: Term, is: enumeration("follower", "candidate", "leader") },
          crashes: { atMost: crashes, restarts: true },
        },
      },
      messages: {
        askVote: { ...broadcast, fields: { term: Term, log: Term } },
        vote: { ...between, fields: { term: Term } },
        append: { ...broadcast, fields: { term: Term } },
        stored: { ...between, fields: { term: Term } },
      },
      network: "set",
      history: { acknowledged: set(Term) },
    });

    const append = (row: { log: number; synced: number }, term: number) => {
      row.log = term;
      if (mutant !== "syncs-later") row.synced = term;
    };
    const server = cluster.role("server", {
      rules: {
        stand: {
          when: (row) => row.term < terms,
          do: (row, { send }) => {
            row.term += 1;
            row.is = "candidate";
            send.askVote({ term: row.term, log: row.log });
          },
        },
        win: {
          when: (row, { inbox }) =>
            row.is === "candidate" && inbox.vote.from({ term: row.term }) + 1 >= majorityOf(servers),
          do: (row) => {
            row.is = "leader";
          },
        },
        write: {
          when: (row) => row.is === "leader" && row.log < row.term,
          do: (row, { send }) => {
            append(row, row.term);
            send.append({ term: row.term });
          },
        },
        acknowledge: {
          when: (row, { inbox }) =>
            row.is === "leader" &&
            row.log === row.term &&
            inbox.stored.from({ term: row.term }) + 1 >= majorityOf(servers),
          do: (row, { record }) => record.acknowledged.add(row.term),
        },
        sync: mutant === "syncs-later" && {
          do: (row) => {
            row.synced = row.log;
          },
        },
      },
      receive: {
        askVote: {
          when: (row, { message }) => message.term > row.term && message.log >= row.log,
          do: (row, { message, send }) => {
            row.term = message.term;
            row.is = "follower";
            send.vote({ to: message.from, term: message.term });
          },
        },
        append: {
          when: (row, { message }) => message.term >= row.term && message.term > row.log,
          do: (row, { message, send }) => {
            row.term = message.term;
            row.is = "follower";
            append(row, message.term);
            send.stored({ to: message.from, term: message.term });
          },
        },
      },
      expires: {
        askVote: (row, { message }) => message.term <= row.term,
        vote: (row, { message }) => message.term < row.term,
        append: (row, { message }) => message.term < row.term,
        stored: (row, { message }) => message.term < row.term,
      },
      restart: {
        do: (row) => {
          row.log = row.synced;
        },
      },
    });

    return cluster.model({
      words: {
        "history.acknowledged": "write {value} was acknowledged",
        "server.log": "the last write in the log of {key} is {value}",
        "server.term": "{key} is in term {value}",
        "server.is": "{key} is {value}",
      },
      roles: [server],
      always: {
        "a new leader has what was acknowledged": forEvery(Server, (each) => ({ server, history }) => {
          const { is, term, log } = server;
          const before = [...history.acknowledged].filter((acknowledged) => acknowledged < term.get(each));
          return is.get(each) !== "leader" || log.get(each) >= Math.max(0, ...before);
        }),
      },
      reachable: {
        "an entry of each term is acknowledged": (s) => s.history.acknowledged.size === terms,
        "all but one acknowledge":
          crashes > 0 &&
          (({ server, history }) => server.down.values().includes(true) && history.acknowledged.size > 0),
      },
      alwaysReachable: { "all are up": (s) => !s.server.down.values().includes(true) },
    });
  },
);
