/**
 * One rule's instances, compiled by watching them. The first time that an instance meets a combination of values in the
 * slots it reads, its closures run under a tracer (traced-rule.ts); the outcome, disabled or the exact change of words and
 * fingerprint (learned-changes.ts), is planted in a decision tree, and no closure runs for that combination again. Sound
 * because closures are pure; that they are is checked by running samples twice and, on sampled states, all of them again
 * (`audit`).
 *
 * The trees of a rule over members of collections are for *seats* (member-loop.ts), not for instances: a run reads first who
 * is in the seat, and is disabled where nobody is. So a tree says all by itself what is enabled, and gates (rule-gates.ts) do
 * for such rules what they do for others. What says so is read once more where the guard or the effect reads it: whoever
 * asks what an outcome rests on (rule-runner.ts) tells the two apart.
 *
 * How much of a rule is so compiled, rule-stage.ts says: trees that grow without being reused are given up.
 */

import { describe } from "../domain/composites.ts";
import { type SynodError, synodError } from "../errors/errors.ts";
import type { Rule } from "../model/rule.ts";
import type { Layout } from "../state/layout.ts";
import { thresholds } from "../thresholds.ts";
import { DirectMemory } from "./direct.ts";
import { answerOf, Forest } from "./forest.ts";
import { LearnedChanges } from "./learned-changes.ts";
import type { MemberLoop } from "./member-loop.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER, UNKNOWN } from "./outcome.ts";
import { Path } from "./path.ts";
import { RuleClosures, type RuleView } from "./rule-closures.ts";
import { RuleGates } from "./rule-gates.ts";
import { RuleStage } from "./rule-stage.ts";
import { ABSENT } from "./sources.ts";
import { TracedRule } from "./traced-rule.ts";

export class RuleTree {
  readonly rule: Rule;
  /** How many seats, and trees. Of a rule that does not range over members each instance has its own, of its number. */
  readonly count: number;
  readonly forest: Forest;
  readonly changes: LearnedChanges;
  readonly gates: RuleGates;
  readonly traced: TracedRule;
  readonly stage: RuleStage;
  /** Whether every tree has its root at cell index + 1. */
  readonly rooted: boolean;
  /** Evaluations so far; kept by the caller. */
  evaluations = 0;
  /** Whether trees are to be given up before the next state. */
  #outgrown = false;
  /** Whether something is known of each seat that somebody can be missing from. */
  #furnished = false;
  readonly #work: Int32Array;
  /** Who is in which seat; null: of a rule that does not range over members, whose trees are those of its instances. */
  readonly #loop: MemberLoop | null;
  readonly #closures: RuleClosures;
  readonly #memory: DirectMemory;
  readonly #viewed: RuleView;
  readonly #roots = new Map<number, number>();
  readonly #previous = new Path();

