import { enumeration, map, model, range, scalarset } from "synod";

const Customer = scalarset("c", 2);

/** Lamport's bakery (1974), drawing a ticket in one step. Numbers grow without end; those up to 5 are explored. */
export const endlessBakery = model({
  state: {
    at: map(Customer, enumeration("away", "waiting", "inside")),
    ticket: map(Customer, range(0, 6)), // 0 stands for none
  },
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
  constraint: { always: { "few tickets": (s) => s.ticket.values().every((number) => number <= 5) } },
  always: { "one at a time": (s) => s.at.values().filter((at) => at === "inside").length <= 1 },
});
