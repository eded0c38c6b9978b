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
import { consensus } from "../consensus/consensus.ts";
import { atLeast, majorityOf, setsOfAtLeast } from "../quorums.ts";
import { safety } from "./safety.ts";

/**
 * Consensus by voting in numbered ballots, the idea behind Paxos. After tlaplus/Examples,
 * specifications/Paxos/Voting.tla.
 *
 * @example
 * ```ts
 * await check(voting());
 * ```
 */
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
    const isChosen = (s: State, value: Value) =>
      Ballot.values.some((ballot) => atLeast(majority, Acceptor.values, (a) => votedFor(s, a, ballot, value)));
    const hasVotes = (s: State, ballot: number, value: Value) =>
      Acceptor.values.some((a) => votedFor(s, a, ballot, value));

    const { votedIn, showsSafe, isSafe } = safety<State, Acceptor, Value>({
      acceptors: Acceptor.values,
      values: Value.values,
      promised: (s, a) => s.promised.get(a),
      votedFor,
    });

    const say = (value: Value) => `${value} is chosen`;
    const oneValuePerBallot = atMostOnePer({
      per: Ballot.values,
      among: Value.values,
      holds: hasVotes,
      say: (ballot: number, value: Value) => `${value} has a vote in ballot ${ballot}`,
    });
    const votesAreSafe = (s: State) =>
      Ballot.values.every((ballot) =>
        Value.values.every((value) => !hasVotes(s, ballot, value) || isSafe(s, ballot, value)),
      );

    return model({
      state,
      words: {
        votes: ["{key} voted for {value} in ballot {ballot}", "{key} did not vote for {value} in ballot {ballot}"],
      },
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
        agreement: agreement({ among: Value.values, decided: isChosen, say }),
        // There are no proposals yet: to vote for a value is to propose it.
        validity: validity({
          among: Value.values,
          decided: isChosen,
          say,
          proposed: (s: State, value) => Ballot.values.some((ballot) => hasVotes(s, ballot, value)),
        }),
        "one value per ballot": oneValuePerBallot,
        "votes are safe": votesAreSafe,
      },
      // Invariant of module Voting, whose proof is that it is inductive.
      invariants: { inductive: { "votes are safe": votesAreSafe, "one value per ballot": oneValuePerBallot } },
      step: {
        integrity: integrity({ among: Value.values, decided: isChosen, say }),
        "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.promised.get(a) }),
      },
      reachable: { chosen: (s) => Value.values.some((value) => isChosen(s, value)) },
      refines: {
        consensus: {
          model: consensus({ values }),
          map: (s) => ({ chosen: Value.values.filter((value) => isChosen(s, value)) }),
        },
      },
    });
  },
);
