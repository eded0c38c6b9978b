/** What proposers and acceptors decide by themselves. Each mutant gets one of these wrong, see mutants.ts. */
import { type Reading, readings, type Value, type Vote } from "../paxos/choose.ts";
import { type QuorumName, quorumsOf } from "../paxos/quorum.ts";
import { mutants } from "./mutants.ts";
import { unique } from "./numbering.ts";

const correct = {
  /** A proposer's next number. */
  next: unique,
  /** Whether an acceptor answers a prepare, having promised so much. */
  answers: (number: number, promised: number) => number >= promised,
  /** The number that an answer to a prepare names, so that the proposer knows what it answers; 0: it names none. */
  promiseEchoes: (number: number) => number,
  /** Whether an acceptor accepts, having promised so much. */
  accepts: (number: number, promised: number) => number >= promised,
  /** What it promises by accepting. */
  raises: (number: number, _promised: number) => number,
  /** The vote that it will report. */
  remembers: (vote: Vote, _last: Vote | null) => vote,
  /** The number that an answer to an accept names. */
  acceptedEchoes: (number: number) => number,
  /** What a proposer whose proposal was accepted reports as chosen. */
  concludes: (sent: Value, _own: Value) => sent,
  /** Whether a proposer that gives up on a proposal says that it was not accepted. */
  claimsRejected: false,
};

/** The decisions under the given readings, one of them wrong when there is a mutant. */
export function decisions(choose: Reading, quorum: QuorumName, mutant: keyof typeof mutants | null) {
  const given = { chooses: readings[choose], quorums: quorumsOf(quorum) };
  return { ...correct, ...given, ...(mutant && mutants[mutant].change) };
}
