/** What the page of a proof is about, as plain JSON beside the model's own code. All that it shows it has judged anew. */
import type { ParameterValue } from "../../model/parameters.ts";

export interface InductionCapsule {
  /** The version of synod that wrote it. */
  readonly synod: string;
  /** Which conjuncts it begins with, and of what. */
  readonly proof: {
    readonly name: string;
    readonly parameters: Readonly<Record<string, ParameterValue>>;
    readonly mutant: string | null;
    readonly outcome: string;
    /** The names asked for. */
    readonly invariant: readonly string[];
  };
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  /** What to type to get this again. */
  readonly command?: string;
}
