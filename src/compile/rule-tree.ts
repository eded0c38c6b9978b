/**
 * One rule's instances, compiled by watching them. The first time that an instance meets a combination of values in the
 * slots it reads, its closures run under a tracer; the outcome (disabled, or the exact change of words and fingerprint) is
 * planted in a decision tree, and no closure runs for that combination again. Sound because closures are pure; that they
 * are is checked by running samples twice and, on sampled states, all of them again (`audit`).
 *
 * A rule whose trees grow without being reused (its effect reads the state whole, say) has only its guard compiled from
 * then on, and its effect run directly; if that is too much still, both are run directly.
 */

import { newLease, runClosure, type Site } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import type { Rule } from "../model/rule.ts";
import { wordHalf } from "../program/fingerprint.ts";
import { bindingCodes, bindsByPosition, boundValues } from "../program/instances.ts";
import { membersOf } from "../program/member-at.ts";
import type { PublishedRule } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { thresholds } from "../thresholds.ts";
import { DirectMemory } from "./direct.ts";
import { Forest } from "./forest.ts";
import { gatesOf } from "./gates.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER, UNKNOWN } from "./outcome.ts";
import { Path } from "./path.ts";
import { Tracer } from "./tracer.ts";

/** What guard and effect are handed, and where they are run with it. */
interface Handed {
  readonly state: object;
  readonly guard: Site;
  readonly effect: Site;
}

export class RuleTree {
  readonly rule: Rule;
  readonly count: number;
  readonly forest: Forest;
  /** Per learned leaf: see program/publication.ts. */
  changes = new Int32Array(256);
  /** How to go through all instances, see gates.ts; null until enough is known, and for rules that are run directly. */
  gates: Int32Array | null = null;
  /** Whether every instance has its root at cell index + 1. */
  readonly rooted: boolean;
  /** Evaluations so far; kept by the caller. */
  evaluations = 0;
  /** Whether nothing is compiled any more. */
  direct = false;
  /** Whether only guards are: their trees say DISABLED or DIRECT. */
  #guardsOnly = false;
  /** Whether trees are to be given up before the next state. */
  #outgrown = false;
  readonly #layout: Layout;
  readonly #table: Int32Array;
  readonly #work: Int32Array;
  readonly #tracer: Tracer;
  /** Two views on the tracer, in turn: so a run that uses what an earlier one was handed is found out when it is run twice. */
  readonly #traced: readonly [Handed, Handed];
  #turn: 0 | 1 = 0;
  readonly #memory: DirectMemory;
  readonly #viewed: Handed;
  readonly #known = new Map<number, object>();
  readonly #roots = new Map<number, number>();
  readonly #previous = new Path();
  /** Changes already in the list, as text. */
  readonly #leaves = new Map<string, number>();
  #changesUsed = 0;
  /** How often gates were made. */
  #gatesMade = 0;
  /** Evaluations at which to make gates next. */
  #gateAt = thresholds.gatesFrom;
  #learned = 0;
  #windowStart = 0;
  readonly #kept = thresholds.rootedInstances;
  /** Whether what an instance binds depends on the state. */
  readonly #bindsByPosition: boolean;
  readonly #gatesFrom = thresholds.gatesFrom;
  readonly #gatesGrowth = thresholds.gatesGrowth;
  readonly #doubledRuns = thresholds.doubledRuns;
  readonly #doubledEvery = thresholds.doubledEvery;
  readonly #window = thresholds.learningWindow;

  constructor(rule: Rule, count: number, layout: Layout, table: Int32Array, work: Int32Array) {
    this.rule = rule;
    this.count = count;
    this.#bindsByPosition = bindsByPosition(rule);
    this.rooted = count <= thresholds.rootedInstances;
    this.forest = new Forest(this.rooted ? count : 0);
    this.#layout = layout;
    this.#table = table;
    this.#work = work;
    this.#tracer = new Tracer(layout);
    const handed = (memory: Memory): Handed => {
      const lease = newLease();
      const leases = [lease];
      const state = viewState(layout, memory, lease);
      const guard = { subject: `the guard of ${rule.name}`, leases };
      return { state, guard, effect: { subject: `the effect of ${rule.name}`, leases, isEffect: true } };
    };
    this.#traced = [handed(this.#tracer), handed(this.#tracer)];
    this.#memory = new DirectMemory(layout, work, 0);
    this.#viewed = handed(this.#memory);
  }

