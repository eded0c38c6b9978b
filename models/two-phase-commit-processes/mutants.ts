/** What the processes of two-phase commit decide, and the mutants that decide otherwise. */
import { majorityOf } from "../quorums.ts";

export type Decision = "none" | "commit" | "abort";
export type Status = "working" | "prepared" | "commit" | "abort";

export const decisions = {
  /** How many must say yes for the coordinator to commit. */
  yesNeeded: (participants: number) => participants,
  /** What somebody who comes back from a crash remembers. */
  coordinatorRemembers: (decision: Decision): Decision => decision,
  participantRemembers: (status: Status): Status => status,
};

export const mutants = {
  "tp-majority": {
    about: "the coordinator commits when a majority says yes",
    breaks: "consistent",
    at: { participants: 3 },
    steps: 6,
    change: { yesNeeded: majorityOf },
  },
  "tp-coordinator-amnesia": {
    about: "a coordinator that comes back from a crash has forgotten its decision",
    breaks: "consistent",
    at: { participants: 2, crash: "coordinator", restart: true },
    steps: 9,
    change: { coordinatorRemembers: (): Decision => "none" },
  },
  "tp-participant-amnesia": {
    about: "a participant that comes back from a crash has forgotten that it said yes",
    breaks: "consistent",
    at: { participants: 2, crash: "participant", restart: true },
    steps: 8,
    change: { participantRemembers: (status: Status): Status => (status === "prepared" ? "working" : status) },
  },
};
