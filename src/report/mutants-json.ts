/** The one object that `synod mutants --json` prints; its fields are a contract, as those of a check are. */
import { expectationOf, type Found, type Judgement } from "../check/mutant.ts";
import {
  isSound,
  type Judged,
  type MutantResult,
  type Result,
  standingOf,
  tallyOf,
  type UnchangedResult,
} from "./mutant-result.ts";
import type { Json } from "./state-json.ts";

export interface MutantsRun {
  readonly results: readonly Result[];
  readonly wallMs: number;
  /** Ctrl-C ended it; what is missing was not run. */
  readonly interrupted: boolean;
}

export function mutantsJson({ results, wallMs, interrupted }: MutantsRun): Json {
  return {
    mutants: results.flatMap((result) => (result.kind === "mutant" ? [mutantJson(result)] : [])),
    unchanged: results.flatMap((result) => (result.kind === "unchanged" ? [unchangedJson(result)] : [])),
    summary: { ...tallyOf(results) },
    interrupted,
    wallMs: Math.round(wallMs),
  };
}

function mutantJson(result: MutantResult): Json {
  const { model, name, parameters, fairness, mutant, judgement, tooSmall } = result;
  const standing = standingOf(result);
  const expected = expectationOf(mutant);
  return {
    model,
    mutant: name,
    parameters: { ...parameters },
    fairness,
    about: mutant.about,
    // As `loop`: null also where any will do.
    expected: { ...expected, steps: expected.steps === "any" ? null : expected.steps },
    found: judgement === null ? null : foundJson(judgement.found),
    alsoBroken: judgement === null ? [] : judgement.alsoBroken.map((each) => ({ ...each })),
    notAt: tooSmall.map(tooSmallJson),
    status: standing,
    ok: standing === "ok",
    ...effortJson(judgement),
  };
}

function tooSmallJson({ parameters, judgement }: Judged): Json {
  const { found, status } = judgement;
  return { parameters: { ...parameters }, found: foundJson(found), ok: status === "ok", ...effortJson(judgement) };
}

function unchangedJson(result: UnchangedResult): Json {
  const { model, parameters, fairness, properties, judgement, isPart, notClaimed } = result;
  const complete = judgement.found.outcome !== "undecided";
  return {
    model,
    parameters: { ...parameters },
    fairness,
    properties: properties === null ? null : [...properties],
    found: foundJson(judgement.found),
    ok: isSound(result),
    complete: complete || !isPart,
    notClaimed: [...notClaimed],
    ...effortJson(judgement),
  };
}

function foundJson({ outcome, property, steps, loop, problem }: Found): Json {
  return { outcome, property, steps, loop, problem };
}

function effortJson(judgement: Judgement | null) {
  return { states: judgement?.states ?? 0, wallMs: Math.round(judgement?.wallMs ?? 0) };
}
