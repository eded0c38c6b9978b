/** The mutants of the replicated register: each changes one of the decisions in decisions.ts. */
import { majorityOf } from "../quorums.ts";
import type { Vote } from "./decisions.ts";

export const mutants = {
  "smr-notice": {
    about: "a notice that a slot is committed does not say in which ballot: a follower commits what it accepted in any",
    breaks: "slot agreement",
    at: { replicas: 3, writes: 1, reads: 1, ballots: 2 },
    steps: 13,
    // Two replicas accept whatever is committed, and a log with one command has no other to be mistaken for it.
    notAt: [{ ballots: 3 }, { replicas: 3, reads: 0, ballots: 2 }],
    change: { notices: "slot" },
  },
  "smr-nothing": {
    about:
      "a leader that had heard of a command for a slot, of which no vote is reported to it now, proposes nothing there",
    breaks: "only requests are proposed",
    at: { replicas: 3, writes: 1, reads: 0, ballots: 4 },
    steps: 12,
    notAt: [{ replicas: 3, writes: 1, reads: 0, ballots: 3 }],
    change: { unreported: "proposes nothing" },
  },
  "smr-own": {
    about: "a new leader ignores the votes that are reported to it",
    breaks: "linearizable",
    at: { replicas: 2, writes: 1, reads: 1, ballots: 2 },
    steps: 12,
    notAt: [{ replicas: 2, ballots: 1 }],
    change: { takesOver: (): Vote | undefined => undefined },
  },
  "smr-minority": {
    about: "a leader commits with one vote less than a majority",
    breaks: "linearizable",
    at: { replicas: 3, writes: 1, reads: 1, ballots: 2 },
    steps: 10,
    // Of two replicas both must promise, so that one vote is enough: flexible Paxos.
    notAt: [
      { replicas: 2, ballots: 3 },
      { replicas: 3, reads: 0, ballots: 2 },
    ],
    change: { quorum: (replicas: number) => majorityOf(replicas) - 1 },
  },
  "smr-localread": {
    about: "whoever believes to be the leader answers reads by its own value, without the log",
    breaks: "linearizable",
    at: { replicas: 2, writes: 1, reads: 1, ballots: 2 },
    steps: 10,
    notAt: [{ replicas: 3, ballots: 1 }],
    change: { logsReads: false },
  },
  "smr-lowacc": {
    about: "a replica accepts below the ballot that it has promised",
    breaks: "linearizable",
    at: { replicas: 3, writes: 1, reads: 1, ballots: 2 },
    steps: 12,
    notAt: [{ replicas: 2, ballots: 2 }],
    change: { accepts: () => true },
  },
  "smr-skip": {
    about: "a leader commits a slot before an earlier one",
    breaks: "value is the last write committed",
    at: { replicas: 1, writes: 1, reads: 1, ballots: 1 },
    steps: 5,
    notAt: [{ replicas: 3, reads: 0, ballots: 2 }],
    change: { commits: (slot: number, committed: number) => slot > committed },
  },
} as const;
