/** Fast Paxos's mutants: each gets the size of fast quorums or the rule of recovery wrong, or, the last, only seems to. */
import { majorityOf } from "../quorums.ts";

export const mutants = {
  "f-qf": {
    about: "a majority of votes is enough in the fast ballot",
    breaks: "agreement",
    at: { acceptors: 3, qc: 2, values: 2 },
    steps: 9,
    notAt: [{ acceptors: 2, qc: 2, values: 2 }],
    change: (acceptors: number) => ({ qf: majorityOf(acceptors) }),
  },
  "f-any": {
    about: "after a collision, the coordinator takes any value reported",
    breaks: "agreement",
    at: { acceptors: 4, qf: 3, qc: 3, values: 2 },
    steps: 12,
    notAt: [{ acceptors: 3, qf: 3, qc: 2, values: 2 }],
    change: () => ({ recovery: "any" as const }),
  },
  "f-majority": {
    about: "after a collision, it takes the value that more than half of the replies report, or else any reported",
    breaks: null,
    at: { acceptors: 4, qf: 3, qc: 3, values: 2 },
    steps: null,
    change: () => ({ recovery: "majority-or-any" as const }),
  },
};
