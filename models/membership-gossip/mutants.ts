/** The mutants of gossip about members: each changes one of the decisions in membership-gossip.ts. */
export const mutants = {
  "g-seedonly": {
    about: "only seeds push, while somebody else has the rumour",
    breaks: "can converge",
    at: { nodes: 3, rumour: "member" },
    steps: 0,
    change: { senders: "seeds" as const },
  },
  "g-overwrite": {
    about: "a list received replaces the list known",
    breaks: "lists grow",
    at: { nodes: 3 },
    steps: 2,
    change: { merge: <N>(_own: readonly N[], received: readonly N[], _from: N, to: N) => [...received, to] },
  },
  "g-twoseeds": {
    about: "seeds do not know each other",
    breaks: "can converge",
    at: { nodes: 4, seeds: 2, joiners: 2 },
    steps: 0,
    change: { seedsMeet: false },
  },
};
