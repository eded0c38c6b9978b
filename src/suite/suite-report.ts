/**
 * What a suite answers with: plain data, which reports, the lock, the cache and `--json` tell. All that they may want of a
 * check is here; what depends on the machine (times, memory) is only in `wallMs` and in the verdicts.
 */
import type { CheckResult } from "../check/check-result.ts";
import type { PlainError } from "../errors/errors.ts";
import type { Causality } from "../formats/causality.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { MutationSummary } from "../mutants/mutation-score.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Reasons } from "../why/reasons.ts";

/** A suite that was run. */
export interface SuiteReport {
  readonly schemaVersion: 1;
  /** The version of synod that ran it. */
  readonly synod: string;
  /** The suite's file, as it was found; null: a suite of a program. */
  readonly config: string | null;
  readonly wallMs: number;
  /** In the order in which the suite lists them, whatever the order in which they ran. */
  readonly checks: readonly CheckedEntry[];
  /** What was left out, and by what: tags, a shard, nothing that changed. */
  readonly left: readonly { readonly id: string; readonly why: "tag" | "shard" | "unchanged" | "interrupted" }[];
  /** What is not as expected and of no check that was run: the lock has one that the suite has not. Absent: nothing is. */
  readonly surprises?: readonly Surprise[];
}

/** What must come out of a check. */
export type Expected =
  | { readonly outcome: "holds" }
  | {
      readonly outcome: "violated";
      readonly property: string;
      /** Null: any number of them. */
      readonly steps: number | null;
      /** Of a lasso, the state that it returns to; absent: any will do, or there is none. */
      readonly loop?: number;
    }
  | { readonly outcome: "undecided" };

/** Where something is written, for an annotation. */
export interface SourcePlace {
  /** As from the folder of the suite's file, with `/`. */
  readonly file: string;
  /** From 1; null: somewhere in it. */
  readonly line: number | null;
}

/** One check of a suite: a model at parameters, with a mutant or without. */
export interface CheckedEntry {
  /**
   * What the lock and the reports know it by; the same from run to run, and unlike every other's: `paxos acceptors=3
   * ballots=2 mutant=p-own`.
   */
  readonly id: string;
  readonly model: string;
  /** The model's file as from the folder of the suite's; null: built in. */
  readonly file: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly tags: readonly string[];
  readonly expected: Expected;
  /** What is not as expected, a sentence each; none: all is. */
  readonly surprises: readonly Surprise[];
  /** From the cache, not searched now. */
  readonly cached: boolean;
  readonly wallMs: number;
  readonly verdict: Verdict;
  readonly counterexamples: CheckResult["counterexamples"];
  /** Why the properties are false, by property. */
  readonly reasons: Readonly<Record<string, Reasons>>;
  /** Who took the steps of the counterexamples, by property, for diagrams; where nobody asked, or it is not known, absent. */
  readonly causalities?: Readonly<Record<string, Causality>>;
  /** What `synod mutate` says of the model, where the suite wants a mutation score. */
  readonly mutations?: MutationSummary & { readonly required: number };
  /** What the check could not even begin for: a model that does not load, parameters that are none. */
  readonly error: PlainError | null;
  /** Where the model is written, its rules and its properties, by name; empty for built-in ones. */
  readonly places: {
    readonly model: SourcePlace | null;
    readonly rules: Readonly<Record<string, SourcePlace>>;
    readonly properties: Readonly<Record<string, SourcePlace>>;
  };
  /** How to run this check alone, as typed. */
  readonly command: string;
}

/** What is not as expected. */
export interface Surprise {
  readonly kind: "outcome" | "property" | "steps" | "score" | "warning" | "budget" | "counts" | "error";
  /** "agreement is violated after 10 steps, not 12". */
  readonly text: string;
  /** What it is about, for its place; null: the model. */
  readonly property: string | null;
  readonly rule: string | null;
}
