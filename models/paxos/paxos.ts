/**
 * Paxos, for one value: how acceptors choose one value and never another, though messages may be late, repeated or lost,
 * and anybody may stop for a while or for good. Follows Lamport, *Paxos Made Simple* (2001); states and steps are those of
 * module Paxos of his TLA+ specifications (tlaplus/Examples, specifications/Paxos).
 *
 * It goes by ballots, numbered 0, 1, 2, ..., each of which is some proposer's own, so that no other proposes in it:
 *
 *     1a  prepare   the ballot's proposer asks acceptors for promises
 *     1b  promise   an acceptor promises not to vote in lower ballots any more, and reports the last vote that it cast
 *     2a  propose   when a quorum has promised, the proposer proposes a value: the rule below says which
 *     2b  accept    an acceptor votes for what is proposed, unless it has promised a higher ballot
 *
 * A value is chosen when a quorum, which is a majority, has voted for it in one ballot. Messages are a set that only
 * grows: who is slow has not read yet what is in it, and what is lost is never read. So whoever crashes is slow, as long
 * as acceptors remember what they promised and voted; when they forget is in paxos-retold, mutant by mutant.
 */
import { agreement, atMostOnePer, monotonic, validity } from "../../invariants/index.ts";
import type { StateView, ValueOf } from "../../src/index.ts";
import { integer, map, model, optional, protocol, range, record, scalarset, set, union } from "../../src/index.ts";
import { moved } from "../paxos-retold/moved.ts";
import { atLeast, forAll, majorityOf, setsOfAtLeast } from "../quorums.ts";
import { seenAsVoting } from "../voting/seen-as-voting.ts";
import { inductiveInvariants } from "./inductive-invariant.ts";

/** Acceptors · ballots · values up to which links are claimed: the defaults. */
const MOST_LINKED = 12;

/**
 * Lamport's Paxos for one value, over a set of messages. After Lamport, Paxos Made Simple (2001); tlaplus/Examples,
 * specifications/Paxos/Paxos.tla.
 *
 * @example
 * ```ts
 * await check(paxos());
 * ```
 */
