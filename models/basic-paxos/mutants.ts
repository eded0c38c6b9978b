/** Basic Paxos's mutants: what a short popular text says literally, one sentence at a time. */
import type { Value, Vote } from "../paxos-retold/choose.ts";
import { shared } from "./numbering.ts";

const smallest = { proposers: 2, acceptors: 1, numbers: 2 };

export const mutants = {
  "proc-shared": {
    about: "every proposer counts 1, 2, ..., so that two may use the same number",
    breaks: "agreement",
    at: { ...smallest, numbers: 1 },
    steps: 8,
    change: { next: shared },
  },
  "proc-shared-once": {
    about: "as proc-shared, but an acceptor answers a number to one proposer only",
    breaks: null,
    at: { proposers: 2, acceptors: 3, numbers: 1 },
    steps: null,
    change: { next: shared, answers: (number: number, promised: number) => number > promised },
  },
  "proc-noecho": {
    about: "answers to a prepare do not say which number they answer",
    breaks: "agreement",
    at: { ...smallest, numbers: 3 },
    steps: 9,
    change: { promiseEchoes: () => 0, promisesExpire: false },
  },
  "proc-noechoacc": {
    about: "answers to an accept do not say which number they answer",
    breaks: "concluded is chosen",
    at: { proposers: 1, acceptors: 2, numbers: 2 },
    steps: 11,
    change: { acceptedEchoes: () => 0, acceptancesExpire: false },
  },
  "proc-noechoacc-learnt": {
    about: "as proc-noechoacc, until two proposers take different values for chosen",
    breaks: "learned values agree",
    at: { proposers: 2, acceptors: 3, numbers: 4 },
    steps: 22,
    notAt: [
      { acceptors: 2, numbers: 4 },
      { acceptors: 3, numbers: 3 },
    ],
    // 34 million states; 28,362 with symmetry, and stale messages forgotten.
    change: { acceptedEchoes: () => 0, acceptancesExpire: false },
  },
  "proc-nobump": {
    about: "accepting does not raise the promise, and the vote remembered is the latest, even of a lower number",
    breaks: "agreement",
    at: { proposers: 2, acceptors: 3, numbers: 3 },
    steps: 17,
    change: { raises: (_number: number, promised: number) => promised },
  },
  "proc-nobump-promised": {
    about: "as proc-nobump, but an acceptor accepts only the number that it has promised",
    breaks: null,
    at: { proposers: 2, acceptors: 3, numbers: 2 },
    steps: null,
    change: {
      raises: (_number: number, promised: number) => promised,
      accepts: (number: number, promised: number) => number === promised,
    },
  },
  "proc-nobump-max": {
    about: "as proc-nobump, but the vote remembered is the highest-numbered",
    breaks: null,
    at: { proposers: 2, acceptors: 3, numbers: 2 },
    steps: null,
    change: {
      raises: (_number: number, promised: number) => promised,
      remembers: (vote: Vote, last: Vote | null) => (last !== null && last.ballot > vote.ballot ? last : vote),
    },
  },
  "proc-learnown": {
    about: "a proposer reports its own value as accepted, whatever value it sent",
    breaks: "learned values agree",
    at: smallest,
    steps: 10,
    change: { concludes: (_sent: Value, own: Value) => own },
  },
  "proc-rej": {
    about: "a proposer that hears of no majority says that its value was not accepted",
    breaks: "rejected is not chosen",
    at: { proposers: 1, acceptors: 1, numbers: 2 },
    steps: 5,
    change: { claimsRejected: true },
  },
};
