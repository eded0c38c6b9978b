/** Those of paxos; of the others two choose among readings of the protocol, and their defaults are Paxos. */
import { flag, integer } from "../../src/index.ts";
import { choose } from "./choose.ts";
import { quorum } from "./quorum.ts";

export const liveness = flag({ about: "claim that a value gets chosen, if the right ones do what they can" });
export const links = flag({ about: "claim that each step is one of voting and of consensus, or none" });

export const parameters = {
  acceptors: integer({ from: 1, to: 7, default: 3, about: "how many promise and vote" }),
  ballots: integer({ from: 1, to: 6, default: 2, about: "how many ballots, each of which is some proposer's own" }),
  values: integer({ from: 1, to: 4, default: 2, about: "how many values may be proposed" }),
  choose,
  quorum,
  liveness,
  links,
};
