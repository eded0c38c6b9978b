/**
 * Symmetry as a wrapper: a program whose states are those of another program up to renaming of scalarsets' elements. Every
 * state is replaced by its canonical form as soon as it is found, so that one of each class is explored. For a model that
 * treats the elements alike (audit.ts) a canonical state's successors stand for those of its whole class, and a predicate
 * that does so holds in all of it or nowhere; distances are the same. Steps are judged before the successor is renamed.
 */

import { DerivedStates } from "../../compile/initial-states.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Halt } from "../../halt.ts";
import { byteFingerprints } from "../../program/byte-fingerprints.ts";
import type { PackedStates } from "../../program/packed-states.ts";
import type { IsEnough, Program, ReductionPlan, Visitor } from "../../program/program.ts";
import type { Publication, Usage } from "../../program/publication.ts";
import type { ConcretePath, PathEnd, StepList } from "../../program/steps.ts";
import { thresholds } from "../../thresholds.ts";
import { SymmetryAudit } from "./audit.ts";
import type { CanonicalForm } from "./canonical-form.ts";
import { columnsFor } from "./columns.ts";
import { concreteEnd, concretePath } from "./concrete.ts";
import { Elements, scalarsetsOf } from "./elements.ts";
import { Refinement } from "./refinement.ts";
import { SlotRenaming } from "./slot-renaming.ts";

/** So many of the first states are compared with every exchange of two elements. */
const THOROUGHLY_AUDITED = 8;

/** What a symmetry reduction goes by: plain data, for worker threads to make the same one. */
export interface SymmetryPlan {
  /** The scalarsets whose elements are renamed, as positions in `scalarsetsOf` (elements.ts). */
  readonly scalarsets: readonly number[];
  /** The properties that must not tell elements apart, as indices. */
  readonly properties: readonly number[];
}

export class SymmetricProgram implements Program, Visitor {
  readonly layout: Program["layout"];
  readonly words: number;
  readonly instances: Program["instances"];
  readonly properties: Program["properties"];
  readonly predicates: Program["predicates"];
  readonly bounds: Program["bounds"];
  readonly plan: ReductionPlan;
  readonly work: Int32Array;
  low = 0;
  high = 0;
  readonly enabled: Float64Array;
  readonly crossed: Float64Array;
  rule = 0;
  /** The program that this one reduces. */
  readonly beneath: Program;
  readonly elements: Elements;
  readonly renaming: SlotRenaming;
  /** Whether a search of some size is shorter than an unreduced one. */
  readonly pays: boolean;
  readonly #audit: SymmetryAudit;
  readonly #form: CanonicalForm;
  readonly #fingerprints: Int32Array;
  readonly #scratch: Int32Array;
  readonly #initial: DerivedStates;
  /** States whose fingerprint has none of these bits have their renamings compared before they are expanded. */
  readonly #auditMask = 2 ** thresholds.renamedBits - 1;
  #visitor!: Visitor;

