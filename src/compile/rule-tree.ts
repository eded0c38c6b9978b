/**
 * One rule's instances, compiled by watching them. The first time that an instance meets a combination of values in the
 * slots it reads, its closures run under a tracer; the outcome (disabled, or the exact change of words and fingerprint) is
 * planted in a decision tree, and no closure runs for that combination again. Sound because closures are pure; that they
 * are is checked by running samples twice and, on sampled states, all of them again (`audit`).
 *
 * The trees of a rule over members of collections are for *seats* (member-loop.ts), not for instances: a run reads first who
 * is in the seat, and is disabled where nobody is. So a tree says all by itself what is enabled, and gates do for such rules
 * what they do for others. What says so is read once more where the guard or the effect reads it: `restsOn` tells the two apart.
 *
 * A rule whose trees grow without being reused is watched otherwise from then on: it is no longer asked what a slot held
 * that is overwritten, nor what is in a list to which something is added, and leaves say what is *written* (Overwriting).
 * If that is too much still (its effect reads the state whole, say), only its guard is compiled, and its effect run
 * directly; at last both are run directly.
 */

import { newLease, runClosure, type Site } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import type { Rule } from "../model/rule.ts";
import { wordHalf } from "../program/fingerprint.ts";
import { bindingCodes, bindsByPosition, boundValues } from "../program/instances.ts";
import { membersOf } from "../program/member-at.ts";
import type { PublishedRule, Usage } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { thresholds } from "../thresholds.ts";
import { DirectMemory } from "./direct.ts";
import { answerOf, Forest } from "./forest.ts";
import { gatesOf } from "./gates.ts";
import type { MemberLoop } from "./member-loop.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER, UNKNOWN } from "./outcome.ts";
import { Overwriter } from "./overwriting.ts";
import { Path } from "./path.ts";
import { presentMembers, type TellPresent } from "./present-members.ts";
import { ABSENT } from "./sources.ts";
import { Tracer } from "./tracer.ts";

/** What guard and effect are handed, and where they are run with it. */
interface Handed {
  readonly state: object;
  readonly guard: Site;
  readonly effect: Site;
}

/** What it costs to make gates, per seat: so many walks of a tree. */
const GATES_COST = 8;

