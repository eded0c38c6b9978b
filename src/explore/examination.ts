/** What the second judgement asks of worker threads, and what they answer. */
import type { Question } from "../certify/question.ts";
import type { ShareReport, Shares } from "../certify/shares.ts";
import type { SharedStates } from "../store/shared-states.ts";

/** What each thread of a search is to judge again of it. Plain data. */
export interface Examination {
  readonly search: number;
  /** What becomes of the states themselves, or of renamings of them. */
  readonly by: "closures" | "renamings";
  /** Whether every renaming is tried, where they are few. */
  readonly renamesAll: boolean;
  /** Whether the model is to be of a module imported anew. */
  readonly anew: boolean;
  readonly question: Question;
  /** All that were found. */
  readonly states: SharedStates;
  readonly shares: Shares;
}

/** What a thread found, and the sums over all states that it has judged by `closures`. */
export interface ExaminationReport extends ShareReport {
  readonly terminal: number;
  readonly enabled: Float64Array;
  readonly crossed: Float64Array;
}
