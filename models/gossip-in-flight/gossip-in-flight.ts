/**
 * Gossip whose messages take time: a contact is a message that one node sends in one step and another receives in a later
 * one, told then what its sender knew. Eventual convergence then depends on what is assumed of the choices that are called
 * random (../gossip/claims.ts). Follows Demers and others, *Epidemic Algorithms for Replicated Database Maintenance* (1987),
 * of which gossip has the contacts of one step.
 */
import { choice, flag, integer, protocol } from "../../src/index.ts";
import { decisions } from "../gossip/decisions.ts";
import { mutants } from "./mutants.ts";
import { onePerPair } from "./one-per-pair.ts";
import { pool } from "./pool.ts";

export const slots = choice(["one", "1", "2", "3", "4"], {
  about: "how many messages are in flight at most: one per ordered pair of nodes, or so many in all",
});
export const lossy = flag({ about: "whether messages in flight may be lost" });

/**
 * Anti-entropy gossip by messages that are sent in one step and received, or lost, in another. After Demers and others,
 * Epidemic Algorithms for Replicated Database Maintenance (1987).
 *
 * @example
 * ```ts
 * await check(gossipInFlight());
 * ```
 */
export const gossipInFlight = protocol(
  {
    name: "gossip-in-flight",
    about: "Anti-entropy gossip by messages that are sent in one step and received, or lost, in another",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987)",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 2, about: "who gossips" }),
      versions: integer({ from: 1, to: 8, default: 1, about: "how often a node may raise its own version" }),
      slots,
      lossy,
    },
    mutants,
  },
  ({ nodes, versions, slots, lossy }, mutant) => {
    const { merge } = { ...decisions, ...(mutant && mutants[mutant].change) };
    const options = { nodes, versions, lossy, merge };
    return slots === "one" ? onePerPair(options) : pool({ ...options, slots: Number(slots) });
  },
);
