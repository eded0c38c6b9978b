/**
 * The one object that `synod check --json` prints. Names and meanings of its fields are a contract (docs/reference/json.md): a
 * field may be added, none changes. A failure before the search has the same fields, empty.
 */

import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { asWritten, type Wording } from "../errors/wording.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { MutantsReport } from "../mutants/mutants-report.ts";
import type { MutationReport } from "../mutants/mutation-report.ts";
import type { Sample } from "../trace/sample.ts";
import { NOTHING_FOUND } from "../verify/nothing-found.ts";
import type { Reasons } from "../why/reasons.ts";
import { errorJson, plainErrorJson } from "./error-json.ts";
import { type NeverReached, neverReached } from "./never-reached.ts";
import { SCHEMA_VERSION } from "./schema-version.ts";
import { type Json, traceJson } from "./state-json.ts";

/** Sample behaviours that were asked for. */
export interface Sampled {
  readonly seed: number;
  readonly samples: readonly Sample[];
}

/** What was looked at beside the verdict; null: it was not asked for, or the model does not hold as it is. */
export interface LookedAtBeside {
  readonly mutants: MutantsReport | null;
  readonly mutation: MutationReport | null;
}

/**
 * `wording`: how errors speak of options. `place`: where in the model's source its error came from, if it is known. `reasons`:
 * why a counterexample is one, where who asks has the model; absent: nobody does.
 */
export function checkJson(
  { verdict, counterexamples }: CheckResult,
  place: string | null,
  wording: Wording = asWritten,
  reasons: ((shown: Counterexample | NeverReached) => Reasons) | null = null,
  sampled: Sampled | null = null,
  beside: LookedAtBeside = { mutants: null, mutation: null },
): { readonly [key: string]: Json } {
  const error = plainErrorJson(verdict.error, wording);
  const toError = counterexamples.find(({ claim }) => claim !== "property");
  return {
    schemaVersion: SCHEMA_VERSION,
    model: verdict.model,
    parameters: { ...verdict.parameters },
    mutant: verdict.mutant,
    outcome: verdict.outcome,
    states: { ...verdict.states },
    terminalStates: verdict.terminalStates,
    complete: verdict.complete,
    ending: verdict.ending,
    coveredDepth: verdict.coveredDepth,
    store: verdict.store,
    engine: verdict.engine,
    workers: verdict.workers,
    alone: plainErrorJson(verdict.alone, wording),
    fairness: verdict.fairness,
    reductions: verdict.reductions,
    dropped: verdict.dropped.map((each) => ({ ...each })),
    symmetry: verdict.symmetry === null ? null : { ...verdict.symmetry },
    properties: verdict.properties.map((property) => {
      const shown = shownFor(property.name, counterexamples);
      const explained = shown ?? neverReached(property);
      return {
        ...property,
        trace: shown === null ? null : traceJson(shown.trace),
        reasons: explained === null || reasons === null ? null : (reasons(explained) as unknown as Json),
      };
    }),
    coverage: verdict.coverage.map((rule) => ({ ...rule })),
    wallMs: Math.round(verdict.wallMs),
    peakRssBytes: verdict.peakRssBytes,
    collisionProbability: verdict.collisionProbability,
    judged: verdict.judged === null ? null : { ...verdict.judged },
    warnings: verdict.warnings.map((warning) => ({ ...warning })),
    hints: verdict.hints.map((hint) => ({ ...hint })),
    constraint: verdict.constraint as unknown as Json,
    growth: verdict.growth as unknown as Json,
    mutants: beside.mutants as unknown as Json,
    mutation: beside.mutation as unknown as Json,
    error:
      error === null
        ? null
        : {
            ...error,
            place,
            trace: toError === undefined ? null : traceJson(toError.trace),
            reasons: toError === undefined || reasons === null ? null : (reasons(toError) as unknown as Json),
          },
    ...(sampled !== null && {
      samples: {
        seed: sampled.seed,
        walks: sampled.samples.map(({ ending, trace }) => ({ ending, trace: traceJson(trace) })),
      },
    }),
  };
}

/** What is known of a check that failed before it began. */
export interface FailedCheck {
  readonly model: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

export function failureJson(
  error: unknown,
  { model, parameters, mutant }: FailedCheck,
  wording: Wording = asWritten,
): Json {
  return {
    schemaVersion: SCHEMA_VERSION,
    ...NOTHING_FOUND,
    mutants: null,
    mutation: null,
    model,
    parameters: { ...parameters },
    mutant,
    outcome: "error",
    ending: "error",
    store: "compact",
    workers: 0,
    alone: null,
    fairness: null,
    wallMs: 0,
    peakRssBytes: 0,
    error: { ...errorJson(error, wording), place: null, trace: null, reasons: null },
  };
}

function shownFor(property: string, counterexamples: readonly Counterexample[]): Counterexample | null {
  const found = counterexamples.find(
    (counterexample) => counterexample.claim === "property" && counterexample.property === property,
  );
  return found ?? null;
}
