/** Random programs against their plain reading: states, depths, verdicts and lengths, with and without reductions. */
import { expect, it } from "vitest";
import { check } from "../../../src/index.ts";
import { diceOf, modelOf, randomProgram, walked } from "./random-program.ts";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1);

const stepsOf = (verdict: Awaited<ReturnType<typeof check>>["verdict"]) =>
  Object.fromEntries(
    verdict.properties.map(({ name, outcome, steps }) => [name, outcome === "violated" ? steps : null]),
  );
const brokenOf = (verdict: Awaited<ReturnType<typeof check>>["verdict"]) =>
  verdict.properties.map(({ name, outcome }) => [name, outcome]);

it("random programs do what their plain reading says", { timeout: 120_000 }, async () => {
  const seen = { violated: 0, stuck: 0, symmetric: 0, smaller: 0, called: 0, moved: 0, declared: 0 };
  for (const seed of SEEDS) {
    const data = randomProgram(diceOf(seed));
    const plain = walked(data);
    const made = modelOf(data);
    const options = { keepGoing: true, workers: 1 } as const;
    const { verdict } = await check(made, { ...options, symmetry: false });
    expect({ seed, error: verdict.error, states: verdict.states.distinct, depth: verdict.states.depth }).toEqual({
      seed,
      error: null,
      states: plain.states,
      depth: plain.depth,
    });
    expect({ seed, ...stepsOf(verdict) }).toEqual({
      seed,
      "not bad": plain.bad,
      "no deadlock": plain.stuck,
      small: null,
    });
    const ordered = await check(made, { ...options, reductions: ["partial-order"] });
    // With a rule that may read and write anything there is none.
    const isOrdered = data.crash === null || data.crash.declares;
    expect([seed, ordered.verdict.reductions]).toEqual([seed, isOrdered ? ["partial-order"] : []]);
    expect([seed, brokenOf(ordered.verdict)]).toEqual([seed, brokenOf(verdict)]);
    expect(ordered.verdict.states.distinct).toBeLessThanOrEqual(plain.states);
    if (data.symmetric) {
      const renamed = await check(made, { ...options, symmetry: true });
      expect([seed, stepsOf(renamed.verdict)]).toEqual([seed, stepsOf(verdict)]);
      expect([seed, renamed.verdict.states.unreduced]).toEqual([seed, plain.states]);
      seen.symmetric++;
    }
    if (plain.bad !== null) seen.violated++;
    if (plain.stuck !== null) seen.stuck++;
    if (ordered.verdict.states.distinct < plain.states) seen.smaller++;
    if (verdict.coverage.some(({ rule, enabled }) => rule.startsWith("worker inner.") && enabled > 0)) seen.called++;
    const isMoved = verdict.coverage.some(({ rule, enabled }) => rule === "crash" && enabled > 0);
    if (isMoved && data.crash?.declares === false) seen.moved++;
    if (isMoved && data.crash?.declares === true) seen.declared++;
  }
  // The dice reach what is to be compared.
  expect(Object.entries(seen).filter(([, count]) => count < 5)).toEqual([]);
});
