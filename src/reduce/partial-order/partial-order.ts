/**
 * Partial-order reduction as a wrapper: where some of the next steps commute with everything that may happen
 * before them, only these are taken (an ample set: Peled, *All from one, one for all*, 1993; Valmari's stubborn sets,
 * 1990; Godefroid, 1996). A set is ample when
 *
 *   C0  it has a step, and takes it: one that changes the state;
 *   C1  whatever else happens before, none of it enables or disables a step of the set or fails to commute with one: all
 *       steps of one process (process-sets.ts) or, where rules declare what they touch, a stubborn set (stubborn-sets.ts);
 *   C2  its steps are invisible: they change nothing that a property looks at;
 *   C3  one of its steps ascends, in an order that symmetry keeps (ascent.ts). From every state one then ascends to one
 *       of which all steps are taken, so that none is put off for ever; which steps these are depends on the state alone.
 *
 * It keeps all deadlocks, and whether a state with any given look can be reached, by a step from one with any other:
 * `always`, `reachable`, and `step` where nothing is claimed of steps that change nothing visible. Not the lengths of paths,
 * nor properties over time.
 */

import { partsOfState } from "../../compile/hidden-slots.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Model } from "../../model/model.ts";
import { bindsByPosition, instancesOf, stepText } from "../../program/instances.ts";
import type { Program, Visitor } from "../../program/program.ts";
import { ProgramWrapper } from "../../program/wrapper.ts";
import { thresholds } from "../../thresholds.ts";
import type { AmpleSets, NextSteps } from "./ample-sets.ts";
import { Ascent } from "./ascent.ts";
import { KeptSteps } from "./kept-steps.ts";
import { ProcessSets } from "./process-sets.ts";
import { StubbornSets } from "./stubborn-sets.ts";
import { type PartialOrderPlan, partName } from "./visible-parts.ts";

/** Why there is no partial order to be had from a model; null: there is one. */
export function partialOrderObstacle(model: Model): string | null {
  const unnumbered = model.rules.find(bindsByPosition);
  if (unnumbered !== undefined)
    return `the rule ${unnumbered.name} ranges over members that are too many to number, so that what its instances touch is not known`;
  if (model.rules.every(({ footprint }) => footprint !== null)) return null;
  const rule = model.rules.find(({ access }) => access === null);
  if (rule !== undefined)
    return `the rule ${rule.name} may read and write anything: it declares neither reads nor writes`;
  const { total } = instancesOf(model.rules);
  // With more, settling all pairs costs more than the reduction is likely to bring.
  const most = thresholds.stubbornSteps;
  return total <= most ? null : `the model has ${total} rule instances, and it is for ${most} at most`;
}

/** `program`, which is made from `model`, with ample sets. */
export function partiallyOrdered(program: Program, model: Model, plan: PartialOrderPlan): Program {
  const isDeclared = model.rules.every(({ access }) => access !== null);
  const sets = isDeclared ? new StubbornSets(program, model) : new ProcessSets(program, model);
  return new PartiallyOrdered(program, sets, plan);
}

/** Per word of the state, the bits of the plan's parts. */
function visibleBits({ layout, words }: Program, { parts }: PartialOrderPlan): Int32Array {
  const bits = new Int32Array(words);
  for (const part of partsOfState(layout)) {
    if (!parts.includes(partName(part))) continue;
    for (let word = 0; word < words; word++) bits[word] = (bits[word] as number) | (part.bits[word] as number);
  }
  return bits;
}

/** Steps of an audited state, of those taken and of those put off, that are looked at. */
const AUDITED = 4;

export class PartiallyOrdered extends ProgramWrapper implements NextSteps {
  readonly #sets: AmpleSets;
  readonly #steps: readonly number[];
  readonly #visible: Int32Array;
  readonly #ascent: Ascent;
  readonly #kept: KeptSteps;
  #visitor!: Visitor;
  /** Whether next steps are kept to be chosen from. */
  #keeps = false;
  #failed = false;

