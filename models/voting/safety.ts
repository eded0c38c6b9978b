/**
 * Which values are safe: nothing else was or can still be chosen in a lower ballot. What voting is about, and the reason why
 * Paxos is right; both read it off their own states. Follows module Voting of Lamport's TLA+ Paxos.
 */
import { atLeast, majorityOf } from "../quorums.ts";

/** How a state's promises and votes are read. */
export interface Votes<S, A, V> {
  readonly acceptors: readonly A[];
  readonly values: readonly V[];
  /** The ballot below which an acceptor casts no vote any more. */
  readonly promised: (state: S, acceptor: A) => number;
  readonly votedFor: (state: S, acceptor: A, ballot: number, value: V) => boolean;
}

export function safety<S, A, V>({ acceptors, values, promised, votedFor }: Votes<S, A, V>) {
  const majority = majorityOf(acceptors.length);
  const votedIn = (s: S, a: A, ballot: number) => values.some((value) => votedFor(s, a, ballot, value));
  const below = (ballot: number) => Array.from({ length: ballot }, (_, lower) => lower);

  return {
    votedIn,
    /** ShowsSafeAt: whether the quorum proves that in no ballot below another value was or can be chosen: the rule that Paxos keeps. */
    showsSafe: (s: S, quorum: readonly A[], ballot: number, value: V) => {
      if (!quorum.every((a) => promised(s, a) >= ballot)) return false;
      const latest = below(ballot).findLast((lower) => quorum.some((a) => votedIn(s, a, lower)));
      return latest === undefined || quorum.some((a) => votedFor(s, a, latest, value));
    },
    /** SafeAt: what it proves. For each ballot below, a quorum none of which did or will vote there for another value. */
    isSafe: (s: S, ballot: number, value: V) =>
      below(ballot).every((lower) =>
        atLeast(
          majority,
          acceptors,
          (a) => votedFor(s, a, lower, value) || (promised(s, a) > lower && !votedIn(s, a, lower)),
        ),
      ),
  };
}
