/**
 * A shop asks a bank to charge a card. Answers may be late, so the shop asks again; requests may come twice. The rules are
 * here. What must never happen, what should be possible, and which mistake would show: that is for you to write. Or put a
 * protocol of your own in place of all this.
 */
import { boolean, integer, map, model, protocol, range, scalarset, set } from "synod";

export const shop = protocol(
  {
    name: "shop",
    about: "A shop that charges a card, and asks again when the answer is late",
    parameters: { orders: integer({ from: 1, to: 3, default: 2, about: "what is paid" }) },
    mutants: {
      forgets: {
        about: "the bank does not look whether it has charged the order before",
        breaks: "nobody pays twice",
        at: { orders: 1 },
        steps: 4,
      },
    },
  },
  ({ orders }, mutant) => {
    const Order = scalarset("o", orders);

    return model({
      state: {
        requests: set(Order), // on their way to the bank
        answers: set(Order), // on their way back
        charged: map(Order, range(0, 2)), // how often: 2 stands for more than once
        paid: map(Order, boolean), // what the shop knows
      },
      rules: {
        ask: {
          for: { order: Order },
          when: (s, { order }) => !s.paid.get(order) && !s.requests.has(order),
          do: (s, { order }) => s.requests.add(order),
        },
        charge: {
          for: { order: Order },
          when: (s, { order }) => s.requests.has(order),
          do: (s, { order }) => {
            s.requests.delete(order);
            s.answers.add(order);
            if (s.charged.get(order) === 0 || mutant === "forgets")
              s.charged.set(order, Math.min(2, s.charged.get(order) + 1));
          },
        },
        confirm: {
          for: { order: Order },
          when: (s, { order }) => s.answers.has(order),
          do: (s, { order }) => {
            s.answers.delete(order);
            s.paid.set(order, true);
          },
        },
      },
      always: {
        "nobody pays twice": (s) => Order.values.every((order) => s.charged.get(order) <= 1),
        "what is paid was charged": (s) =>
          Order.values.every((order) => !s.paid.get(order) || s.charged.get(order) > 0),
      },
      step: {
        "an answer takes a request": (before, after) =>
          after.answers.size <= before.answers.size || after.requests.size < before.requests.size,
      },
      reachable: { "all is paid": (s) => Order.values.every((order) => s.paid.get(order)) },
    });
  },
);