export const paxos = protocol(
  {
    name: "paxos",
    about: "Lamport's Paxos for one value, over a set of messages",
    source: "Lamport, Paxos Made Simple (2001); tlaplus/Examples, specifications/Paxos/Paxos.tla",
    parameters: {
      acceptors: integer({ from: 1, to: 7, default: 3, about: "how many promise and vote" }),
      ballots: integer({ from: 1, to: 6, default: 2, about: "how many ballots, each of which is some proposer's own" }),
      values: integer({ from: 1, to: 4, default: 2, about: "how many values may be proposed" }),
    },
    moved,
  },
  ({ acceptors, ballots, values }) => {
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const Last = optional(record({ ballot: Ballot, value: Value })); // a vote, or null
    const { prepare, promise, propose, accept, ...Message } = union({
      prepare: { ballot: Ballot }, // 1a
      promise: { by: Acceptor, ballot: Ballot, last: Last }, // 1b
      propose: { ballot: Ballot, value: Value }, // 2a
      accept: { by: Acceptor, ballot: Ballot, value: Value }, // 2b
    });
    const state = {
      promised: map(Acceptor, range(-1, ballots - 1)), // votes below this ballot are refused; at first none are
      voted: map(Acceptor, Last), // the latest vote cast
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Value = ValueOf<typeof Value>;

    const majority = majorityOf(acceptors);
    const quorums = setsOfAtLeast(majority, Acceptor.values);
    const isProposed = (s: State, ballot: number, value: Value) => s.sent.has(propose({ ballot, value }));
    const hasVoted = (s: State, by: Acceptor, ballot: number, value: Value) =>
      s.sent.has(accept({ by, ballot, value }));
    const promiseOf = (s: State, by: Acceptor, ballot: number) =>
      Last.values.map((last) => promise({ by, ballot, last })).find((message) => s.sent.has(message));
    const isChosen = (s: State, value: Value) =>
      Ballot.values.some((ballot) => atLeast(majority, Acceptor.values, (by) => hasVoted(s, by, ballot, value)));

    const say = (value: Value) => `${value} is chosen`;
    const { firstAttempt, turingAward: published, strengthened } = inductiveInvariants({ acceptors, ballots, values });

    return model({
      state,
      words: {
        promised: "{key} has promised ballot {value}",
        sent: {
          promise: "{by} promised ballot {ballot} and reported {last}",
          propose: ["{value} was proposed in ballot {ballot}", "{value} was not proposed in ballot {ballot}"],
          accept: ["{by} voted for {value} in ballot {ballot}", "{by} did not vote for {value} in ballot {ballot}"],
        },
      },
      rules: {
        prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
        promise: {
          for: { by: Acceptor, ballot: Ballot },
          when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && ballot > s.promised.get(by),
          do: (s, { by, ballot }) => {
            s.sent.add(promise({ by, ballot, last: s.voted.get(by) }));
            s.promised.set(by, ballot);
          },
        },
        propose: {
          for: { ballot: Ballot, value: Value },
          when: (s, { ballot, value }) =>
            !Value.values.some((other) => isProposed(s, ballot, other)) &&
            quorums.some((quorum) => {
              const promises = forAll(quorum, (by) => promiseOf(s, by, ballot));
              return (
                promises !== null &&
                mayPropose(
                  value,
                  promises.map((each) => each.last),
                )
              );
            }),
          do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
        },
        accept: {
          for: { by: Acceptor, ballot: Ballot, value: Value },
          when: (s, { by, ballot, value }) => isProposed(s, ballot, value) && ballot >= s.promised.get(by),
          do: (s, { by, ballot, value }) => {
            s.sent.add(accept({ by, ballot, value }));
            s.voted.set(by, { ballot, value });
            s.promised.set(by, ballot);
          },
        },
      },
      always: {
        agreement: agreement({ among: Value.values, decided: isChosen, say }),
        validity: validity({
          among: Value.values,
          decided: isChosen,
          say,
          proposed: (s, value) => Ballot.values.some((ballot) => isProposed(s, ballot, value)),
        }),
        "one value per ballot": atMostOnePer({
          per: Ballot.values,
          among: Value.values,
          holds: (s: State, ballot, value) => Acceptor.values.some((by) => hasVoted(s, by, ballot, value)),
          say: (ballot, value) => `${value} has a vote in ballot ${ballot}`,
        }),
        // A learner learns what is chosen: it counts the votes of one ballot. In paxos-retold it may count others.
        "one value learned": agreement({ among: Value.values, decided: isChosen, say }),
      },
      invariants: { "first attempt": firstAttempt, published, strengthened },
      step: { "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, by) => s.promised.get(by) }) },
      reachable: { chosen: (s) => Value.values.some((value) => isChosen(s, value)) },
      // At larger sizes a search with links takes many times as long; paxos-retold has them at any, with `links=true`.
      refines:
        acceptors * ballots * values <= MOST_LINKED &&
        seenAsVoting<State, Acceptor, Value>({
          acceptors: Acceptor.values,
          ballots,
          values: Value.values,
          promised: (s, by) => s.promised.get(by),
          votedFor: hasVoted,
        }),
      view: {
        lanes: [
          { name: "acceptor", by: "by", fields: ["promised", "voted"] },
          { name: "proposer of ballot", by: "ballot" },
        ],
      },
    });
  },
);

/**
 * The rule that is Paxos: the value of the highest-numbered vote reported, or any value where no vote is. If some value was
 * chosen in a lower ballot, a quorum voted for it there, and any two quorums meet: so some vote for it is reported, and
 * whatever is reported above it was proposed by this rule, too, and is for the same value.
 */
function mayPropose(value: string, reported: readonly ({ ballot: number; value: string } | null)[]): boolean {
  const votes = reported.filter((vote) => vote !== null);
  const highest = Math.max(...votes.map((vote) => vote.ballot));
  return votes.length === 0 || votes.some((vote) => vote.ballot === highest && vote.value === value);
}
