/**
 * The waist of synod. Above it people speak of rules and values; below it there are packed states and steps. A step is an
 * integer that names a rule instance (instances.ts); a state is `words` 32-bit words with a 64-bit fingerprint.
 * Reductions are programs around programs; some also ask the model what it declares.
 */

import type { Halt } from "../halt.ts";
import type { Property } from "../model/property.ts";
import type { Layout } from "../state/layout.ts";
import type { Instances } from "./instances.ts";
import type { PackedStates } from "./packed-states.ts";
import type { Publication, Usage } from "./publication.ts";
import type { ConcretePath, PathEnd, StepList } from "./steps.ts";

/** Whether to pause, for another call to go on. */
export type IsEnough = () => boolean;

/** Who is told of successors. */
export interface Visitor {
  /** `program.work` and its fingerprint are the successor that `step` leads to; it differs from the source state, unless a reduction takes them for one. */
  visit(step: number): void;
  /** A guard or an effect of `step` threw. */
  fail(step: number, error: Error): void;
  /** Whether partial order may leave steps out. Absent: all are visited, as auditors want it. */
  readonly leavesOut?: boolean;
}

/**
 * Which reductions are in force, and what each goes by (reduce/table.ts): by name, plain data, for worker threads to make the
 * same program.
 */
export type ReductionPlan = Readonly<Record<string, unknown>>;

export const UNREDUCED: ReductionPlan = {};

/** What `expand` answers of a state beyond the model's constraint, which is not expanded. */
export const BEYOND = -1;

export interface Program {
  readonly layout: Layout;
  readonly words: number;
  readonly instances: Instances;
  readonly properties: readonly Property[];
  /** All predicates, by their numbers: see `allPredicates`. */
  readonly predicates: readonly Property[];
  /** The bounds of the model's constraint; their predicates are numbered behind all others. */
  readonly bounds: readonly Property[];
  /** Two states: words 0 .. words - 1 the current one (a successor during `visit`), the next `words` the source. */
  readonly work: Int32Array;
  /** Fingerprint of the current state, two 32-bit halves. */
  low: number;
  high: number;
  /** Per rule: enabled instances met so far, state-changing or not. The explorer reads and resets it. */
  readonly enabled: Float64Array;
  /**
   * States and steps met so far that are beyond the constraint: states in all, steps in all, then by bound. Empty where there
   * is no constraint. The explorer reads and resets it.
   */
  readonly crossed: Float64Array;
  /** The rule whose successor is being visited. */
  rule: number;
  /** The reductions in force. */
  readonly plan: ReductionPlan;
  /** Makes more of the initial states, until `isEnough`. True: all are made. */
  makeInitialStates(isEnough: IsEnough): boolean;
  /** The distinct initial states, in a fixed order: all, made now unless they were before. */
  initialStates(): PackedStates;
  /** How many initial states were made so far, and what they take. */
  readonly initialSoFar: { readonly count: number; readonly bytes: number };
  /** From now on `expand` throws `Halted` when that says so, in the midst of a state if need be. */
  heed(halt: Halt): void;
  /** Makes the state at `offset` the source and current state. */
  load(states: Int32Array, offset: number): void;
  /** The same, its fingerprint being known. */
  resume(states: Int32Array, offset: number, low: number, high: number): void;
  /**
   * Visits every state-changing successor of the loaded state; answers the number of enabled rule instances. A step beyond
   * the constraint is enabled and not visited; of a state beyond it nothing is, and the answer is BEYOND. Throws what a bound
   * on states throws.
   */
  expand(visitor: Visitor): number;
  /**
   * The same for one instance, who is in a seat (publication.ts); 1: it is there, enabled, and counted. Nothing else of the
   * state is asked: neither bounds on states nor what other instances do.
   */
  meet(seat: number, visitor: Visitor): number;
  /** What it has learned so far, for whoever asked so much of what was published before; a string: why that cannot be. */
  publish(usage: Usage): Publication | string;
  /** Whether a property's predicate holds (targets of `leadsTo` are numbered behind the properties, in their order, conditions of fairness and bounds of the constraint behind these) of the current state (`step`: between source and current). Throws `property-threw`. */
  holds(property: number): boolean;
  /** How many states of the model the state at `offset` of `states` stands for: 1 unless a reduction is in force. */
  standsFor(states: Int32Array, offset: number): number;
  /**
   * Of a step that the loaded state does not have, or that changes nothing there: into `bits`, per word of the state, what
   * that rests on. While these bits stay as they are, so does that. False: not known.
   */
  restsOn(step: number, bits: Int32Array): boolean;
  /** Of the loaded state: what `expand` looks at in some states beside expanding them (publication.ts). Throws `asymmetric-model`. */
  inspect(): void;
  /** Runs every guard and effect of the loaded state again and compares. Throws `impure-model`. */
  audit(): void;
  /** The program whose steps, taken from its initial states, are the model's own: this one, unless a reduction renames. */
  readonly own: Program;
  /** A path of this program, and what is at its end, as `own` has them. Throws `asymmetric-model`. */
  concrete(path: StepList, end?: PathEnd | null): ConcretePath;
}
