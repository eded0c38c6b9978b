/** What proposers and acceptors decide by themselves. Each mutant gets one of these wrong, see mutants.ts. */
import { type Choosing, readings, type Value, type Vote } from "../paxos-retold/choose.ts";
import { type QuorumSizes, quorumsOf } from "../paxos-retold/quorum.ts";
import { type Numbering, unique } from "./numbering.ts";

export interface Decisions {
  /** How many are enough. */
  readonly quorums: (acceptors: number) => QuorumSizes;
  /** Which values may be proposed, by what a quorum reports. */
  readonly chooses: Choosing;
  /** A proposer's next number. */
  readonly next: (last: Numbering) => number;
  /** Whether an acceptor answers a prepare, having promised so much. */
  readonly answers: (number: number, promised: number) => boolean;
  /** The number that an answer to a prepare names, so that the proposer knows what it answers; 0: it names none. */
  readonly promiseEchoes: (number: number) => number;
  /** Whether a proposer waits for promises, having prepared this number; otherwise it proposes its own value. */
  readonly waitsForPromises: (number: number) => boolean;
  /** Whether an acceptor accepts, having promised so much. */
  readonly accepts: (number: number, promised: number) => boolean;
  /** What it promises by accepting. */
  readonly raises: (number: number, promised: number) => number;
  /** The vote that it will report. */
  readonly remembers: (vote: Vote, last: Vote | null) => Vote;
  /** The number that an answer to an accept names. */
  readonly acceptedEchoes: (number: number) => number;
  /** Whether answers to numbers that are past will never be looked at: not when they do not say which they answer. */
  readonly promisesExpire: boolean;
  readonly acceptancesExpire: boolean;
  /** What a proposer whose proposal was accepted reports as chosen. */
  readonly concludes: (sent: Value, own: Value) => Value;
  /** Whether a proposer that gives up on a proposal says that it was not accepted. */
  readonly claimsRejected: boolean;
}

export const decisions: Decisions = {
  quorums: quorumsOf("majority"),
  chooses: readings.highest,
  next: unique,
  answers: (number, promised) => number >= promised,
  promiseEchoes: (number) => number,
  waitsForPromises: () => true,
  accepts: (number, promised) => number >= promised,
  raises: (number) => number,
  remembers: (vote) => vote,
  acceptedEchoes: (number) => number,
  promisesExpire: true,
  acceptancesExpire: true,
  concludes: (sent) => sent,
  claimsRejected: false,
};

/** Whether a number is past, for a proposer that uses another one or the same and then may be done with its answers. */
export function isPast(answered: number, number: number, done: boolean): boolean {
  return answered < number || (answered === number && done);
}
