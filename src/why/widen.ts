/**
 * FactSet as wide as they may be: `promised[a1] < 1` where a reason says `promised[a1] = 0`. A value is added while the facts
 * remain sufficient, so that who goes back from them does not look for a step that nobody needs.
 *
 * Law: of facts that were proved every value that is added was proved, with all that were added before it.
 */
import type { Alternatives } from "./alternatives.ts";
import { exploreFacts, type FactSet } from "./explore-facts.ts";
import type { Trials } from "./trials.ts";

/** Runs that widening may need at most. */
const RUNS = 400;

export function widened(
  runs: Trials,
  facts: FactSet,
  alternatives: (place: number) => Alternatives,
  isProved: boolean,
): FactSet {
  runs.grant(RUNS);
  let wide = new Map(facts);
  for (const [place, [now]] of facts) {
    for (const code of alternatives(place).codes) {
      if (!runs.mayGoOn) return wide;
      const tried = new Map(wide).set(place, [...(wide.get(place) ?? [now as number]), code]);
      const { refutations, isThrough, isProved: remains } = exploreFacts(runs, tried, alternatives, 1);
      if (refutations.length === 0 && (isProved ? remains : isThrough)) wide = tried;
    }
  }
  return wide;
}
