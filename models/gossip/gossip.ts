/**
 * Gossip as anti-entropy: every node has a version of its own that it raises from time to time, and knows some version of
 * everybody else's. Nodes meet in pairs and keep the larger of what they know. Follows Demers and others, *Epidemic
 * Algorithms for Replicated Database Maintenance* (1987), with contacts that take one step.
 */
import type { StateDraft, StateView, ValueOf } from "../../src/index.ts";
import { choice, flag, integer, map, model, protocol, range, scalarset, weak } from "../../src/index.ts";
import * as claims from "./claims.ts";
import { decisions } from "./decisions.ts";
import { moved } from "./moved.ts";
import { mutants } from "./mutants.ts";

/**
 * Anti-entropy gossip: versions spread from node to node until all know all. After Demers and others, Epidemic
 * Algorithms for Replicated Database Maintenance (1987).
 *
 * @example
 * ```ts
 * await check(gossip());
 * ```
 */
export const gossip = protocol(
  {
    name: "gossip",
    about: "Anti-entropy gossip: versions spread from node to node until all know all",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987)",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 3, about: "who gossips" }),
      versions: integer({ from: 1, to: 8, default: 1, about: "how often a node may raise its own version" }),
      exchange: choice(["push", "push-pull"], { about: "whether one node tells the other, or each tells the other" }),
      liveness: flag({ about: "claim properties over time" }),
    },
    mutants,
    moved,
  },
  ({ nodes, versions, exchange, liveness }, mutant) => {
    const { merge } = { ...decisions, ...(mutant && mutants[mutant].change) };
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
    const overTime = claims.liveness(gossip);

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
      eventuallyAlways: liveness && overTime.eventuallyAlways,
      alwaysReachable: liveness && overTime.alwaysReachable,
      fairness: liveness && {
        "weak-per-pair": weak("contact", { per: ["from", "to"] }),
        "weak-per-sender": weak("contact", { per: "from" }),
      },
    });
  },
);
