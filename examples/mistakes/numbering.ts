/** A mistake for docs/reference/models.md: numbers are drawn from a variable that is not in the state. */
import { model, range, set } from "synod";

let next = 0;

export const numbering = model({
  state: { given: set(range(0, 9)) },
  rules: {
    give: {
      when: (s) => s.given.size < 3,
      do: (s) => s.given.add(next++ % 10),
    },
  },
  reachable: { "three given": (s) => s.given.size === 3 },
});
