/**
 * Flexible Paxos: quorums of promises and quorums of votes may differ in size, as long as each of the one kind meets each of
 * the other, `q1 + q2 > acceptors`. Two quorums of one kind need not meet. So votes may be few, which is what is done all
 * the time, if promises are many, which a new leader needs once. Follows Howard, Malkhi and Spiegelman (2016).
 */
import { integer, protocol } from "../../src/index.ts";
import { decisions } from "../paxos-retold/decisions.ts";
import { messageSetPaxos } from "../paxos-retold/paxos-retold.ts";

/**
 * Paxos with quorums of two sizes, of which only those of different kinds must meet. After Howard, Malkhi and
 * Spiegelman, Flexible Paxos: Quorum Intersection Revisited (2016).
 *
 * @example
 * ```ts
 * await check(flexiblePaxos());
 * ```
 */
export const flexiblePaxos = protocol(
  {
    name: "flexible-paxos",
    about: "Paxos with quorums of two sizes, of which only those of different kinds must meet",
    source: "Howard, Malkhi and Spiegelman, Flexible Paxos: Quorum Intersection Revisited (2016)",
    parameters: {
      acceptors: integer({ from: 1, to: 7, default: 4, about: "how many promise and vote" }),
      ballots: integer({ from: 1, to: 6, default: 2, about: "how many ballots, each of which is some proposer's own" }),
      values: integer({ from: 1, to: 4, default: 2, about: "how many values may be proposed" }),
      q1: integer({ from: 1, to: 7, default: 3, about: "how many must promise before a value is proposed" }),
      q2: integer({ from: 1, to: 7, default: 2, about: "how many must vote for a value to be chosen" }),
    },
  },
  ({ q1, q2, ...sizes }) => {
    const flexible = { ...decisions("highest", "majority", null), quorums: () => ({ promises: q1, votes: q2 }) };
    return messageSetPaxos(sizes, flexible, { getsChosen: false, canBeChosen: false, refinesVoting: false });
  },
);
