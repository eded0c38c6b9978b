/** A model compiled to a program: trees for its rules and properties over one work buffer. */
import { synodError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import type { Rule } from "../model/rule.ts";
import { packSlots } from "../state/codec.ts";
import { type Layout, layoutOf } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { fingerprintHalf, fingerprintTable, wordHalf } from "./fingerprint.ts";
import { lowestSet, walk } from "./forest.ts";
import { bindingCodes, boundValues, type Instances, instancesOf } from "./instances.ts";
import { MemberLoop, rangesOverMembers } from "./member-loop.ts";
import { DIRECT, DISABLED, FAILED, LEARNED, STUTTER, UNKNOWN } from "./outcome.ts";
import type { Program, Visitor } from "./program.ts";
import { PropertyTree } from "./property-tree.ts";
import { RuleTree } from "./rule-tree.ts";

/** Compiles a model. Cheap: everything is learned while exploring. */
export function compile(model: Model): Program {
  return new CompiledProgram(model);
}

class CompiledProgram implements Program {
  readonly layout: Layout;
  readonly words: number;
  readonly instances: Instances;
  readonly properties: readonly Property[];
  readonly work: Int32Array;
  low = 0;
  high = 0;
  readonly enabled: Float64Array;
  rule = 0;
  readonly #model: Model;
  readonly #table: Int32Array;
  readonly #trees: readonly RuleTree[];
  readonly #loops: readonly (MemberLoop | null)[];
  readonly #propertyTrees: readonly PropertyTree[];
  #visitor: Visitor | null = null;
  #enabledNow = 0;

  constructor(model: Model) {
    this.#model = model;
    this.layout = layoutOf(model.schema);
    this.words = this.layout.words;
    this.instances = instancesOf(model.rules);
    this.properties = model.properties;
    this.work = new Int32Array(2 * this.words);
    this.enabled = new Float64Array(model.rules.length);
    this.#table = fingerprintTable(this.words);
    this.#trees = model.rules.map((rule, at) => new RuleTree(rule, this.instances.count[at] as number, this.layout, this.#table, this.work));
    this.#loops = model.rules.map((rule) => (rangesOverMembers(rule) ? new MemberLoop(rule, this.layout) : null));
    this.#propertyTrees = model.properties.map((property) => new PropertyTree(property, this.layout, this.work));
  }

  initialStates(): Int32Array[] {
    const { initial } = this.#model;
    const states = new Map<string, Int32Array>();
    const count = instancesOf([initial]).total;
    for (let index = 0; index < count; index++) {
      const state = this.#initialState(initial, boundValues(initial, bindingCodes(initial, index)));
      if (state !== null) states.set(state.join(), state);
    }
    if (states.size === 0) throw synodError("no-initial-state", { model: this.#model.name ?? "the model" });
    return [...states.values()];
  }

  #initialState(initial: Rule, bound: object): Int32Array | null {
    const memory = new SlotMemory(this.layout.slots);
    const view = viewState(this.layout, memory);
    initial.do(view, bound);
    if (!initial.when(view, bound)) return null;
    const state = new Int32Array(this.words);
    packSlots(this.layout, memory.codes, state, 0);
    return state;
  }

  load(states: Int32Array, offset: number): void {
    const low = fingerprintHalf(this.#table, states, offset, this.words, 0);
    const high = fingerprintHalf(this.#table, states, offset, this.words, 1);
    this.resume(states, offset, low, high);
  }

  resume(states: Int32Array, offset: number, low: number, high: number): void {
    const { work, words } = this;
    for (let at = 0; at < words; at++) {
      const word = states[offset + at] as number;
      work[at] = word;
      work[words + at] = word;
    }
    this.low = low;
    this.high = high;
  }

  expand(visitor: Visitor): number {
    let total = 0;
    for (let rule = 0; rule < this.#trees.length; rule++) {
      this.rule = rule;
      const tree = this.#trees[rule] as RuleTree;
      const first = this.instances.first[rule] as number;
      const loop = this.#loops[rule] as MemberLoop | null;
      const enabled = loop === null ? this.#expandRule(tree, first, visitor) : this.#expandMembers(tree, first, loop, visitor);
      this.enabled[rule] = (this.enabled[rule] as number) + enabled;
      total += enabled;
    }
    return total;
  }

  holds(property: number): boolean {
    return (this.#propertyTrees[property] as PropertyTree).holds();
  }

  audit(): void {
    for (let rule = 0; rule < this.#trees.length; rule++) {
      const tree = this.#trees[rule] as RuleTree;
      const loop = this.#loops[rule] as MemberLoop | null;
      if (loop !== null) loop.each(this.work, (index) => tree.audit(index));
      else for (let index = 0; index < tree.count; index++) tree.audit(index);
    }
    for (const tree of this.#propertyTrees) if (tree.property.kind !== "step") tree.audit();
  }

  /** A rule without `members` bindings; answers how many instances are enabled. */
  #expandRule(tree: RuleTree, first: number, visitor: Visitor): number {
    tree.prepare();
    tree.evaluations += tree.count;
    const { plan } = tree;
    return plan === null ? this.#expandAll(tree, first, visitor) : this.#expandSection(tree, plan.code, plan.start, first, visitor);
  }

  /** One section of a rule's plan. */
  #expandSection(tree: RuleTree, code: Int32Array, section: number, first: number, visitor: Visitor): number {
    if (section === 0) return 0;
    const { work } = this;
    let enabled = 0;
    let at = section + 1;
    const items = at + 2 * (code[section] as number);
    for (; at < items; at += 2) {
      const instance = code[at] as number;
      let outcome = walk(tree.forest.cells, code[at + 1] as number, work);
      if (outcome === DISABLED) continue;
      if (outcome === UNKNOWN) outcome = tree.learn(instance);
      if (this.#take(tree, instance, first + instance, outcome, visitor)) enabled++;
    }
    const end = at + 1 + (code[at] as number);
    for (at++; at < end; at++) {
      const group = code[at] as number;
      const where = code[group] as number;
      const mask = code[group + 1] as number;
      const bits = (work[where >>> 5] as number) >>> (where & 31);
      const answer = mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask));
      enabled += this.#expandSection(tree, code, code[group + 2 + answer] as number, first, visitor);
    }
    return enabled;
  }

  /** All instances, each from its root. */
  #expandAll(tree: RuleTree, first: number, visitor: Visitor): number {
    const { work } = this;
    const { count, rooted } = tree;
    let cells = tree.forest.cells;
    let enabled = 0;
    for (let index = 0; index < count; index++) {
      let at: number;
      if (rooted) at = walk(cells, index + 1, work);
      else {
        const root = tree.root(index);
        cells = tree.forest.cells;
        at = walk(cells, root, work);
      }
      if (at === DISABLED) continue;
      if (at === UNKNOWN) {
        at = tree.learn(index);
        cells = tree.forest.cells;
      }
      if (this.#take(tree, index, first + index, at, visitor)) enabled++;
      // A visitor may evaluate properties, which grows their forests only; this rule's cells are as they were.
    }
    return enabled;
  }

  /** Instances of a rule whose members are present. */
  #expandMembers(tree: RuleTree, first: number, loop: MemberLoop, visitor: Visitor): number {
    this.#visitor = visitor;
    this.#enabledNow = 0;
    this.#memberTree = tree;
    this.#memberFirst = first;
    loop.each(this.work, this.#expandMember);
    return this.#enabledNow;
  }
  #memberTree: RuleTree | null = null;
  #memberFirst = 0;
  readonly #expandMember = (index: number): void => {
    const { work } = this;
    const tree = this.#memberTree as RuleTree;
    tree.evaluations++;
    const root = tree.root(index);
    const { cells } = tree.forest;
    let at = walk(cells, root, work);
    if (at === DISABLED) return;
    if (at === UNKNOWN) at = tree.learn(index);
    if (this.#take(tree, index, this.#memberFirst + index, at, this.#visitor as Visitor)) this.#enabledNow++;
  };

  /** Deals with one instance's outcome; whether it is enabled. The current state is the source again afterwards. */
  #take(tree: RuleTree, index: number, step: number, outcome: number, visitor: Visitor): boolean {
    if (outcome <= LEARNED) {
      const { work } = this;
      const { changes } = tree;
      const at = LEARNED - outcome;
      const end = at + 3 + 2 * (changes[at + 2] as number);
      for (let change = at + 3; change < end; change += 2) {
        const word = changes[change] as number;
        work[word] = (work[word] as number) ^ (changes[change + 1] as number);
      }
      const { low, high } = this;
      this.low = low ^ (changes[at] as number);
      this.high = high ^ (changes[at + 1] as number);
      visitor.visit(step);
      for (let change = at + 3; change < end; change += 2) {
        const word = changes[change] as number;
        work[word] = (work[word] as number) ^ (changes[change + 1] as number);
      }
      this.low = low;
      this.high = high;
      return true;
    }
    if (outcome === DISABLED) return false;
    if (outcome === STUTTER) return true;
    if (outcome === DIRECT || outcome === FAILED) return this.#runDirectly(tree, index, step, visitor);
    throw synodError("internal", { problem: `a tree has a leaf ${outcome}` });
  }

  #runDirectly(tree: RuleTree, index: number, step: number, visitor: Visitor): boolean {
    const { work, words, low, high } = this;
    try {
      if (!tree.run(index)) return false;
    } catch (error) {
      this.#restore();
      visitor.fail(step, error as Error);
      return true;
    }
    let changed = false;
    for (let word = 0; word < words; word++) {
      const change = (work[word] as number) ^ (work[words + word] as number);
      if (change === 0) continue;
      changed = true;
      this.low ^= wordHalf(this.#table, word, change, 0);
      this.high ^= wordHalf(this.#table, word, change, 1);
    }
    if (changed) {
      visitor.visit(step);
      this.#restore();
      this.low = low;
      this.high = high;
    }
    return true;
  }

  #restore(): void {
    const { work, words } = this;
    for (let word = 0; word < words; word++) work[word] = work[words + word] as number;
  }
}
