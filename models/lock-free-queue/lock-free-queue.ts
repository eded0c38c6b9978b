/**
 * Michael and Scott's queue without locks: a linked list with a dummy node in front, whose `tail` may fall one node behind.
 * Who finds it behind moves it on before he tries again, so that nobody waits for a thread that has stopped. The labels are
 * the numbers of the paper's lines; E7 and D5 test what was read in the lines before.
 *
 * Assumed: a read, a write and a compare-and-swap of one variable are atomic. Nodes are not used again (memory is collected),
 * so that pointers need no counters; each thread enqueues one value, in a node of its own, and dequeues once,
 * before or after.
 */
import { historyOf, linearizable, queue } from "../../invariants/index.ts";
import { integer, map, model, optional, program, protocol, range, type StateView } from "../../src/index.ts";

/**
 * A queue without locks, and what its callers see of it. After Michael and Scott, Simple, Fast, and Practical Non-Blocking
 * and Blocking Concurrent Queue Algorithms (1996).
 *
 * @example
 * ```ts
 * await check(lockFreeQueue({ threads: 2 }, "ms-nohelp"));
 * ```
 */
export const lockFreeQueue = protocol(
  {
    name: "lock-free-queue",
    about: "Michael and Scott's queue without locks, and what its callers see of it",
    source:
      "Michael and Scott, Simple, Fast, and Practical Non-Blocking and Blocking Concurrent Queue Algorithms (1996), figure 1",
    parameters: {
      threads: integer({ from: 1, to: 3, default: 2, about: "each of which enqueues a value and dequeues one" }),
    },
    mutants: {
      "ms-blind": {
        about: "a node is linked behind the last one without looking whether that still is the last (E9)",
        breaks: "the tail is in the list",
        at: {},
        steps: 11,
      },
      "ms-early": {
        about: "the tail is moved to a new node before that is linked (E9 and E17 in the other order)",
        breaks: "the tail is in the list",
        at: {},
        steps: 5,
      },
      "ms-overtake": {
        about: "a dequeuer does not look whether the tail is behind, and moves the head past it (D6)",
        breaks: "the tail is in the list",
        at: {},
        steps: 11,
      },
      "ms-nohelp": {
        about: "who finds the tail behind tries again without moving it on (E12, D10)",
        breaks: "all come to an end",
        at: {},
        steps: 12,
        loop: 8,
      },
      "ms-noretest": {
        about: "what was read is not tested again (E7, D5): nodes that are not used again do not ask for it",
        breaks: null,
        at: {},
        steps: null,
      },
    },
  },
  ({ threads }, mutant) => {
    const Thread = range(1, threads);
    const Node = range(0, threads); // the dummy, and a node for each thread's value
    const Ref = optional(Node);
    const calls = historyOf(queue(Thread), { each: 2, by: Thread });
    const state = { head: Node, tail: Node, next: map(Node, Ref), log: calls.field };
    const retests = mutant !== "ms-noretest";
    const helps = mutant !== "ms-nohelp";

    const thread = program(state, Thread, {
      procedures: {
        enqueue: {
          local: { tail: Node, next: Ref },
          steps: {
            E5: (s, my) => {
              my.tail = s.tail;
            },
            E6: (s, my) => {
              my.next = s.next.get(my.tail);
            },
            E7: (s, my) => {
              if (retests && my.tail !== s.tail) return "E5";
              if (my.next !== null) return "E12";
              return mutant === "ms-early" ? "E17" : "E9";
            },
            E9: (s, my) => {
              if (s.next.get(my.tail) !== my.next && mutant !== "ms-blind") return "E5";
              s.next.set(my.tail, my.self);
              if (mutant !== "ms-early") return "E17";
              calls.of(s.log, my.self).return.enqueue();
              return "return";
            },
            E12: (s, my) => {
              if (helps && s.tail === my.tail && my.next !== null) s.tail = my.next;
              return "E5";
            },
            E17: (s, my) => {
              if (s.tail === my.tail) s.tail = my.self;
              if (mutant === "ms-early") return "E9";
              calls.of(s.log, my.self).return.enqueue();
              return "return";
            },
          },
        },
        dequeue: {
          local: { head: Node, tail: Node, next: Ref },
          steps: {
            D2: (s, my) => {
              my.head = s.head;
            },
            D3: (s, my) => {
              my.tail = s.tail;
            },
            D4: (s, my) => {
              my.next = s.next.get(my.head);
            },
            D5: (s, my) => {
              if (retests && my.head !== s.head) return "D2";
              if (mutant === "ms-overtake" ? my.next !== null : my.head !== my.tail) return "D13";
              return my.next === null ? "D8" : "D10";
            },
            D8: (s, my) => {
              calls.of(s.log, my.self).return.dequeue(null);
              return "return";
            },
            D10: (s, my) => {
              if (helps && s.tail === my.tail && my.next !== null) s.tail = my.next;
              return "D2";
            },
            D13: (s, my) => {
              if (s.head !== my.head || my.next === null) return "D2";
              s.head = my.next;
              calls.of(s.log, my.self).return.dequeue(my.next);
              return "return";
            },
          },
        },
      },
      steps: {
        begin: (s, my) => {
          calls.of(s.log, my.self).invoke.enqueue(my.self);
          return { call: "enqueue", then: "dequeue" };
        },
        beginLater: {
          at: "begin",
          do: (s, my) => {
            calls.of(s.log, my.self).invoke.dequeue();
            return { call: "dequeue", then: "enqueue" };
          },
        },
        dequeue: (s, my) => {
          calls.of(s.log, my.self).invoke.dequeue();
          return { call: "dequeue", then: "done" };
        },
        enqueue: (s, my) => {
          calls.of(s.log, my.self).invoke.enqueue(my.self);
          return { call: "enqueue" };
        },
      },
    });

    /** The nodes from the head on. */
    const listed = (s: StateView<typeof state>) => {
      const nodes = [s.head];
      for (let node = s.next.get(s.head); node !== null && !nodes.includes(node); node = s.next.get(node))
        nodes.push(node);
      return nodes;
    };

    return model({
      state,
      programs: { thread },
      always: {
        linearizable: linearizable((s) => calls.operations(s.log)),
        "the tail is in the list": (s) => listed(s).includes(s.tail),
      },
      reachable: {
        "the tail is behind": (s) => s.next.get(s.tail) !== null,
        "one enqueues first": (s) => Thread.values.some((t) => s.thread.at.get(t) === "dequeue"),
        "one finds nothing": (s) => Thread.values.some((t) => s.thread.at.get(t) === "dequeue.D8"),
      },
      eventually: { "all come to an end": (s) => s.thread.at.values().every((at) => at === "done") },
      // Without locks: somebody comes to an end, however long the others stand still.
      fairness: { "somebody goes on": thread.weak({ per: "program" }) },
    });
  },
);
