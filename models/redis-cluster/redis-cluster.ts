/**
 * How a Redis Cluster agrees, piece by piece: who succeeds a failed master, that it has failed, and who owns a hash slot.
 * Each piece is a model of its own, in the file of its name. They meet in a number, the epoch, that all try to keep up
 * with. Follows the Redis Cluster specification, which claims less of this than a consensus protocol would.
 */
import { choice, integer, protocol } from "../../src/index.ts";
import { decisions } from "./decisions.ts";
import { delayedVotes } from "./delayed-votes.ts";
import { failureReports } from "./failure-reports.ts";
import { mutants } from "./mutants.ts";
import { slotClaims } from "./slot-claims.ts";
import { votes } from "./votes.ts";

const parts = { votes, "delayed-votes": delayedVotes, "failure-reports": failureReports, "slot-claims": slotClaims };

/**
 * Redis Cluster: electing a replica, declaring a failure, settling who owns a slot. After Redis Cluster specification.
 *
 * @example
 * ```ts
 * await check(redisCluster());
 * ```
 */
export const redisCluster = protocol(
  {
    name: "redis-cluster",
    about: "Redis Cluster: electing a replica, declaring a failure, settling who owns a slot",
    source: "Redis Cluster specification",
    parameters: {
      part: choice(Object.keys(parts) as (keyof typeof parts)[], {
        about:
          "what is studied: elections, elections whose messages are late (rule 3), how PFAIL becomes FAIL, or two owners " +
          "of a slot",
      }),
      masters: integer({ from: 2, to: 5, default: 2, about: "who votes, reports failures, or claims a slot" }),
      replicas: integer({ from: 1, to: 4, default: 2, about: "who asks for votes, or hears of claims" }),
      epochs: integer({ from: 1, to: 4, default: 2, about: "the last epoch in which votes are asked for (elections)" }),
      expiry: choice(["at-once", "late"], {
        about:
          "when a report is dropped that its sender would not repeat: at once, or late as in reality (failure-reports)",
      }),
    },
    mutants,
  },
  ({ part, ...options }, mutant) => {
    const decide = { ...decisions, ...(mutant && mutants[mutant].change) };
    return parts[part]({ ...options, decide });
  },
);
