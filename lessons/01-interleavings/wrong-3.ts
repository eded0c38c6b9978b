import { boolean, integer, map, model, optional, protocol, range, type StateView, scalarset } from "synod";

/** Workers add 1 to a shared total: each reads it, and later writes what it read plus 1. */
export const counter = protocol(
  {
    name: "counter",
    about: "Workers that share a total",
    parameters: { workers: integer({ from: 1, to: 3, default: 2, about: "who adds 1" }) },
  },
  ({ workers }) => {
    const Worker = scalarset("w", workers);
    const Total = range(0, workers);
    const state = {
      total: Total, // shared by all
      noted: map(Worker, optional(Total)), // what each has read and not yet written back; null: nothing
      done: map(Worker, boolean),
    };
    type State = StateView<typeof state>;
    type Worker = (typeof Worker.values)[number];

    // edit:begin when
    /** Whether w may read the total now: w1 goes first, the others after it. */
    const mayRead = (s: State, w: Worker): boolean =>
      !s.done.get(w) && s.noted.get(w) === null && (w === "w1" || s.done.get("w1"));
    /** Whether w may write now what it noted, plus 1. */
    const mayWrite = (s: State, w: Worker): boolean => s.noted.get(w) !== null;
    // edit:end

    return model({
      state,
      rules: {
        read: {
          for: { w: Worker },
          when: (s, { w }) => mayRead(s, w),
          do: (s, { w }) => s.noted.set(w, s.total),
        },
        write: {
          for: { w: Worker },
          when: (s, { w }) => mayWrite(s, w),
          do: (s, { w }) => {
            s.total = (s.noted.get(w) ?? 0) + 1;
            s.noted.set(w, null);
            s.done.set(w, true);
          },
        },
      },
      always: { "nothing is lost": (s) => s.total === s.done.values().filter((done) => done).length },
      reachable: { "all are done": (s) => s.done.values().every((done) => done) },
      terminal: (s) => s.done.values().every((done) => done),
    });
  },
);
