/** Stations that ask, and talk one at a time; with a view of how they are drawn. */
import { enumeration, map, model, scalarset } from "synod";

const Station = scalarset("s", 3);

export const stations = model({
  state: { phase: map(Station, enumeration("quiet", "asks", "talks")) },
  rules: {
    ask: {
      for: { who: Station },
      when: (s, { who }) => s.phase.get(who) === "quiet",
      do: (s, { who }) => s.phase.set(who, "asks"),
    },
    talk: {
      for: { who: Station },
      when: (s, { who }) => s.phase.get(who) === "asks" && ![...s.phase.values()].includes("talks"),
      do: (s, { who }) => s.phase.set(who, "talks"),
    },
  },
  always: { "one at a time": (s) => [...s.phase.values()].filter((phase) => phase === "talks").length <= 1 },
  view: {
    lanes: [{ name: "station", by: "who", fields: ["phase"] }],
    colours: { phase: { asks: "grey", talks: "blue" } },
  },
});
