/**
 * Why Paxos is right, as invariants of which one step at a time shows that they are true. Lamport's modules of Paxos print
 * two. Both are true of every behaviour and neither is inductive: each admits states, unreachable ones, from which a step
 * leads out of it. What is missing is a word about promises: between the vote that it reports and the ballot that it
 * promises, an acceptor did not vote. With it `strengthened` is inductive, and agreement and validity follow from it.
 * docs/concepts.md has the story, test/models/paxos-induction.slow.test.ts takes every step of every state, reachable or not.
 *
 * In the modules' words: promised is maxBal; voted is maxVBal and maxVal in one, null for -1 and None; sent is msgs, its
 * messages 1a (prepare), 1b (promise), 2a (propose), 2b (accept); the votes of an acceptor are the 2b messages it sent.
 */
import { forEvery } from "../../src/index.ts";
import type { Value, Vote } from "../paxos-retold/choose.ts";
import type { Sizes } from "../paxos-retold/paxos-retold.ts";
import { majorityOf, setsOfAtLeast } from "../quorums.ts";
import { safety } from "../voting/safety.ts";

type Acceptor = `a${number}`;
interface Proposal extends Vote {
  readonly kind: "propose";
}
interface Accept extends Vote {
  readonly kind: "accept";
  readonly by: Acceptor;
}
interface PromiseSent {
  readonly kind: "promise";
  readonly by: Acceptor;
  readonly ballot: number;
  readonly last: Vote | null;
}

/** What the invariants read of a state of the model `paxos`. */
export interface PaxosState {
  readonly promised: { get(by: Acceptor): number };
  readonly voted: { get(by: Acceptor): Vote | null };
  readonly sent: { has(message: Proposal | Accept | PromiseSent): boolean };
}

/** The three invariants, each a conjunction of claims. */
export function inductiveInvariants({ acceptors, ballots, values }: Sizes) {
  const all = {
    acceptors: Array.from({ length: acceptors }, (_, at): Acceptor => `a${at + 1}`),
    ballots: Array.from({ length: ballots }, (_, ballot) => ballot),
    values: Array.from({ length: values }, (_, at): Value => `v${at + 1}`),
  };
  const votes = all.ballots.flatMap((ballot) => all.values.map((value): Vote => ({ ballot, value })));
  const promises = all.acceptors.flatMap((by) =>
    all.ballots.flatMap((ballot) =>
      [null, ...votes].map((last): PromiseSent => ({ kind: "promise", by, ballot, last })),
    ),
  );
  const quorums = setsOfAtLeast(majorityOf(acceptors), all.acceptors);

  const hasVoted = (s: PaxosState, by: Acceptor, vote: Vote) => s.sent.has({ kind: "accept", by, ...vote });
  const isProposed = (s: PaxosState, vote: Vote) => s.sent.has({ kind: "propose", ...vote });
  const { votedIn, showsSafe, isSafe } = safety<PaxosState, Acceptor, Value>({
    acceptors: all.acceptors,
    values: all.values,
    promised: (s, a) => s.promised.get(a),
    votedFor: (s, a, ballot, value) => hasVoted(s, a, { ballot, value }),
  });
  const ofEveryAcceptor = (claim: (s: PaxosState, a: Acceptor) => boolean) =>
    forEvery(all.acceptors, (a) => (s: PaxosState) => claim(s, a));
  const ofEveryProposal = (claim: (s: PaxosState, proposal: Vote) => boolean) =>
    forEvery(votes, (vote) => (s: PaxosState) => !isProposed(s, vote) || claim(s, vote));
  const ofEveryVote = (claim: (s: PaxosState, by: Acceptor, vote: Vote) => boolean) =>
    forEvery(all.acceptors, (by) =>
      forEvery(votes, (vote) => (s: PaxosState) => !hasVoted(s, by, vote) || claim(s, by, vote)),
    );
  const ofEveryPromise = (claim: (s: PaxosState, promise: PromiseSent) => boolean) =>
    forEvery(promises, (promise) => (s: PaxosState) => !s.sent.has(promise) || claim(s, promise));

  /** Both modules: what an acceptor remembers as its vote it did cast. */
  const remembersAVote = ofEveryAcceptor((s, a) => {
    const vote = s.voted.get(a);
    return vote === null || hasVoted(s, a, vote);
  });
  /** Both modules: a promise is kept, and what it reports is a vote. Not yet: the latest one. */
  const promisesReportAVote = ofEveryPromise(
    (s, { by, ballot, last }) => s.promised.get(by) >= ballot && (last === null || hasVoted(s, by, last)),
  );
  /** Both modules: some quorum shows that a proposal is safe, and there is no other in its ballot. */
  const proposalsAreSafe = ofEveryProposal(
    (s, { ballot, value }) =>
      all.values.every((other) => other === value || !isProposed(s, { ballot, value: other })) &&
      quorums.some((quorum) => showsSafe(s, quorum, ballot, value)),
  );
  /** Of Voting's invariant: in no lower ballot was or can anything else be chosen. */
  const votesAreSafe = ofEveryVote((s, _, { ballot, value }) => isSafe(s, ballot, value));
  /** Of Voting's invariant: two votes in one ballot are for one value. */
  const oneValuePerBallot = ofEveryVote((s, _, { ballot, value }) =>
    all.acceptors.every((a) => all.values.every((v) => v === value || !hasVoted(s, a, { ballot, value: v }))),
  );
  /** Of PaxosHowToWinATuringAward: a vote is a promise. */
  const votesArePromises = ofEveryAcceptor((s, a) => s.promised.get(a) >= (s.voted.get(a)?.ballot ?? -1));
  /** Of PaxosHowToWinATuringAward: votes are for what was proposed, and none is above the one remembered. */
  const votesAreForProposals = ofEveryVote(
    (s, a, vote) => (s.voted.get(a)?.ballot ?? -1) >= vote.ballot && isProposed(s, vote),
  );
  /**
   * What both leave out, and P1bInv of byzpaxos's PConProof has: the vote reported is the latest below the promise. It stays
   * the latest, as the promise is kept; so a quorum's promises show what is safe, whenever a proposer reads them.
   */
  const promisesReportTheLatestVote = ofEveryPromise(
    (s, { by, ballot, last }) =>
      (last === null || last.ballot < ballot) &&
      !all.ballots.some((between) => between > (last?.ballot ?? -1) && between < ballot && votedIn(s, by, between)),
  );

  /** Inv of specifications/PaxosHowToWinATuringAward/Paxos.tla. */
  const turingAward = {
    "a vote remembered was cast": remembersAVote,
    "a vote is a promise": votesArePromises,
    "votes are for proposals": votesAreForProposals,
    "proposals are safe": proposalsAreSafe,
    "promises are kept and report a vote": promisesReportAVote,
  };
  return {
    /** Inv of specifications/Paxos/Paxos.tla, which calls it a first attempt; its V!Inv in two. */
    firstAttempt: {
      "a vote remembered was cast": remembersAVote,
      "one value per ballot": oneValuePerBallot,
      "votes are safe": votesAreSafe,
      "proposals are safe": proposalsAreSafe,
      "promises are kept and report a vote": promisesReportAVote,
    },
    turingAward,
    /** Inductive. */
    strengthened: { ...turingAward, "promises report the latest vote": promisesReportTheLatestVote },
  };
}
