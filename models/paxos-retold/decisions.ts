/** What proposers, acceptors and learners decide by themselves. Each mutant gets one of these wrong, see mutants.ts. */
import { type Choosing, type Reading, readings, type Value, type Vote } from "./choose.ts";
import { mutants } from "./mutants.ts";
import { type QuorumName, type QuorumSizes, quorumsOf } from "./quorum.ts";

const correct = {
  /** Whether an acceptor answers a prepare, having promised so much. */
  answers: (ballot: number, promised: number) => ballot > promised,
  /** What it promises by answering; a promise is never lowered. */
  promises: (ballot: number, promised: number) => Math.max(ballot, promised),
  /** The vote that it reports in its answer. */
  reports: (voted: Vote | null, _promised: number) => voted,
  /** Whether an acceptor votes for a proposal. */
  accepts: (ballot: number, promised: number) => ballot >= promised,
  /** What it promises by voting. */
  raises: (ballot: number, promised: number) => Math.max(ballot, promised),
  /** The vote that it will report. */
  remembers: (vote: Vote, _voted: Vote | null) => vote,
  /** The ballots to which a proposer wants answers before it proposes. */
  hears: (ballot: number) => [ballot],
  /** Whether a value already proposed in a ballot keeps its proposer from proposing this one. */
  excludes: (_proposed: Value, _value: Value) => true,
  /** The groups of ballots whose votes a learner counts together. */
  counts: (ballots: readonly number[]) => ballots.map((ballot) => [ballot]),
  /** What of an acceptor's memory is in stable storage, and outlives a restart; null: nobody restarts. */
  survives: null as { readonly promise: boolean; readonly vote: boolean } | null,
};

type Decisions = typeof correct & { readonly chooses: Choosing; readonly quorums: (n: number) => QuorumSizes };

/** The decisions under the given readings, one of them wrong when there is a mutant. */
export function decisions(choose: Reading, quorum: QuorumName, mutant: keyof typeof mutants | null): Decisions {
  const given = { chooses: readings[choose], quorums: quorumsOf(quorum) };
  return { ...correct, ...given, ...(mutant && mutants[mutant].change) };
}
