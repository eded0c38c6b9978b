import { map, model, optional, program, range, scalarset } from "synod";

const Thread = scalarset("t", 2);
const Node = range(1, 3);
const Ref = optional(Node);
const state = { top: Ref, next: map(Node, Ref) };

const thread = program(state, Thread, {
  local: { got: Ref },
  procedures: {
    pop: {
      local: { old: Ref, new: Ref },
      steps: {
        read: (s, my) => {
          my.old = s.top;
        },
        look: (s, my) => {
          if (my.old === null) return "return";
          my.new = s.next.get(my.old);
          return "swap";
        },
        swap: (s, my) => {
          if (s.top !== my.old) return "read";
          s.top = my.new;
          my.got = my.old;
          return "return";
        },
      },
    },
  },
  steps: {
    one: () => ({ call: "pop" }),
    another: { await: (_, my) => my.got !== null, forgets: ["got"], do: () => ({ call: "pop", then: "use" }) },
    use: {},
  },
});

/** Treiber's stack (1986), from which two threads take two nodes each, and there are three. */
export const stack = model({
  state,
  programs: { thread },
  init: (s) => {
    s.top = 1;
    for (const n of [1, 2]) s.next.set(n, n + 1);
  },
  always: {
    "no node twice": (s) => {
      const got = s.thread.got.values().filter((n) => n !== null);
      return new Set(got).size === got.length;
    },
  },
  reachable: {
    "nothing left": (s) => s.top === null,
    "one gets nothing": (s) => Thread.values.some((t) => s.thread.at.get(t) === "done" && s.thread.got.get(t) === null),
  },
});
