/**
 * Raft, changing its configuration one server at a time: any majority of the old one meets any of the new one, so that
 * no joint configuration seems to be needed. Ongaro found two years later (raft-dev, 10 July 2015) that two leaders who
 * have not heard of each other may each change the same configuration, and that the majorities of what comes of it need
 * not meet: copycat#23, braft#182. The remedy is his: a leader changes nothing before it has committed an entry of its
 * own term.
 *
 * Assumed: an election is one step of the candidate and of those who vote for it, and so is the replication of a whole
 * log; an entry has nothing in it but the configuration, which is in force as soon as it is in the log.
 */
import {
  forEvery,
  integer,
  list,
  map,
  model,
  protocol,
  range,
  record,
  same,
  scalarset,
  set,
  subset,
  type ValueOf,
} from "../../src/index.ts";

/**
 * Changes of one server at a time in Raft. After Ongaro's message to raft-dev (2015).
 *
 * @example
 * ```ts
 * await check(raftMembership({ terms: 3, entries: 2 }, "changes-at-once"));
 * ```
 */
export const raftMembership = protocol(
  {
    name: "raft-membership",
    about: "Raft: adding and removing one server at a time",
    source: "Ongaro, bug in single-server membership changes, raft-dev (2015)",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3, about: "all of them are members at first" }),
      terms: integer({ from: 1, to: 4, default: 2, about: "how many terms there are" }),
      entries: integer({ from: 1, to: 4, default: 4, about: "how long a log may be" }),
    },
    mutants: {
      "changes-at-once": {
        about: "a leader begins its term with a change of the configuration, not with an entry that it commits first",
        breaks: "committed entries agree",
        at: { terms: 3, entries: 2 },
        steps: 9,
      },
    },
  },
  ({ servers, terms, entries }, mutant) => {
    const Server = scalarset("s", servers);
    const Term = range(0, terms);
    const Config = subset(Server);
    const Log = list(record({ term: Term, config: Config }), { max: entries });
    type Config = ValueOf<typeof Config>;
    type Log = ValueOf<typeof Log>;
    const state = {
      term: map(Server, Term),
      leads: set(Server),
      log: map(Server, Log),
      committed: map(Server, range(0, entries)),
    };

    const commitsFirst = mutant !== "changes-at-once";
    const configOf = (log: Log) => log.at(-1)?.config ?? Config(Server.values);
    const termOf = (log: Log) => log.at(-1)?.term ?? 0;
    const isQuorum = (some: Config, of: Config) => 2 * some.intersection(of).size > of.size;
    const isUpToDate = (log: Log, other: Log) =>
      termOf(log) > termOf(other) || (termOf(log) === termOf(other) && log.length >= other.length);
    const agree = (one: Log, other: Log, length: number) =>
      one.length >= length && other.length >= length && same(one.slice(0, length), other.slice(0, length));

    const pairs = Server.values.flatMap((one) => Server.values.map((other) => [one, other] as const));

    return model({
      state,
      rules: {
        elect: {
          for: { leader: Server, term: range(1, terms), voters: subset(Server, { min: 1 }) },
          when: (s, { leader, term, voters }) => {
            const log = s.log.get(leader);
            const isGranted = (voter: ValueOf<typeof Server>) =>
              s.term.get(voter) < term && isUpToDate(log, s.log.get(voter));
            return (
              voters.has(leader) &&
              voters.isSubsetOf(configOf(log)) &&
              isQuorum(voters, configOf(log)) &&
              voters.every(isGranted)
            );
          },
          do: (s, { leader, term, voters }) => {
            for (const voter of voters) {
              s.term.set(voter, term);
              s.leads.delete(voter);
            }
            s.leads.add(leader);
            s.committed.set(leader, 0);
            const log = s.log.get(leader);
            if (commitsFirst && log.length < entries) s.log.set(leader, [...log, { term, config: configOf(log) }]);
          },
        },
        change: {
          for: { leader: Server, who: Server },
          when: (s, { leader }) => {
            const log = s.log.get(leader);
            const mayChange = commitsFirst
              ? s.committed.get(leader) === log.length && termOf(log) === s.term.get(leader)
              : termOf(log) < s.term.get(leader);
            return s.leads.has(leader) && log.length < entries && mayChange;
          },
          do: (s, { leader, who }) => {
            const log = s.log.get(leader);
            const config = configOf(log);
            const changed = config.has(who) ? config.without(who) : config.with(who);
            s.log.set(leader, [...log, { term: s.term.get(leader), config: changed }]);
          },
        },
        replicate: {
          for: { leader: Server, to: Server },
          when: (s, { leader, to }) =>
            s.leads.has(leader) &&
            leader !== to &&
            configOf(s.log.get(leader)).has(to) &&
            s.term.get(to) <= s.term.get(leader) &&
            s.log.get(to) !== s.log.get(leader),
          do: (s, { leader, to }) => {
            s.term.set(to, s.term.get(leader));
            s.leads.delete(to);
            s.committed.set(to, 0);
            s.log.set(to, s.log.get(leader));
          },
        },
        commit: {
          for: { leader: Server },
          when: (s, { leader }) => {
            const log = s.log.get(leader);
            const have = configOf(log).filter(
              (each) => s.term.get(each) <= s.term.get(leader) && agree(log, s.log.get(each), log.length),
            );
            return (
              s.leads.has(leader) &&
              s.committed.get(leader) < log.length &&
              termOf(log) === s.term.get(leader) &&
              isQuorum(have, configOf(log))
            );
          },
          do: (s, { leader }) => s.committed.set(leader, s.log.get(leader).length),
        },
      },
      always: {
        "committed entries agree": forEvery(
          pairs,
          ([one, other]) =>
            ({ log, committed }) =>
              agree(log.get(one), log.get(other), Math.min(committed.get(one), committed.get(other))),
        ),
      },
      reachable: {
        "a smaller configuration is committed": (s) =>
          Server.values.some((leader) => {
            const { length, [length - 1]: last } = s.log.get(leader);
            return last !== undefined && s.committed.get(leader) === length && last.config.size < servers;
          }),
      },
    });
  },
);
