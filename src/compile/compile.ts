/** A model compiled to a program: trees for its rules and properties over one work buffer. */
import { type Halt, heed, neverHalt } from "../halt.ts";
import { conjunctsOf } from "../model/conjunction.ts";
import type { Model } from "../model/model.ts";
import { allPredicates, firstBound, type Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import { fingerprintHalf, fingerprintTable } from "../program/fingerprint.ts";
import { type Instances, instancesOf, limitInstances, ruleOfStep } from "../program/instances.ts";
import type { PackedStates } from "../program/packed-states.ts";
import { BEYOND, type IsEnough, type Program, UNREDUCED, type Visitor } from "../program/program.ts";
import type { Publication, PublishedPart, PublishedRule, Usage } from "../program/publication.ts";
import type { ConcretePath, PathEnd, StepList } from "../program/steps.ts";
import { type Layout, layoutOf } from "../state/layout.ts";
import { Bounds, holdAll } from "./bounds.ts";
import { publishedLists } from "./edit-lists.ts";
import type { Hidden } from "./hidden-slots.ts";
import { InitialStates } from "./initial-states.ts";
import { MemberLoop, rangesOverMembers } from "./member-loop.ts";
import { PropertyTree } from "./property-tree.ts";
import { RuleRunner } from "./rule-runner.ts";
import { RuleTree } from "./rule-tree.ts";
import { ABSENT } from "./sources.ts";

/** Audits between two looks at whether to stop. */
const AUDITS = 256;

/** What a property must not read, for the sake of reductions. */
export type HiddenFrom = (property: Property, layout: Layout) => readonly Hidden[];

/** Compiles a model. Cheap: everything is learned while exploring. */
export function compile(model: Model, hidden: HiddenFrom = () => []): CompiledProgram {
  return new CompiledProgram(model, hidden);
}

export class CompiledProgram implements Program {
  readonly layout: Layout;
  readonly words: number;
  readonly instances: Instances;
  readonly properties: readonly Property[];
  readonly predicates: readonly Property[];
  readonly bounds: readonly Property[];
  readonly work: Int32Array;
  low = 0;
  high = 0;
  readonly enabled: Float64Array;
  readonly crossed: Float64Array;
  rule = 0;
  readonly plan = UNREDUCED;
  /** Asked now and then in a state with very many instances. */
  halt: Halt = neverHalt;
  readonly #initial: InitialStates;
  readonly #table: Int32Array;
  readonly #runners: readonly RuleRunner[];
  /** The numbers of their seats, as `instances` are those of steps. */
  readonly #seats: Instances;
  /** Per predicate the trees of its parts, all of which must hold. */
  readonly #propertyTrees: readonly (readonly PropertyTree[])[];
  /** Null: the model has no constraint. */
  readonly #constraint: Bounds | null;

  constructor(model: Model, hidden: HiddenFrom) {
    this.layout = layoutOf(model.schema);
    this.#initial = new InitialStates(model, this.layout);
    this.words = this.layout.words;
    this.instances = instancesOf(model.rules);
    limitInstances(model.rules);
    this.properties = model.properties;
    this.predicates = allPredicates(model);
    this.bounds = model.bounds;
    this.work = new Int32Array(2 * this.words);
    this.enabled = new Float64Array(model.rules.length);
    this.#table = fingerprintTable(this.words);
    this.#runners = model.rules.map((rule, at) => {
      const loop = rangesOverMembers(rule) ? new MemberLoop(rule, this.layout) : null;
      const tree = new RuleTree(rule, this.instances.count[at] as number, loop, this.layout, this.#table, this.work);
      return new RuleRunner(tree, this.instances.first[at] as number, loop, this, this.#table);
    });
    const count = this.#runners.map(({ tree }) => tree.count);
    const first = count.map((_, at) => count.slice(0, at).reduce((sum, seats) => sum + seats, 0));
    this.#seats = { rules: model.rules, first, count, total: count.reduce((sum, seats) => sum + seats, 0) };
    this.#propertyTrees = this.predicates.map((property) =>
      conjunctsOf(property.predicate).map(
        (predicate) =>
          new PropertyTree({ ...property, predicate }, this.layout, this.work, hidden(property, this.layout)),
      ),
    );
    const constraint = new Bounds(model.bounds, this.#propertyTrees.slice(firstBound(this.predicates, model.bounds)));
    this.crossed = constraint.crossed;
    this.#constraint = model.bounds.length === 0 ? null : constraint;
  }

  makeInitialStates(isEnough: IsEnough): boolean {
    return this.#initial.advance(isEnough);
  }

  initialStates(): PackedStates {
    this.#initial.advance(() => false);
    return this.#initial.states;
  }

  get initialSoFar(): Program["initialSoFar"] {
    return this.#initial.states;
  }

  heed(halt: Halt): void {
    this.halt = halt;
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
    const constraint = this.#constraint;
    if (constraint === null) return this.#expandAll(visitor);
    return constraint.isBeyond() ? BEYOND : this.#expandAll(constraint.before(visitor));
  }

  #expandAll(visitor: Visitor): number {
    let total = 0;
    for (let rule = 0; rule < this.#runners.length; rule++) {
      this.rule = rule;
      const enabled = (this.#runners[rule] as RuleRunner).expand(visitor);
      this.enabled[rule] = (this.enabled[rule] as number) + enabled;
      total += enabled;
    }
    return total;
  }

  meet(seat: number, visitor: Visitor): number {
    this.rule = ruleOfStep(this.#seats, seat);
    const own = seat - (this.#seats.first[this.rule] as number);
    const within = this.#constraint === null ? visitor : this.#constraint.before(visitor);
    const enabled = (this.#runners[this.rule] as RuleRunner).meet(own, within);
    this.enabled[this.rule] = (this.enabled[this.rule] as number) + enabled;
    return enabled;
  }

  /** The step that is in a seat in the loaded state; ABSENT: none is. */
  stepIn(seat: number): number {
    const rule = ruleOfStep(this.#seats, seat);
    const instance = (this.#runners[rule] as RuleRunner).tree.instance(seat - (this.#seats.first[rule] as number));
    return instance === ABSENT ? ABSENT : (this.instances.first[rule] as number) + instance;
  }

  publish(usage: Usage): Publication | string {
    const rules: PublishedRule[] = [];
    for (const [rule, runner] of this.#runners.entries()) {
      const published = runner.publish(this.#seats.first[rule] as number, this.instances.first[rule] as number, usage);
      if (typeof published === "string") return published;
      rules.push(published);
    }
    const predicates: PublishedPart[][] = [];
    const bound = firstBound(this.predicates, this.bounds);
    for (const [at, trees] of this.#propertyTrees.entries()) {
      const parts: PublishedPart[] = [];
      for (const tree of trees) {
        const part = tree.publish(at < bound ? usage.judged : usage.expanded);
        if (typeof part === "string") return part;
        parts.push(part);
      }
      predicates.push(parts);
    }
    return { rules, predicates, lists: publishedLists(this.layout) };
  }

  inspect(): void {}

  holds(property: number): boolean {
    return holdAll(this.#propertyTrees[property] as readonly PropertyTree[]);
  }

  standsFor(): number {
    return 1;
  }

  /** Per word of the state, the bits that a property has been seen to read so far. */
  reads(property: number): Int32Array {
    const bits = new Int32Array(this.words);
    for (const tree of this.#propertyTrees[property] ?? [])
      for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (tree.reads[word] as number);
    return bits;
  }

  restsOn(step: number, bits: Int32Array): boolean {
    const at = ruleOfStep(this.instances, step);
    return (this.#runners[at] as RuleRunner).restsOn(step - (this.instances.first[at] as number), bits);
  }

  audit(): void {
    let audited = 0;
    // What rules make of a state beyond is nobody's business: they may well throw there.
    for (const runner of this.#constraint?.liesBeyond() ? [] : this.#runners)
      runner.eachSeat((seat) => {
        if (++audited % AUDITS === 0) heed(this.halt);
        runner.tree.audit(seat);
      });
    for (const tree of this.#propertyTrees.flat()) if (!isOfSteps(tree.property.kind)) tree.audit();
  }

  get own(): Program {
    return this;
  }

  concrete(path: StepList, end: PathEnd | null = null): ConcretePath {
    return { path, end };
  }
}
