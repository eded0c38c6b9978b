/** Two-phase commit's mutants: each changes one of the decisions in two-phase-commit-crashes.ts. */
import { majorityOf } from "../quorums.ts";
import { type Crashes, crashes } from "./crash.ts";

const forgetful: Crashes = { ...crashes.none, participants: "recover" };

export const mutants = {
  "t-abortafter": {
    about: "the coordinator may abort after it has committed",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 8,
    notAt: [{ participants: 1 }],
    change: { mayAbort: (decision: string) => decision !== "abort" },
  },
  "t-majority": {
    about: "the coordinator commits when a majority says yes",
    breaks: "consistent",
    at: { participants: 3 },
    steps: 7,
    notAt: [{ participants: 2 }],
    change: { yesNeeded: majorityOf },
  },
  "t-firstyes": {
    about: "the coordinator commits at the first yes",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 5,
    notAt: [{ participants: 1 }],
    change: { yesNeeded: () => 1 },
  },
  "t-preptimeouta": {
    about: "a prepared participant that waits too long aborts",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 7,
    change: { mayRefuse: (status: string) => status === "working" || status === "prepared" },
  },
  "t-preptimeoutc": {
    about: "a prepared participant that waits too long commits",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 3,
    change: { mayCommit: (told: boolean, status: () => string) => told || status() === "prepared" },
  },
  "t-tmcrash": {
    about: "the coordinator may crash for ever",
    breaks: "decided",
    at: { participants: 3, liveness: true },
    steps: 4,
    loop: 4,
    change: { crashes: crashes.coordinator },
  },
  "t-tmamnesia": {
    about: "a coordinator that recovers from a crash has forgotten its decision",
    breaks: "consistent",
    at: { participants: 2, crash: "coordinator-recovers" },
    steps: 10,
    change: { forgets: "decision" as const },
  },
  "t-rmamnesia": {
    about: "a participant may crash, and when it recovers has forgotten that it said yes",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 9,
    change: { crashes: forgetful, forgets: "yes" as const },
  },
};
