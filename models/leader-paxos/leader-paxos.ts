/**
 * Paxos with a leader: basic Paxos in which a proposer starts only while it believes that it leads. Normally one does, and
 * nobody competes with it; while several believe it, this is basic Paxos again, and as safe. Follows Lamport, *Paxos Made
 * Simple* (2001), sections 2.4 and 3; that in the end all believe in the same leader is the failure detector Omega of
 * Chandra, Hadzilacos and Toueg (1996). Numbers of proposals are finite here, and who prepares the last one cannot be
 * outbid: that proposers may outbid each other for ever is shown by duelling-proposers.
 */
import { choice, flag, integer, protocol, weak } from "../../src/index.ts";
import { acceptor, givenUp, proposing } from "../basic-paxos/behaviour.ts";
import { claims, reactions } from "../basic-paxos/claims.ts";
import { type Decisions, decisions } from "../basic-paxos/decisions.ts";
import { processes, proposersOf } from "../basic-paxos/processes.ts";
import { majorityOf } from "../quorums.ts";
import { mutants } from "./mutants.ts";
import { seenAs } from "./seen-as.ts";

/**
 * Paxos in which only who believes to lead proposes; numbers are finite, so nobody competes for ever. After Lamport,
 * Paxos Made Simple (2001), sections 2.4 and 3.
 *
 * @example
 * ```ts
 * await check(leaderPaxos());
 * ```
 */
export const leaderPaxos = protocol(
  {
    name: "leader-paxos",
    about: "Paxos in which only who believes to lead proposes; numbers are finite, so nobody competes for ever",
    source: "Lamport, Paxos Made Simple (2001), sections 2.4 and 3",
    parameters: {
      proposers: integer({ from: 1, to: 3, default: 2, about: "who may propose, each a value of its own" }),
      acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
      numbers: integer({ from: 1, to: 5, default: 2, about: "the largest number of a proposal" }),
      leader: choice(["eventual", "one", "many"], {
        about: "who believes to lead: everybody until it hears that p1 does, p1 only, or everybody",
      }),
      quorum: choice(["majority", "all"], { about: "how many acceptors are enough" }),
      crashed: integer({ from: 0, to: 4, default: 0, about: "how many acceptors may crash, for ever" }),
      liveness: flag({ about: "claim that a value is chosen, and that p1 concludes" }),
      links: flag({
        about: "claim that it refines paxos, too, which no reply may expire for; of mutants, that they refine anything",
      }),
    },
    mutants,
  },
  ({ proposers, acceptors, numbers, leader, quorum, crashed, liveness, links }, mutant) => {
    const enough = quorum === "all" ? acceptors : majorityOf(acceptors);
    const decide: Decisions = {
      ...decisions,
      quorums: () => ({ promises: enough, votes: enough }),
      ...(mutant && mutants[mutant].change),
      ...(links && { promisesExpire: false }),
    };
    const world = processes({ proposers, acceptors, numbers, crashes: crashed }, { leader: proposersOf(proposers) });
    const { paxos, Proposer } = world;
    const { start, propose, conclude } = proposing(world, decide);
    const { reachable, ...claimed } = claims(world, decide);

    const settles = leader === "eventual" && proposers > 1;
    const proposer = paxos.role("proposer", {
      init: (row, { self }) => {
        row.leader = leader === "one" ? "p1" : self;
      },
      expires: givenUp(decide),
      rules: {
        start: { ...start, when: (row, at) => row.leader === at.self && start.when(row, at) },
        propose,
        conclude,
        /** Hears that p1 leads. What it has under way it finishes. */
        follow: settles && {
          sends: [],
          reads: [],
          when: (row) => row.leader !== "p1",
          do: (row) => {
            row.leader = "p1";
          },
        },
      },
    });

    return paxos.model({
      roles: [proposer, acceptor(world, decide)],
      ...claimed,
      reachable: {
        ...reachable,
        "p1 alone leads": settles && ((s) => Proposer.values.every((p) => s.proposer.leader.get(p) === "p1")),
      },
      // A mutant's links mostly break before anything else does, and a search would end there.
      refines: (links || mutant === null) && seenAs(world, { ballots: numbers, isPaxos: links }),
      eventually: liveness && {
        "a value is chosen": reachable.chosen,
        "p1 concludes": (s) => s.proposer.phase.get("p1") === "done",
      },
      // Acceptors need not crash.
      fairness: {
        weak: weak([...reactions, "start", "follow"], { per: "instance" }),
      },
    });
  },
);
