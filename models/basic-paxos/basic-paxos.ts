/**
 * Basic Paxos as processes: proposers and acceptors that send each other messages, and proposers that try again with a
 * larger number when they have waited too long. Follows Lamport, *Paxos Made Simple* (2001), section 2.2; the mutants are
 * what a short popular text says instead, word for word.
 */
import { flag, integer, protocol } from "../../src/index.ts";
import { choose, readings } from "../paxos-retold/choose.ts";
import { quorum, quorumsOf } from "../paxos-retold/quorum.ts";
import { acceptor, givenUp, proposing } from "./behaviour.ts";
import { claims, progress } from "./claims.ts";
import { type Decisions, decisions } from "./decisions.ts";
import { mutants } from "./mutants.ts";
import { processes } from "./processes.ts";

/**
 * Paxos as proposers and acceptors that send each other messages and try again. After Lamport, Paxos Made Simple
 * (2001), section 2.2.
 *
 * @example
 * ```ts
 * await check(basicPaxos());
 * ```
 */
export const basicPaxos = protocol(
  {
    name: "basic-paxos",
    about: "Paxos as proposers and acceptors that send each other messages and try again",
    source: "Lamport, Paxos Made Simple (2001), section 2.2",
    parameters: {
      proposers: integer({ from: 1, to: 3, default: 2, about: "who proposes, each a value of its own" }),
      acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
      numbers: integer({ from: 1, to: 5, default: 2, about: "the largest number of a proposal" }),
      choose,
      quorum,
      liveness: flag({ about: "claim that the first proposer concludes once it has started" }),
    },
    mutants,
  },
  ({ proposers, acceptors, numbers, choose, quorum, liveness }, mutant) => {
    const decide: Decisions = {
      ...decisions,
      ...{ chooses: readings[choose], quorums: quorumsOf(quorum) },
      ...(mutant && mutants[mutant].change),
    };
    const world = processes({ proposers, acceptors, numbers }, {});
    const { paxos } = world;
    const proposer = paxos.role("proposer", {
      rules: proposing(world, decide),
      expires: givenUp(decide),
    });
    return paxos.model({
      roles: [proposer, acceptor(world, decide)],
      ...claims(world, decide),
      leadsTo: liveness && progress.leadsTo,
      fairness: liveness && progress.fairness,
    });
  },
);
