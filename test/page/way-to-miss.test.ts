// What is never reached, on a page: the way to what comes closest.
import { expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { enumeration, map, model, range, scalarset } from "../../src/index.ts";
import { liveModel, pathFrom, startOf } from "../../src/page/path.ts";
import { tracesOf } from "../../src/page/traces-of.ts";

const Station = scalarset("s", 2);
/** One may ask where the limit is 1 or 2, and talk where it is 2; two never talk. */
const stations = model({
  state: { phase: map(Station, enumeration("quiet", "asks", "talks")), limit: range(0, 2) },
  init: {
    for: { limit: range(0, 2) },
    do: (s, { limit }) => {
      s.limit = limit;
    },
  },
  rules: {
    ask: {
      for: { who: Station },
      when: (s, { who }) => s.limit > 0 && s.phase.get(who) === "quiet",
      do: (s, { who }) => s.phase.set(who, "asks"),
    },
    talk: {
      for: { who: Station },
      when: (s, { who }) => s.limit > 1 && s.phase.get(who) === "asks" && ![...s.phase.values()].includes("talks"),
      do: (s, { who }) => s.phase.set(who, "talks"),
    },
  },
  reachable: {
    "two talk": (s) => [...s.phase.values()].every((phase) => phase === "talks"),
    "one asks": (s) => [...s.phase.values()].includes("asks"),
  },
});

it("comes before the witnesses, from the initial state where what is missing is so", async () => {
  const { verdict, counterexamples } = await check(stations, { workers: 1 });
  const traces = tracesOf(stations, counterexamples, null, verdict.properties);
  expect(traces.map(({ kind, property }) => [kind, property])).toEqual([
    ["unreached", "two talk"],
    ["reachable", "one asks"],
  ]);
  const [miss] = traces;
  const live = liveModel(stations);
  const start = miss && startOf(live, miss.list);
  const path = pathFrom(live, start as never, miss?.list.steps ?? []);
  expect(path.steps.length).toBe(miss?.list.steps.length);
  expect(path.steps.map(({ rule }) => rule)).toEqual(["ask", "talk"]);
  // Only there may one talk.
  expect(miss?.list.initial).toBe(2);
  expect(miss?.reasons?.nearest?.missing).toHaveLength(1);
});
