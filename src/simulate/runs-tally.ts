/**
 * Sums over random runs, in the order of their numbers whoever made them: what comes behind a run that is still to be made
 * waits, and what comes behind the first that came upon something does not count. So all that is said of a simulation is the
 * same for any number of threads.
 */
import {
  RUN_ENDINGS,
  type RunEnding,
  type RunFinding,
  type RunPath,
  type RunsDone,
  type RunsReport,
} from "../explore/random-runs.ts";
import { MetFingerprints } from "./met-fingerprints.ts";

export class RunsTally {
  /** All runs below this number are in the sums. */
  runs = 0;
  steps = 0;
  readonly lengths = new Map<number, number>();
  readonly endings = Object.fromEntries(RUN_ENDINGS.map((ending) => [ending, 0])) as Record<RunEnding, number>;
  readonly enabled: Float64Array;
  readonly taken: Float64Array;
  readonly met = new MetFingerprints();
  /** By property, the first run that witnessed it. */
  readonly witnesses = new Map<number, RunPath>();
  finding: RunFinding | null = null;
  lagsCut = false;
  readonly #waiting = new Map<number, RunsDone>();

  constructor(rules: number) {
    this.enabled = new Float64Array(rules);
    this.taken = new Float64Array(rules);
  }

  /** Of runs from `first` on. */
  take(first: number, done: RunsDone): void {
    if (done.report.runs > 0) this.#waiting.set(first, done);
    for (;;) {
      const next = this.#waiting.get(this.runs);
      if (next === undefined || this.finding !== null) return;
      this.#waiting.delete(this.runs);
      this.lagsCut ||= next.lagsCut;
      this.#add(next.report);
    }
  }

  #add({ runs, lengths, endings, enabled, taken, fingerprints, witnesses, finding }: RunsReport): void {
    this.runs += runs;
    for (const [steps, count] of lengths) {
      this.lengths.set(steps, (this.lengths.get(steps) ?? 0) + count);
      this.steps += steps * count;
    }
    for (const ending of RUN_ENDINGS) this.endings[ending] += endings[ending];
    for (let rule = 0; rule < this.enabled.length; rule++) {
      this.enabled[rule] = (this.enabled[rule] as number) + (enabled[rule] as number);
      this.taken[rule] = (this.taken[rule] as number) + (taken[rule] as number);
    }
    this.met.add(fingerprints);
    for (const { property, ...path } of witnesses)
      if (!this.witnesses.has(property)) this.witnesses.set(property, path);
    this.finding = finding;
  }

  /** The length that this share of the runs does not exceed; null: there were none. */
  lengthAt(share: number): number | null {
    const ascending = [...this.lengths].sort(([one], [other]) => one - other);
    let passed = 0;
    for (const [steps, count] of ascending) {
      passed += count;
      if (passed >= share * this.runs) return steps;
    }
    return null;
  }
}
