/**
 * The rules of models/paxos/paxos.ts as one would write them by hand when nothing but speed counts, with shortcuts that
 * come from thinking about Paxos. An acceptor answers a ballot once and a ballot has one proposal, so a byte says which
 * message of its kind was sent, and no set of messages is kept. States, transitions and depth are those of the model.
 *
 * A packed state, zero at first; 0 stands for none everywhere:
 *
 *     | promised: A | voted: A | replied: A x B | proposed: B | accepted: B | prepared: 1 |  bytes, A acceptors, B ballots
 */
import { bytesOf, type Form, quorums } from "./form.ts";
import type { Instance } from "./search-memory.ts";

/** A function with inner functions, not a class: the sizes and arrays are then constants to the compiler. */
export function packedPaxos({ acceptors, ballots, values }: Instance): Form {
  const majority = Math.floor(acceptors / 2) + 1;
  const anyValue = 2 ** values - 1;
  const [state, take] = bytesOf(2 * acceptors + acceptors * ballots + 2 * ballots + 1);
  const promised = take(acceptors); // 1 + ballot
  const voted = take(acceptors); // the latest vote: 1 + ballot * values + value
  const replied = take(acceptors * ballots); // at acceptor * ballots + ballot: 1 + the vote reported
  const proposed = take(ballots); // 1 + value
  const accepted = take(ballots); // bit a: a accepts what the ballot proposes
  const prepared = take(1); // bit b: ballot b is prepared
  const isQuorum = quorums(acceptors);
  /** Of the replies to a ballot, by 1 + the ballot voted in: how many report such a vote, and for which values, as bits. */
  const reports = new Int32Array(ballots + 1);
  const reported = new Int32Array(ballots + 1);

  function expand(visit: () => void): number {
    let generated = ballots;
    for (let ballot = 0; ballot < ballots; ballot++) {
      // A step that changes nothing counts, but needs no look-up.
      if (((prepared[0]! >> ballot) & 1) === 0) {
        prepared[0]! |= 1 << ballot;
        visit();
      }
      for (let by = 0; by < acceptors; by++) {
        if (((prepared[0]! >> ballot) & 1) !== 0 && promised[by]! <= ballot) {
          generated++;
          replied[by * ballots + ballot] = 1 + voted[by]!;
          promised[by] = 1 + ballot;
          visit();
        }
        if (proposed[ballot] !== 0 && promised[by]! <= 1 + ballot) {
          generated++;
          accept(by, ballot, visit);
        }
      }
      for (let allowed = allowedValues(ballot); allowed !== 0; allowed &= allowed - 1) {
        generated++;
        proposed[ballot] = 32 - Math.clz32(allowed & -allowed);
        visit();
      }
    }
    return generated;
  }

  function accept(by: number, ballot: number, visit: () => void): void {
    const vote = ballot * values + proposed[ballot]!;
    if (voted[by] === vote && promised[by] === 1 + ballot) return;
    accepted[ballot]! |= 1 << by;
    voted[by] = vote;
    promised[by] = 1 + ballot;
    visit();
  }

  /** The values that some majority's replies to a ballot without a proposal allow, as bits. */
  function allowedValues(ballot: number): number {
    if (proposed[ballot] !== 0) return 0;
    reports.fill(0);
    reported.fill(0);
    for (let by = 0; by < acceptors; by++) {
      const reply = replied[by * ballots + ballot]!;
      if (reply === 0) continue;
      const vote = reply - 2;
      const votedIn = vote < 0 ? 0 : 1 + Math.floor(vote / values);
      reports[votedIn]!++;
      reported[votedIn]! |= vote < 0 ? anyValue : 1 << (vote % values);
    }
    // A majority whose highest vote is in some ballot has only replies that report that ballot or a lower one.
    let allowed = 0;
    let replies = 0;
    for (let votedIn = 0; votedIn <= ballot; votedIn++) {
      replies += reports[votedIn]!;
      if (replies >= majority) allowed |= reported[votedIn]!;
    }
    return allowed;
  }

  function agrees(): boolean {
    let chosen = 0;
    for (let ballot = 0; ballot < ballots; ballot++) {
      if (isQuorum[accepted[ballot]!] === 0) continue;
      if (chosen !== 0 && proposed[ballot] !== chosen) return false;
      chosen = proposed[ballot]!;
    }
    return true;
  }

  return { state, expand, agrees };
}
