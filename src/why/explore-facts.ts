/**
 * Whether something stays as it is in every state that has some facts: all paths of its closures under the facts are gone
 * through, those with the fewest places changed first (limited discrepancy: Harvey and Ginsberg, 1995). A path is met once: of
 * the places that a run looked at only those behind the last changed one are changed next. A run in which it does not stay
 * refutes the facts, and the places changed there are a set of which any sufficient facts have one.
 *
 * Law: if nothing refutes them, all paths were met, and of every place all alternatives were tried, then it stays in every
 * well-formed state with these facts. States that no run of the model reaches count as well.
 */
import type { Alternatives } from "./alternatives.ts";
import { completion } from "./completion.ts";
import type { Trial, Trials } from "./trials.ts";

/** Per place the codes that it may have; a place that is not among them may have any. */
export type FactSet = ReadonlyMap<number, readonly number[]>;

export interface Explored {
  /** Per refutation the places that were changed. */
  readonly refutations: readonly (readonly number[])[];
  /** Whether all paths were met, with the alternatives that are tried. */
  readonly isThrough: boolean;
  /** Whether there is no refutation, for sure. */
  readonly isProved: boolean;
}

/** A run, of which the places from `from` on are changed next, one at a time. */
interface Expanded {
  readonly flips: ReadonlyMap<number, number>;
  readonly reads: readonly number[];
  readonly from: number;
}

export function exploreFacts(
  runs: Trials,
  facts: FactSet,
  alternatives: (place: number) => Alternatives,
  most: number,
): Explored {
  const refutations: (readonly number[])[] = [];
  // What waits is a run, not every change of it that will be made: there may be a hundred times as many.
  const waiting: Expanded[] = [];
  let isComplete = true;
  const open = (): Explored => ({ refutations, isThrough: false, isProved: false });
  /** Whether to go on. */
  const meet = (flips: ReadonlyMap<number, number>): boolean => {
    if (!runs.mayGoOn) return false;
    const run = runs.of(flips);
    if (!run.stays) {
      const changed = refutedBy(runs, facts, flips, run);
      if (changed !== null) {
        refutations.push(changed);
        return refutations.length < most;
      }
    }
    waiting.push({ flips, reads: run.reads, from: run.reads.findLastIndex((place) => flips.has(place)) + 1 });
    return true;
  };
  if (!meet(new Map())) return open();
  for (let at = 0; at < waiting.length; at++) {
    const { flips, reads, from } = waiting[at] as Expanded;
    for (const place of reads.slice(from)) {
      const allowed = facts.get(place);
      const { codes, isComplete: areAll } = alternatives(place);
      if (allowed === undefined) isComplete &&= areAll;
      for (const code of codes) {
        if (allowed !== undefined && !allowed.includes(code)) continue;
        if (!meet(new Map(flips).set(place, code))) return open();
      }
    }
  }
  return { refutations, isThrough: true, isProved: isComplete && refutations.length === 0 };
}

/** The places in which a state differs that reads like this run; null: there is no such state with these facts. */
export function refutedBy(
  runs: Trials,
  facts: FactSet,
  flips: ReadonlyMap<number, number>,
  { reads }: Trial,
): readonly number[] | null {
  const { list, actual } = runs.inquiry;
  const read = new Set(reads);
  const more = completion(list, flips.keys(), {
    codeAt: (place) => flips.get(place) ?? (actual[place] as number),
    wasRead: (place) => read.has(place) || flips.has(place),
    allowed: (place) => facts.get(place) ?? null,
  });
  if (more === null) return null;
  const changed = [...flips.keys(), ...more.keys()];
  return changed.filter((place) => (flips.get(place) ?? more.get(place)) !== actual[place]);
}
