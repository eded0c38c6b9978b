/**
 * Rumour mongering, the complex epidemic: who has heard a rumour tells it on, and loses interest after k contacts with
 * nodes that knew it already. It costs less than anti-entropy, and may die out before everybody has heard; so anti-entropy,
 * run now and then, backs it up. Follows Demers and others, *Epidemic Algorithms for Replicated Database Maintenance*
 * (1987), section 1.4 in the variant with feedback and a counter, and section 1.5.
 */
import { monotonic } from "../../invariants/index.ts";
import {
  enumeration,
  flag,
  integer,
  map,
  model,
  protocol,
  range,
  type StateDraft,
  type StateView,
  strong,
  union,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { atLeast } from "../quorums.ts";

const mutants = {
  "g-k": { about: "no anti-entropy backs it up", breaks: "all know", at: { nodes: 3, k: 1 }, steps: 3 },
};

/**
 * Gossip that loses interest: a rumour is told until k contacts were in vain; anti-entropy reaches the others. After
 * Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987), sections 1.4 and 1.5.
 *
 * @example
 * ```ts
 * await check(rumourMongering());
 * ```
 */
export const rumourMongering = protocol(
  {
    name: "rumour-mongering",
    about:
      "Gossip that loses interest: a rumour is told until k contacts were in vain; anti-entropy reaches the others",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987), sections 1.4 and 1.5",
    parameters: {
      nodes: integer({ from: 1, to: 6, default: 3, about: "who gossips" }),
      k: integer({ from: 1, to: 4, default: 1, about: "after how many contacts in vain a node loses interest" }),
      backup: flag({
        default: true,
        about: "whether anti-entropy finds whom the rumour missed, and starts it there again",
      }),
    },
    mutants,
  },
  ({ nodes, k, backup }, mutant) => {
    const Node = enumeration("origin", ...Array.from({ length: nodes - 1 }, (_, at) => `n${at + 2}`));
    const { susceptible, infective, removed, ...Interest } = union({
      susceptible: {}, // has not heard
      infective: { inVain: range(0, k - 1) }, // tells it on
      removed: {}, // has heard, and lost interest
    });
    const state = { interest: map(Node, Interest) };
    type State = StateView<typeof state>;
    type Node = ValueOf<typeof Node>;

    const knows = (s: State, node: Node) => s.interest.get(node).kind !== "susceptible";
    const infect = (s: StateDraft<typeof state>, node: Node) => s.interest.set(node, infective({ inVain: 0 }));
    /** From not having heard, by contacts in vain, to having lost interest. */
    const stage = (s: State, node: Node) => {
      const interest = s.interest.get(node);
      return interest.kind === "infective" ? 1 + interest.inVain : interest.kind === "removed" ? k + 1 : 0;
    };
    const hasLostInterest = (s: State) => Node.values.some((node) => s.interest.get(node).kind === "removed");
    const allKnow = (s: State) => Node.values.every((node) => knows(s, node));
    const isBackedUp = backup && mutant !== "g-k";
    const rules = ["tell", "repair"];
    const perPair = { per: ["from", "to"] };

    return model({
      state,
      init: (s) => infect(s, "origin"),
      rules: {
        tell: {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => from !== to && s.interest.get(from).kind === "infective",
          do: (s, { from, to }) => {
            const teller = s.interest.get(from);
            if (!knows(s, to)) infect(s, to);
            else if (teller.kind === "infective") {
              const inVain = teller.inVain + 1;
              s.interest.set(from, inVain === k ? removed({}) : infective({ inVain }));
            }
          },
        },
        /** Anti-entropy: the two compare all they have. What `to` missed is news there. */
        repair: isBackedUp && {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => knows(s, from) && !knows(s, to),
          do: (s, { to }) => infect(s, to),
        },
      },
      always: {
        "nobody loses interest alone": (s) => !hasLostInterest(s) || atLeast(2, Node.values, (node) => knows(s, node)),
      },
      step: { "no way back": monotonic({ at: Node.values, read: (s: State, node) => stage(s, node) }) },
      reachable: { "all lost interest": (s) => Node.values.every((node) => s.interest.get(node).kind === "removed") },
      eventually: { "all know": allKnow },
      alwaysReachable: { "all can know": allKnow },
      fairness: { weak: rules.map((rule) => weak(rule, perPair)), strong: rules.map((rule) => strong(rule, perPair)) },
    });
  },
);
