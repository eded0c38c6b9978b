/** Gossip's mutants: each changes one of the decisions in decisions.ts. */
export const mutants = {
  "g-lastwins": {
    about: "a version received replaces the one known, even a larger one",
    breaks: "versions monotone",
    at: { nodes: 3, versions: 1 },
    steps: 3,
    notAt: [{ nodes: 2, versions: 2 }],
    change: { merge: (_known: number, told: number) => told },
  },
};
