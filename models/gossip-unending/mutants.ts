/** The mutants of gossip without end: those of gossip, which strong fairness does not make up for. */
import { mutants as gossips } from "../gossip/mutants.ts";

export const mutants = {
  "g-lastwins": {
    ...gossips["g-lastwins"],
    breaks: "all agree",
    at: { nodes: 3, versions: 1 },
    fairness: "strong-per-pair",
    steps: 4,
    loop: 0,
    notAt: [{ nodes: 2, versions: 2 }],
  },
};
