/**
 * Paxos seen as voting, and as consensus: which state of those a state stands for, whatever it is made of, as long as promises
 * and all votes ever cast can be read off it. These are the maps of the links that paxos, paxos-retold and leader-paxos claim;
 * seen as consensus is voting's own map after that to voting, with the same quorums: majorities.
 */
import { consensus } from "../consensus/consensus.ts";
import { atLeast, majorityOf } from "../quorums.ts";
import type { Votes } from "./safety.ts";
import { voting } from "./voting.ts";

/** How promises and votes are read off a state; ballots are counted from 0, and -1 is no promise. */
export interface Ballots<S, A, V> extends Votes<S, A, V> {
  readonly ballots: number;
}

/** The links: `voting`, whose votes are all votes ever cast, and `consensus`, of the values that a majority voted for in one ballot. */
export function seenAsVoting<S, A extends string, V extends string>(read: Ballots<S, A, V>) {
  const { acceptors, values, ballots, promised, votedFor } = read;
  const all = Array.from({ length: ballots }, (_, ballot) => values.map((value) => ({ ballot, value }))).flat();
  const majority = majorityOf(acceptors.length);
  return {
    voting: {
      model: voting({ acceptors: acceptors.length, ballots, values: values.length }),
      map: (s: S) => ({
        promised: acceptors.map((a) => [a, promised(s, a)]),
        votes: acceptors.map((a) => [a, all.filter(({ ballot, value }) => votedFor(s, a, ballot, value))]),
      }),
    },
    consensus: {
      model: consensus({ values: values.length }),
      map: (s: S) => ({
        chosen: all
          .filter(({ ballot, value }) => atLeast(majority, acceptors, (a) => votedFor(s, a, ballot, value)))
          .map(({ value }) => value),
      }),
    },
  };
}
