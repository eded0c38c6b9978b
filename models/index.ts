/** The protocols that come with synod, in the order in which one would teach them. */
import type { Protocol } from "../src/index.ts";
import { consensus } from "./consensus/consensus.ts";
import { duellingProposers } from "./duelling-proposers/duelling-proposers.ts";
import { gossip } from "./gossip/gossip.ts";
import { paxos } from "./paxos/paxos.ts";
import { twoPhaseCommit } from "./two-phase-commit/two-phase-commit.ts";
import { voting } from "./voting/voting.ts";

export { consensus, duellingProposers, gossip, paxos, twoPhaseCommit, voting };

export const builtIns: readonly Protocol[] = [twoPhaseCommit, consensus, voting, paxos, duellingProposers, gossip];
