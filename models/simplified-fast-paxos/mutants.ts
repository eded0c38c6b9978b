/** What simplified Fast Paxos rests on, and the mutants that take one of these away. */
import { majorityOf } from "../quorums.ts";

export const decisions = {
  /** How many replies must report a value that the coordinator has to propose. */
  bindingVotes: majorityOf,
  /** Whether the coordinator proposes one value, in whatever ballots. */
  proposesOne: true,
  /** Whether an acceptor that has voted votes for the same value in later fast ballots. */
  votesForOne: true,
  /** The sizes of fast and of classic quorums, given how many acceptors there are. */
  quorums: (_acceptors: number): { qf?: number; qc?: number } => ({}),
};

export const mutants = {
  "sf-any": {
    about: "after a collision, the coordinator proposes any value reported",
    breaks: "consistency",
    at: { acceptors: 4 },
    steps: 11,
    notAt: [{ acceptors: 3, qc: 2 }],
    change: { bindingVotes: () => Number.POSITIVE_INFINITY },
  },
  "sf-assume": {
    about: "quorums are only as large as the module assumes, fast ones 3n/4 rounded down, classic ones n",
    breaks: "consistency",
    at: { acceptors: 3 },
    steps: 10,
    notAt: [{ acceptors: 4 }],
    change: { quorums: (acceptors: number) => ({ qf: Math.floor((3 * acceptors) / 4), qc: acceptors }) },
  },
  "sf-two": {
    about: "the coordinator forgets what it proposed in an earlier ballot",
    breaks: "consistency",
    at: { acceptors: 4, ballots: 3 },
    steps: 15,
    notAt: [{ acceptors: 4, ballots: 2 }],
    change: { proposesOne: false },
  },
  "sf-fickle": {
    about: "an acceptor votes for one value in one fast ballot, and for another in the next",
    breaks: "consistency",
    at: { acceptors: 3, qc: 2, ballots: 4, fast: "even" as const },
    steps: 10,
    notAt: [{ acceptors: 3, qc: 2, ballots: 3 }],
    change: { votesForOne: false },
  },
};
