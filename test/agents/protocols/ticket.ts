import { choice, enumeration, map, model, protocol, range } from "synod";
// Two ticket locks A and B; each thread takes both. Seeded: thread 2 takes them in the other order.
export const ticket = protocol({ name: "ticket", parameters: { order: choice(["other", "same"]) } }, ({ order }) => {
  const Thread = range(0, 1);
  const Lock = enumeration("A", "B");
  const first = (t: number) => (t === 0 || order === "same" ? "A" : "B") as "A" | "B";
  const second = (t: number) => (first(t) === "A" ? "B" : "A") as "A" | "B";
  return model({
    state: {
      next: map(Lock, range(0, 2)),
      serving: map(Lock, range(0, 2)),
      at: map(Thread, enumeration("start", "wait1", "has1", "wait2", "both", "done")),
      ticket: map(Thread, range(0, 2)),
    },
    rules: {
      "take first": {
        for: { t: Thread },
        when: (s, { t }) => s.at.get(t) === "start",
        do: (s, { t }) => {
          const l = first(t);
          s.ticket.set(t, s.next.get(l));
          s.next.set(l, s.next.get(l) + 1);
          s.at.set(t, "wait1");
        },
      },
      "get first": {
        for: { t: Thread },
        when: (s, { t }) => s.at.get(t) === "wait1" && s.serving.get(first(t)) === s.ticket.get(t),
        do: (s, { t }) => {
          s.at.set(t, "has1");
        },
      },
      "take second": {
        for: { t: Thread },
        when: (s, { t }) => s.at.get(t) === "has1",
        do: (s, { t }) => {
          const l = second(t);
          s.ticket.set(t, s.next.get(l));
          s.next.set(l, s.next.get(l) + 1);
          s.at.set(t, "wait2");
        },
      },
      "get second": {
        for: { t: Thread },
        when: (s, { t }) => s.at.get(t) === "wait2" && s.serving.get(second(t)) === s.ticket.get(t),
        do: (s, { t }) => {
          s.at.set(t, "both");
        },
      },
      release: {
        for: { t: Thread },
        when: (s, { t }) => s.at.get(t) === "both",
        do: (s, { t }) => {
          for (const l of Lock.values) s.serving.set(l, s.serving.get(l) + 1);
          s.at.set(t, "done");
        },
      },
    },
    always: { "one in both": (s) => Thread.values.filter((t) => s.at.get(t) === "both").length <= 1 },
    reachable: { "both done": (s) => Thread.values.every((t) => s.at.get(t) === "done") },
    terminal: (s) => Thread.values.every((t) => s.at.get(t) === "done"),
  });
});
