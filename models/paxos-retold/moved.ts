/** What `paxos` had before its readings and its mutants got a model of their own. Commands and programs may still say so. */
import { choose } from "./choose.ts";
import { mutants } from "./mutants.ts";
import { links, liveness } from "./parameters.ts";
import { paxosRetold } from "./paxos-retold.ts";
import { quorum } from "./quorum.ts";

export const moved = {
  to: [paxosRetold],
  parameters: { choose, quorum, liveness, links },
  mutants,
  answer: paxosRetold,
};
