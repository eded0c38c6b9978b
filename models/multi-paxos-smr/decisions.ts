/** What replicas decide by themselves. Each mutant gets one of these wrong, see mutants.ts. */
import { majorityOf } from "../quorums.ts";
import type { Content } from "./clients.ts";

export interface Vote {
  readonly ballot: number;
  readonly command: Content;
}

export interface Decisions {
  /** Which of the votes that are reported to a new leader for a slot it takes over; undefined: none. */
  readonly takesOver: (reported: readonly Vote[]) => Vote | undefined;
  /** What a new leader does with a slot for which it had heard of a command, if nobody reports a vote. */
  readonly unreported: "empties" | "proposes nothing";
  /** Whether a replica that has heard of ballot `heard` accepts in `ballot`. */
  readonly accepts: (ballot: number, heard: number) => boolean;
  /** How many votes commit a command. */
  readonly quorum: (replicas: number) => number;
  /** Whether a leader may commit a slot when it has committed all up to another one. */
  readonly commits: (slot: number, committed: number) => boolean;
  /** Whether a read is put into the log, or answered at once by whoever believes to be the leader. */
  readonly logsReads: boolean;
  /** Whether a commit notice says in which ballot its slot was decided. */
  readonly notices: "ballot" | "slot";
}

export const decisions: Omit<Decisions, "notices"> = {
  takesOver: (reported) => reported.toSorted((one, other) => other.ballot - one.ballot)[0],
  unreported: "empties",
  accepts: (ballot, heard) => ballot >= heard,
  quorum: majorityOf,
  commits: (slot, committed) => slot === committed + 1,
  logsReads: true,
};
