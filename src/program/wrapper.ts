/** What reductions that work on a program's own buffers have in common: what they do not change they hand on. */

import { synodError } from "../errors/errors.ts";
import type { Halt } from "../halt.ts";
import type { PackedStates } from "./packed-states.ts";
import type { IsEnough, Program, ReductionPlan, Visitor } from "./program.ts";
import type { Publication, Usage } from "./publication.ts";
import type { ConcretePath, PathEnd, StepList } from "./steps.ts";

export abstract class ProgramWrapper implements Program, Visitor {
  readonly layout: Program["layout"];
  readonly words: number;
  readonly instances: Program["instances"];
  readonly properties: Program["properties"];
  readonly predicates: Program["predicates"];
  readonly bounds: Program["bounds"];
  readonly enabled: Float64Array;
  readonly crossed: Float64Array;
  /** The program's own. */
  readonly work: Int32Array;
  low = 0;
  high = 0;
  rule = 0;
  readonly plan: ReductionPlan;
  protected readonly program: Program;
  /** What it reduces by itself. */
  readonly #adds: readonly string[];

  /** `added` to the plan of the program that is wrapped. */
  protected constructor(program: Program, added: ReductionPlan) {
    this.program = program;
    this.plan = { ...program.plan, ...added };
    this.#adds = Object.keys(added);
    this.layout = program.layout;
    this.words = program.words;
    this.instances = program.instances;
    this.properties = program.properties;
    this.predicates = program.predicates;
    this.bounds = program.bounds;
    this.crossed = program.crossed;
    this.enabled = program.enabled;
    this.work = program.work;
  }

  makeInitialStates(isEnough: IsEnough): boolean {
    return this.program.makeInitialStates(isEnough);
  }

  initialStates(): PackedStates {
    return this.program.initialStates();
  }

  get initialSoFar(): Program["initialSoFar"] {
    return this.program.initialSoFar;
  }

  heed(halt: Halt): void {
    this.program.heed(halt);
  }

  load(states: Int32Array, offset: number): void {
    this.program.load(states, offset);
    this.takeFingerprint();
  }

  resume(states: Int32Array, offset: number, low: number, high: number): void {
    this.program.resume(states, offset, low, high);
    this.takeFingerprint();
  }

  abstract expand(visitor: Visitor): number;

  /** What it would do to successors is not published. */
  publish(_usage: Usage): Publication | string {
    return `${this.#adds.join(" and ")} is in force`;
  }

  inspect(): void {
    this.program.inspect();
  }

  meet(step: number, _visitor: Visitor): number {
    throw synodError("internal", { problem: `step ${step} is asked of a program that publishes nothing` });
  }
  abstract visit(step: number): void;
  abstract fail(step: number, error: Error): void;

  holds(property: number): boolean {
    return this.program.holds(property);
  }

  /** Not known: how many states of the model a state stands for. */
  standsFor(): number {
    return 1;
  }

  /** Of the same states. */
  restsOn(step: number, bits: Int32Array): boolean {
    return this.program.restsOn(step, bits);
  }

  audit(): void {
    this.program.audit();
  }

  /** Its steps are the model's own. */
  get own(): Program {
    return this;
  }

  concrete(path: StepList, end: PathEnd | null = null): ConcretePath {
    return { path, end };
  }

  protected takeFingerprint(): void {
    this.low = this.program.low;
    this.high = this.program.high;
  }
}
