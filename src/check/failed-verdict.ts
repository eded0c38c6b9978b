/** The verdict of a check that came to no answer: nothing is decided, and the error says why. */
import { platform } from "#platform";
import { type PlainError, reviveError, type SynodError, toPlainError } from "../errors/errors.ts";
import { judgeProperties } from "../verify/judge.ts";
import { NOTHING_FOUND } from "../verify/nothing-found.ts";
import { type Ask, baseOf } from "./ask.ts";
import type { CheckResult } from "./check-result.ts";
import { endingError } from "./endings.ts";

export function failure(ask: Ask, error: SynodError): CheckResult {
  const { model, selected, started } = ask;
  const verdict = {
    ...NOTHING_FOUND,
    ...baseOf(ask),
    outcome: "error",
    ending: "error",
    properties: judgeProperties(model.properties, selected, [], false),
    wallMs: performance.now() - started,
    peakRssBytes: platform.peakRssBytes(),
    error: toPlainError(error),
  } as const;
  return { verdict, counterexamples: [] };
}

/** Of a search that did not get as far as its first level; `states`: as many initial ones as were made. */
export function unbegun(ask: Ask, ending: "interrupted" | "time" | "memory", states: number): CheckResult {
  const { memoryBytes, options } = ask;
  const error = endingError({ ending, distinct: states, depth: 0 }, memoryBytes, options) as PlainError;
  const { verdict } = failure(ask, reviveError(error));
  return { verdict: { ...verdict, outcome: "undecided", ending, error }, counterexamples: [] };
}
