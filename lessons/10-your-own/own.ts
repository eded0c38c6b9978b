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
    // mutants: { "a-mistake": { about: "what is wrong", breaks: "what it breaks", at: { orders: 1 }, steps: 3 } },
  },
  ({ orders }) => {
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
            if (s.charged.get(order) === 0) s.charged.set(order, 1);
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
      // always: { "what never happens": (s) => ... },
      // reachable: { "what should be possible": (s) => ... },
    });
  },
);
