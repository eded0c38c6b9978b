import { choice, enumeration, map, model, optional, protocol, range, scalarset, set } from "synod";
// At-least-once delivery: a job stays in the queue until it is acknowledged; a worker may crash after doing the work.
// Dedup by a table of done jobs. Seeded: the job is marked done after its effect, in a second step.
export const queue = protocol({ name: "queue", parameters: { mark: choice(["after", "with"]) } }, ({ mark }) => {
  const Job = scalarset("j", 2);
  const Worker = scalarset("w", 2);
  return model({
    state: {
      queued: set(Job),
      at: map(Worker, enumeration("idle", "got", "did")),
      job: map(Worker, optional(Job)),
      done: set(Job),
      effects: map(Job, range(0, 3)),
    },
    init: (s) => {
      s.queued.assign(Job.values);
    },
    rules: {
      get: {
        for: { w: Worker, j: Job },
        when: (s, { w, j }) => s.at.get(w) === "idle" && s.queued.has(j),
        do: (s, { w, j }) => {
          s.job.set(w, j);
          s.at.set(w, "got");
        },
      },
      work: {
        for: { w: Worker },
        when: (s, { w }) => s.at.get(w) === "got",
        do: (s, { w }) => {
          const j = s.job.get(w)!;
          if (!s.done.has(j)) {
            s.effects.set(j, s.effects.get(j) + 1);
            if (mark === "with") s.done.add(j);
          }
          s.at.set(w, "did");
        },
      },
      acknowledge: {
        for: { w: Worker },
        when: (s, { w }) => s.at.get(w) === "did",
        do: (s, { w }) => {
          const j = s.job.get(w)!;
          s.done.add(j);
          s.queued.delete(j);
          s.job.set(w, null);
          s.at.set(w, "idle");
        },
      },
      crash: {
        for: { w: Worker },
        when: (s, { w }) => s.at.get(w) !== "idle",
        do: (s, { w }) => {
          s.job.set(w, null);
          s.at.set(w, "idle");
        },
      },
    },
    always: { "an effect at most once": (s) => Job.values.every((j) => s.effects.get(j) <= 1) },
    reachable: { "all done": (s) => s.queued.size === 0 },
  });
});
