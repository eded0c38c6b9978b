/** A clock that shows half hours is one that shows hours, to whoever looks at the hour hand only. */
import { boolean, model, protocol, range } from "synod";

const hours = model({
  name: "hours",
  state: { hour: range(0, 11) },
  rules: {
    strike: {
      do: (s) => {
        s.hour = (s.hour + 1) % 12;
      },
    },
  },
});

export const clock = protocol(
  {
    name: "clock",
    about: "a clock with a hand that only moves by half hours",
    mutants: {
      double: { about: "strikes twice", breaks: "refines hours", at: {}, steps: 2 },
    },
  },
  (_, mutant) =>
    model({
      state: { hour: range(0, 11), half: boolean },
      rules: {
        half: {
          when: (s) => !s.half,
          do: (s) => {
            s.half = true;
          },
        },
        full: {
          when: (s) => s.half,
          do: (s) => {
            s.half = false;
            s.hour = (s.hour + (mutant === "double" ? 2 : 1)) % 12;
          },
        },
      },
      refines: { hours: { model: hours, map: (s) => ({ hour: s.hour }) } },
    }),
);
