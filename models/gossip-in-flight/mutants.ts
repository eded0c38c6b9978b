/** The mutants of gossip in flight: those of gossip, which takes two steps more to show where a message takes two. */
import { mutants as gossips } from "../gossip/mutants.ts";

export const mutants = {
  "g-lastwins": {
    ...gossips["g-lastwins"],
    at: { nodes: 3, versions: 1, slots: "1" },
    steps: 5,
    notAt: [{ nodes: 2, versions: 2 }],
  },
};
