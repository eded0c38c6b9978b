import { boolean, map, model, range } from "synod";

const Seat = range(0, 1);

/** Whoever sits down takes both forks, and says so of one only. */
export const neighbour = model({
  state: { fork: map(Seat, boolean) },
  rules: {
    take: {
      for: { p: Seat },
      writes: ({ p }) => [["fork", p]],
      when: (s, { p }) => !s.fork.get(p),
      do: (s, { p }) => {
        s.fork.set(p, true);
        s.fork.set(1 - p, true);
      },
    },
  },
  reachable: { taken: (s) => s.fork.get(0) },
});
