/**
 * The smallest set of facts for which something is as it is, whatever the rest of the state is: an implicit hitting set
 * (Reiter 1987; Ignatiev, Previti, Liffiton and Marques-Silva 2015). Whatever refutes some facts is a set of places of which
 * any sufficient facts have one; a cheapest set that hits all of these is explored in turn, until nothing refutes it.
 *
 * Law: `proved` facts are sufficient, and there are none with fewer places (or less weight). Of `tested` ones nothing is known
 * that refutes them, within the budget and the alternatives tried (alternatives.ts).
 */
import { alternativesOf } from "./alternatives.ts";
import { type Explored, exploreFacts, type FactSet, refutedBy } from "./explore-facts.ts";
import { hittingSet } from "./hitting-set.ts";
import type { Inquiry } from "./inquiry.ts";
import { type Deadline, Trials } from "./trials.ts";
import { widened } from "./widen.ts";

export interface Reason {
  /** Per place the codes with which it stays so; first the one that it has. */
  readonly facts: FactSet;
  readonly proof: "proved" | "tested";
  readonly runs: number;
}

export interface ReasonOptions {
  /** Runs at most. */
  readonly budget: number;
  readonly halt?: Deadline | null;
  /** What a place costs as a fact; 1 where nothing else is said. */
  readonly weight?: (place: number) => number;
  /** Whether facts are widened to all values that do as well. */
  readonly widen?: boolean;
}

/** Refutations that a round looks for. */
const AT_ONCE = 24;

/** Null: it is not so where it is said to be, or a closure throws there. */
export function smallestReason(inquiry: Inquiry, options: ReasonOptions): Reason | null {
  const { budget, halt = null, weight = () => 1, widen = true } = options;
  const runs = new Trials(inquiry, budget, halt);
  const first = runs.of(new Map());
  if (first.threw || !first.stays) return null;
  const alternatives = alternativesOf(inquiry);
  const sets: (readonly number[])[] = [];
  let facts: FactSet = new Map();
  let explored: Explored = { refutations: [], isThrough: false, isProved: false };
  for (;;) {
    const found = fromOthers(runs, facts);
    explored =
      found.length > 0
        ? { refutations: found, isThrough: false, isProved: false }
        : exploreFacts(runs, facts, alternatives, AT_ONCE);
    if (explored.refutations.length === 0) break;
    sets.push(...explored.refutations);
    facts = exactly(inquiry, hittingSet(sets, weight));
  }
  if (widen && facts.size > 0) facts = widened(runs, facts, alternatives, explored.isProved);
  return { facts, proof: explored.isProved ? "proved" : "tested", runs: runs.made };
}

function exactly({ actual }: Inquiry, places: readonly number[]): FactSet {
  return new Map(places.map((place) => [place, [actual[place] as number]]));
}

/** Cheap refuters: the other states, where they agree with the facts; of what differs there, a part that will do. */
function fromOthers(runs: Trials, facts: FactSet): (readonly number[])[] {
  const { actual, others } = runs.inquiry;
  const found: (readonly number[])[] = [];
  for (const other of others) {
    if (!runs.mayGoOn) break;
    const flips = new Map<number, number>();
    other.forEach((code, place) => {
      if (code !== actual[place] && (facts.get(place)?.includes(code) ?? true)) flips.set(place, code);
    });
    if (flips.size === 0) continue;
    const changed = halved(runs, facts, flips);
    if (changed !== null) found.push(changed);
  }
  return found;
}

/** Delta debugging (Zeller and Hildebrandt, 2002), of the places that the run looked at. Null: these flips refute nothing. */
function halved(runs: Trials, facts: FactSet, flips: ReadonlyMap<number, number>): readonly number[] | null {
  const refuting = (tried: ReadonlyMap<number, number>) => {
    const run = runs.of(tried);
    return run.stays ? null : { run, changed: refutedBy(runs, facts, tried, run) };
  };
  const whole = refuting(flips);
  if (whole === null) return null;
  const read = new Set(whole.run.reads);
  let kept = [...flips].filter(([place]) => read.has(place));
  let best = whole.changed;
  for (let parts = 2; kept.length > 1 && parts <= kept.length && runs.mayGoOn; ) {
    const size = Math.ceil(kept.length / parts);
    let isLess = false;
    for (let from = 0; from < kept.length && runs.mayGoOn; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      const found = refuting(new Map(rest));
      if (found?.changed == null) continue;
      kept = rest;
      best = found.changed;
      isLess = true;
      break;
    }
    if (isLess) parts = Math.max(2, parts - 1);
    else if (parts === kept.length) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return best;
}
