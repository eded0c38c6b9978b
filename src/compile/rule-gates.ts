/**
 * One rule's gates (gates.ts), and when it pays to make them anew. They are made of what trees know: those that have grown
 * since are gone through in vain, which costs a walk each; making gates costs some walks of every tree. So they are made
 * again as evaluations multiply, or when going without has cost as much.
 */
import { thresholds } from "../thresholds.ts";
import type { Forest } from "./forest.ts";
import { gatesOf } from "./gates.ts";

/** What it costs to make gates, per seat: so many walks of a tree. */
const COST = 8;

export class RuleGates {
  /** How to go through all instances; null until enough is known, and for rules that are run directly. */
  made: Int32Array | null = null;
  /** Trees that gates would deal with otherwise if they were made now; the more, the more is gone through in vain. */
  outdated = 0;
  /** How often they were made. */
  times = 0;
  readonly #forest: Forest;
  readonly #seats: number;
  readonly #words: number;
  /** How many trees others have walked since then for want of new ones. */
  #inVain = 0;
  /** States for which gates are made, and evaluations when they were, with some; 0: never. */
  #met: Int32Array = new Int32Array(0);
  #sampledAt = 0;
  /** Evaluations at which to make gates next. */
  #dueAt = thresholds.gatesFrom;
  readonly #from = thresholds.gatesFrom;
  readonly #growth = thresholds.gatesGrowth;

  /** `words`: of a state. */
  constructor(forest: Forest, seats: number, words: number) {
    this.#forest = forest;
    this.#seats = seats;
    this.#words = words;
  }

  /** Whether they are to be made, as much as the rule has been evaluated. */
  areDue(evaluations: number): boolean {
    return evaluations > this.#dueAt;
  }

  /** They are made now, and not soon again. */
  postpone(evaluations: number): void {
    this.#dueAt = this.#growth * evaluations;
  }

  /** Makes them, unless those that there are would be made again as they are. */
  make(evaluations: number): void {
    if (this.made === null || this.outdated > 0 || evaluations >= this.#growth * this.#sampledAt) {
      this.made = gatesOf(this.#forest, this.#seats, { states: this.#met, words: this.#words });
      if (this.#met.length > 0) this.#sampledAt = Math.max(1, evaluations);
      this.times++;
    }
    this.outdated = 0;
    this.#inVain = 0;
  }

  /** Others have expanded so many states by what was published, and these are to be expanded next. */
  noteUse(expanded: number, met: Int32Array): void {
    this.#inVain += expanded * this.outdated;
    this.#met = met;
  }

  /** Whether others are better off with new ones. */
  areWorn(evaluations: number): boolean {
    const isOld = this.#met.length > 0 && evaluations >= this.#growth * this.#sampledAt;
    return this.made === null || isOld || this.#inVain >= COST * this.#seats;
  }

  /** The forest's cells have moved. */
  drop(): void {
    this.made = null;
  }

  /** The trees were given up: there is nothing to make them of for a while. */
  restart(evaluations: number): void {
    this.made = null;
    this.#dueAt = evaluations + this.#from;
  }
}
