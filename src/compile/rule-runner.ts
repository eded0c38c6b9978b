/** Goes through one rule's instances in the loaded state: by its trees, or by the closures themselves. */
import { synodError } from "../errors/errors.ts";
import { type Halt, heed } from "../halt.ts";
import { wordHalf } from "../program/fingerprint.ts";
import type { Visitor } from "../program/program.ts";
import { CHANGE_PREFIX, type PublishedRule, type Usage } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import { DirectMemory } from "./direct.ts";
import { lowestSet, walk, walkNoting } from "./forest.ts";
import { GATES_HEADER } from "./gates.ts";
import type { LearnedChanges } from "./learned-changes.ts";
import type { MemberLoop } from "./member-loop.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER, UNKNOWN } from "./outcome.ts";
import type { Overwriter } from "./overwriting.ts";
import { publishRule } from "./publish-rule.ts";
import type { RuleGates } from "./rule-gates.ts";
import type { RuleStage } from "./rule-stage.ts";
import type { RuleTree } from "./rule-tree.ts";
import { ABSENT } from "./sources.ts";

/** Instances met between two looks at whether to stop, whatever leads to them. */
const HEEDED = 1024;

/**
 * Gates of a rule over members up to which asking them takes less than enumerating who is there: of more members that could
 * be, most are not, and the words of a set are looked at 32 bits at a time.
 */
const MOST_GATES = 256;

/** The part of a program that its rules change. */
export interface RunnerState {
  /** Asked in a state with many instances. */
  readonly halt: Halt;
  readonly layout: Layout;
  /** The current state and, behind it, the source. */
  readonly work: Int32Array;
  readonly words: number;
  low: number;
  high: number;
}

export class RuleRunner {
  readonly tree: RuleTree;
  readonly #gates: RuleGates;
  readonly #changes: LearnedChanges;
  readonly #stage: RuleStage;
  readonly #first: number;
  readonly #loop: MemberLoop | null;
  readonly #slots: DirectMemory;
  /** Whether an instance has the number of its seat. */
  readonly #isNumbered: boolean;
  readonly #state: RunnerState;
  readonly #table: Int32Array;
  #visitor!: Visitor;
  #enabled = 0;
  /** Instances met since it was last asked whether to stop, in whatever states. */
  #met = 0;

  /** `first`: the step of the rule's first instance; `loop`: how to enumerate, for rules over members of collections. */
  constructor(tree: RuleTree, first: number, loop: MemberLoop | null, state: RunnerState, table: Int32Array) {
    this.tree = tree;
    this.#gates = tree.gates;
    this.#changes = tree.changes;
    this.#stage = tree.stage;
    this.#first = first;
    this.#loop = loop;
    this.#state = state;
    this.#isNumbered = loop?.isNumbered ?? true;
    this.#slots = new DirectMemory(state.layout, state.work, 0);
    this.#table = table;
  }