  constructor(program: Program, sets: AmpleSets, plan: PartialOrderPlan) {
    super(program, { "partial-order": plan });
    this.#sets = sets;
    this.#steps = plan.steps;
    this.#visible = visibleBits(program, plan);
    this.#ascent = new Ascent(program.layout);
    this.#kept = new KeptSteps(program.words);
  }

  expand(visitor: Visitor): number {
    this.#visitor = visitor;
    if (visitor.leavesOut === true) for (const property of this.#steps) this.#checkStandingStill(property);
    this.#keeps = visitor.leavesOut === true && this.#sets.mayHave();
    this.#kept.clear();
    this.#failed = false;
    const enabled = this.program.expand(this);
    this.takeFingerprint();
    if (!this.#keeps) return enabled;
    // A step that throws must be found wherever it is taken, and takes nothing away from what else can happen.
    const isChosen = !this.#failed && this.#sets.choose(this);
    let taken = 0;
    for (let at = 0; at < this.count; at++) {
      if (isChosen && !this.#sets.takes(this, at)) continue;
      this.#kept.show(at, this);
      visitor.visit(this.stepOf(at));
      taken++;
    }
    this.#showSource();
    return isChosen ? taken : enabled;
  }

  visit(step: number): void {
    this.rule = this.program.rule;
    this.takeFingerprint();
    if (this.#keeps) this.#kept.add(this, step);
    else this.#visitor.visit(step);
  }

  fail(step: number, error: Error): void {
    this.rule = this.program.rule;
    this.#failed = true;
    this.#visitor.fail(step, error);
  }

  /**
   * Also tries to falsify C1: each step that is put off must be possible after each that is taken, and the other way round,
   * and lead to the same state. Throws `internal`: it rests on nothing that a model could get wrong.
   */
  override audit(): void {
    super.audit();
    const { words, enabled } = this;
    const [state, counts] = [this.work.slice(0, words), enabled.slice()];
    const taken = this.#successors(this, true);
    const putOff = [...this.#successors(this, false)].filter(([step]) => !taken.has(step)).slice(0, AUDITED);
    for (const [early, first] of [...taken].slice(0, AUDITED)) {
      for (const [late, second] of putOff) {
        if (this.#after(first, late).join() === this.#after(second, early).join()) continue;
        const [one, other] = [early, late].map((step) => stepText(this.instances, step));
        throw synodError("internal", { problem: `partial order puts ${other} off for ${one}, and it matters` });
      }
    }
    this.load(state, 0);
    enabled.set(counts);
  }

  /** Where the state-changing steps of the loaded state lead, all or those that are taken; empty where one throws. */
  #successors(program: Program, leavesOut: boolean): Map<number, Int32Array> {
    const found = new Map<number, Int32Array>();
    const visit = (step: number) => found.set(step, program.work.slice(0, program.words));
    const fail = (step: number) => found.set(step, new Int32Array(0));
    program.expand({ visit, fail, leavesOut });
    return found;
  }

  /** Where a step leads from a state; if it changes nothing, or is not possible, the state itself. */
  #after(state: Int32Array, step: number): Int32Array {
    this.program.load(state, 0);
    return this.#successors(this.program, false).get(step) ?? state;
  }

  get count(): number {
    return this.#kept.count;
  }

  stepOf(at: number): number {
    return this.#kept.stepOf(at);
  }

  ruleOf(at: number): number {
    return this.#kept.ruleOf(at);
  }

  isVisible(at: number): boolean {
    return this.#kept.changes(at, this.#visible, this.work);
  }

  ascends(at: number): boolean {
    return this.#kept.ascends(at, this.#ascent, this.work);
  }

  /** Which steps change nothing that a property looks at is not kept, so these must not matter to it. */
  #checkStandingStill(property: number): void {
    let holds = false;
    try {
      holds = this.program.holds(property);
    } catch (error) {
      if (isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused")) throw error;
    }
    if (holds) return;
    const problem = `property ${this.properties[property]?.name} is false of a step that changes nothing`;
    throw synodError("reduction-refused", { reduction: "partial-order", problem });
  }

  #showSource(): void {
    const { words, work } = this;
    for (let word = 0; word < words; word++) work[word] = work[words + word] as number;
    this.takeFingerprint();
  }
}
