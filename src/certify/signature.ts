/**
 * What a run makes of a state, in a few numbers: per rule how many instances are enabled and where they lead, per
 * property its answer. Sums of mixed hashes, so that neither the order of the steps nor their names matter; two
 * states treated alike have equal signatures, others differ but for a chance of 2^-64.
 */
import type { Property } from "../model/property.ts";
import { isOfSteps, type KindOfProperty, PROPERTY_KINDS } from "../model/property-kinds.ts";
import { hashOf, mixedHalves } from "../program/mixing.ts";
import { equal } from "./equal.ts";
import { isBeyond, type Run } from "./run.ts";

/** Numbers for each rule and each predicate. */
const EACH = 3;

/** An enabled step: where it leads, and the claims about steps that it violates. */
export interface Successor {
  readonly rule: number;
  readonly after: Int32Array;
  readonly violated: readonly number[];
}

/** What a run makes of a state. */
export interface Recorded {
  readonly successors: readonly Successor[];
  /** Per predicate. */
  readonly answers: readonly boolean[];
}

export class Signer {
  readonly #rules: readonly string[];
  readonly #properties: readonly Property[];
  /** Per predicate. */
  readonly #shownBy: readonly KindOfProperty["shownBy"][];
  /** Predicates looked at, as indices. */
  readonly #predicates: readonly number[];

  constructor(rules: readonly string[], properties: readonly Property[], predicates: readonly number[]) {
    this.#rules = rules;
    this.#properties = properties;
    this.#shownBy = properties.map(({ kind }) => PROPERTY_KINDS[kind].shownBy);
    this.#predicates = predicates;
  }

  /** What a run makes of the state that it has loaded. */
  record(run: Run): Recorded {
    const successors: Successor[] = [];
    const steps = this.#predicates.filter((predicate) => this.#isShownBy(predicate, "step"));
    run.steps((_, rule) => {
      // Claims about steps are not about those that change nothing, and may well throw there.
      const asked = equal(run.after, run.source) ? [] : steps;
      successors.push({ rule, after: run.after.slice(), violated: asked.filter((predicate) => !run.holds(predicate)) });
    });
    const isTerminal = successors.length === 0 && !isBeyond(run);
    const answers = this.#predicates.map((predicate) => {
      if (this.#isShownBy(predicate, "step")) return false;
      // Whether a state may be terminal is asked of terminal ones only.
      return !(this.#isShownBy(predicate, "end") && !isTerminal) && run.holds(predicate);
    });
    return { successors, answers };
  }

  /** The signature of what was recorded; `view`: what is made of successors before they are compared. */
  signature(
    { successors, answers }: Recorded,
    view: (after: Int32Array) => Int32Array = (after) => after,
  ): Float64Array {
    const rules = this.#rules.length;
    const signature = new Float64Array(EACH * (rules + this.#predicates.length));
    for (const { rule, after, violated } of successors) {
      const seen = view(after);
      const low = hashOf(seen, 0, seen.length, 0x2c1b3c6d);
      const high = hashOf(seen, 0, seen.length, 0x297a2d39);
      add(signature, EACH * rule, low, high);
      for (const predicate of violated) add(signature, EACH * (rules + this.#predicates.indexOf(predicate)), low, high);
    }
    answers.forEach((holds, nth) => {
      if (holds) signature[EACH * (rules + nth)] = 1;
    });
    return signature;
  }

  sign(run: Run): Float64Array {
    return this.signature(this.record(run));
  }

  #isShownBy(predicate: number, shownBy: KindOfProperty["shownBy"]): boolean {
    return this.#shownBy[predicate] === shownBy;
  }

  /** What two signatures differ in; null: in nothing. */
  difference(one: Float64Array, other: Float64Array): { readonly subject: string; readonly problem: string } | null {
    const at = one.findIndex((number, each) => number !== other[each]);
    if (at < 0) return null;
    const nth = Math.floor(at / EACH);
    const predicate = this.#predicates[nth - this.#rules.length];
    if (predicate !== undefined) {
      const { name, kind } = this.#properties[predicate] as Property;
      const problem = isOfSteps(kind) ? "it tells a step from its counterpart" : "it gives another answer";
      return { subject: `property ${name}`, problem };
    }
    const problem =
      at % EACH === 0
        ? `it has ${other[at]} enabled where there are ${one[at]}`
        : "its steps lead to states that are not the counterparts";
    return { subject: `rule ${this.#rules[nth]}`, problem };
  }
}

function add(signature: Float64Array, at: number, low: number, high: number): void {
  signature[at] = (signature[at] as number) + 1;
  signature[at + 1] = ((signature[at + 1] as number) + mixedHalves(low, high)) | 0;
  signature[at + 2] = ((signature[at + 2] as number) + mixedHalves(high, low)) | 0;
}
