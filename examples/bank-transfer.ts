import { map, model, optional, range, scalarset } from "synod";

const Clerk = scalarset("clerk", 2);
const Money = range(0, 4);

/** Clerks move coins from Alice to Bob, one at a time: note Alice's balance, later write down what is left of it. */
export const bankTransfer = model({
  state: { alice: Money, bob: Money, noted: map(Clerk, optional(Money)) },
  init: (s) => {
    s.alice = 2;
  },
  rules: {
    look: {
      for: { clerk: Clerk },
      when: (s, { clerk }) => s.noted.get(clerk) === null && s.alice > 0,
      do: (s, { clerk }) => s.noted.set(clerk, s.alice),
    },
    transfer: {
      for: { clerk: Clerk },
      when: (s, { clerk }) => s.noted.get(clerk) !== null,
      do: (s, { clerk }) => {
        s.alice = s.noted.get(clerk)! - 1;
        s.bob += 1;
        s.noted.set(clerk, null);
      },
    },
  },
  always: { "no coin is made or lost": (s) => s.alice + s.bob === 2 },
});
