/** Redis Cluster's mutants: each changes one of the decisions in decisions.ts. */
export const mutants = {
  "r-novote": {
    about: "a master that votes does not keep lastVoteEpoch",
    breaks: "one winner per epoch",
    at: { part: "votes", masters: 2, replicas: 2, epochs: 1 },
    steps: 6,
    change: { keepsVote: false },
  },
  "r-nofsync": {
    about: "a master that restarts has forgotten lastVoteEpoch, which was not on disk; two restarts",
    breaks: "one winner per epoch",
    at: { part: "votes", masters: 2, replicas: 2, epochs: 1 },
    steps: 8,
    change: { forgetfulRestarts: 2 },
  },
  r3: {
    about: "a master answers requests older than its current epoch (rule 3 missing)",
    breaks: "one winner per epoch",
    at: { part: "delayed-votes", masters: 2, replicas: 2, epochs: 2 },
    steps: 10,
    change: { answers: () => true },
  },
  "r-lastheard": {
    about: "a master takes the epoch that it heard last for the current one, even a smaller one",
    breaks: "current epochs monotone",
    at: { part: "delayed-votes", masters: 2, replicas: 2, epochs: 1 },
    steps: 3,
    change: { catchUp: (_current: number, heard: number) => heard },
  },
  "r-stalereport": {
    about: "failure reports never expire",
    breaks: "FAIL while a majority sees PFAIL",
    at: { part: "failure-reports", masters: 2 },
    steps: 5,
    change: { reportsExpire: false },
  },
  "r-alone": {
    about: "a master declares FAIL when it sees PFAIL itself",
    breaks: "FAIL after a majority saw PFAIL",
    at: { part: "failure-reports", masters: 2 },
    steps: 2,
    change: { enoughReports: () => 1 },
  },
  "r-lastclaim": {
    about: "a node believes every claim of a slot, even one of a smaller epoch",
    breaks: "epochs monotone",
    at: { part: "slot-claims", masters: 2, replicas: 1 },
    steps: 2,
    change: { believes: () => true },
  },
  "r-collide": {
    about: "masters that share a configuration epoch keep it",
    breaks: "one owner",
    at: { part: "slot-claims", masters: 2, replicas: 1 },
    steps: 1,
    change: { resolvesCollisions: false },
  },
};
