// Systems of processes against plain objects and lists: every network, crashes, cut links, and what init sends.
import { describe, expect, it } from "vitest";
import { type CheckOptions, check } from "../../src/index.ts";
import { systemOf } from "../support/network-system.ts";
import { explorePlainly } from "../support/plain-network.ts";
import { FALL, ROWS, randomNetwork } from "../support/random-network.ts";
import { search } from "../support/search.ts";

const SEEDS = 40;
const LIMIT = 900;

const lengthsOf = (found: ReadonlyMap<string, readonly string[]>) =>
  Object.fromEntries([...found].map(([name, steps]) => [name, steps.length]));

describe("random systems of processes", () => {
  const met = {
    compared: 0,
    full: 0,
    large: 0,
    states: 0,
    symmetric: 0,
    forgetful: 0,
    ordered: 0,
    crashing: 0,
    cut: 0,
  };
  it("do what plain objects and lists do, and no more", async () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const spec = randomNetwork(seed);
      const expected = explorePlainly(spec, LIMIT);
      if (expected === null) {
        met.large++;
        continue;
      }
      const model = systemOf(spec, true);
      if (expected === "no room") {
        met.full++;
        expect(() => search(model), `seed ${seed}`).toThrow(/ is full: it holds /);
        continue;
      }
      const { distinct, generated, depth, witnesses, violations } = search(model);
      const found = { ...lengthsOf(witnesses), ...lengthsOf(violations) };
      expect({ distinct, generated, depth, goals: found }, `seed ${seed}`).toEqual(expected);
      met.compared++;
      met.states += distinct;
      if (spec.roles.some(({ crashes }) => crashes !== null)) met.crashing++;
      if (spec.partitions !== null) met.cut++;
      const ofRows = Object.fromEntries(
        Object.entries(expected.goals).filter(([goal]) => Number(goal) < ROWS || goal === FALL),
      );
      const reduced = async (options: CheckOptions, subject = systemOf(spec, false)) => {
        const { verdict } = await check(subject, { keepGoing: true, ...options });
        expect(verdict.error, `seed ${seed}`).toBe(null);
        const goals = verdict.properties.flatMap(({ name, outcome, steps }) =>
          outcome === (name === FALL ? "violated" : "holds") ? [[name, steps] as const] : [],
        );
        return { verdict, goals: Object.fromEntries(goals) };
      };
      const { verdict: renamed, goals } = await reduced({ symmetry: true }, model);
      expect(goals, `seed ${seed}`).toEqual(expected.goals);
      // It ends when all is decided.
      if (renamed.complete) expect(renamed.states.unreduced ?? renamed.states.distinct, `seed ${seed}`).toBe(distinct);
      if (renamed.symmetry?.off === null && renamed.complete) met.symmetric++;
      const { verdict: forgetful, goals: same } = await reduced({ symmetry: false, reductions: ["stale-messages"] });
      expect(same, `seed ${seed}`).toEqual(ofRows);
      if (forgetful.reductions.includes("stale-messages")) met.forgetful++;
      const { verdict: ordered, goals: some } = await reduced({
        reductions: ["symmetry", "stale-messages", "partial-order"],
      });
      expect(Object.keys(some).sort(), `seed ${seed}`).toEqual(Object.keys(ofRows).sort());
      if (ordered.reductions.includes("partial-order")) met.ordered++;
    }
    expect(met).toEqual({
      ...{ compared: 29, full: 9, large: 2, states: 1867 },
      ...{ symmetric: 12, forgetful: 9, ordered: 29, crashing: 14, cut: 4 },
    });
  }, 120_000);
});
