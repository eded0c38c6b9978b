/**
 * Gossip about a node that never stops raising its version. Versions grow for ever, but only how far each node is behind
 * matters: `known` counts down from the latest, which makes the graph finite. Who is further behind than is told apart
 * stays at 0, and one more update does not show there. So too few `versions` hide behaviours: with one version and three
 * nodes whoever is told anything is told the latest, and strong fairness seems to be enough, which it is not. Follows Demers
 * and others, *Epidemic Algorithms for Replicated Database Maintenance* (1987), with contacts of one step.
 */
import {
  choice,
  integer,
  lags,
  map,
  model,
  protocol,
  range,
  type StateDraft,
  type StateView,
  strong,
  weak,
} from "../../src/index.ts";
import { decisions } from "../gossip/decisions.ts";
import { mutants } from "./mutants.ts";

/**
 * Anti-entropy gossip about a node that never stops raising its version. After Demers and others, Epidemic Algorithms
 * for Replicated Database Maintenance (1987).
 *
 * @example
 * ```ts
 * await check(gossipUnending());
 * ```
 */
export const gossipUnending = protocol(
  {
    name: "gossip-unending",
    about: "Anti-entropy gossip about a node that never stops raising its version",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987)",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 3, about: "who gossips; the first raises its version" }),
      versions: integer({ from: 1, to: 8, default: 1, about: "how many versions behind the latest are told apart" }),
      exchange: choice(["push", "push-pull"], { about: "whether one node tells the other, or each tells the other" }),
    },
    mutants,
  },
  (given, mutant) => unending({ ...given, ...decisions, ...(mutant && mutants[mutant].change) }),
);

interface Unending {
  readonly nodes: number;
  /** How many versions behind the latest are told apart. */
  readonly versions: number;
  readonly exchange: "push" | "push-pull";
  readonly merge: (known: number, told: number) => number;
}

function unending({ nodes, versions: latest, exchange, merge }: Unending) {
  const Node = range(0, nodes - 1);
  const writer = 0;
  const readers = Node.values.filter((node) => node !== writer);
  const state = { known: map(Node, range(0, latest + 1)) };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;

  const allAgree = (s: State) => readers.every((node) => s.known.get(node) === latest);
  const tell = (s: Draft, from: number, to: number) => {
    if (to !== writer) s.known.set(to, merge(s.known.get(to), s.known.get(from)));
  };
  const perPair = { per: ["from", "to"] };
  const goesOn = weak("update");

  return model({
    state,
    words: { known: "node {key} knows version {value}" },
    // All but the writer have missed one update.
    init: (s) => {
      for (const node of Node.values) s.known.set(node, node === writer ? latest : latest - 1);
    },
    normalise: (s) => lags([s.known], { most: latest }),
    rules: {
      update: {
        do: (s) => s.known.set(writer, latest + 1),
      },
      contact: {
        for: { from: Node, to: Node },
        when: (_, { from, to }) => (exchange === "push" ? from !== to : from < to),
        do: (s, { from, to }) => {
          tell(s, from, to);
          if (exchange === "push-pull") tell(s, to, from);
        },
      },
    },
    eventually: { "all agree": allAgree },
    alwaysEventually: { "all agree again and again": allAgree },
    alwaysReachable: { "all can agree": allAgree },
    fairness: {
      "weak-per-pair": [goesOn, weak("contact", perPair)],
      "weak-per-sender": [goesOn, weak("contact", { per: "from" })],
      "strong-per-pair": [goesOn, strong("contact", perPair)],
    },
    view: { lanes: [{ name: "node", by: ["from", "to"], fields: ["known"] }] },
  });
}