  constructor(program: Program, plan: SymmetryPlan) {
    const { layout, words } = program;
    this.beneath = program;
    this.layout = layout;
    this.words = words;
    this.instances = program.instances;
    this.properties = program.properties;
    this.predicates = program.predicates;
    this.bounds = program.bounds;
    this.crossed = program.crossed;
    this.enabled = program.enabled;
    this.plan = { ...program.plan, symmetry: plan };
    const all = scalarsetsOf(layout);
    this.elements = new Elements(all.filter((_, at) => plan.scalarsets.includes(at)));
    this.renaming = new SlotRenaming(layout, this.elements);
    const columns = columnsFor(this.renaming);
    this.#form = columns ?? new Refinement(this.renaming);
    this.pays = this.elements.renamings >= (columns === null ? thresholds.paysByRefinement : thresholds.paysByTables);
    this.#audit = new SymmetryAudit(program, this.renaming, plan.properties);
    this.work = new Int32Array(2 * words);
    this.#fingerprints = byteFingerprints(words);
    this.#scratch = new Int32Array(words);
    const form = new Int32Array(words);
    this.#initial = new DerivedStates(words, false, (state) => {
      this.#form.find(state, 0, form);
      state.set(form);
    });
  }

  makeInitialStates(isEnough: IsEnough): boolean {
    return this.beneath.makeInitialStates(isEnough) && this.#initial.advance(this.beneath.initialStates(), isEnough);
  }

  initialStates(): PackedStates {
    this.makeInitialStates(() => false);
    return this.#initial.states;
  }

  get initialSoFar(): Program["initialSoFar"] {
    const { count, bytes } = this.beneath.initialSoFar;
    return { count, bytes: bytes + this.#initial.states.bytes };
  }

  heed(halt: Halt): void {
    this.beneath.heed(halt);
  }

  load(states: Int32Array, offset: number): void {
    this.beneath.load(states, offset);
    this.#copyLoaded();
  }

  resume(states: Int32Array, offset: number, low: number, high: number): void {
    this.beneath.resume(states, offset, low, high);
    this.#copyLoaded();
  }

  #copyLoaded(): void {
    const { work, words, beneath } = this;
    for (let at = 0; at < words; at++) {
      const word = beneath.work[at] as number;
      work[at] = word;
      work[words + at] = word;
    }
    this.low = beneath.low;
    this.high = beneath.high;
  }

  expand(visitor: Visitor): number {
    if ((this.low & this.#auditMask) === 0) this.inspect();
    this.#visitor = visitor;
    const enabled = this.beneath.expand(this);
    this.#copyLoaded();
    return enabled;
  }

  visit(step: number): void {
    this.rule = this.beneath.rule;
    this.#reduce();
    this.#visitor.visit(step);
  }

  get leavesOut(): boolean {
    return this.#visitor.leavesOut === true;
  }

  fail(step: number, error: Error): void {
    this.rule = this.beneath.rule;
    this.#visitor.fail(step, error);
  }

  /** Asked of a step, the predicate sees the successor as the step left it. */
  /** Published are the tables; where there are none, forms are found here alone. */
  publish(usage: Usage): Publication | string {
    const { tables } = this.#form;
    if (tables === null) return "canonical forms are found by refinement";
    const published = this.beneath.publish(usage);
    if (typeof published === "string") return published;
    if (published.forms !== undefined) throw synodError("internal", { problem: "states are renamed twice" });
    return { ...published, forms: { columns: tables, inspected: this.#auditMask } };
  }

  meet(step: number, visitor: Visitor): number {
    this.#visitor = visitor;
    const enabled = this.beneath.meet(step, this);
    this.#copyLoaded();
    return enabled;
  }

  inspect(): void {
    this.#audit.compare(this.work, this.words);
  }

  holds(property: number): boolean {
    return this.beneath.holds(property);
  }

  /** Never asked: nothing is put around it that would. */
  restsOn(): boolean {
    return false;
  }

  audit(): void {
    this.beneath.audit();
    this.inspect();
  }

  get own(): Program {
    return this.beneath.own;
  }

  concrete(path: StepList, end: PathEnd | null = null): ConcretePath {
    const found = concretePath(this, path);
    const last = end === null ? null : concreteEnd(this, found.state, end);
    return this.beneath.concrete(found.path, last);
  }

  /** Audits the first states, as many, in breadth-first order; the very first ones thoroughly. */
  auditFirst(count: number): void {
    const first = this.initialStates();
    const states = Array.from({ length: Math.min(first.count, count) }, (_, at) => first.at(at) as Int32Array);
    const seen = new Set(states.map((state) => state.join()));
    for (let at = 0; at < Math.min(states.length, count); at++) {
      const state = states[at] as Int32Array;
      this.load(state, 0);
      this.#audit.compare(state, 0, at < THOROUGHLY_AUDITED);
      this.#expandFirst({
        visit: () => {
          if (states.length >= count) return;
          this.#reduce();
          const text = this.work.subarray(0, this.words).join();
          if (seen.has(text) || first.indexOf(this.work, 0) >= 0) return;
          seen.add(text);
          states.push(this.work.slice(0, this.words));
        },
        fail: () => {},
      });
    }
    this.enabled.fill(0);
    this.crossed.fill(0);
  }

  /** A bound of the constraint that throws is the search's to tell of. */
  #expandFirst(visitor: Visitor): void {
    try {
      this.beneath.expand(visitor);
    } catch (error) {
      if (this.bounds.length === 0 || !isSynodError(error) || isSynodError(error, "impure-model")) throw error;
    }
  }

  standsFor(states: Int32Array, offset: number): number {
    this.#form.find(states, offset, this.#scratch);
    return this.elements.renamings / this.#form.symmetries();
  }

  /** Writes the canonical form of a state to the start of `target`. */
  canonical(states: Int32Array, offset: number, target: Int32Array): void {
    this.#form.find(states, offset, target);
  }

  /** Makes the canonical form of the program's successor this one's. */
  #reduce(): void {
    const { beneath } = this;
    this.#form.find(beneath.work, 0, this.work);
    this.#fingerprint(beneath.low, beneath.high);
  }

  /** Fingerprints are linear: the form's is the successor's and what differs. */
  #fingerprint(low: number, high: number): void {
    const { work, words, beneath } = this;
    const bytes = this.#fingerprints;
    let [newLow, newHigh] = [low, high];
    for (let word = 0; word < words; word++) {
      const change = (work[word] as number) ^ (beneath.work[word] as number);
      if (change === 0) continue;
      for (let byte = 0; byte < 4; byte++) {
        const at = (((word << 2) | byte) << 9) | (((change >>> (byte << 3)) & 255) << 1);
        newLow ^= bytes[at] as number;
        newHigh ^= bytes[at + 1] as number;
      }
    }
    this.low = newLow;
    this.high = newHigh;
  }
}
