/** The mutants of Paxos with a leader: what one may think a leader need not do, since nobody competes with it. */
import { readings } from "../paxos-retold/choose.ts";

export const mutants = {
  "lp-skip": {
    about: "a leader proposes without waiting for promises; so may another leader after it",
    breaks: "agreement",
    at: { proposers: 2, acceptors: 1, numbers: 2 },
    steps: 6,
    notAt: [{ leader: "one", numbers: 3 }],
    change: { waitsForPromises: () => false },
  },
  "lp-skip-first": {
    about: "a leader proposes in the first number of all without waiting for promises: nobody can have voted before it",
    breaks: null,
    at: { proposers: 2, acceptors: 3, numbers: 2, leader: "many" },
    steps: null,
    change: { waitsForPromises: (number: number) => number > 1 },
  },
  "lp-own": {
    about: "a new leader proposes its own value, whatever votes are reported to it",
    breaks: "agreement",
    at: { proposers: 2, acceptors: 1, numbers: 2 },
    steps: 8,
    notAt: [{ leader: "one", numbers: 3 }],
    change: { chooses: readings.own },
  },
};
