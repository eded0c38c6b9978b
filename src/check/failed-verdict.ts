/** The verdict of a check that came to no answer: nothing is decided, and the error says why. */
import { type SynodError, toPlainError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { judgeProperties } from "../verify/judge.ts";
import { NOTHING_FOUND } from "../verify/nothing-found.ts";
import type { Verdict } from "../verify/verdict.ts";
import { peakRssBytes } from "./machine.ts";

/** What is known of a check before its search. */
export type Base = Pick<
  Verdict,
  "model" | "parameters" | "defaults" | "mutant" | "store" | "workers" | "alone" | "fairness"
>;

export function failedVerdict(
  model: Model,
  selected: readonly number[],
  base: Base,
  error: SynodError,
  wallMs: number,
): Verdict {
  return {
    ...NOTHING_FOUND,
    ...base,
    outcome: "error",
    ending: "error",
    properties: judgeProperties(model.properties, selected, [], false),
    wallMs,
    peakRssBytes: peakRssBytes(),
    error: toPlainError(error),
  };
}
