/**
 * A rule's closures run under a tracer, in the current state: what an instance reads, on the path to an outcome, and what it
 * writes. Of a rule over members of collections a run reads first who is in a *seat* (member-loop.ts).
 */
import { isSynodError } from "../errors/errors.ts";
import type { Layout } from "../state/layout.ts";
import type { MemberLoop } from "./member-loop.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER } from "./outcome.ts";
import { presentMembers, type TellPresent } from "./present-members.ts";
import type { RuleClosures, RuleView } from "./rule-closures.ts";
import { ABSENT } from "./sources.ts";
import { Tracer } from "./tracer.ts";

/** How a rule is watched. */
export interface Watching {
  /** Whether what is overwritten, or moved in lists, need not be asked for. */
  readonly isOverwriting: boolean;
  /** Whether effects are left alone. */
  readonly guardsOnly: boolean;
}

export class TracedRule {
  /** Says what the last run read and wrote. */
  readonly tracer: Tracer;
  /** The instance that the last run was of, unless nobody was there. */
  instance: number = ABSENT;
  readonly #closures: RuleClosures;
  /** Who is in which seat; null: of a rule that does not range over members, whose seats are its instances. */
  readonly #loop: MemberLoop | null;
  readonly #work: Int32Array;
  /** The state that is all zeros: nothing is in any collection. */
  readonly #empty: Int32Array;
  readonly #tellPresent: TellPresent;
  /** Two views on the tracer, in turn: so a run that uses what an earlier one was handed is found out when it is run twice. */
  readonly #views: readonly [RuleView, RuleView];
  #turn: 0 | 1 = 0;

  constructor(closures: RuleClosures, loop: MemberLoop | null, layout: Layout, work: Int32Array) {
    this.#closures = closures;
    this.#loop = loop;
    this.#work = work;
    this.#empty = new Int32Array(layout.words);
    this.tracer = new Tracer(layout);
    this.#tellPresent = presentMembers(closures.rule, layout);
    this.#views = [closures.viewOf(this.tracer), closures.viewOf(this.tracer)];
  }

  /** Runs who is in a seat. LEARNED: its effect ended, and the tracer has what it wrote. */
  run(seat: number, { isOverwriting, guardsOnly }: Watching): number {
    const { tracer } = this;
    const handed = this.#views[this.#turn];
    this.#turn = this.#turn === 0 ? 1 : 0;
    tracer.start(this.#work, isOverwriting);
    this.instance = this.#loop === null ? seat : this.#loop.inSeat(seat, tracer);
    if (this.instance === ABSENT) return DISABLED;
    // Who is there is one thing, what it is to guard and effect another: `readsOfSeat` tells the two apart.
    if (this.#loop !== null) tracer.again();
    const bound = this.#closures.bound(this.instance, tracer);
    if (isOverwriting) this.#tellPresent(bound, (base, entry) => tracer.edits.isThere(base, entry));
    return this.#outcome(handed, bound, guardsOnly);
  }

  /** Whether nobody is in a seat where all collections are empty: the tracer has what says so. */
  isVacantAtFirst(seat: number): boolean {
    if (this.#loop === null) return false;
    this.tracer.start(this.#empty);
    return this.#loop.inSeat(seat, this.tracer) === ABSENT;
  }

  /**
   * How many reads of a run in the current state say who is in a seat: so many questions does the way through its tree begin
   * with that neither guard nor effect asks.
   */
  readsOfSeat(seat: number): number {
    if (this.#loop === null) return 0;
    this.tracer.start(this.#work);
    this.#loop.inSeat(seat, this.tracer);
    return this.tracer.path.length;
  }

  /**
   * Into `bits`, per word of the state, all that an instance reads in the current state, guard and effect, found by running
   * it: for what its tree does not know, or no longer. Answers DISABLED, STUTTER, or something else.
   */
  asks(index: number, bits: Int32Array): number {
    const { tracer } = this;
    tracer.start(this.#work);
    let outcome = this.#outcome(this.#views[0], this.#closures.bound(index, tracer), false);
    if (outcome === LEARNED && tracer.finish().length === 0) outcome = STUTTER;
    const { path } = tracer;
    for (let read = 0; read < path.length; read++) {
      const where = path.where[read] as number;
      const word = where >>> 5;
      bits[word] = (bits[word] as number) | ((path.mask[read] as number) << (where & 31));
    }
    return outcome;
  }

  /** What else than impurity guard and effect throw is an outcome. */
  #outcome(handed: RuleView, bound: object, guardsOnly: boolean): number {
    this.tracer.subject = `the guard of ${this.#closures.rule.name}`;
    try {
      if (!this.#closures.isEnabled(handed, bound)) return DISABLED;
      if (guardsOnly) return DIRECT;
      this.tracer.writable = true;
      this.#closures.takeEffect(handed, bound);
      return LEARNED;
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      return FAILED;
    }
  }
}
