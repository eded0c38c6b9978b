import { integer, map, model, protocol, range, scalarset } from "synod";

/** Walkers on roads of their own: nobody meets anybody. */
export const walk = protocol(
  {
    name: "walk",
    about: "Walkers on roads of their own",
    parameters: {
      walkers: integer({ from: 1, to: 4, default: 2, about: "who walks" }),
      steps: integer({ from: 1, to: 9, default: 2, about: "how far" }),
    },
  },
  ({ walkers, steps }) => {
    const Walker = scalarset("w", walkers);
    return model({
      state: { at: map(Walker, range(0, steps)) },
      rules: {
        walk: {
          for: { w: Walker },
          when: (s, { w }) => s.at.get(w) < steps,
          do: (s, { w }) => s.at.set(w, s.at.get(w) + 1),
        },
      },
      reachable: { "all arrive": (s) => Walker.values.every((w) => s.at.get(w) === steps) },
    });
  },
);
