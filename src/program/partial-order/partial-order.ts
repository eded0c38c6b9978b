/**
 * Partial-order reduction as a wrapper: where the next steps of one process commute with everything that others may do
 * before it moves, only these are taken (an ample set: Peled, *All from one, one for all*, 1993; Valmari's stubborn sets,
 * 1990; Godefroid, 1996). A set is ample when
 *
 *   C0  it has a step, and takes it: one that changes the state;
 *   C1  whatever other processes and the network do, none of it enables or disables a step of this process or fails to
 *       commute with one: by footprints and guards, see closed-rows.ts and processes.ts;
 *   C2  its steps are invisible: they change nothing that a property looks at;
 *   C3  one of its successors lies ahead: it was found by no state of this level or an earlier one. No step is then put off
 *       for ever (Bosnacki, Leue and Lluch-Lafuente, *Partial-Order Reduction for General State Exploring Algorithms*,
 *       2006), and whether it holds depends on levels, not on which thread came first.
 *
 * It keeps all deadlocks, and whether a state with any given look can be reached: `always`, `reachable`. Not the lengths of
 * paths, nor what holds of single steps, nor properties over time.
 */
import type { Model } from "../../model/model.ts";
import type { Program, ReductionPlan, Visitor } from "../program.ts";
import { ClosedRows } from "./closed-rows.ts";
import { Processes } from "./processes.ts";

/** Words of a kept successor behind its own: fingerprint (2), rule, step. */
const EXTRA = 4;

/** Why there is no partial order to be had from a model; null: there is one. */
export function partialOrderObstacle(model: Model): string | null {
  const rule = model.rules.find(({ footprint }) => footprint === null);
  return rule === undefined
    ? null
    : `the rule ${rule.name} may read and write anything; only roles say what they touch`;
}

/** `program`, which is made from `model`, with ample sets. */
export function partiallyOrdered(program: Program, model: Model, visible: Visible): Program {
  return new PartiallyOrdered(program, model, visible);
}

/** What properties may look at: the parts by name, and per word of the state the bits of them. */
export interface Visible {
  readonly parts: readonly string[];
  readonly bits: Int32Array;
}

class PartiallyOrdered implements Program, Visitor {
  readonly layout: Program["layout"];
  readonly words: number;
  readonly instances: Program["instances"];
  readonly properties: Program["properties"];
  readonly enabled: Float64Array;
  readonly work: Int32Array;
  low = 0;
  high = 0;
  rule = 0;
  readonly symmetry = null;
  readonly plan: ReductionPlan;
  readonly #program: Program;
  readonly #visible: Int32Array;
  readonly #processes: Processes;
  readonly #rows: readonly ClosedRows[];
  #visitor!: Visitor;
  /** Whether successors are kept to be chosen from, and those kept. */
  #keeps = false;
  #kept: Int32Array;
  #count = 0;
  #failed = false;
  /** The processes whose rows are closed in the state being expanded: the first `#candidateCount`. */
  readonly #candidates: Int32Array;

