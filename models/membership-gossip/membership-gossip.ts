/**
 * Gossip as texts tell it: seed nodes that everybody knows, lists of nodes that are passed on together with a rumour, and
 * newcomers that introduce themselves to a seed. Who may push is a parameter, since it decides whether a rumour that starts
 * elsewhere gets anywhere. Follows the chapter on gossip in Cassandra's documentation (Dynamo), where every node gossips
 * each second, and seeds are no more than who a newcomer asks first; Redis Cluster has no seeds at all.
 */
import { monotonic, noGhosts } from "../../invariants/index.ts";
import {
  choice,
  enumeration,
  integer,
  map,
  model,
  protocol,
  type StateView,
  set,
  strong,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { mutants } from "./mutants.ts";
import { linksOf, namesOf } from "./nodes.ts";

/** What nodes decide by themselves, besides who sends. A mutant changes one of these, see mutants.ts. */
const decisions = {
  /** The list of `to` after it received that of `from`. */
  merge: <N>(own: readonly N[], received: readonly N[], from: N, _to: N): readonly N[] => [...own, ...received, from],
  /** Whether seeds know each other from the start. */
  seedsMeet: true,
};

/**
 * Gossip with seed nodes: lists of members and a rumour spread to all, also to those who join later. After Apache
 * Cassandra documentation, Dynamo: gossip and seed nodes.
 *
 * @example
 * ```ts
 * await check(membershipGossip());
 * ```
 */
export const membershipGossip = protocol(
  {
    name: "membership-gossip",
    about: "Gossip with seed nodes: lists of members and a rumour spread to all, also to those who join later",
    source: "Apache Cassandra documentation, Dynamo: gossip and seed nodes",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 3, about: "all there will ever be" }),
      seeds: integer({ from: 1, to: 3, default: 1, about: "how many of them are seeds, whom everybody knows" }),
      joiners: integer({ from: 0, to: 4, default: 1, about: "how many others are not there yet, and may join" }),
      senders: choice(["all", "seeds"], { about: "who pushes what it knows to those on its list" }),
      rumour: choice(["member", "seed"], {
        about: "who starts it: the last of the nodes that are there from the start, or the first seed",
      }),
      cut: choice(["none", "one-way", "partition"], {
        about:
          "the links that never work: from the first seed to the last node, or all between the first half of the nodes " +
          "and the others",
      }),
    },
    mutants,
  },
  ({ nodes, seeds, joiners, senders, rumour, cut }, mutant) => {
    const decide = { ...decisions, senders, ...(mutant && mutants[mutant].change) };
    const { names, present, seeds: seedNames } = namesOf({ nodes, seeds, joiners });
    const Node = enumeration(...names);
    const Seed = enumeration(...seedNames);
    const state = {
      members: set(Node), // those that have joined
      lists: map(Node, set(Node)), // whom each knows
      heard: set(Node), // who knows the rumour
    };
    type State = StateView<typeof state>;
    type Node = ValueOf<typeof Node>;

    const isSeed = (node: Node) => seedNames.includes(node);
    const isSender = (node: Node) => decide.senders === "all" || isSeed(node);
    const isLinked = linksOf(names)[cut];
    const knows = (s: State, by: Node, about: Node) => Number(s.lists.get(by).has(about));
    const pairs = names.flatMap((by) => names.map((about) => ({ by, about })));
    const areKnown = (s: State) =>
      pairs.every(({ by, about }) => !s.members.has(by) || !s.members.has(about) || knows(s, by, about) === 1);
    const isHeard = (s: State) => names.every((node) => !s.members.has(node) || s.heard.has(node));
    const isConverged = (s: State) => areKnown(s) && isHeard(s);

    const joining = weak("join", { per: "node" });

    return model({
      state,
      init: (s) => {
        for (const node of present) {
          s.members.add(node);
          s.lists.get(node).add(node);
          for (const other of present) {
            const isMet = isSeed(node) && isSeed(other) ? decide.seedsMeet : isSeed(node) || isSeed(other);
            if (isMet) s.lists.get(node).add(other);
          }
        }
        s.heard.add((rumour === "seed" ? present[0] : present.at(-1)) as Node);
      },
      rules: {
        join: {
          for: { node: Node, seed: Seed },
          when: (s, { node, seed }) => !s.members.has(node) && s.members.has(seed) && isLinked(node, seed),
          do: (s, { node, seed }) => {
            s.members.add(node);
            s.lists.get(node).add(node);
            s.lists.get(node).add(seed);
            s.lists.get(seed).add(node);
          },
        },
        push: {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => from !== to && isSender(from) && isLinked(from, to) && s.lists.get(from).has(to),
          do: (s, { from, to }) => {
            const merged = decide.merge([...s.lists.get(to)], [...s.lists.get(from)], from, to);
            s.lists.get(to).clear();
            for (const node of merged) s.lists.get(to).add(node);
            if (s.heard.has(from)) s.heard.add(to);
          },
        },
      },
      always: { "lists name members": noGhosts({ nodes: names, known: knows }) },
      step: {
        "lists grow": monotonic({
          at: pairs,
          read: (s: State, { by, about }) => knows(s, by, about),
          say: ({ by, about }) => `${by} knew ${about}, and has forgotten it`,
        }),
      },
      // Across a partition no newcomer finds a seed.
      reachable: { "all joined": cut !== "partition" && ((s) => names.every((node) => s.members.has(node))) },
      eventually: { converged: isConverged },
      eventuallyAlways: { "members known": areKnown, "rumour heard": isHeard },
      alwaysReachable: { "can converge": isConverged },
      fairness: {
        "weak-per-pair": [joining, weak("push", { per: ["from", "to"] })],
        "weak-per-sender": [joining, weak("push", { per: "from" })],
        "strong-per-pair": [joining, strong("push", { per: ["from", "to"] })],
      },
    });
  },
);