  /** Visits the rule's state-changing successors; answers how many instances are enabled. */
  expand(visitor: Visitor): number {
    const { tree } = this;
    this.#visitor = visitor;
    tree.prepare();
    const gates = this.#gates.made;
    if (this.#loop !== null && (gates === null || (gates[0] as number) > MOST_GATES))
      return this.#expandMembers(this.#loop);
    tree.evaluations += tree.count;
    if (gates !== null) return this.#pass(gates);
    let enabled = 0;
    for (let from = 0; from < tree.count; from += HEEDED) {
      const end = Math.min(tree.count, from + HEEDED);
      for (let seat = from; seat < end; seat++) enabled += this.#meet(seat, tree.root(seat), seat);
      this.#heed(end - from);
    }
    return enabled;
  }

  /** Deals with who is in a seat; 1 when there is somebody, and enabled. That nobody is there is learned as well. */
  meet(seat: number, visitor: Visitor): number {
    this.#visitor = visitor;
    return this.#meet(seat, this.tree.root(seat), this.tree.instance(seat));
  }

  /** What is known of it, `first` being the number of its first seat; a string: why that is not enough for anybody else. */
  publish(first: number, firstStep: number, usage: Usage): PublishedRule | string {
    return publishRule(this.tree, { first, firstStep }, usage);
  }

  /** All instances, through gates. */
  #pass(gates: Int32Array): number {
    const { work } = this.#state;
    let enabled = this.#meetAll(gates, gates[2] as number);
    let gate = GATES_HEADER;
    for (const end = gate + 3 * (gates[0] as number); gate < end; gate += 3) {
      const where = gates[gate] as number;
      const mask = gates[gate + 1] as number;
      const bits = (work[where >>> 5] as number) >>> (where & 31);
      const answer = mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask));
      const list = gates[(gates[gate + 2] as number) + answer] as number;
      enabled += this.#meetAll(gates, list);
    }
    for (const end = gate + 3 * (gates[1] as number); gate < end; gate += 3) {
      const lists = gates[gate + 2] as number;
      let bits = (work[gates[gate] as number] as number) & (gates[gate + 1] as number);
      for (; bits !== 0; bits &= bits - 1) enabled += this.#meetAll(gates, gates[lists + lowestSet(bits)] as number);
    }
    return enabled;
  }

  #meetAll(gates: Int32Array, list: number): number {
    if (list === 0) return 0;
    let enabled = gates[list + 1] as number;
    const first = list + 2;
    const end = first + 2 * (gates[list] as number);
    for (let from = first; from < end; from += 2 * HEEDED) {
      const stop = Math.min(end, from + 2 * HEEDED);
      for (let at = from; at < stop; at += 2) {
        const seat = gates[at] as number;
        enabled += this.#meet(seat, gates[at + 1] as number, this.#isNumbered ? seat : ABSENT);
      }
      this.#heed((stop - from) >> 1);
    }
    return enabled;
  }

  /** Lists may be short and many: what counts is how many instances have been met by all of them. */
  #heed(met: number): void {
    this.#met += met;
    if (this.#met < HEEDED) return;
    this.#met %= HEEDED;
    heed(this.#state.halt);
  }

  /** Calls `each` with every seat in which an instance is in the loaded state. */
  eachSeat(each: (seat: number) => void): void {
    if (this.#loop !== null) this.#loop.each(this.#state.work, (_, seat) => each(seat));
    else for (let seat = 0; seat < this.tree.count; seat++) each(seat);
  }

  /**
   * Of an instance that is not enabled in the loaded state, or changes nothing: into `bits`, what that rests on. While these
   * bits stay as they are, so does that. False: it is enabled and changes something, or throws. Whether its tree still knows
   * makes no difference, since threads learn and give up trees each at its own time.
   */
  restsOn(instance: number, bits: Int32Array): boolean {
    const { tree } = this;
    const seat = this.#loop?.seatOf(instance, this.#slots, bits) ?? instance;
    if (seat === ABSENT) return true;
    // It is there: as long as its guard or effect answers alike, it makes no difference who else is.
    const skipped = tree.traced.readsOfSeat(seat);
    const outcome = walkNoting(tree.forest.cells, tree.root(seat), this.#state.work, bits, skipped);
    if (outcome === DISABLED || outcome === STUTTER) return true;
    const run = tree.traced.asks(instance, bits);
    return run === DISABLED || run === STUTTER;
  }

  /**
   * Finds the outcome of the instance that is in a seat, walking from `cell`, and deals with it; 1 when it is enabled. ABSENT:
   * which one it is has not been looked at.
   */
  #meet(seat: number, cell: number, instance: number): number {
    const { tree } = this;
    let outcome = walk(tree.forest.cells, cell, this.#state.work);
    if (outcome === DISABLED) return 0;
    if (outcome === STUTTER) return 1;
    if (outcome === UNKNOWN) outcome = tree.learn(seat);
    if (outcome <= LEARNED) {
      const at = LEARNED - outcome;
      return this.#stage.overwriter === null ? this.#change(seat, at, instance) : this.#overwrite(seat, at, instance);
    }
    if (outcome === DISABLED) return 0;
    if (outcome === STUTTER) return 1;
    if (outcome === DIRECT || outcome === FAILED) return this.#runDirectly(seat, outcome, instance);
    throw synodError("internal", { problem: `a tree has a leaf ${outcome}` });
  }

  #expandMembers(loop: MemberLoop): number {
    this.#enabled = 0;
    loop.each(this.#state.work, this.#member);
    return this.#enabled;
  }

  readonly #member = (instance: number, seat: number): void => {
    this.tree.evaluations++;
    this.#heed(1);
    this.#enabled += this.#meet(seat, this.tree.root(seat), instance);
  };

  /** Visits the successor that the learned change at `at` leads to; the source is the current state again afterwards. */
  #change(seat: number, at: number, known: number): number {
    const instance = known === ABSENT ? this.tree.instance(seat) : known;
    const state = this.#state;
    const { work } = state;
    const changes = this.#changes.entries;
    const end = at + CHANGE_PREFIX + 2 * (changes[at + 2] as number);
    for (let change = at + CHANGE_PREFIX; change < end; change += 2) {
      const word = changes[change] as number;
      work[word] = (work[word] as number) ^ (changes[change + 1] as number);
    }
    const { low, high } = state;
    state.low = low ^ (changes[at] as number);
    state.high = high ^ (changes[at + 1] as number);
    this.#visitor.visit(this.#first + instance);
    for (let change = at + CHANGE_PREFIX; change < end; change += 2) {
      const word = changes[change] as number;
      work[word] = (work[word] as number) ^ (changes[change + 1] as number);
    }
    state.low = low;
    state.high = high;
    return 1;
  }

  /** The same where leaves say what is written. */
  #overwrite(seat: number, at: number, known: number): number {
    const state = this.#state;
    const { work, low, high } = state;
    const changes = this.#changes.entries;
    const overwriter = this.#stage.overwriter as Overwriter;
    const instance = known === ABSENT ? this.tree.instance(seat) : known;
    if (!overwriter.write(work, changes, at)) return 1;
    state.low = low ^ overwriter.low;
    state.high = high ^ overwriter.high;
    this.#visitor.visit(this.#first + instance);
    overwriter.restore(work, changes, at);
    state.low = low;
    state.high = high;
    return 1;
  }

  #runDirectly(seat: number, outcome: number, known: number): number {
    const instance = known === ABSENT ? this.tree.instance(seat) : known;
    const state = this.#state;
    const { work, words, low, high } = state;
    try {
      if (!this.tree.run(seat, outcome)) return 0;
    } catch (error) {
      this.#restore();
      this.#visitor.fail(this.#first + instance, error as Error);
      return 1;
    }
    let changed = false;
    for (let word = 0; word < words; word++) {
      const change = (work[word] as number) ^ (work[words + word] as number);
      if (change === 0) continue;
      changed = true;
      state.low ^= wordHalf(this.#table, word, change, 0);
      state.high ^= wordHalf(this.#table, word, change, 1);
    }
    if (!changed) return 1;
    this.#visitor.visit(this.#first + instance);
    this.#restore();
    state.low = low;
    state.high = high;
    return 1;
  }

  #restore(): void {
    const { work, words } = this.#state;
    for (let word = 0; word < words; word++) work[word] = work[words + word] as number;
  }
}