export class RuleTree {
  readonly rule: Rule;
  /** How many seats, and trees. Of a rule that does not range over members each instance has its own, of its number. */
  readonly count: number;
  readonly forest: Forest;
  /** Per learned leaf: see program/publication.ts. */
  changes = new Int32Array(256);
  /** How to go through all instances, see gates.ts; null until enough is known, and for rules that are run directly. */
  gates: Int32Array | null = null;
  /** Trees that gates would deal with otherwise if they were made now; the more, the more is gone through in vain. */
  outdated = 0;
  /** Whether every tree has its root at cell index + 1. */
  readonly rooted: boolean;
  /** Evaluations so far; kept by the caller. */
  evaluations = 0;
  /** Whether nothing is compiled any more. */
  direct = false;
  /** Not null: leaves say what is written. */
  overwriter: Overwriter | null = null;
  /** Whether only guards are: their trees say DISABLED or DIRECT. */
  #guardsOnly = false;
  /** Whether trees are to be given up before the next state. */
  #outgrown = false;
  readonly #layout: Layout;
  /** Who is in which seat; null: of a rule that does not range over members, whose trees are those of its instances. */
  readonly #loop: MemberLoop | null;
  readonly #table: Int32Array;
  readonly #work: Int32Array;
  /** The state that is all zeros: nothing is in any collection. */
  readonly #empty: Int32Array;
  readonly #tracer: Tracer;
  readonly #tellPresent: TellPresent;
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
  /** How many trees others have walked since then for want of new ones. */
  #inVain = 0;
  /** Whether something is known of each seat that somebody can be missing from. */
  #furnished = false;
  /** States for which gates are made, and evaluations when they were, with some; 0: never. */
  #met: Int32Array = new Int32Array(0);
  #sampledAt = 0;
  /** Evaluations at which to make gates next. */
  #gateAt = thresholds.gatesFrom;
  #learned = 0;
  /** How often trees were given up. */
  #givenUp = 0;
  #windowStart = 0;
  readonly #kept = thresholds.rootedInstances;
  /** Whether what an instance binds depends on the state. */
  readonly #bindsByPosition: boolean;
  readonly #gatesFrom = thresholds.gatesFrom;
  readonly #gatesGrowth = thresholds.gatesGrowth;
  readonly #doubledRuns = thresholds.doubledRuns;
  readonly #doubledEvery = thresholds.doubledEvery;
  readonly #window = thresholds.learningWindow;
  readonly #listWindow = thresholds.listWindow;
  readonly #listCells = thresholds.listCells;

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
    this.#bindsByPosition = bindsByPosition(rule);
    this.rooted = count <= thresholds.rootedInstances;
    this.forest = new Forest(this.rooted ? count : 0);
    this.#layout = layout;
    this.#table = table;
    this.#work = work;
    this.#empty = new Int32Array(layout.words);
    this.#tracer = new Tracer(layout);
    this.#tellPresent = presentMembers(rule, layout);
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
    if (thresholds.overwritingFrom === 0) this.overwriter = new Overwriter(layout, table);
  }

  /**
   * The root cell of a seat. Of a rule without roots from the start also the forest's cell 0, of which nothing is planted: it
   * says DIRECT once the rule is run directly, and UNKNOWN for a seat that finds the forest full.
   */
  root(seat: number): number {
    if (this.rooted) return seat + 1;
    if (this.direct) return 0;
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
    if (!this.rooted || this.direct || !(this.forest.untidy || this.evaluations > this.#gateAt)) return;
    this.#gateAt = this.#gatesGrowth * this.evaluations;
    if (this.forest.untidy) this.#tidy();
    this.makeGates();
  }

  /** Makes gates, unless those that there are would be made again as they are. False: the rule has none, now or ever. */
  makeGates(): boolean {
    if (!this.rooted || this.direct) return false;
    if (!this.#furnished) this.#furnish();
    if (this.gates === null || this.outdated > 0 || this.evaluations >= this.#gatesGrowth * this.#sampledAt) {
      this.gates = gatesOf(this.forest, this.count, { states: this.#met, words: this.#layout.words });
      if (this.#met.length > 0) this.#sampledAt = Math.max(1, this.evaluations);
      this.#gatesMade++;
    }
    this.outdated = 0;
    this.#inVain = 0;
    return true;
  }

  /**
   * Says of seats of which nothing is known that nobody is in them where their collections are empty, without running
   * anything: otherwise gates would let them pass in every state.
   */
  #furnish(): void {
    this.#furnished = true;
    if (this.#loop === null) return;
    const tracer = this.#tracer;
    for (let seat = 0; seat < this.count && !this.forest.full; seat++) {
      if (this.forest.cells[seat + 1] !== UNKNOWN) continue;
      tracer.start(this.#empty);
      if (this.#loop.inSeat(seat, tracer) !== ABSENT) continue;
      this.forest.plant(seat + 1, tracer.path, DISABLED);
      this.outdated++;
    }
  }

  /**
   * What is known of its seats, for those who walk trees on their own and have so expanded so many states since they were
   * told before; a string: why they cannot. Gates are made again when going without that has cost as much.
   */
  publish({ expanded, met }: Usage): Omit<PublishedRule, "first" | "count" | "firstStep"> | string {
    this.evaluations += expanded * this.count;
    this.#inVain += expanded * this.outdated;
    this.#met = met;
    this.prepare();
    const { name } = this.rule;
    if (this.direct || this.#guardsOnly) return `rule ${name} is run directly, since its trees would not stay small`;
    if (!this.rooted) return `rule ${name} has ${this.count} instances`;
    const isOld = met.length > 0 && this.evaluations >= this.#gatesGrowth * this.#sampledAt;
    if (this.gates === null || isOld || this.#inVain >= GATES_COST * this.count) this.makeGates();
    const version = this.forest.version + this.#gatesMade;
    return {
      cells: this.forest.cells,
      gates: this.gates as unknown as Int32Array,
      changes: this.changes,
      changed: this.#changesUsed,
      givenUp: this.#givenUp,
      saysWho: this.saysWho,
      version,
    };
  }

  #tidy(): void {
    this.forest.tidy();
    // Their cells have moved.
    this.gates = null;
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
    if (this.direct) return DIRECT;
    // No room for a tree: run, guard and all, as what threw is.
    if (this.root(seat) === 0) return FAILED;
    const outcome = this.#trace(seat);
    this.#learned++;
    if (this.#learned <= this.#doubledRuns || this.#learned % this.#doubledEvery === 0) this.#doubt(seat, outcome);
    this.#plant(seat, outcome);
    if (this.#learnsTooMuch() || this.#editsPay()) this.#outgrown = true;
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

  /** Runs who is in a seat again and compares with what its tree says. Throws `impure-model`. */
  audit(seat: number): void {
    if (this.direct || this.root(seat) === 0) return;
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
    if (!forest.plant(cell, this.#tracer.path, outcome)) throw this.#impure(seat);
    if (forest.full) this.#outgrown = true;
    if (wasUnknown || (before === UNKNOWN && isSettledBy(afterFirst(forest.cells, cell, this.#work)))) this.outdated++;
  }

  /**
   * How many reads of a run in the current state say who is in a seat: so many questions does the way through its tree begin
   * with that neither guard nor effect asks.
   */
  readsOfSeat(seat: number): number {
    if (this.#loop === null) return 0;
    this.#tracer.start(this.#work);
    this.#loop.inSeat(seat, this.#tracer);
    return this.#tracer.path.length;
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

  /** Runs who is in a seat under the tracer; answers a leaf, remembering a change that is new. */
  #trace(seat: number): number {
    const tracer = this.#tracer;
    const handed = this.#traced[this.#turn];
    this.#turn = this.#turn === 0 ? 1 : 0;
    tracer.start(this.#work, this.overwriter !== null);
    const index = this.#loop === null ? seat : this.#loop.inSeat(seat, tracer);
    if (index === ABSENT) return DISABLED;
    if (this.#loop !== null) tracer.again();
    const bound = this.#bound(index, tracer);
    if (this.overwriter !== null) this.#tellPresent(bound, (base, entry) => tracer.edits.isThere(base, entry));
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
    if (this.overwriter === null) return this.#changeLeaf(tracer.finish(), index);
    const entry = this.overwriter.leafOf(tracer, this.saysWho ? index : 0);
    return entry === null ? STUTTER : this.#leafOf(entry);
  }

  /**
   * The leaf for the tracer's change, an existing one where the same change was met before: the same of the same instance,
   * where its seat does not say which it is.
   */
  #changeLeaf(written: readonly number[], index: number): number {
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
    return this.#leafOf([low, high, words.size, 0, 0, 0, this.saysWho ? index : 0, 0, ...[...words].flat()]);
  }

  #leafOf(entry: readonly number[]): number {
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

  /** Runs who is in the seat once more and compares. */
  #doubt(seat: number, outcome: number): void {
    const { path } = this.#tracer;
    this.#previous.copy(path);
    if (this.#trace(seat) !== outcome || !this.#previous.equals(path)) throw this.#impure(seat);
  }

  #impure(seat: number): SynodError {
    const index = this.instance(seat);
    if (index === ABSENT) throw synodError("internal", { problem: `nobody in a seat of ${this.rule.name} ran twice` });
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

  /** Whether lists are moved slot by slot by leaves that are hardly used again: trees are given up for edits much sooner. */
  #editsPay(): boolean {
    if (this.overwriter !== null || this.#guardsOnly || !this.#tracer.edits.wereAny) return false;
    const learned = this.#learned % this.#window;
    const isUsed = learned < this.#listWindow || this.evaluations - this.#windowStart >= 8 * learned;
    return !isUsed || this.forest.used > this.#listCells;
  }

  #giveUpTrees(): void {
    this.#outgrown = false;
    this.#givenUp++;
    const { overwrote, edits } = this.#tracer;
    const mayHelp = !this.#guardsOnly && this.overwriter === null && (overwrote || edits.wereAny);
    this.overwriter = mayHelp ? new Overwriter(this.#layout, this.#table) : null;
    if (!mayHelp) {
      this.direct = this.#guardsOnly;
      this.#guardsOnly = true;
    }
    this.gates = null;
    this.#gateAt = this.evaluations + this.#gatesFrom;
    this.#furnished = false;
    this.forest.clear(this.direct ? DIRECT : UNKNOWN);
    this.changes = new Int32Array(0);
    this.#changesUsed = 0;
    this.#leaves.clear();
    this.#roots.clear();
    this.#learned = 0;
    this.#windowStart = this.evaluations;
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
