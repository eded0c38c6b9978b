/** Mutants of Cassandra's gossip: each changes decisions in decisions.ts. */
export const mutants = {
  "c-gen": {
    about: "a node that restarts keeps its generation",
    breaks: "no ghosts",
    at: { nodes: 2, versions: 1, restarts: 1 },
    steps: 3,
    change: { nextGeneration: (generation: number) => generation },
  },
  "c-blind": {
    about: "what an ACK or ACK2 tells is taken without comparing it with what is known",
    breaks: "versions monotone",
    at: { exchange: "handshake", nodes: 2, versions: 2 },
    steps: 9,
    change: { merge: (_known: number, told: number) => told },
  },
  "c-own": {
    about: "what an ACK tells a node about itself is taken as well, without comparing",
    breaks: "own entry never overwritten",
    at: { exchange: "handshake", nodes: 2, versions: 2 },
    steps: 8,
    change: { learns: () => true, merge: (_known: number, told: number) => told },
  },
  "c-self": {
    about: "a node takes newer heartbeats of its own from others, of which there are none",
    breaks: null,
    at: { nodes: 2, versions: 2, restarts: 1 },
    steps: null,
    change: { learns: () => true },
  },
};
