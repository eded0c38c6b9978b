/**
 * Raft: elections, replication of a log, and crashes of which only terms, votes and logs are left. Ongaro and
 * Ousterhout, *In Search of an Understandable Consensus Algorithm* (2014), figures 2 and 3; Ongaro's thesis (2014) and
 * his raft.tla.
 *
 * Assumed: an entry is known by the term that wrote it. A message has one entry or none is sent: there are no
 * heartbeats, but a leader sends any of its entries to anybody, at any time, so that nextIndex need not be kept. Who
 * has an entry is what it ever said in this term: the network remembers, instead of matchIndex. A server whose log does
 * not match says nothing. Messages arrive in any order, often, or never.
 */
import {
  enumeration,
  forEvery,
  integer,
  list,
  optional,
  protocol,
  range,
  record,
  same,
  scalarset,
  set,
  system,
  type ValueOf,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";
import { mutants } from "./mutants.ts";

/**
 * Raft. After Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014).
 *
 * @example
 * ```ts
 * await check(raft({ terms: 2 }));
 * ```
 */
export const raft = protocol(
  {
    name: "raft",
    about: "Raft: elections, replication of a log, and crashes",
    source: "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014); Ongaro, raft.tla",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3, about: "who keeps a log" }),
      terms: integer({ from: 1, to: 6, default: 2, about: "how many terms there are" }),
      entries: integer({ from: 1, to: 3, default: 1, about: "how long a log may be" }),
      crashes: integer({ from: 0, to: 3, default: 0, about: "how many crashes there may be" }),
    },
    mutants,
  },
  ({ servers, terms, entries, crashes }, mutant) => {
    const Server = scalarset("s", servers);
    const Term = range(0, terms);
    const Begun = range(1, terms);
    const Index = range(0, entries); // 0: before the first
    const Place = range(1, entries);
    const Log = list(Begun, { max: entries });
    type Server = ValueOf<typeof Server>;
    type Log = ValueOf<typeof Log>;
    const majority = majorityOf(servers);

    const between = { from: "server", to: "server" } as const;
    const broadcast = { ...between, broadcast: true } as const;
    const cluster = system({
      roles: {
        server: {
          processes: Server,
          stable: { term: Term, votedFor: optional(Server), log: Log },
          volatile: { is: enumeration("follower", "candidate", "leader"), commit: Index },
          crashes: { atMost: crashes, restarts: true },
        },
      },
      // As narrow as they can be: the set of all messages takes 756 bits with two terms and entries, where 0 in all of
      // these fields would make it 2,376.
      messages: {
        requestVote: { ...broadcast, fields: { term: Begun, lastIndex: Index, lastTerm: Term } },
        voteGranted: { ...between, fields: { term: Begun } },
        append: { ...between, fields: { term: Begun, index: Place, previous: Term, entry: Begun, commit: Index } },
        appended: { ...between, fields: { term: Begun, index: Place } },
      },
      network: "set",
      history: {
        leaders: set(record({ term: Begun, who: Server })),
        committed: set(record({ index: Place, entry: Begun, in: Begun })),
      },
    });

    /** The entry at an index, from 1 on; before the first there is that of term 0. */
    const entryAt = (log: Log, index: number) => log[index - 1] ?? 0;

    type Row = { term: number; is: "follower" | "candidate" | "leader"; votedFor: Server | null };
    /** Who hears of a later term has voted for nobody in it. */
    const hearOf = (row: Row, term: number) => {
      if (term > row.term) row.votedFor = null;
      if (term > row.term) row.is = "follower";
      row.term = term;
    };

    const server = cluster.role("server", {
      rules: {
        timeout: {
          when: (row) => row.is !== "leader" && row.term < terms,
          do: (row, { self, send }) => {
            row.term += 1;
            row.is = "candidate";
            row.votedFor = self;
            send.requestVote({ term: row.term, lastIndex: row.log.length, lastTerm: row.log.at(-1) ?? 0 });
          },
        },
        lead: {
          when: (row, { inbox }) =>
            row.is === "candidate" && inbox.voteGranted.from({ term: row.term }) + 1 >= majority,
          do: (row, { self, record }) => {
            row.is = "leader";
            record.leaders.add({ term: row.term, who: self });
          },
        },
        request: {
          when: (row) => row.is === "leader" && row.log.length < entries,
          do: (row) => {
            row.log = [...row.log, row.term];
          },
        },
        replicate: {
          for: { peer: Server, index: Place },
          when: (row, { self, peer, index }) => row.is === "leader" && peer !== self && index <= row.log.length,
          do: ({ term, log, commit }, { peer, index, send }) =>
            send.append({
              to: peer,
              term,
              index,
              previous: entryAt(log, index - 1),
              entry: entryAt(log, index),
              commit: Math.min(commit, index),
            }),
        },
        commit: {
          for: { index: Place },
          when: (row, { index, inbox }) => {
            if (row.is !== "leader" || index <= row.commit || index > row.log.length) return false;
            if (entryAt(row.log, index) !== row.term && mutant !== "figure-8") return false;
            return inbox.appended.from({ term: row.term }, (message) => message.index >= index) + 1 >= majority;
          },
          do: (row, { index, record }) => {
            row.commit = index;
            for (let at = 1; at <= index; at++)
              record.committed.add({ index: at, entry: entryAt(row.log, at), in: row.term });
          },
        },
      },
      receive: {
        requestVote: {
          when: (row, { message }) => message.term >= row.term,
          do: (row, { message, send }) => {
            hearOf(row, message.term);
            const last = row.log.at(-1) ?? 0;
            const isUpToDate =
              message.lastTerm > last || (message.lastTerm === last && message.lastIndex >= row.log.length);
            if (!isUpToDate && mutant !== "no-log-check") return;
            if (row.votedFor !== null && row.votedFor !== message.from) return;
            row.votedFor = message.from;
            send.voteGranted({ to: message.from, term: message.term });
          },
        },
        append: {
          when: (row, { message }) => message.term >= row.term,
          do: (row, { message, send }) => {
            const { from, term, index, previous, entry, commit } = message;
            hearOf(row, term);
            row.is = "follower";
            if (index > row.log.length + 1 || entryAt(row.log, index - 1) !== previous) return;
            if (entryAt(row.log, index) !== entry) row.log = [...row.log.slice(0, index - 1), entry];
            row.commit = Math.max(row.commit, commit);
            send.appended({ to: from, term, index });
          },
        },
      },
      expires: {
        requestVote: (row, { message }) =>
          message.term < row.term || (message.term === row.term && row.votedFor !== null && mutant !== "forgets-vote"),
        voteGranted: (row, { message }) =>
          message.term < row.term || (message.term === row.term && row.is !== "candidate"),
        append: (row, { message }) => message.term < row.term,
        appended: (row, { message }) => message.term < row.term,
      },
      restart: {
        do: (row) => {
          if (mutant === "forgets-vote") row.votedFor = null;
        },
      },
    });

    const pairs = Server.values.flatMap((one) => Server.values.map((other) => [one, other] as const));
    const all = <T>(of: Iterable<T>, holds: (one: T, other: T) => boolean) =>
      [...of].every((one) => [...of].every((other) => holds(one, other)));

    return cluster.model({
      words: {
        "history.leaders": "{who} led in term {term}",
        "history.committed": "entry {entry} was committed at index {index} in term {in}",
        "server.is": "{key} is {value}",
        "server.term": "{key} is in term {value}",
        "server.log": "the log of {key} is {value}",
      },
      roles: [server],
      always: {
        "election safety": ({ history }) =>
          all(history.leaders, (one, other) => one.term !== other.term || one.who === other.who),
        "log matching": forEvery(pairs, ([one, other]) => ({ server: { log } }) => {
          const [entries, others] = [log.get(one), log.get(other)];
          return entries.every((entry, at) => entry !== others[at] || same(entries.slice(0, at), others.slice(0, at)));
        }),
        "leader completeness": forEvery(Server, (each) => ({ server, history }) => {
          const [is, term, log] = [server.is.get(each), server.term.get(each), server.log.get(each)];
          const has = (index: number, entry: number) => entryAt(log, index) === entry;
          return (
            is !== "leader" || [...history.committed].every((each) => each.in >= term || has(each.index, each.entry))
          );
        }),
        "state machine safety": ({ history }) =>
          all(history.committed, (one, other) => one.index !== other.index || one.entry === other.entry),
      },
      step: {
        "leader append-only": forEvery(Server, (each) => (before, after) => {
          const log = before.server.log.get(each);
          const isLeader = before.server.is.get(each) === "leader" && after.server.is.get(each) === "leader";
          return !isLeader || same(after.server.log.get(each).slice(0, log.length), log);
        }),
      },
      reachable: {
        "something is committed": (s) => s.history.committed.size > 0,
        "two have been leaders": terms > 1 && ((s) => s.history.leaders.size > 1),
      },
      view: { colours: { "server.is": { candidate: "ochre", leader: "blue" } } },
    });
  },
);