  /**
   * The root cell of an instance. Of a rule without roots from the start also the forest's cell 0, of which nothing is
   * planted: it says DIRECT once the rule is run directly, and UNKNOWN for an instance that finds the forest full.
   */
  root(index: number): number {
    if (this.rooted) return index + 1;
    if (this.direct) return 0;
    let cell = this.#roots.get(index);
    if (cell === undefined) {
      if (this.forest.full) return 0;
      cell = this.forest.addRoot();
      this.#roots.set(index, cell);
    }
    return cell;
  }

  /** Gives trees up, tidies them and makes gates anew, as they have grown. Between states only: it moves cells. */
  prepare(): void {
    if (this.#outgrown) this.#giveUpTrees();
    if (!this.rooted || this.direct || !(this.forest.untidy || this.evaluations > this.#gateAt)) return;
    this.#gateAt = this.#gatesGrowth * this.evaluations;
    if (this.forest.untidy) this.forest.tidy();
    this.#makeGates();
  }

  #makeGates(): void {
    this.gates = gatesOf(this.forest, this.count);
    this.#gatesMade++;
  }

  /** What its instances are known to do, for those who walk trees on their own; a string: why they cannot. */
  publish(): Omit<PublishedRule, "first" | "count"> | string {
    this.prepare();
    const { name } = this.rule;
    if (this.direct || this.#guardsOnly) return `rule ${name} is run directly, since its trees would not stay small`;
    if (!this.rooted) return `rule ${name} has ${this.count} instances`;
    if (this.gates === null) this.#makeGates();
    const version = this.forest.version + this.#gatesMade;
    return {
      cells: this.forest.cells,
      gates: this.gates as unknown as Int32Array,
      changes: this.changes,
      changed: this.#changesUsed,
      version,
    };
  }

  /** Finds the outcome of an instance in the current state by running it, and remembers it. */
  learn(index: number): number {
    if (this.direct) return DIRECT;
    // No room for a tree: run, guard and all, as what threw is.
    if (this.root(index) === 0) return FAILED;
    const outcome = this.#trace(index);
    this.#learned++;
    if (this.#learned <= this.#doubledRuns || this.#learned % this.#doubledEvery === 0) this.#doubt(index, outcome);
    this.#plant(index, outcome);
    if (this.#learnsTooMuch()) this.#outgrown = true;
    return outcome;
  }

  /**
   * Runs an instance on the work buffer itself, which then holds the successor; false: disabled. Throws what the closures
   * throw. The caller restores the buffer. `outcome`: what the instance's tree says; DIRECT in a tree of guards is a true
   * guard, which is not asked again.
   */
  run(index: number, outcome: number): boolean {
    const memory = this.#memory;
    const bound = this.#bound(index, memory);
    if (this.direct || outcome !== DIRECT) {
      memory.writable = false;
      memory.subject = `the guard of ${this.rule.name}`;
      if (!this.#guard(this.#viewed, bound)) return false;
    }
    memory.writable = true;
    this.#effect(this.#viewed, bound);
    return true;
  }

  /** Runs an instance again and compares with what its tree says. Throws `impure-model`. */
  audit(index: number): void {
    if (this.direct || this.root(index) === 0) return;
    const outcome = this.#trace(index);
    this.#doubt(index, outcome);
    this.#plant(index, outcome);
  }

  /** Puts the run under the tracer into the instance's tree, whoever made it. A full forest is given up soon. */
  #plant(index: number, outcome: number): void {
    if (!this.forest.plant(this.root(index), this.#tracer.path, outcome)) throw this.#impure(index);
    if (this.forest.full) this.#outgrown = true;
  }

  /**
   * Into `bits`, per word of the state, all that an instance reads in the current state, guard and effect, found by running
   * it: for what its tree does not know, or no longer. Answers DISABLED, STUTTER, or something else.
   */
  asks(index: number, bits: Int32Array): number {
    const tracer = this.#tracer;
    const [handed] = this.#traced;
    tracer.start(this.#work);
    const bound = this.#bound(index, tracer);
    tracer.subject = `the guard of ${this.rule.name}`;
    let outcome = DISABLED;
    try {
      if (this.#guard(handed, bound)) {
        tracer.writable = true;
        this.#effect(handed, bound);
        outcome = tracer.finish().length === 0 ? STUTTER : LEARNED;
      }
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      outcome = FAILED;
    }
    const { path } = tracer;
    for (let read = 0; read < path.length; read++) {
      const where = path.where[read] as number;
      const word = where >>> 5;
      bits[word] = (bits[word] as number) | ((path.mask[read] as number) << (where & 31));
    }
    return outcome;
  }

  /** The values bound in an instance; what is told by its position is read from `memory`. */
  #bound(index: number, memory: Memory): object {
    if (this.#bindsByPosition)
      return boundValues(this.rule, bindingCodes(this.rule, index), membersOf(this.#layout, memory));
    let bound = this.#known.get(index);
    if (bound === undefined) {
      bound = boundValues(this.rule, bindingCodes(this.rule, index));
      if (this.#known.size < this.#kept) this.#known.set(index, bound);
    }
    return bound;
  }

  #guard({ state, guard }: Handed, bound: object): boolean {
    let enabled: unknown;
    try {
      enabled = runClosure(guard, this.rule.when, state, bound);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("guard-threw", { rule: this.rule.name }, error);
    }
    if (typeof enabled !== "boolean") {
      throw synodError("bad-rule", {
        rule: this.rule.name,
        problem: `its guard answered ${describe(enabled)}, which is neither true nor false`,
        answered: describe(enabled),
      });
    }
    return enabled;
  }

  #effect({ state, effect }: Handed, bound: object): void {
    try {
      runClosure(effect, this.rule.do, state, bound);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("effect-threw", { rule: this.rule.name }, error);
    }
  }

  /** Runs an instance under the tracer; answers a leaf, remembering a change that is new. */
  #trace(index: number): number {
    const tracer = this.#tracer;
    const handed = this.#traced[this.#turn];
    this.#turn = this.#turn === 0 ? 1 : 0;
    tracer.start(this.#work);
    const bound = this.#bound(index, tracer);
    tracer.subject = `the guard of ${this.rule.name}`;
    try {
      if (!this.#guard(handed, bound)) return DISABLED;
      if (this.#guardsOnly) return DIRECT;
      tracer.writable = true;
      this.#effect(handed, bound);
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      return FAILED;
    }
    return this.#changeLeaf(tracer.finish());
  }

  /** The leaf for the tracer's change, an existing one where the same change was met before. */
  #changeLeaf(written: readonly number[]): number {
    if (written.length === 0) return STUTTER;
    const words = new Map<number, number>();
    for (const slot of written) {
      const word = this.#layout.word[slot] as number;
      words.set(word, (words.get(word) ?? 0) ^ this.#tracer.change(slot));
    }
    let low = 0;
    let high = 0;
    for (const [word, bits] of words) {
      low ^= wordHalf(this.#table, word, bits, 0);
      high ^= wordHalf(this.#table, word, bits, 1);
    }
    const entry = [low, high, words.size, 0, 0, 0, ...[...words].flat()];
    const key = entry.join(",");
    const known = this.#leaves.get(key);
    if (known !== undefined) return known;
    if (this.#changesUsed + entry.length > this.changes.length) {
      const larger = new Int32Array(2 * (this.#changesUsed + entry.length));
      larger.set(this.changes);
      this.changes = larger;
    }
    this.changes.set(entry, this.#changesUsed);
    const leaf = LEARNED - this.#changesUsed;
    this.#changesUsed += entry.length;
    this.#leaves.set(key, leaf);
    return leaf;
  }

  /** Runs the instance once more and compares. */
  #doubt(index: number, outcome: number): void {
    const { path } = this.#tracer;
    this.#previous.copy(path);
    if (this.#trace(index) !== outcome || !this.#previous.equals(path)) throw this.#impure(index);
  }

  #impure(index: number): SynodError {
    const values = Object.entries(this.#bound(index, this.#memory)).map(
      ([name, value]) => `${name}: ${describe(value)}`,
    );
    return synodError("impure-model", {
      subject: `rule ${this.rule.name}(${values.join(", ")})`,
      problem: "run twice in the same state with the same values, it gave different results",
    });
  }

  #learnsTooMuch(): boolean {
    if (this.#learned % this.#window !== 0) return false;
    const evaluations = this.evaluations - this.#windowStart;
    this.#windowStart = this.evaluations;
    return evaluations < 8 * this.#window;
  }

  #giveUpTrees(): void {
    this.#outgrown = false;
    this.direct = this.#guardsOnly;
    this.#guardsOnly = true;
    this.gates = null;
    this.#gateAt = this.evaluations + this.#gatesFrom;
    this.forest.clear(this.direct ? DIRECT : UNKNOWN);
    this.changes = new Int32Array(0);
    this.#changesUsed = 0;
    this.#leaves.clear();
    this.#roots.clear();
    this.#learned = 0;
    this.#windowStart = this.evaluations;
  }
}
