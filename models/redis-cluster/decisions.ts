/** What the nodes of a Redis Cluster decide by themselves. A mutant changes some of it, see mutants.ts. */
export interface Decisions {
  /** Whether a master that votes keeps the epoch as its lastVoteEpoch. */
  readonly keepsVote: boolean;
  /** How many restarts of masters there are at which lastVoteEpoch, and currentEpoch, have not reached the disk. */
  readonly forgetfulRestarts: number;
  /** Rule 3: whether a master whose current epoch is `current` may answer a request of `epoch`. */
  readonly answers: (current: number, epoch: number) => boolean;
  /** The current epoch after hearing of another. */
  readonly catchUp: (current: number, heard: number) => number;
  /** How many masters must see PFAIL for one of them to declare FAIL. */
  readonly enoughReports: (majority: number) => number;
  /** Whether failure reports are ever dropped. */
  readonly reportsExpire: boolean;
  /** Whether a claim of a slot is believed against one of `known`. */
  readonly believes: (claimed: number, known: number) => boolean;
  /** Whether a master that shares its configuration epoch with another gets a new one. */
  readonly resolvesCollisions: boolean;
}

export const decisions: Decisions = {
  keepsVote: true,
  forgetfulRestarts: 0,
  answers: (current, epoch) => epoch >= current,
  catchUp: Math.max,
  enoughReports: (majority) => majority,
  reportsExpire: true,
  believes: (claimed, known) => claimed > known,
  resolvesCollisions: true,
};

/** What the parts are built from; each uses some of it. */
export interface Part {
  readonly masters: number;
  readonly replicas: number;
  readonly epochs: number;
  readonly expiry: "at-once" | "late";
  readonly decide: Decisions;
}
