/**
 * The runs of a inquiry's closures: each is made once, and what it answered and looked at is kept, since the same places are
 * changed again and again. They are what a budget counts, so that what is found does not depend on the machine.
 */

import type { Inquiry } from "./inquiry.ts";
import { NotingMemory } from "./noting-memory.ts";

/** What a run over changed places answered. */
export interface Trial {
  /** Whether it stayed as it was; also if a closure threw, which is no evidence that it did not. */
  readonly stays: boolean;
  readonly threw: boolean;
  /** The places it looked at, in order. */
  readonly reads: readonly number[];
}

/** For each run so many questions may be asked to which the answer is known: they cost little, but there may be many. */
const ASKED_PER_RUN = 8;
/** Runs of which the answers are kept. */
const KEPT = 2 ** 14;

/** Ended when the time for all is over; results of before stay. */
export interface Deadline {
  readonly isOver: () => boolean;
}

export class Trials {
  readonly inquiry: Inquiry;
  /** How many were made. */
  made = 0;
  readonly #memory: NotingMemory;
  readonly #kept = new Map<string, Trial>();
  readonly #halt: Deadline | null;
  #budget: number;
  #questions: number;

  constructor(inquiry: Inquiry, budget: number, halt: Deadline | null = null) {
    this.inquiry = inquiry;
    this.#budget = budget;
    this.#questions = budget * ASKED_PER_RUN;
    this.#halt = halt;
    this.#memory = new NotingMemory(inquiry.actual);
  }

  /** Whether there may be another one. */
  get mayGoOn(): boolean {
    return this.made < this.#budget && this.#questions > 0 && this.#halt?.isOver() !== true;
  }

  /** Lets so many more be made. */
  grant(more: number): void {
    this.#budget = this.made + more;
    this.#questions = more * ASKED_PER_RUN;
  }

  /** What the closures answer where these places have these codes. */
  of(flips: ReadonlyMap<number, number>): Trial {
    this.#questions--;
    const key = keyOf(flips);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    this.made++;
    this.#memory.start(flips);
    let stays = true;
    let threw = false;
    try {
      stays = this.inquiry.stays(this.#memory);
    } catch {
      threw = true;
    }
    const run = { stays, threw, reads: [...this.#memory.reads] };
    if (this.#kept.size < KEPT) this.#kept.set(key, run);
    return run;
  }
}

function keyOf(flips: ReadonlyMap<number, number>): string {
  return [...flips].sort(([one], [other]) => one - other).join(";");
}
