/**
 * Paxos commit: two-phase commit without the coordinator on whom all depends. Each participant's vote, prepared or aborted,
 * is decided by an instance of Paxos of its own, in which it is the proposer of ballot 0. Whoever leads reads the outcome; if
 * a participant is not heard of, a leader runs a higher ballot of its instance, and proposes to abort if it is free to.
 * Follows module PaxosCommit of Gray and Lamport; with one acceptor and ballot 0 only, it is two-phase commit.
 */
import { agreement, atMostOnePer, commitSteps, unanimity } from "../../invariants/index.ts";
import {
  enumeration,
  flag,
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
  weak,
} from "../../src/index.ts";
import { atLeast, forAll, majorityOf, setsOfAtLeast } from "../quorums.ts";
import { transactionCommit } from "../transaction-commit/transaction-commit.ts";

const mutants = {
  "pc-freeprepared": {
    about: "a leader that is free to propose anything proposes that the participant is prepared",
    breaks: "refines transaction commit",
    at: { participants: 1, acceptors: 1, ballots: 2 },
    steps: 6,
    notAt: [{ participants: 2, acceptors: 1, ballots: 1 }],
    change: { free: "prepared" as const },
  },
};

/**
 * Atomic commitment by an instance of Paxos for each participant's vote. After Gray and Lamport, Consensus on
 * Transaction Commit (2006), module PaxosCommit.
 *
 * @example
 * ```ts
 * await check(paxosCommit());
 * ```
 */
