/**
 * How a worker of Weave, Ratsimbazafy's runtime for tasks, goes to sleep: it takes a ticket, tells its parent that it has nothing to do,
 * looks again whether it was signalled, and waits on a condition variable. mratsim/weave#56: a signal that comes between its
 * last look and its wait is lost, since a condition variable forgets a signal that nobody waits for, and the worker sleeps
 * for ever. The remedy is a mutex that both hold: the last look and the wait are then one step for whoever signals.
 *
 * Assumed: one worker and its parent, who signals once, to have the worker end; other reads and writes are atomic.
 */
import { boolean, enumeration, model, program, protocol } from "../../src/index.ts";

/**
 * Two-phase parking of a worker on a condition variable. After mratsim/weave#56.
 *
 * @example
 * ```ts
 * await check(weave56({}, "no-mutex"));
 * ```
 */
export const weave56 = protocol(
  {
    name: "weave-56",
    about: "A worker that parks on a condition variable, and the parent that wakes it",
    source: "Ratsimbazafy, mratsim/weave#56; weave/cross_thread_com/event_notifiers.tla",
    mutants: {
      "no-mutex": {
        about: "the worker's last look before it waits and the parent's signal hold no mutex",
        breaks: "no deadlock",
        at: {},
        steps: 13,
      },
    },
  },
  (_, mutant) => {
    const hasMutex = mutant !== "no-mutex";
    const state = {
      phase: boolean,
      ticket: boolean,
      signaled: boolean,
      told: boolean,
      terminate: boolean,
      parked: boolean,
    };

    const worker = program(state, enumeration("worker"), {
      steps: {
        work: {},
        prepare: (s) => (s.signaled ? "tell" : "takeTicket"),
        takeTicket: (s) => {
          s.ticket = s.phase;
        },
        tell: (s) => {
          s.told = true;
        },
        lookAgain: (s) => (s.signaled ? "wake" : "park"),
        park: (s) => {
          if (s.ticket !== s.phase) return "wake";
          if (!hasMutex) return "wait";
          s.parked = true;
          return "wake";
        },
        wait: !hasMutex && {
          do: (s) => {
            s.parked = true;
          },
        },
        wake: {
          await: (s) => !s.parked,
          do: (s) => {
            s.signaled = false;
          },
        },
        end: (s) => (s.terminate ? "done" : "work"),
      },
    });
    const parent = program(state, enumeration("parent"), {
      steps: {
        other: {},
        terminate: (s) => {
          s.terminate = true;
        },
        look: (s) => (s.signaled ? "done" : "notify"),
        notify: (s) => {
          s.signaled = true;
        },
        invalidate: (s) => {
          s.phase = !s.phase;
          if (!hasMutex) return "signal";
          s.parked = false;
          return "done";
        },
        signal: !hasMutex && {
          do: (s) => {
            s.parked = false;
          },
        },
      },
    });

    return model({
      state,
      words: {
        parked: ["the worker is parked", "the worker is not parked"],
        told: ["the worker has told that it will wait", "the worker has not told that it will wait"],
      },
      programs: { worker, parent },
      reachable: { "the worker sleeps": (s) => s.parked },
    });
  },
);
