/** What running mutants found, as plain data: the object that `synod mutants --json` prints. Its fields are a contract. */
import type { ParameterValue } from "../model/parameters.ts";
import { expectationOf, type Judgement, type MutantFinding } from "./judgement.ts";
import {
  isSound,
  type Judged,
  type MutantResult,
  type MutantsSummary,
  type Result,
  type Standing,
  standingOf,
  summaryOf,
  type UnchangedResult,
} from "./result.ts";

/** Parameters by name. */
type Values = Readonly<Record<string, ParameterValue>>;

/** What a search, or several, took. */
interface Effort {
  /** Distinct states, over all searches. */
  readonly states: number;
  /** States and steps that lay beyond the model's constraint. */
  readonly beyond: number;
  readonly wallMs: number;
}

/** One mutant: what it says of itself, and what came out. */
export interface MutantReport extends Effort {
  readonly model: string;
  readonly mutant: string;
  /** Where it was checked, all of them; where it was skipped or there is no such model, those that it names. */
  readonly parameters: Values;
  /** The fairness that it names; null: the model's first was in force. */
  readonly fairness: string | null;
  /** The change in words. */
  readonly about: string;
  /**
   * `property` null: nothing is to break. `steps` null: there is no counterexample, or one of any length will do. `loop`
   * null: any will do.
   */
  readonly expected: { readonly property: string | null; readonly steps: number | null; readonly loop: number | null };
  /** Null: it was skipped. */
  readonly found: MutantFinding | null;
  /** Other properties of states and steps that break in as many steps or fewer. */
  readonly alsoBroken: readonly { readonly property: string; readonly steps: number | null }[];
  /** The configurations that it names as too small: there nothing may show. */
  readonly notAt: readonly TooSmallReport[];
  readonly status: Standing;
  /** Whether `status` is "ok". */
  readonly ok: boolean;
}

/** A mutant where it must not show. */
export interface TooSmallReport extends Effort {
  readonly parameters: Values;
  readonly found: MutantFinding;
  /** Whether nothing showed. */
  readonly ok: boolean;
}

/** The model without a mutant, where mutants are checked. */
export interface UnchangedReport extends Effort {
  readonly model: string;
  readonly parameters: Values;
  readonly fairness: string | null;
  /** The properties that must hold, since mutants break them; null: all. */
  readonly properties: readonly string[] | null;
  readonly found: MutantFinding;
  /** Whether they hold, as far as was searched. */
  readonly ok: boolean;
  /** False: the search stopped at the number of states that is enough. */
  readonly complete: boolean;
  /** Properties that mutants break here, and that the model claims only with them. */
  readonly notClaimed: readonly string[];
}

/** All that `runMutants` and `synod mutants --json` answer. */
export interface MutantsReport {
  readonly mutants: readonly MutantReport[];
  readonly unchanged: readonly UnchangedReport[];
  readonly summary: MutantsSummary;
  /** Whether it was stopped; what is missing was not run. */
  readonly interrupted: boolean;
  readonly wallMs: number;
}

/** Of a run. */
export interface MutantsRun {
  readonly results: readonly Result[];
  readonly wallMs: number;
  readonly interrupted: boolean;
}

export function mutantsReport({ results, wallMs, interrupted }: MutantsRun): MutantsReport {
  return {
    mutants: results.flatMap((result) => (result.kind === "mutant" ? [mutantReport(result)] : [])),
    unchanged: results.flatMap((result) => (result.kind === "unchanged" ? [unchangedReport(result)] : [])),
    summary: summaryOf(results),
    interrupted,
    wallMs: Math.round(wallMs),
  };
}

function mutantReport(result: MutantResult): MutantReport {
  const { model, name, parameters, fairness, mutant, judgement, tooSmall } = result;
  const status = standingOf(result);
  const expected = expectationOf(mutant);
  return {
    model,
    mutant: name,
    parameters: { ...parameters },
    fairness,
    about: mutant.about,
    // As `loop`: null also where any will do.
    expected: { ...expected, steps: expected.steps === "any" ? null : expected.steps },
    found: judgement === null ? null : judgement.found,
    alsoBroken: judgement === null ? [] : judgement.alsoBroken,
    notAt: tooSmall.map(tooSmallReport),
    status,
    ok: status === "ok",
    ...effort(judgement),
  };
}

function tooSmallReport({ parameters, judgement }: Judged): TooSmallReport {
  const { found, status } = judgement;
  return { parameters: { ...parameters }, found, ok: status === "ok", ...effort(judgement) };
}

function unchangedReport(result: UnchangedResult): UnchangedReport {
  const { model, parameters, fairness, properties, judgement, isPart, notClaimed } = result;
  const complete = judgement.found.outcome !== "undecided";
  return {
    model,
    parameters: { ...parameters },
    fairness,
    properties,
    found: judgement.found,
    ok: isSound(result),
    complete: complete || !isPart,
    notClaimed,
    ...effort(judgement),
  };
}

function effort(judgement: Judgement | null): Effort {
  const { states, beyond, wallMs } = judgement ?? { states: 0, beyond: 0, wallMs: 0 };
  return { states, beyond, wallMs: Math.round(wallMs) };
}