export const paxosCommit = protocol(
  {
    name: "paxos-commit",
    about: "Atomic commitment by an instance of Paxos for each participant's vote",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), module PaxosCommit",
    parameters: {
      participants: integer({ from: 1, to: 4, default: 2, about: "resource managers that vote" }),
      acceptors: integer({ from: 1, to: 5, default: 1, about: "how many record the votes; a majority is enough" }),
      ballots: integer({ from: 1, to: 4, default: 2, about: "ballots per vote: the participant's own, and leaders'" }),
      crashes: integer({ from: 0, to: 5, default: 0, about: "how many acceptors may crash, for ever" }),
      liveness: flag({ about: "claim that all decide, even if participants need not vote" }),
    },
    mutants,
  },
  ({ participants, acceptors, ballots, crashes, liveness }, mutant) => {
    /** What a leader proposes where no vote is reported. */
    const { free } = { free: "aborted" as const, ...(mutant && mutants[mutant].change) };
    const Participant = scalarset("p", participants);
    const Acceptor = scalarset("a", acceptors);
    const Ballot = range(0, ballots - 1);
    const Vote = enumeration("prepared", "aborted");
    const Last = optional(record({ ballot: Ballot, vote: Vote }));
    const { prepare, promise, propose, accept, commit, abort, ...Message } = union({
      prepare: { of: Participant, ballot: Ballot }, // 1a, in the instance for this participant's vote
      promise: { of: Participant, by: Acceptor, ballot: Ballot, last: Last }, // 1b
      propose: { of: Participant, ballot: Ballot, vote: Vote }, // 2a
      accept: { of: Participant, by: Acceptor, ballot: Ballot, vote: Vote }, // 2b
      commit: {},
      abort: {},
    });
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
      promised: map(Participant, map(Acceptor, Ballot)), // per instance: votes below this ballot are refused
      voted: map(Participant, map(Acceptor, Last)), // per instance: the latest vote cast
      sent: set(Message), // everything ever sent
      down: set(Acceptor), // those that have crashed
    };
    type State = StateView<typeof state>;
    type Participant = ValueOf<typeof Participant>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Vote = ValueOf<typeof Vote>;

    const majority = majorityOf(acceptors);
    const quorums = setsOfAtLeast(majority, Acceptor.values);
    const promises = (of: Participant, by: Acceptor, ballot: number) =>
      Last.values.map((last) => promise({ of, by, ballot, last }));
    /** What the promises of the quorum make a leader propose; null: one is missing. */
    const proposal = (s: State, quorum: readonly Acceptor[], of: Participant, ballot: number): Vote | null => {
      const replies = forAll(quorum, (by) => promises(of, by, ballot).find((m) => s.sent.has(m)));
      if (replies === null) return null;
      const [highest] = replies.flatMap(({ last }) => last ?? []).sort((a, b) => b.ballot - a.ballot);
      return highest === undefined ? free : highest.vote;
    };
    const hasVotes = (s: State, of: Participant, ballot: number, vote: Vote) =>
      atLeast(majority, Acceptor.values, (by) => s.sent.has(accept({ of, by, ballot, vote })));
    const isChosen = (s: State, of: Participant, vote: Vote) => Ballot.values.some((b) => hasVotes(s, of, b, vote));
    const hasRefused = (s: State, of: Participant) => s.sent.has(propose({ of, ballot: 0, vote: "aborted" }));
    const isUp = crashes === 0 ? () => true : (s: State, by: Acceptor) => !s.down.has(by);
    const all = (s: State, ...statuses: readonly string[]) =>
      Participant.values.every((p) => statuses.includes(s.status.get(p)));
    const statuses = { participants: Participant.values, status: (s: State, p: Participant) => s.status.get(p) };

    return model({
      state,
      words: { status: "{key} is {value}" },
      rules: {
        vote: {
          for: { p: Participant, vote: Vote },
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p, vote }) => {
            s.status.set(p, vote);
            s.sent.add(propose({ of: p, ballot: 0, vote }));
          },
        },
        prepare: {
          for: { of: Participant, ballot: Ballot },
          when: (_, { ballot }) => ballot > 0,
          do: (s, { of, ballot }) => s.sent.add(prepare({ of, ballot })),
        },
        promise: {
          for: { of: Participant, by: Acceptor, ballot: Ballot },
          when: (s, { of, by, ballot }) =>
            isUp(s, by) && s.sent.has(prepare({ of, ballot })) && ballot > s.promised.get(of).get(by),
          do: (s, { of, by, ballot }) => {
            s.sent.add(promise({ of, by, ballot, last: s.voted.get(of).get(by) }));
            s.promised.get(of).set(by, ballot);
          },
        },
        propose: {
          for: { of: Participant, ballot: Ballot, vote: Vote },
          when: (s, { of, ballot, vote }) =>
            !Vote.values.some((v) => s.sent.has(propose({ of, ballot, vote: v }))) &&
            quorums.some((quorum) => proposal(s, quorum, of, ballot) === vote),
          do: (s, { of, ballot, vote }) => s.sent.add(propose({ of, ballot, vote })),
        },
        accept: {
          for: { of: Participant, by: Acceptor, ballot: Ballot, vote: Vote },
          when: (s, { of, by, ballot, vote }) =>
            isUp(s, by) && s.sent.has(propose({ of, ballot, vote })) && ballot >= s.promised.get(of).get(by),
          do: (s, { of, by, ballot, vote }) => {
            s.sent.add(accept({ of, by, ballot, vote }));
            s.voted.get(of).set(by, { ballot, vote });
            s.promised.get(of).set(by, ballot);
          },
        },
        decideCommit: {
          when: (s) => Participant.values.every((p) => isChosen(s, p, "prepared")),
          do: (s) => s.sent.add(commit({})),
        },
        decideAbort: {
          when: (s) => Participant.values.some((p) => isChosen(s, p, "aborted")),
          do: (s) => s.sent.add(abort({})),
        },
        commit: {
          for: { p: Participant },
          when: (s) => s.sent.has(commit({})),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        abort: {
          for: { p: Participant },
          when: (s) => s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
        crash: crashes > 0 && {
          for: { by: Acceptor },
          when: (s, { by }) => isUp(s, by) && s.down.size < crashes,
          do: (s, { by }) => s.down.add(by),
        },
      },
      always: {
        consistent: agreement({
          among: ["committed", "aborted"],
          decided: (s, decision) => Participant.values.some((p) => s.status.get(p) === decision),
          say: (decision) => `somebody has ${decision}`,
        }),
        unanimous: unanimity(statuses),
        "votes agree": atMostOnePer({
          per: Participant.values,
          among: Vote.values,
          holds: isChosen,
          say: (p, vote) => `${vote} is chosen for ${p}`,
        }),
      },
      step: { "refines transaction commit": commitSteps(statuses) },
      refines: { TCommit: { model: transactionCommit({ participants }), map: (s) => ({ status: s.status }) } },
      reachable: {
        committed: (s) => all(s, "committed"),
        aborted: (s) => all(s, "aborted"),
        // A leader need not wait for a participant that does not vote.
        "aborted though nobody refused":
          ballots > 1 && ((s) => all(s, "aborted") && !Participant.values.some((p) => hasRefused(s, p))),
      },
      eventually: liveness && { decided: (s) => all(s, "committed", "aborted") },
      // Nobody need vote. Acceptors that are up, and somebody who leads, go on.
      fairness: liveness && {
        weak: weak(["prepare", "promise", "propose", "accept", "decideCommit", "decideAbort", "commit", "abort"], {
          per: "instance",
        }),
      },
    });
  },
);
