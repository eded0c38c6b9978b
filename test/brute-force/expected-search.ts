/** Where a breadth-first search ends, and what has been decided by then. */
import type { PropertyAnswer } from "./answers.ts";
import type { Exploration } from "./exploration.ts";

export interface ExpectedEnd {
  /** How many levels are expanded. */
  readonly levels: number;
  readonly complete: boolean;
  /** The codes of errors of which one is reported; null: none is met. */
  readonly faults: readonly string[] | null;
}

const OVER_TIME = ["eventually", "alwaysEventually", "eventuallyAlways", "leadsTo", "alwaysReachable"];
export const isOverTime = (kind: string): boolean => OVER_TIME.includes(kind);

/** After each level: it ends with an error, or with a violation unless it is to go on until everything is decided. */
export function expectedEnd(
  { levels, faults }: Exploration,
  answers: readonly PropertyAnswer[],
  keepGoing: boolean,
): ExpectedEnd {
  const all = levels.reduce((most, level) => (level > most ? level : most), -1) + 1;
  for (let expanded = 0; expanded <= all; expanded++) {
    const met = faults.filter(({ at }) => at <= expanded);
    const first = met.reduce((least, { at }) => (at < least ? at : least), Number.POSITIVE_INFINITY);
    if (met.length > 0)
      return {
        levels: expanded,
        complete: false,
        faults: met.filter(({ at }) => at === first).map(({ code }) => code),
      };
    const violated = answers.some(({ kind, decided }) => kind !== "reachable" && decided <= expanded);
    const open = answers.some(({ kind, decided }) => isOverTime(kind) || decided > expanded);
    if (violated && !(keepGoing && open)) return { levels: expanded, complete: false, faults: null };
  }
  return { levels: all, complete: true, faults: null };
}
