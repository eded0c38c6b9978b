import { expect, it } from "vitest";
import { boolean, check, enumeration, map, model, program } from "../../../src/index.ts";

const Process = enumeration("p", "q");
const other = (self: "p" | "q") => (self === "p" ? "q" : "p");
const state = { wants: map(Process, boolean), turn: Process };
const process = program(state, Process, {
  steps: {
    away: {},
    raise: (s, my) => s.wants.set(my.self, true),
    yield: (s, my) => {
      s.turn = other(my.self);
    },
    wait: { await: (s, my) => !s.wants.get(other(my.self)) || s.turn === my.self },
    inside: {},
    lower: (s, my) => {
      s.wants.set(my.self, false);
      return "away";
    },
  },
});
const peterson = model({
  state,
  programs: { process },
  always: { "one at a time": (s) => s.process.at.values().filter((at) => at === "inside").length <= 1 },
  leadsTo: {
    "p gets in": [(s) => s.process.at.get("p") === "raise", (s) => s.process.at.get("p") === "inside"],
    "q gets in": [(s) => s.process.at.get("q") === "raise", (s) => s.process.at.get("q") === "inside"],
  },
  fairness: { "processes go on": process.weak({ except: ["away"] }) },
});

it("checks Peterson's algorithm as it is written", async () => {
  const { verdict } = await check(peterson, { certify: true } as never);
  expect(verdict.outcome).toBe("holds");
  expect(verdict.states.distinct).toBe(42);
});

it("has a quarter of its states left out by partial order, where nothing is claimed of where processes are", async () => {
  const ask = async (reductions: readonly "partial-order"[]) =>
    (await check(peterson, { properties: ["no deadlock"], reductions })).verdict;
  expect(await ask([])).toMatchObject({ outcome: "holds", states: { distinct: 42 } });
  expect(await ask(["partial-order"])).toMatchObject({ outcome: "holds", states: { distinct: 31 } });
  // Who is inside is seen by the property, so that every step is.
  const { verdict } = await check(peterson, { properties: ["one at a time"], reductions: ["partial-order"] });
  expect(verdict).toMatchObject({ outcome: "holds", reductions: ["partial-order"], states: { distinct: 42 } });
});
