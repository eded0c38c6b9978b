/** What running mutants comes to: of each mutant, and of each configuration without one. */

import type { ParameterValue } from "../model/parameters.ts";
import type { Mutant } from "../model/protocol.ts";
import type { Judgement } from "./judgement.ts";

type Parameters = Readonly<Record<string, ParameterValue>>;

export interface Configuration {
  readonly model: string;
  /** Parameters that differ from the defaults, which a person would give. */
  readonly given: Parameters;
  /** All of them; only the mutant's own where the model could not be made or was not. */
  readonly parameters: Parameters;
  /** Null: the model's first. */
  readonly fairness: string | null;
}

export interface Judged extends Configuration {
  readonly judgement: Judgement;
}

export interface MutantResult extends Configuration {
  readonly kind: "mutant";
  readonly name: string;
  readonly mutant: Mutant;
  /** Null: skipped. */
  readonly judgement: Judgement | null;
  /** The configurations at which it must not show. */
  readonly tooSmall: readonly Judged[];
}

/** The model as it is, where its mutants are checked. */
export interface UnchangedResult extends Judged {
  readonly kind: "unchanged";
  /** Properties that must hold, since mutants break them; null: all, since some mutant must break none. */
  readonly properties: readonly string[] | null;
  /** The search stopped at the number of states that is enough. */
  readonly isPart: boolean;
  /** Properties that mutants break here, and that the model claims only with them. */
  readonly notClaimed: readonly string[];
}

export type Result = MutantResult | UnchangedResult;

/** differs: not as it says. undecided: the search was cut short. skipped: marked as slow, and not asked for. */
export type Standing = "ok" | "differs" | "undecided" | "skipped";

/** A mutant behaves when it does where it must, and does not show where it must not. */
export function standingOf({ judgement, tooSmall }: MutantResult): Standing {
  if (judgement === null) return "skipped";
  const all = [judgement, ...tooSmall.map((each) => each.judgement)].map(({ status }) => status);
  return all.find((status) => status === "differs") ?? all.find((status) => status === "undecided") ?? "ok";
}

/** Of the unchanged model: one that is whole so far as it was searched is all right. */
export function isSound({ judgement, isPart }: UnchangedResult): boolean {
  return judgement.status === "ok" || (judgement.status === "undecided" && isPart);
}

/** How many mutants are as they say, and in how many of the configurations they were checked at the unchanged model holds. */
export interface MutantsSummary {
  /** All of them: `ok`, `differ`, `undecided` and `skipped` together. */
  readonly mutants: number;
  readonly ok: number;
  readonly differ: number;
  readonly undecided: number;
  readonly skipped: number;
  /** In which the model without a mutant was checked. */
  readonly configurations: number;
  /** Configurations in which the unchanged model holds, or holds in the part of its states that was searched. */
  readonly hold: number;
  readonly holdInPart: number;
}

export function summaryOf(results: readonly Result[]): MutantsSummary {
  const mutants = results.flatMap((result) => (result.kind === "mutant" ? [standingOf(result)] : []));
  const unchanged = results.flatMap((result) => (result.kind === "unchanged" ? [result] : []));
  const count = (standing: Standing) => mutants.filter((each) => each === standing).length;
  return {
    mutants: mutants.length,
    ok: count("ok"),
    differ: count("differs"),
    undecided: count("undecided"),
    skipped: count("skipped"),
    configurations: unchanged.length,
    hold: unchanged.filter(({ judgement }) => judgement.status === "ok").length,
    holdInPart: unchanged.filter((each) => isSound(each) && each.judgement.status !== "ok").length,
  };
}
