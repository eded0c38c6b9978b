/**
 * Lamport's bakery: customers draw tickets by looking at all others' one by one, while these draw theirs, so that two may
 * draw the same; who has the smallest goes in, of two equal ones the customer whose name is the smaller. While somebody
 * draws, `choosing` says so, and is waited for.
 *
 * Assumed: a read or write of one variable is atomic (the paper asks for less). Tickets grow for ever while the shop is not
 * empty; what is explored is bounded by `tickets`. A customer looks at the others in any order, as the paper allows.
 */
import { boolean, forEvery, integer, map, members, model, program, protocol, range, set } from "../../src/index.ts";

/** A ticket, and who drew it. */
type Drawn = readonly [ticket: number, customer: number];

/**
 * Mutual exclusion of any number of processes. After Lamport, A New Solution of Dijkstra's Concurrent Programming Problem
 * (1974).
 *
 * @example
 * ```ts
 * await check(bakery({ customers: 2 }, "ba-nochoosing"));
 * ```
 */
export const bakery = protocol(
  {
    name: "bakery",
    about: "Lamport's bakery: tickets read one by one, while others draw theirs",
    source: "Lamport, A New Solution of Dijkstra's Concurrent Programming Problem (1974)",
    parameters: {
      customers: integer({ from: 2, to: 4, default: 2, about: "who want to go inside, one at a time" }),
      tickets: integer({ from: 1, to: 9, default: 3, about: "the largest ticket that is explored" }),
    },
    mutants: {
      "ba-nochoosing": {
        about: "nobody waits for those who are drawing a ticket",
        breaks: "one at a time",
        at: {},
        steps: 14,
      },
      "ba-ties": {
        about: "of two customers with equal tickets both may go in",
        breaks: "one at a time",
        at: {},
        steps: 14,
      },
      "ba-late": {
        about: "a customer says that it is choosing when it has looked at the others already",
        breaks: "one at a time",
        at: {},
        steps: 14,
      },
    },
  },
  ({ customers, tickets }, mutant) => {
    const Customer = range(1, customers);
    const Ticket = range(0, tickets + 1); // 0: none
    const state = { choosing: map(Customer, boolean), number: map(Customer, Ticket) };
    const local = { unread: set(Customer), most: Ticket, next: Customer };
    const others = (self: number) => Customer.values.filter((i) => i !== self);

    /** (n, i) < (m, j): which of two customers with these tickets comes first. */
    const before = ([n, i]: Drawn, [m, j]: Drawn) => n < m || (n === m && (i < j || mutant === "ba-ties"));

    const customer = program(state, Customer, {
      local,
      steps: {
        away: {},
        choose: (s, my) => {
          s.choosing.set(my.self, mutant !== "ba-late");
          for (const i of others(my.self)) my.unread.add(i);
        },
        look: {
          for: { i: members(local.unread) },
          do: (s, my, { i }) => {
            my.unread.delete(i);
            my.most = Math.max(my.most, s.number.get(i));
            return my.unread.size > 0 ? "look" : "draw";
          },
        },
        draw: {
          forgets: ["most"],
          do: (s, my) => s.number.set(my.self, my.most + 1),
        },
        chosen: (s, my) => {
          s.choosing.set(my.self, false);
          for (const i of others(my.self)) my.unread.add(i);
        },
        pick: {
          for: { i: members(local.unread) },
          await: (s, _, { i }) => !s.choosing.get(i) || mutant === "ba-nochoosing",
          do: (_, my, { i }) => {
            my.next = i;
          },
        },
        wait: {
          forgets: ["next"],
          await: (s, my) => {
            const other = s.number.get(my.next);
            return other === 0 || before([s.number.get(my.self), my.self], [other, my.next]);
          },
          do: (_, my) => {
            my.unread.delete(my.next);
            return my.unread.size > 0 ? "pick" : "inside";
          },
        },
        inside: {},
        leave: (s, my) => {
          s.number.set(my.self, 0);
          return "away";
        },
      },
    });

    return model({
      state,
      programs: { customer },
      constraint: { always: { "few tickets": (s) => s.number.values().every((n) => n <= tickets) } },
      always: { "one at a time": (s) => s.customer.at.values().filter((at) => at === "inside").length <= 1 },
      reachable: { "all wait": (s) => s.customer.at.values().every((at) => at === "pick" || at === "wait") },
      step: {
        // Of those who wait, nobody is overtaken by a larger ticket.
        "the smallest ticket first": forEvery(Customer, (c) => (s, next) => {
          if (next.customer.at.get(c) !== "inside" || s.customer.at.get(c) === "inside") return true;
          return others(c).every(
            (d) => s.customer.at.get(d) !== "wait" || before([s.number.get(c), c], [s.number.get(d), d]),
          );
        }),
      },
    });
  },
);
