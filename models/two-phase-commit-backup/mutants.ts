/** What two-phase commit with a backup rests on, and the mutants that take one of these away. */
export const decisions = {
  /** Whether one of the two coordinators may commit. Only the backup ever meets participants that have committed. */
  mayCommit: (allPrepared: boolean, someCommitted: boolean) => allPrepared || someCommitted,
  /** Whether one may abort, given whether a participant has aborted or failed. */
  mayAbort: (someLost: boolean, someCommitted: boolean) => someLost && !someCommitted,
  /** Whether the backup may take over. */
  takesOver: (isGone: boolean) => isGone,
  /** Whether nobody can read what the coordinator told once it is gone. */
  retracts: true,
  /** Whether the coordinator may go before it has told anything. */
  goesEarly: false,
  /** Whether a participant may fail. */
  mayFail: (status: string) => status === "working" || status === "prepared",
};

export const mutants = {
  "tb-abort": {
    about: "one that failed is enough to abort, whether or not another has committed",
    breaks: "consistent",
    at: { participants: 3 },
    steps: 11,
    notAt: [{ participants: 2 }, { participants: 3, crash: "coordinator" }],
    change: { mayAbort: (someLost: boolean) => someLost },
  },
  "tb-commit": {
    about: "only if all are prepared the backup commits: one that has committed already is no reason to",
    breaks: "decided",
    at: { participants: 2, crash: "coordinator" },
    steps: 7,
    loop: 7,
    notAt: [{ participants: 1, crash: "coordinator" }],
    change: { mayCommit: (allPrepared: boolean) => allPrepared },
  },
  "tb-early": {
    about: "the backup takes over although the coordinator is not gone",
    breaks: "consistent",
    at: { participants: 3 },
    steps: 10,
    notAt: [{ participants: 2 }],
    change: { takesOver: () => true },
  },
  "tb-late": {
    about: "what the coordinator told can still be read when it is gone",
    breaks: "consistent",
    at: { participants: 3 },
    steps: 11,
    notAt: [{ participants: 2 }],
    change: { retracts: false },
  },
  "tb-witness": {
    about: "a participant that has committed may fail, too",
    breaks: "consistent",
    at: { participants: 2 },
    steps: 10,
    notAt: [{ participants: 1 }],
    change: { mayFail: (status: string) => status !== "aborted" && status !== "failed" },
  },
  "tb-anytime": {
    about: "the coordinator may go at any time, also before it has decided or told",
    breaks: null,
    at: { participants: 3 },
    steps: null,
    change: { goesEarly: true },
  },
};
