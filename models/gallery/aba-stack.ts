/**
 * A lock-free stack as a pool of nodes (Treiber, 1986): `pop` reads the top, then the node below it, then puts that one on
 * top, if the first is on top still (compare-and-swap). pmodels/argobots#178: it may be on top *again*: others have popped
 * it and what was below, and pushed it back (A, B, A). The node then put on top is in somebody's hands. The remedy is a tag
 * that every change of the top counts up.
 *
 * Assumed: reads, writes and compare-and-swap of one word are atomic, and the tag is in the word of the top. What is
 * explored is bounded by `tags`; a tag that wraps around would bring the bug back.
 */
import { integer, map, model, optional, program, protocol, range, scalarset } from "../../src/index.ts";

/**
 * A Treiber stack as a pool of nodes, its top tagged. After pmodels/argobots#178.
 *
 * @example
 * ```ts
 * await check(abaStack({}, "untagged"));
 * ```
 */
export const abaStack = protocol(
  {
    name: "aba-stack",
    about: "A lock-free stack as a pool of nodes, with a tag on its top",
    source: "pmodels/argobots#178; Treiber, Systems Programming: Coping with Parallelism (1986)",
    parameters: {
      threads: integer({ from: 1, to: 3, default: 2, about: "who pop nodes and push them back" }),
      nodes: integer({ from: 2, to: 4, default: 3, about: "how many nodes there are, all on the stack at first" }),
      tags: integer({ from: 1, to: 20, default: 6, about: "how many changes of the top are explored" }),
    },
    mutants: {
      untagged: {
        about: "the top has no tag: that the node is the same is taken for the stack being the same",
        breaks: "what is on the stack is free",
        at: {},
        steps: 10,
      },
    },
  },
  ({ threads, nodes, tags }, mutant) => {
    const isTagged = mutant !== "untagged";
    const Thread = scalarset("t", threads);
    const Node = range(1, nodes);
    const Ref = optional(Node);
    const Tag = range(0, isTagged ? tags + 1 : 0);
    const state = { top: Ref, tag: Tag, next: map(Node, Ref), owner: map(Node, optional(Thread)) };

    const thread = program(state, Thread, {
      local: { old: Ref, oldTag: Tag, below: Ref },
      steps: {
        idle: {
          await: (s) => s.top !== null,
          do: (s, my) => {
            my.old = s.top;
            my.oldTag = s.tag;
          },
        },
        read: (s, my) => {
          if (my.old !== null) my.below = s.next.get(my.old);
        },
        swap: {
          forgets: ["old", "oldTag", "below"],
          do: (s, my) => {
            if (my.old !== null && s.top === my.old && s.tag === my.oldTag) {
              s.owner.set(my.old, my.self);
              s.top = my.below;
              if (isTagged) s.tag += 1;
            }
            return "idle";
          },
        },
        push: {
          at: "idle",
          for: { node: Node },
          await: (s, my, { node }) => s.owner.get(node) === my.self,
          do: (s, _, { node }) => {
            s.next.set(node, s.top);
            s.top = node;
            s.owner.set(node, null);
            if (isTagged) s.tag += 1;
            return "idle";
          },
        },
      },
    });

    return model({
      state,
      words: { top: "the top of the stack is {value}", owner: "node {key} belongs to {value}" },
      programs: { thread },
      init: (s) => {
        s.top = 1;
        for (const n of Node.values) s.next.set(n, n === nodes ? null : n + 1);
      },
      constraint: isTagged && { always: { "few changes of the top": (s) => s.tag <= tags } },
      always: { "what is on the stack is free": (s) => s.top === null || s.owner.get(s.top) === null },
      reachable: { "all nodes are taken": (s) => s.top === null },
    });
  },
);
