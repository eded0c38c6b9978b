/** A clock that shows minutes is one that shows hours, to whoever looks at the hour hand only. */
import { model, range } from "synod";

export const hours = model({
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

export const clock = model({
  state: { hour: range(0, 11), minute: range(0, 59) },
  rules: {
    tick: {
      do: (s) => {
        s.minute = (s.minute + 1) % 60;
        if (s.minute === 0) s.hour = (s.hour + 1) % 12;
      },
    },
  },
  refines: { hours: { model: hours, map: (s) => ({ hour: s.hour }) } },
});