  /** `instances`: how many instances the rule has; `loop`: of a rule over members of collections. */
  constructor(
    rule: Rule,
    instances: number,
    loop: MemberLoop | null,
    layout: Layout,
    table: Int32Array,
    work: Int32Array,
  ) {
    this.rule = rule;
    this.#loop = loop;
    const count = loop?.seats ?? instances;
    this.count = count;
    this.rooted = count <= thresholds.rootedInstances;
    this.forest = new Forest(this.rooted ? count : 0);
    this.changes = new LearnedChanges(layout, table);
    this.gates = new RuleGates(this.forest, count, layout.words);
    this.stage = new RuleStage(layout, table);
    this.#work = work;
    this.#closures = new RuleClosures(rule, layout);
    this.traced = new TracedRule(this.#closures, loop, layout, work);
    this.#memory = new DirectMemory(layout, work, 0);
    this.#viewed = this.#closures.viewOf(this.#memory);
  }

  /**
   * The root cell of a seat. Of a rule without roots from the start also the forest's cell 0, of which nothing is planted: it
   * says DIRECT once the rule is run directly, and UNKNOWN for a seat that finds the forest full.
   */
  root(seat: number): number {
    if (this.rooted) return seat + 1;
    if (this.stage.direct) return 0;
    let cell = this.#roots.get(seat);
    if (cell === undefined) {
      if (this.forest.full) return 0;
      cell = this.forest.addRoot();
      this.#roots.set(seat, cell);
    }
    return cell;
  }

  /** Gives trees up, tidies them and makes gates anew, as they have grown. Between states only: it moves cells. */
  prepare(): void {
    if (this.#outgrown) this.#giveUpTrees();
    const { forest, gates, evaluations } = this;
    if (!this.rooted || this.stage.direct || !(forest.untidy || gates.areDue(evaluations))) return;
    gates.postpone(evaluations);
    if (forest.untidy) {
      forest.tidy();
      gates.drop();
    }
    this.makeGates();
  }

  /** Makes gates, unless those that there are would be made again as they are. False: the rule has none, now or ever. */
  makeGates(): boolean {
    if (!this.rooted || this.stage.direct) return false;
    if (!this.#furnished) this.#furnish();
    this.gates.make(this.evaluations);
    return true;
  }

  /**
   * Says of seats of which nothing is known that nobody is in them where their collections are empty, without running
   * anything: otherwise gates would let them pass in every state.
   */
  #furnish(): void {
    this.#furnished = true;
    if (this.#loop === null) return;
    for (let seat = 0; seat < this.count && !this.forest.full; seat++) {
      if (this.forest.cells[seat + 1] !== UNKNOWN || !this.traced.isVacantAtFirst(seat)) continue;
      this.forest.plant(seat + 1, this.traced.tracer.path, DISABLED);
      this.gates.outdated++;
    }
  }

  /** Whether changes say whose they are, since seats do not. */
  get saysWho(): boolean {
    return this.#loop !== null && !this.#loop.isNumbered;
  }

  /** The instance that is in a seat in the current state, or ABSENT. */
  instance(seat: number): number {
    return this.#loop === null ? seat : this.#loop.inSeat(seat, this.#memory);
  }

  /** Finds the outcome of who is in a seat in the current state by running it, and remembers it. */
  learn(seat: number): number {
    if (this.stage.direct) return DIRECT;
    // No room for a tree: run, guard and all, as what threw is.
    if (this.root(seat) === 0) return FAILED;
    const outcome = this.#trace(seat);
    const { learning } = this.stage;
    learning.learned++;
    if (learning.isDoubled) this.#doubt(seat, outcome);
    this.#plant(seat, outcome);
    if (this.stage.isOutgrown(this.traced.tracer, this.forest.used, this.evaluations)) this.#outgrown = true;
    return outcome;
  }

  /**
   * Runs who is in a seat on the work buffer itself, which then holds the successor; false: disabled. Throws what the closures
   * throw. The caller restores the buffer. `outcome`: what the seat's tree says; DIRECT in a tree of guards is a true guard,
   * which is not asked again.
   */
  run(seat: number, outcome: number): boolean {
    const memory = this.#memory;
    const index = this.instance(seat);
    if (index === ABSENT) return false;
    const bound = this.#closures.bound(index, memory);
    if (this.stage.direct || outcome !== DIRECT) {
      memory.writable = false;
      memory.subject = `the guard of ${this.rule.name}`;
      if (!this.#closures.isEnabled(this.#viewed, bound)) return false;
    }
    memory.writable = true;
    this.#closures.takeEffect(this.#viewed, bound);
    return true;
  }

  /** Runs who is in a seat again and compares with what its tree says. Throws `impure-model`. */
  audit(seat: number): void {
    if (this.stage.direct || this.root(seat) === 0) return;
    const outcome = this.#trace(seat);
    this.#doubt(seat, outcome);
    this.#plant(seat, outcome);
  }

  /** Puts the run under the tracer into the seat's tree, whoever made it. A full forest is given up soon. */
  #plant(seat: number, outcome: number): void {
    const cell = this.root(seat);
    const { forest } = this;
    const wasUnknown = forest.cells[cell] === UNKNOWN;
    const before = afterFirst(forest.cells, cell, this.#work);
    if (!forest.plant(cell, this.traced.tracer.path, outcome)) throw this.#impure(seat);
    if (forest.full) this.#outgrown = true;
    if (wasUnknown || (before === UNKNOWN && isSettledBy(afterFirst(forest.cells, cell, this.#work))))
      this.gates.outdated++;
  }

  /** Runs who is in a seat under the tracer; answers a leaf, remembering a change that is new. */
  #trace(seat: number): number {
    const { traced } = this;
    const { overwriter, guardsOnly } = this.stage;
    const outcome = traced.run(seat, { isOverwriting: overwriter !== null, guardsOnly });
    if (outcome !== LEARNED) return outcome;
    const instance = this.saysWho ? traced.instance : 0;
    if (overwriter === null) return this.changes.leafOfRun(traced.tracer, instance);
    const entry = overwriter.leafOf(traced.tracer, instance);
    return entry === null ? STUTTER : this.changes.leafOf(entry);
  }

  /** Runs who is in the seat once more and compares. */
  #doubt(seat: number, outcome: number): void {
    const { path } = this.traced.tracer;
    this.#previous.copy(path);
    if (this.#trace(seat) !== outcome || !this.#previous.equals(path)) throw this.#impure(seat);
  }

  #impure(seat: number): SynodError {
    const index = this.instance(seat);
    if (index === ABSENT) throw synodError("internal", { problem: `nobody in a seat of ${this.rule.name} ran twice` });
    const values = Object.entries(this.#closures.bound(index, this.#memory)).map(
      ([name, value]) => `${name}: ${describe(value)}`,
    );
    return synodError("impure-model", {
      subject: `rule ${this.rule.name}(${values.join(", ")})`,
      problem: "run twice in the same state with the same values, it gave different results",
    });
  }

  #giveUpTrees(): void {
    this.#outgrown = false;
    this.stage.descend(this.traced.tracer, this.evaluations);
    this.gates.restart(this.evaluations);
    this.#furnished = false;
    this.forest.clear(this.stage.direct ? DIRECT : UNKNOWN);
    this.changes.clear();
    this.#roots.clear();
  }
}

/** Whether gates need not have a tree walked that has this leaf. */
function isSettledBy(leaf: number): boolean {
  return leaf === DISABLED || leaf === STUTTER;
}

/** What a tree has behind its first question in the state in `work`; of a tree without one what is at its root. */
function afterFirst(cells: Int32Array, root: number, work: Int32Array): number {
  const node = cells[root] as number;
  return node > 0 ? (cells[answerOf(cells, node, work)] as number) : node;
}
