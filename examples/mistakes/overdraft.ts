/** A mistake for docs/reference/errors.md: nothing keeps Alice's balance from falling below zero. */
import { model, range } from "synod";

const Money = range(0, 2);

export const overdraft = model({
  state: { alice: Money, bob: Money },
  init: (s) => {
    s.alice = 1;
  },
  rules: {
    transfer: {
      do: (s) => {
        s.alice -= 1;
        s.bob += 1;
      },
    },
  },
  always: { "no coin is made or lost": (s) => s.alice + s.bob === 1 },
});
