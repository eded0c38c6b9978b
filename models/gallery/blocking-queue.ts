/**
 * A bounded buffer whose producers and consumers wait in one set, as in Java threads wait for an object's monitor. Who adds
 * or takes something wakes others with `notifyAll`. lemmy/BlockingQueue#5: with `notify`, which wakes anybody, a producer may
 * wake a producer, and with more threads than twice the buffer's size all of them come to wait.
 *
 * Assumed: an operation and its `wait` or `notify` are one step, since they hold the monitor; a thread that is woken looks
 * again. Items are all alike.
 */
import {
  integer,
  members,
  model,
  oneOf,
  program,
  protocol,
  range,
  type StateDraft,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";

/**
 * A bounded buffer with one set of waiting threads. After lemmy/BlockingQueue#5.
 *
 * @example
 * ```ts
 * await check(blockingQueue({ consumers: 2 }, "notify"));
 * ```
 */
export const blockingQueue = protocol(
  {
    name: "blocking-queue",
    about: "A bounded buffer with one set of waiting producers and consumers",
    source: "lemmy/BlockingQueue#5",
    parameters: {
      producers: integer({ from: 1, to: 6, default: 1, about: "who put items into the buffer" }),
      consumers: integer({ from: 1, to: 6, default: 2, about: "who get items out of it" }),
      buffer: integer({ from: 1, to: 5, default: 1, about: "how many items it holds" }),
    },
    mutants: {
      notify: {
        about: "one of those who wait is woken, whoever, instead of all of them",
        breaks: "not all wait",
        at: {},
        steps: 7,
      },
    },
  },
  ({ producers, consumers, buffer }, mutant) => {
    const Producer = scalarset("p", producers);
    const Consumer = scalarset("c", consumers);
    const Thread = oneOf(Producer, Consumer);
    const state = { items: range(0, buffer), waiting: set(Thread) };
    const wake = (s: StateDraft<typeof state>, woken: ValueOf<typeof Thread> | null) => {
      if (mutant !== "notify") s.waiting.clear();
      else if (woken !== null) s.waiting.delete(woken);
    };

    const producer = program(state, Producer, {
      steps: {
        put: {
          for: { woken: members(state.waiting, { orNull: true }) },
          await: (s, my) => !s.waiting.has(my.self) && s.items < buffer,
          do: (s, _, { woken }) => {
            s.items += 1;
            wake(s, woken);
            return "put";
          },
        },
        full: {
          at: "put",
          await: (s, my) => !s.waiting.has(my.self) && s.items === buffer,
          do: (s, my) => {
            s.waiting.add(my.self);
            return "put";
          },
        },
      },
    });
    const consumer = program(state, Consumer, {
      steps: {
        get: {
          for: { woken: members(state.waiting, { orNull: true }) },
          await: (s, my) => !s.waiting.has(my.self) && s.items > 0,
          do: (s, _, { woken }) => {
            s.items -= 1;
            wake(s, woken);
            return "get";
          },
        },
        empty: {
          at: "get",
          await: (s, my) => !s.waiting.has(my.self) && s.items === 0,
          do: (s, my) => {
            s.waiting.add(my.self);
            return "get";
          },
        },
      },
    });

    return model({
      state,
      words: { waiting: ["{value} went to wait", "{value} does not wait"] },
      programs: { producer, consumer },
      always: { "not all wait": (s) => s.waiting.size < producers + consumers },
      reachable: {
        "a producer waits": (s) => Producer.values.some((p) => s.waiting.has(p)),
        "a consumer waits": (s) => Consumer.values.some((c) => s.waiting.has(c)),
      },
    });
  },
);
