/**
 * Voting: how acceptors can implement consensus by voting in numbered ballots, before there are any messages. A value is
 * chosen when a majority has voted for it in one ballot; an acceptor votes only for values that are safe, which means that
 * nothing else was or can still be chosen in a lower ballot. Follows module Voting of Lamport's TLA+ Paxos.
 */
import { agreement, atMostOnePer, integrity, monotonic, validity } from "../../invariants/index.ts";
import {
  integer,
  map,
  model,
  protocol,
  range,
  record,
  type StateView,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";
import { atLeast, majorityOf, setsOfAtLeast } from "../quorums.ts";

export const voting = protocol(
  {
    name: "voting",
    about: "Consensus by voting in numbered ballots, the idea behind Paxos",
    source: "tlaplus/Examples, specifications/Paxos/Voting.tla",
    parameters: {
      acceptors: integer({ from: 1, to: 7, default: 3, about: "who votes" }),
      ballots: integer({ from: 1, to: 6, default: 3, about: "ballots 0, 1, ... that may be held" }),
      values: integer({ from: 1, to: 4, default: 2, about: "values that may be voted for" }),
    },
  },
  ({ acceptors, ballots, values }) => {
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const Vote = record({ ballot: Ballot, value: Value });
    const state = {
      promised: map(Acceptor, range(-1, ballots - 1)), // no votes below this ballot any more
      votes: map(Acceptor, set(Vote)), // all votes ever cast
    };
    type State = StateView<typeof state>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Value = ValueOf<typeof Value>;

    const majority = majorityOf(acceptors);
    const quorums = setsOfAtLeast(majority, Acceptor.values);
    const votedFor = (s: State, a: Acceptor, ballot: number, value: Value) => s.votes.get(a).has({ ballot, value });
    const votedIn = (s: State, a: Acceptor, ballot: number) => Value.values.some((v) => votedFor(s, a, ballot, v));
    const isChosen = (s: State, value: Value) =>
      Ballot.values.some((ballot) => atLeast(majority, Acceptor.values, (a) => votedFor(s, a, ballot, value)));
    const hasVotes = (s: State, ballot: number, value: Value) =>
      Acceptor.values.some((a) => votedFor(s, a, ballot, value));

    /** Whether the quorum proves that in no ballot below another value was or can be chosen: the rule that Paxos keeps. */
    const showsSafe = (s: State, quorum: readonly Acceptor[], ballot: number, value: Value) => {
      if (!quorum.every((a) => s.promised.get(a) >= ballot)) return false;
      const latest = Ballot.values.slice(0, ballot).findLast((below) => quorum.some((a) => votedIn(s, a, below)));
      return latest === undefined || quorum.some((a) => votedFor(s, a, latest, value));
    };
    /** What it proves: for each ballot below, a quorum none of which did or will vote there for another value. */
    const isSafe = (s: State, ballot: number, value: Value) =>
      Ballot.values
        .slice(0, ballot)
        .every((below) =>
          atLeast(
            majority,
            Acceptor.values,
            (a) => votedFor(s, a, below, value) || (s.promised.get(a) > below && !votedIn(s, a, below)),
          ),
        );

    return model({
      state,
      rules: {
        promise: {
          for: { a: Acceptor, ballot: Ballot },
          when: (s, { a, ballot }) => ballot > s.promised.get(a),
          do: (s, { a, ballot }) => s.promised.set(a, ballot),
        },
        vote: {
          for: { a: Acceptor, ballot: Ballot, value: Value },
          when: (s, { a, ballot, value }) =>
            ballot >= s.promised.get(a) &&
            !votedIn(s, a, ballot) &&
            !Value.values.some((other) => other !== value && hasVotes(s, ballot, other)) &&
            quorums.some((quorum) => showsSafe(s, quorum, ballot, value)),
          do: (s, { a, ballot, value }) => {
            s.promised.set(a, ballot);
            s.votes.get(a).add({ ballot, value });
          },
        },
      },
      always: {
        agreement: agreement({ among: Value.values, decided: isChosen }),
        // There are no proposals yet: to vote for a value is to propose it.
        validity: validity({
          among: Value.values,
          decided: isChosen,
          proposed: (s: State, value) => Ballot.values.some((ballot) => hasVotes(s, ballot, value)),
        }),
        "one value per ballot": atMostOnePer({ per: Ballot.values, among: Value.values, holds: hasVotes }),
        "votes are safe": (s) =>
          Ballot.values.every((ballot) =>
            Value.values.every((value) => !hasVotes(s, ballot, value) || isSafe(s, ballot, value)),
          ),
      },
      step: {
        integrity: integrity({ among: Value.values, decided: isChosen }),
        "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.promised.get(a) }),
      },
      reachable: { chosen: (s) => Value.values.some((value) => isChosen(s, value)) },
    });
  },
);
