/**
 * Paxos's mutants: each changes one of the decisions in paxos.ts, or one of the two parameters that are decisions too. Two
 * are equivalent, which is to say that Paxos does not need what they leave out: a checker must not report them.
 */
import { majorityOf } from "../quorums.ts";
import { readings, type Vote } from "./choose.ts";
import { quorumsOf } from "./quorum.ts";

export const mutants = {
  "p-own": {
    about: "a proposer ignores the votes reported and proposes its own value",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 2, values: 2 },
    steps: 8,
    change: { chooses: readings.own },
  },
  "p-majown": {
    about: "a proposer takes the vote that more than half of the replies report, and its own value if there is none",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 2, values: 2 },
    steps: 12,
    notAt: [{ acceptors: 2 }],
    change: { chooses: readings["majority-pair-of-all-or-own"] },
  },
  "p-tie": {
    about: "a proposer takes the vote reported most often, any of them in a tie",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: 17,
    notAt: [{ ballots: 2 }],
    change: { chooses: readings["plurality-pair-or-any"] },
  },
  "p-low": {
    about: "a proposer takes the lowest-numbered vote reported",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: 17,
    change: { chooses: readings.lowest },
  },
  "p-majretry": {
    about:
      "a proposer takes the vote that more than half of the replies report, and gives up the ballot if there is none",
    breaks: "agreement",
    at: { acceptors: 5, ballots: 3, values: 2 },
    steps: 23,
    slow: true,
    change: { chooses: readings["majority-pair-of-all-or-retry"] },
  },
  "p-majretry-live": {
    about: "as p-majretry: the votes may be split for ever, and then nothing can be chosen",
    breaks: "can be chosen",
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: 13,
    change: { chooses: readings["majority-pair-of-all-or-retry"] },
  },
  "p-lowacc": {
    about: "an acceptor accepts below its promise",
    breaks: "agreement",
    at: { acceptors: 2, ballots: 2, values: 2 },
    steps: 12,
    change: { accepts: () => true },
  },
  "p-nopromise": {
    about: "an acceptor answers a prepare without promising anything",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 2, values: 2 },
    steps: 8,
    change: { promises: (_ballot: number, promised: number) => promised },
  },
  "p-forgetful1b": {
    about: "an acceptor always reports that it has not voted",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 2, values: 2 },
    steps: 8,
    change: { reports: () => null },
  },
  "p-nobump": {
    about: "accepting does not raise the promise, and the vote remembered is the latest cast, even in a lower ballot",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: 17,
    notAt: [{ ballots: 2 }, { acceptors: 2, ballots: 4 }],
    change: { raises: (_ballot: number, promised: number) => promised },
  },
  "p-nobump-max": {
    about: "accepting does not raise the promise, and the vote remembered is the highest-numbered",
    breaks: null,
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: null,
    change: {
      raises: (_ballot: number, promised: number) => promised,
      remembers: (vote: Vote, voted: Vote | null) => (voted !== null && voted.ballot > vote.ballot ? voted : vote),
    },
  },
  "p-ge": {
    about: "an acceptor also answers a prepare for the ballot that it has promised",
    breaks: null,
    at: { acceptors: 3, ballots: 2, values: 2 },
    steps: null,
    change: { answers: (ballot: number, promised: number) => ballot >= promised },
  },
  "p-2atwice": {
    about: "a proposer may propose a second value in its ballot",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 1, values: 2 },
    steps: 6,
    change: { excludes: (proposed: string, value: string) => proposed === value },
  },
  "p-stale1b": {
    about: "a proposer counts replies to lower ballots",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 2, values: 2 },
    steps: 6,
    change: { hears: (ballot: number) => Array.from({ length: ballot + 1 }, (_, below) => ballot - below) },
  },
  "p-mbalprom": {
    about: "an acceptor reports its promise as the number of its vote: one ballot variable for two",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 3, values: 2 },
    steps: 18,
    notAt: [{ ballots: 2 }, { acceptors: 2, ballots: 4 }],
    change: { reports: (voted: Vote | null, promised: number) => voted && { ...voted, ballot: promised } },
  },
  "p-accgt": {
    about: "an acceptor accepts only above its promise",
    breaks: "chosen",
    at: { acceptors: 3, ballots: 2, values: 2 },
    steps: null,
    change: { accepts: (ballot: number, promised: number) => ballot > promised },
  },
  "p-learnx": {
    about: "a learner counts the votes for a value in different ballots together",
    breaks: "one value learned",
    at: { acceptors: 3, ballots: 4, values: 2 },
    steps: 20,
    notAt: [{ ballots: 3 }, { acceptors: 2, ballots: 4 }],
    change: { counts: (ballots: readonly number[]) => [[...ballots]] },
  },
  "p-q1": {
    about: "one acceptor is a quorum",
    breaks: "agreement",
    at: { acceptors: 2, ballots: 2, values: 2 },
    steps: 8,
    change: { quorums: quorumsOf("one") },
  },
  "p-half": {
    about: "half of the acceptors are a quorum",
    breaks: "agreement",
    at: { acceptors: 2, ballots: 2, values: 2 },
    steps: 8,
    change: { quorums: quorumsOf("half") },
  },
  "p-flex": {
    about: "a quorum of promises and a quorum of votes are all acceptors together, so that they need not meet",
    breaks: "agreement",
    at: { acceptors: 3, ballots: 2, values: 2 },
    steps: 10,
    notAt: [{ ballots: 1 }],
    change: { quorums: (n: number) => ({ promises: n - majorityOf(n), votes: majorityOf(n) }) },
  },
};
