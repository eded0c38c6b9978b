/**
 * Gossip as anti-entropy: every node has a version of its own that it raises from time to time, and knows some version of
 * everybody else's. Nodes meet in pairs and keep the larger of what they know. Follows Demers and others, *Epidemic
 * Algorithms for Replicated Database Maintenance* (1987), with contacts that take one step.
 */
import {
  choice,
  flag,
  integer,
  map,
  model,
  protocol,
  range,
  type StateDraft,
  type StateView,
  scalarset,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import * as claims from "./claims.ts";
import { inFlight } from "./in-flight.ts";
import { inFlightPool } from "./in-flight-pool.ts";
import { mutants } from "./mutants.ts";
import { unending } from "./unending.ts";

/** What a node decides by itself. A mutant changes it, see mutants.ts. */
const decisions = {
  /** What a node knows of another after being told a version of it. */
  merge: (known: number, told: number) => Math.max(known, told),
};

export const gossip = protocol(
  {
    name: "gossip",
    about: "Anti-entropy gossip: versions spread from node to node until all know all",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987)",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 3, about: "who gossips" }),
      versions: integer({ from: 1, to: 8, default: 1, about: "how often a node may raise its own version" }),
      updates: choice(["stop", "forever"], {
        about:
          "whether versions end, or one node raises its own for ever, in contacts of one step; " +
          "versions is then how far behind is told apart",
      }),
      exchange: choice(["push", "push-pull"], { about: "whether one node tells the other, or each tells the other" }),
      transport: choice(["atomic", "in-flight"], {
        about: "whether a contact is one step, or a message sent in one and received in another (push only)",
      }),
      slots: choice(["one", "1", "2", "3", "4"], {
        about: "how many messages are in flight at most: one per ordered pair of nodes, or so many in all",
      }),
      lossy: flag({ about: "whether messages in flight may be lost" }),
      liveness: flag({ about: "claim properties over time, as is done whenever messages are in flight" }),
    },
    mutants,
  },
  ({ nodes, versions, updates, exchange, transport, slots, lossy, liveness }, mutant) => {
    const { merge } = { ...decisions, ...(mutant && mutants[mutant].change) };
    if (updates === "forever") return unending({ nodes, versions, exchange, merge });
    if (transport === "in-flight") {
      const options = { nodes, versions, lossy, merge };
      return slots === "one" ? inFlight(options) : inFlightPool({ ...options, slots: Number(slots) });
    }
    const Node = scalarset("n", nodes);
    const state = { known: map(Node, map(Node, range(0, versions))) }; // known.get(a).get(b): the version of b that a knows
    type Node = ValueOf<typeof Node>;

    const known = (s: StateView<typeof state>, by: Node, about: Node) => s.known.get(by).get(about);
    const others = (node: Node) => Node.values.filter((other) => other !== node);
    const tell = (s: StateDraft<typeof state>, from: Node, to: Node) => {
      for (const about of others(to)) s.known.get(to).set(about, merge(known(s, to, about), known(s, from, about)));
    };
    /** Whether `from` may contact `to`. Pulling makes that symmetric: the pair is then counted once. */
    const contacts = (from: Node, to: Node) =>
      exchange === "push" ? from !== to : Node.values.indexOf(from) < Node.values.indexOf(to);

    const gossip = { nodes: Node.values, known, version: versions };

    return model({
      state,
      rules: {
        update: {
          for: { node: Node },
          when: (s, { node }) => known(s, node, node) < versions,
          do: (s, { node }) => s.known.get(node).set(node, known(s, node, node) + 1),
        },
        contact: {
          for: { from: Node, to: Node },
          when: (_, { from, to }) => contacts(from, to),
          do: (s, { from, to }) => {
            tell(s, from, to);
            if (exchange === "push-pull") tell(s, to, from);
          },
        },
      },
      ...claims.safety(gossip),
      ...(liveness && {
        ...claims.liveness(gossip),
        fairness: {
          "weak-per-pair": weak("contact", { per: ["from", "to"] }),
          "weak-per-sender": weak("contact", { per: "from" }),
        },
      }),
    });
  },
);
