/** What is compared of checks: with each other, and with what the reference knows. */
import { expect } from "vitest";
import type { CheckResult } from "../../src/check/check-result.ts";
import type { Reference } from "./reference.ts";

/** Everything that does not depend on who searched how long. */
export function essence({ verdict, counterexamples }: CheckResult): object {
  const {
    wallMs: _time,
    peakRssBytes: _memory,
    workers: _workers,
    store: _store,
    engine: _engine,
    collisionProbability: _odds,
    judged: _judged,
    error,
    ...rest
  } = verdict;
  return {
    ...rest,
    error: error === null ? null : { id: error.id, details: error.details },
    counterexamples: counterexamples.map(({ property, claim, list }) => ({ property, claim, list })),
  };
}

/** What a result says of what the reference knows. */
export function summary({ verdict, counterexamples }: CheckResult): object {
  const { states, terminalStates, complete, outcome, coverage, properties, error } = verdict;
  const shown = properties.flatMap(({ name, kind, outcome, steps }) => {
    const isShown = outcome === (kind === "reachable" ? "holds" : "violated");
    expect(steps !== null, `${name} has ${steps} steps and ${outcome}`).toBe(isShown);
    return isShown ? [[name, steps] as const] : [];
  });
  const threw = counterexamples.find(({ claim }) => claim !== "property");
  return {
    ...states,
    terminal: terminalStates,
    complete,
    found: new Map(shown),
    coverage: coverage.map(({ enabled, deeper }) => ({ enabled, deeper })),
    isError: outcome === "error",
    // The last step of a trace to a rule that throws is tried, not taken.
    threw: threw === undefined ? null : threw.list.steps.length + (threw.claim === "rule-throws" ? 1 : 0),
    error: error?.id ?? null,
  };
}

export function expected({ threw, ...reference }: Reference, error: string | null): object {
  if (error !== null) expect(threw?.ids).toContain(error);
  return { ...reference, isError: threw !== null, threw: threw?.steps ?? null, error: threw === null ? null : error };
}
