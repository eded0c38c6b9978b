/**
 * Simplified Fast Paxos: the one coordinator is never replaced, so nobody need promise anything. It opens a fast ballot, in
 * which acceptors vote for whatever value reaches them; when the votes of a fast quorum differ, it proposes, in a classic
 * ballot, the value that more than half of these votes are for, else any of them. That is the rule which the text behind
 * synod gives for Paxos, and here it is right: if a value has been decided, more than half of any fast quorum voted for it.
 *
 * That needs three fast quorums to have an acceptor in common, `3 qf > 2 acceptors`, since a fast quorum's votes are what is
 * recovered from. Module FastPaxos of tlaplus/Examples (Lim and Gandhi), which this follows, assumes it of two fast quorums
 * and a classic one only; see the mutant sf-assume. The classic quorums' size does not matter to one coordinator.
 */
import { integrity, validity } from "../../invariants/index.ts";
import {
  choice,
  integer,
  map,
  model,
  optional,
  protocol,
  range,
  record,
  type StateView,
  scalarset,
  set,
  union,
  type ValueOf,
} from "../../src/index.ts";
import { atLeast, forAll, setsOfAtLeast } from "../quorums.ts";
import { decisions, mutants } from "./mutants.ts";

/**
 * Fast Paxos with one coordinator, who resolves collisions by majority, as the text would. After tlaplus/Examples,
 * specifications/SimplifiedFastPaxos (Lim and Gandhi), after Lamport, Fast Paxos (2005).
 *
 * @example
 * ```ts
 * await check(simplifiedFastPaxos());
 * ```
 */
export const simplifiedFastPaxos = protocol(
  {
    name: "simplified-fast-paxos",
    about: "Fast Paxos with one coordinator, who resolves collisions by majority, as the text would",
    source: "tlaplus/Examples, specifications/SimplifiedFastPaxos (Lim and Gandhi), after Lamport, Fast Paxos (2005)",
    parameters: {
      acceptors: integer({ from: 1, to: 6, default: 4, about: "how many vote" }),
      ballots: integer({ from: 1, to: 5, default: 2, about: "how many ballots, fast or classic" }),
      fast: choice(["first", "even"], { about: "which of the ballots, numbered from 0, are fast" }),
      values: integer({ from: 1, to: 3, default: 2, about: "how many values may be proposed" }),
      qf: integer({ from: 1, to: 6, default: 3, about: "how many votes are enough in a fast ballot" }),
      qc: integer({ from: 1, to: 6, default: 3, about: "how many votes are enough in a classic ballot" }),
    },
    mutants,
  },
  ({ acceptors, ballots, fast, values, ...given }, mutant) => {
    const decide = { ...decisions, ...(mutant && mutants[mutant].change) };
    const { qf, qc } = { ...given, ...decide.quorums(acceptors) };
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const { any, propose, accept, ...Message } = union({
      any: { ballot: Ballot }, // 2a of a fast ballot
      propose: { ballot: Ballot, value: Value }, // 2a of a classic one
      accept: { by: Acceptor, ballot: Ballot, value: Value }, // 2b
    });
    const state = {
      voted: map(Acceptor, optional(record({ ballot: Ballot, value: Value }))), // the latest vote cast
      sent: set(Message), // everything ever sent
      decided: optional(Value), // the latest decision of anybody
    };
    type State = StateView<typeof state>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Value = ValueOf<typeof Value>;

    const isFast = (ballot: number) => (fast === "first" ? ballot === 0 : ballot % 2 === 0);
    const fastQuorums = setsOfAtLeast(qf, Acceptor.values).filter(({ length }) => length === qf);
    const voteIn = (s: State, by: Acceptor, ballot: number) =>
      Value.values.find((value) => s.sent.has(accept({ by, ballot, value })));
    const mayVoteIn = (s: State, by: Acceptor, ballot: number) => ballot >= (s.voted.get(by)?.ballot ?? 0);
    const hasVotes = (s: State, ballot: number, value: Value) =>
      atLeast(isFast(ballot) ? qf : qc, Acceptor.values, (by) => s.sent.has(accept({ by, ballot, value })));
    const hasProposed = (s: State, ballot: number, value: Value) => s.sent.has(propose({ ballot, value }));

    /** Whether the coordinator may propose a value after these votes. */
    const resolves = (votes: readonly Value[], value: Value) => {
      const count = (each: Value) => votes.filter((vote) => vote === each).length;
      const isBinding = (each: Value) => count(each) >= decide.bindingVotes(votes.length);
      const collide = votes.some((vote) => vote !== votes[0]);
      return collide && count(value) > 0 && (isBinding(value) || !votes.some(isBinding));
    };

    return model({
      state,
      words: {
        sent: {
          accept: ["{by} voted for {value} in ballot {ballot}", "{by} did not vote for {value} in ballot {ballot}"],
        },
      },
      rules: {
        open: {
          for: { ballot: Ballot },
          when: (_, { ballot }) => isFast(ballot),
          do: (s, { ballot }) => s.sent.add(any({ ballot })),
        },
        voteFast: {
          for: { by: Acceptor, ballot: Ballot, value: Value },
          when: (s, { by, ballot, value }) => {
            if (!s.sent.has(any({ ballot })) || !mayVoteIn(s, by, ballot) || voteIn(s, by, ballot)) return false;
            const last = s.voted.get(by);
            return last === null || last.value === value || !decide.votesForOne;
          },
          do: (s, { by, ballot, value }) => {
            s.sent.add(accept({ by, ballot, value }));
            s.voted.set(by, { ballot, value });
          },
        },
        resolve: {
          for: { from: Ballot, ballot: Ballot, value: Value },
          when: (s, { from, ballot, value }) => {
            if (!isFast(from) || isFast(ballot) || from > ballot) return false;
            if (Value.values.some((other) => hasProposed(s, ballot, other))) return false;
            const isAnother = (other: Value) => other !== value && Ballot.values.some((b) => hasProposed(s, b, other));
            if (decide.proposesOne && Value.values.some(isAnother)) return false;
            return fastQuorums.some((quorum) => {
              const votes = forAll(quorum, (by) => voteIn(s, by, from));
              return votes !== null && resolves(votes, value);
            });
          },
          do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
        },
        accept: {
          for: { by: Acceptor, ballot: Ballot, value: Value },
          when: (s, { by, ballot, value }) => hasProposed(s, ballot, value) && mayVoteIn(s, by, ballot),
          do: (s, { by, ballot, value }) => {
            s.sent.add(accept({ by, ballot, value }));
            s.voted.set(by, { ballot, value });
          },
        },
        decide: {
          for: { ballot: Ballot, value: Value },
          when: (s, { ballot, value }) => hasVotes(s, ballot, value),
          do: (s, { value }) => {
            s.decided = value;
          },
        },
      },
      always: {
        nontriviality: validity({
          among: Value.values,
          decided: (s: State, value) => s.decided === value,
          proposed: (s: State, value) =>
            Ballot.values.some(
              (ballot) => isFast(ballot) && Acceptor.values.some((by) => s.sent.has(accept({ by, ballot, value }))),
            ),
        }),
      },
      step: { consistency: integrity({ among: Value.values, decided: (s: State, value) => s.decided === value }) },
      reachable: {
        "decided fast": (s) => Value.values.some((value) => s.decided === value && hasVotes(s, 0, value)),
        "decided after a collision":
          ballots > 1 && ((s) => Value.values.some((value) => s.decided === value && hasVotes(s, 1, value))),
      },
    });
  },
);
