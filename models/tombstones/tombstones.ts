/**
 * Deletion in anti-entropy: a node that merely forgets an item gets it back from the next one that still has it. So a
 * deletion leaves a tombstone, a death certificate, that spreads like any update and is newer than the item. It may be
 * dropped when nobody has the item any more; Cassandra's gc_grace_seconds is a guess of when that is. Follows Demers and
 * others, *Epidemic Algorithms for Replicated Database Maintenance* (1987), section 2.
 */
import {
  enumeration,
  integer,
  map,
  model,
  protocol,
  type StateView,
  scalarset,
  type ValueOf,
  weak,
} from "../../src/index.ts";

type Copy = "absent" | "present" | "tombstone";

/** What nodes decide by themselves. Each mutant decides one of these otherwise. */
const decisions = {
  /** What a deletion leaves behind. */
  leaves: "tombstone" as Copy,
  /** Whether a tombstone may be dropped, given whether somebody still has the item. */
  mayDrop: (isLeft: boolean) => !isLeft,
};

const mutants = {
  "d-notomb": {
    about: "a deletion leaves nothing behind",
    breaks: "no resurrection",
    at: { nodes: 2 },
    steps: 2,
    change: { leaves: "absent" as const },
  },
  "d-gc": {
    about: "a tombstone may be dropped at any time",
    breaks: "no resurrection",
    at: { nodes: 2 },
    steps: 3,
    change: { mayDrop: () => true },
  },
};

/**
 * Anti-entropy with deletion: an item that one node deletes must not come back from another. After Demers and others,
 * Epidemic Algorithms for Replicated Database Maintenance (1987), section 2.
 *
 * @example
 * ```ts
 * await check(tombstones());
 * ```
 */
export const tombstones = protocol(
  {
    name: "tombstones",
    about: "Anti-entropy with deletion: an item that one node deletes must not come back from another",
    source: "Demers and others, Epidemic Algorithms for Replicated Database Maintenance (1987), section 2",
    parameters: { nodes: integer({ from: 1, to: 8, default: 3, about: "who has a copy of the item" }) },
    mutants,
  },
  ({ nodes }, mutant) => {
    const { leaves, mayDrop } = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Node = scalarset("n", nodes);
    const Copy = enumeration("absent", "present", "tombstone"); // a larger one is newer
    const state = { copies: map(Node, Copy) };
    type State = StateView<typeof state>;
    type Node = ValueOf<typeof Node>;

    const has = (s: State, node: Node, ...copies: readonly Copy[]) => copies.includes(s.copies.get(node));
    const isLeft = (s: State) => Node.values.some((node) => has(s, node, "present"));

    return model({
      state,
      init: (s) => {
        for (const node of Node.values) s.copies.set(node, "present");
      },
      rules: {
        delete: {
          for: { node: Node },
          when: (s, { node }) => has(s, node, "present"),
          do: (s, { node }) => s.copies.set(node, leaves),
        },
        push: {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => Copy.encode(s.copies.get(from)) > Copy.encode(s.copies.get(to)),
          do: (s, { from, to }) => s.copies.set(to, s.copies.get(from)),
        },
        drop: {
          for: { node: Node },
          when: (s, { node }) => has(s, node, "tombstone") && mayDrop(isLeft(s)),
          do: (s, { node }) => s.copies.set(node, "absent"),
        },
      },
      // All have the item at first: who has it not has deleted it, or heard of its deletion.
      step: {
        "no resurrection": (before, after) =>
          Node.values.every((node) => has(before, node, "present") || !has(after, node, "present")),
      },
      reachable: { forgotten: (s) => Node.values.every((node) => has(s, node, "absent")) },
      leadsTo: { "deletion spreads": [(s) => Node.values.some((node) => !has(s, node, "present")), (s) => !isLeft(s)] },
      alwaysReachable: { "can be forgotten": (s) => Node.values.every((node) => has(s, node, "absent")) },
      fairness: { weak: weak("push", { per: ["from", "to"] }) },
    });
  },
);
