/**
 * Raft's figure 8: a leader must not take an entry of an earlier term for committed because a majority has it, since a
 * server with a later entry in the same place may still be elected and overwrite it. It commits an entry of its own
 * term, and with that all before. CCF#4472: Microsoft's CCF counted replicas of any entry. Ongaro and Ousterhout, *In
 * Search of an Understandable Consensus Algorithm* (2014), 5.4.2.
 *
 * Assumed: the log has one place, and its entry is known by its term. An election is one step of the candidate and a
 * majority, replication one of the leader and a follower. (As messages it takes 18 steps, not 10: an election is three,
 * not one. models/raft has it so, among other mistakes.)
 */
import { integer, map, model, protocol, range, scalarset, set, subset } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * Which entries a leader of Raft commits. After Ongaro and Ousterhout, In Search of an Understandable Consensus
 * Algorithm (2014), 5.4.2.
 *
 * @example
 * ```ts
 * await check(raftFigure8({}, "counts-replicas"));
 * ```
 */
export const raftFigure8 = protocol(
  {
    name: "raft-figure-8",
    about: "Raft's figure 8: which entries of earlier terms are committed",
    source: "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), 5.4.2; CCF issue 4472",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3, about: "who has a log" }),
      terms: integer({ from: 1, to: 5, default: 4, about: "how many terms there are" }),
    },
    mutants: {
      "counts-replicas": {
        about: "a leader commits an entry of any term when a majority has it",
        breaks: "one entry is committed",
        at: {},
        steps: 10,
      },
    },
  },
  ({ servers, terms }, mutant) => {
    const Server = scalarset("s", servers);
    const Term = range(0, terms);
    const quorum = majorityOf(servers);

    return model({
      state: { term: map(Server, Term), leaders: set(Server), entry: map(Server, Term), committed: set(Term) },
      words: {
        term: "{key} is in term {value}",
        entry: "{key} has an entry of term {value}",
        committed: ["of term {value}, an entry was committed", "of term {value}, no entry was committed"],
      },
      rules: {
        elect: {
          for: { leader: Server, term: range(1, terms), voters: subset(Server, { min: quorum }) },
          when: (s, { leader, term, voters }) =>
            voters.has(leader) &&
            voters.every((voter) => s.term.get(voter) < term && s.entry.get(voter) <= s.entry.get(leader)),
          do: (s, { leader, term, voters }) => {
            for (const voter of voters) {
              s.term.set(voter, term);
              s.leaders.delete(voter);
            }
            s.leaders.add(leader);
          },
        },
        write: {
          for: { leader: Server },
          when: (s, { leader }) => s.leaders.has(leader) && s.entry.get(leader) === 0,
          do: (s, { leader }) => s.entry.set(leader, s.term.get(leader)),
        },
        replicate: {
          for: { leader: Server, to: Server },
          when: (s, { leader, to }) =>
            s.leaders.has(leader) && s.term.get(to) <= s.term.get(leader) && s.entry.get(to) !== s.entry.get(leader),
          do: (s, { leader, to }) => {
            s.term.set(to, s.term.get(leader));
            s.leaders.delete(to);
            s.entry.set(to, s.entry.get(leader));
          },
        },
        commit: {
          for: { leader: Server },
          when: (s, { leader }) => {
            const [term, entry] = [s.term.get(leader), s.entry.get(leader)];
            const have = Server.values.filter((each) => s.term.get(each) === term && s.entry.get(each) === entry);
            const mayCommit = mutant === "counts-replicas" || entry === term;
            return s.leaders.has(leader) && entry > 0 && mayCommit && have.length >= quorum;
          },
          do: (s, { leader }) => s.committed.add(s.entry.get(leader)),
        },
      },
      always: { "one entry is committed": (s) => s.committed.size <= 1 },
      reachable: {
        "an entry is committed": (s) => s.committed.size > 0,
      },
    });
  },
);
