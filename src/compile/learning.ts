/**
 * How much is learned by running closures, against how often what was learned is used: which runs are made twice, to find
 * closures that are not pure, and when trees are given up, since they grow without being reused. Looked at in windows of so
 * many runs, so that what is learned in the beginning, as all must be, does not count for ever.
 */
import { thresholds } from "../thresholds.ts";

export class Learning {
  /** Runs so far. */
  learned = 0;
  /** Evaluations per run, below which that is too few. */
  readonly #worth: number;
  /** Evaluations when this window began. */
  #windowStart = 0;
  readonly #doubledRuns = thresholds.doubledRuns;
  readonly #doubledEvery = thresholds.doubledEvery;
  readonly #window = thresholds.learningWindow;

  constructor(worth: number) {
    this.#worth = worth;
  }

  /** Begins anew. */
  restart(evaluations: number): void {
    this.learned = 0;
    this.#windowStart = evaluations;
  }

  /** Whether the last run is to be made once more and compared. */
  get isDoubled(): boolean {
    return this.learned <= this.#doubledRuns || this.learned % this.#doubledEvery === 0;
  }

  /** Whether a window is over in which what was learned was hardly used. To be asked once after each run. */
  isTooMuch(evaluations: number): boolean {
    if (this.learned % this.#window !== 0) return false;
    const since = evaluations - this.#windowStart;
    this.#windowStart = evaluations;
    return since < this.#worth * this.#window;
  }

  /** Whether more than `least` runs of this window are over, and what they taught was hardly used up to now. */
  isTooMuchAlready(evaluations: number, least: number): boolean {
    const learned = this.learned % this.#window;
    return learned >= least && evaluations - this.#windowStart < this.#worth * learned;
  }
}
