import { choice, enumeration, integer, map, model, protocol, range } from "synod";

/** Dijkstra's dining philosophers: each needs two forks, one shared with either neighbour. */
export const philosophers = protocol(
  {
    name: "philosophers",
    about: "Philosophers around a table, who pick up two forks one after the other",
    source: "Dijkstra, Hierarchical Ordering of Sequential Processes (1971)",
    parameters: {
      philosophers: integer({ from: 2, to: 14, default: 10, about: "how many sit around the table" }),
      last: choice(["left", "right"], {
        about: "the fork that the last one picks up first; the others begin on the left",
      }),
    },
  },
  ({ philosophers, last }) => {
    const Seat = range(0, philosophers - 1);
    const first = (p: number) => (p === philosophers - 1 && last === "right" ? (p + 1) % philosophers : p);
    const second = (p: number) => (first(p) === p ? (p + 1) % philosophers : p);
    return model({
      state: { mood: map(Seat, enumeration("thinks", "hungry", "waits", "eats")), taken: map(Seat, range(0, 1)) },
      rules: {
        growHungry: {
          for: { p: Seat },
          writes: ({ p }) => [["mood", p]],
          when: (s, { p }) => s.mood.get(p) === "thinks",
          do: (s, { p }) => s.mood.set(p, "hungry"),
        },
        takeFirst: {
          for: { p: Seat },
          writes: ({ p }) => [
            ["mood", p],
            ["taken", first(p)],
          ],
          when: (s, { p }) => s.mood.get(p) === "hungry" && s.taken.get(first(p)) === 0,
          do: (s, { p }) => {
            s.mood.set(p, "waits");
            s.taken.set(first(p), 1);
          },
        },
        takeSecond: {
          for: { p: Seat },
          writes: ({ p }) => [
            ["mood", p],
            ["taken", second(p)],
          ],
          when: (s, { p }) => s.mood.get(p) === "waits" && s.taken.get(second(p)) === 0,
          do: (s, { p }) => {
            s.mood.set(p, "eats");
            s.taken.set(second(p), 1);
          },
        },
        finish: {
          for: { p: Seat },
          writes: ({ p }) => [
            ["mood", p],
            ["taken", first(p)],
            ["taken", second(p)],
          ],
          when: (s, { p }) => s.mood.get(p) === "eats",
          do: (s, { p }) => {
            s.mood.set(p, "thinks");
            s.taken.set(first(p), 0);
            s.taken.set(second(p), 0);
          },
        },
      },
      terminal: "forbidden",
    });
  },
);