  constructor(program: Program, model: Model, visible: Visible) {
    const { layout, words, instances, work } = program;
    this.#program = program;
    this.plan = { ...program.plan, partialOrder: visible.parts };
    this.layout = layout;
    this.words = words;
    this.instances = instances;
    this.properties = program.properties;
    this.enabled = program.enabled;
    this.work = work;
    this.#visible = visible.bits;
    this.#processes = new Processes(model, layout, instances);
    this.#rows = this.#processes.roles.flatMap((role) =>
      role.own.map((_, code) => new ClosedRows(this.#processes, role, code, layout, instances, work)),
    );
    this.#kept = new Int32Array(64 * (words + EXTRA));
    this.#candidates = new Int32Array(this.#processes.count);
  }

  initialStates(): Int32Array[] {
    return this.#program.initialStates();
  }

  load(states: Int32Array, offset: number): void {
    this.#program.load(states, offset);
    this.#takeFingerprint();
  }

  resume(states: Int32Array, offset: number, low: number, high: number): void {
    this.#program.resume(states, offset, low, high);
    this.#takeFingerprint();
  }

  expand(visitor: Visitor): number {
    this.#visitor = visitor;
    const candidates = visitor.isBehind === undefined ? 0 : this.#findCandidates();
    this.#keeps = candidates > 0;
    this.#count = 0;
    this.#failed = false;
    const enabled = this.#program.expand(this);
    this.#takeFingerprint();
    if (!this.#keeps) return enabled;
    const chosen = this.#failed ? -1 : this.#choose(candidates);
    let taken = 0;
    for (let kept = 0; kept < this.#count; kept++) {
      if (chosen >= 0 && this.#processOf(kept) !== chosen) continue;
      this.#show(kept);
      visitor.visit(this.#stepOf(kept));
      taken++;
    }
    this.#showSource();
    return chosen >= 0 ? taken : enabled;
  }

  visit(step: number): void {
    this.rule = this.#program.rule;
    this.#takeFingerprint();
    if (this.#keeps) this.#keep(step);
    else this.#visitor.visit(step);
  }

  fail(step: number, error: Error): void {
    this.rule = this.#program.rule;
    this.#failed = true;
    this.#visitor.fail(step, error);
  }

  holds(property: number): boolean {
    return this.#program.holds(property);
  }

  standsFor(): number {
    return 1;
  }

  audit(): void {
    this.#program.audit();
  }

  #takeFingerprint(): void {
    this.low = this.#program.low;
    this.high = this.#program.high;
  }

  #findCandidates(): number {
    let count = 0;
    for (let process = 0; process < this.#rows.length; process++) {
      const closed = (this.#rows[process] as ClosedRows).find();
      if (closed === null) continue;
      let isThere = true;
      for (let at = 0; at < closed.words.length; at++) {
        const bits = closed.bits[at] as number;
        if (((this.work[closed.words[at] as number] as number) & bits) !== bits) isThere = false;
      }
      if (isThere) this.#candidates[count++] = process;
    }
    return count;
  }

  /** The first candidate that has a step, only invisible ones, and one that leads ahead; -1: none. */
  #choose(candidates: number): number {
    for (let at = 0; at < candidates; at++) {
      const process = this.#candidates[at] as number;
      let isAhead = false;
      let isInvisible = true;
      for (let kept = 0; kept < this.#count && isInvisible; kept++) {
        if (this.#processOf(kept) !== process) continue;
        isInvisible = this.#isInvisible(kept);
        if (isAhead) continue;
        this.#show(kept);
        isAhead = !(this.#visitor.isBehind as () => boolean)();
      }
      this.#showSource();
      if (isAhead && isInvisible) return process;
    }
    return -1;
  }

  #isInvisible(kept: number): boolean {
    const { words } = this;
    const start = kept * (words + EXTRA);
    for (let word = 0; word < words; word++) {
      const change = (this.#kept[start + word] as number) ^ (this.work[words + word] as number);
      if ((change & (this.#visible[word] as number)) !== 0) return false;
    }
    return true;
  }

  #keep(step: number): void {
    const { words, work } = this;
    const start = this.#count++ * (words + EXTRA);
    if (start + words + EXTRA > this.#kept.length) {
      const larger = new Int32Array(2 * this.#kept.length);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    const kept = this.#kept;
    for (let word = 0; word < words; word++) kept[start + word] = work[word] as number;
    kept[start + words] = this.low;
    kept[start + words + 1] = this.high;
    kept[start + words + 2] = this.rule;
    kept[start + words + 3] = step;
  }

  #stepOf(kept: number): number {
    return this.#kept[kept * (this.words + EXTRA) + this.words + 3] as number;
  }

  #processOf(kept: number): number {
    const rule = this.#kept[kept * (this.words + EXTRA) + this.words + 2] as number;
    return this.#processes.of(rule, this.#stepOf(kept));
  }

  /** Makes a kept successor the current state. */
  #show(kept: number): void {
    const { words, work } = this;
    const start = kept * (words + EXTRA);
    for (let word = 0; word < words; word++) work[word] = this.#kept[start + word] as number;
    this.low = this.#kept[start + words] as number;
    this.high = this.#kept[start + words + 1] as number;
    this.rule = this.#kept[start + words + 2] as number;
  }

  #showSource(): void {
    const { words, work } = this;
    for (let word = 0; word < words; word++) work[word] = work[words + word] as number;
    this.#takeFingerprint();
  }
}
