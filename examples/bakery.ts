import { enumeration, forEvery, map, model, range, ranks, scalarset, weak } from "synod";

const Customer = scalarset("c", 2);
const state = {
  at: map(Customer, enumeration("away", "waiting", "inside")),
  ticket: map(Customer, range(0, 3)), // 0 stands for none
};

/** Lamport's bakery (1974), drawing a ticket in one step: the smallest ticket is served, a new one is the largest. */
export const bakery = model({
  state,
  rules: {
    draw: {
      for: { c: Customer },
      when: (s, { c }) => s.at.get(c) === "away",
      do: (s, { c }) => {
        s.ticket.set(c, 1 + Math.max(...s.ticket.values()));
        s.at.set(c, "waiting");
      },
    },
    enter: {
      for: { c: Customer },
      when: (s, { c }) =>
        s.at.get(c) === "waiting" &&
        Customer.values.every((d) => s.ticket.get(d) === 0 || s.ticket.get(c) <= s.ticket.get(d)),
      do: (s, { c }) => s.at.set(c, "inside"),
    },
    leave: {
      for: { c: Customer },
      when: (s, { c }) => s.at.get(c) === "inside",
      do: (s, { c }) => {
        s.ticket.set(c, 0);
        s.at.set(c, "away");
      },
    },
  },
  normalise: (s) => ranks([s.ticket], { keep: [0] }),
  always: { "one at a time": (s) => s.at.values().filter((at) => at === "inside").length <= 1 },
  leadsTo: {
    "who waits gets in": forEvery(Customer, (c) => [(s) => s.at.get(c) === "waiting", (s) => s.at.get(c) === "inside"]),
  },
  fairness: { fair: weak(["enter", "leave"], { per: "c" }) },
});
