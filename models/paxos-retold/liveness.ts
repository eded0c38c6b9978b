/**
 * That a value gets chosen, and what it takes: the bounded liveness of Lamport's module MCPaxos. From some time on the
 * proposer of the highest ballot and a quorum of acceptors do what they can; everybody else may stop at any time. Take any
 * of that away and there is a behaviour that stops too early: the other choices.
 */
import { weak } from "../../src/index.ts";

interface Places<A> {
  readonly acceptors: readonly A[];
  readonly lastBallot: number;
  /** How many acceptors are enough. */
  readonly enough: number;
}

export function fairness<A>({ acceptors, lastBallot, enough }: Places<A>) {
  const inBallot = (wanted: number) => ({ where: ({ ballot }: { readonly ballot: number }) => ballot === wanted });
  const starts = (ballot: number) => weak("prepare", inBallot(ballot));
  const goesOn = (ballot: number) => weak("propose", { per: "value", ...inBallot(ballot) });
  /** The first so many acceptors answer, one way or the other, for ever. */
  const answer = (count: number) => {
    const some = acceptors.slice(0, count);
    return weak(["promise", "accept"], { per: "by", where: ({ by }: { readonly by: A }) => some.includes(by) });
  };
  return {
    "highest-ballot": [starts(lastBallot), goesOn(lastBallot), answer(enough)],
    "lower-ballot": [starts(lastBallot - 1), goesOn(lastBallot - 1), answer(enough)],
    "no-prepare": [goesOn(lastBallot), answer(enough)],
    "too-few-acceptors": [starts(lastBallot), goesOn(lastBallot), answer(enough - 1)],
  };
}
