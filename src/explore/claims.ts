/** The properties that a search judges as it goes, of steps when they are taken and of states when they are found, and what it finds. */
import { isSynodError, toPlainError } from "../errors/errors.ts";
import { firstBound, ofInitialStates } from "../model/property.ts";
import { isOfSteps, isShownBy, isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import type { Program } from "../program/program.ts";
import { type Finding, Findings } from "./finding.ts";

export class Claims {
  findings = new Findings();
  readonly #program: Program;
  #level = 0;
  #steps: readonly number[] = [];
  /** Per property of states, the predicate that is asked, and the answer that makes a finding. */
  #states: readonly { readonly at: number; readonly ask: number; readonly bad: boolean }[] = [];
  #deadlock = -1;

  constructor(program: Program) {
    this.#program = program;
  }

  /** From now on states of this level are expanded, and these properties are open. Of level -1: initial states are found. */
  begin(level: number, properties: readonly number[]): void {
    const kind = (at: number): PropertyKind | undefined => this.#program.properties[at]?.kind;
    this.#level = level;
    this.#steps = properties.filter((at) => isShownBy("step", kind(at)));
    const ofInitial = level < 0 ? ofInitialStates(this.#program.properties, properties) : [];
    this.#states = [
      ...properties
        .filter((at) => isShownBy("state", kind(at)))
        .map((at) => ({ at, ask: at, bad: isWitnessed(kind(at)) })),
      ...ofInitial.map((each) => ({ ...each, bad: false })),
    ];
    this.#deadlock = properties.find((at) => isShownBy("end", kind(at))) ?? -1;
    this.findings = new Findings();
  }

  /** Whether states are to be judged at all. */
  get areOfStates(): boolean {
    return this.#states.length > 0;
  }

  /** Of the successor that is being visited. */
  judgeStep(step: number): void {
    for (const property of this.#steps) {
      if (!this.#holds(property, step)) this.#note(property, step, this.#program.words);
    }
  }

  /** Of the loaded state, which was just found. */
  judgeState(): void {
    for (const property of this.#states) {
      if (this.#holds(property.ask) === property.bad) this.#note(property.at, null, 0);
    }
  }

  /** Of the state that is being expanded, in which no rule is enabled. */
  judgeTerminal(): void {
    if (this.#deadlock >= 0 && !this.#holds(this.#deadlock)) this.#note(this.#deadlock, null, 0);
  }

  /** Which of these predicates hold of the loaded state, as bits: 32 to a word of `answers`. */
  answersOf(predicates: readonly number[], answers: Int32Array): void {
    answers.fill(0);
    for (let at = 0; at < predicates.length; at++)
      if (this.#holds(predicates[at] as number)) answers[at >>> 5] = (answers[at >>> 5] as number) | (1 << (at & 31));
  }

  /** A guard or an effect threw. */
  noteFailed(step: number, error: Error): void {
    this.findings.add(this.#finding(null, step, this.#program.words, error));
  }

  /**
   * What a bound of the constraint threw, if that is what was thrown while the state was expanded; false: it was something
   * else.
   */
  noteBound(thrown: unknown): boolean {
    const found = this.#thrownByBound(thrown);
    if (found === null) return false;
    const { property, error } = found;
    this.findings.add({ ...this.#finding(property, null, 0, error), level: this.#level });
    return true;
  }

  /** Whether that is what was thrown while the loaded state was audited: it is noted when the state is expanded. */
  isOfBound(thrown: unknown): boolean {
    return this.#thrownByBound(thrown) !== null;
  }

  #thrownByBound(thrown: unknown): { readonly property: number; readonly error: unknown } | null {
    const { predicates, bounds } = this.#program;
    if (bounds.length === 0 || !isSynodError(thrown)) return null;
    const first = firstBound(predicates, bounds);
    for (const [at, { kind }] of bounds.entries()) {
      if (isOfSteps(kind)) continue;
      try {
        this.#program.holds(first + at);
      } catch (error) {
        if (isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused")) throw error;
        return { property: first + at, error };
      }
    }
    return null;
  }

  /** A predicate's answer; one that throws becomes a finding, and counts as an answer that is no finding of its own. */
  #holds(property: number, step: number | null = null): boolean {
    try {
      return this.#program.holds(property);
    } catch (error) {
      if (isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused")) throw error;
      this.findings.add(this.#finding(property, step, step === null ? 0 : this.#program.words, error));
      return !isWitnessed(this.#program.properties[property]?.kind);
    }
  }

  #note(property: number, step: number | null, offset: number): void {
    this.findings.add(this.#finding(property, step, offset, null));
  }

  /** `offset` 0: the current state; `words`: the source of a step. */
  #finding(property: number | null, step: number | null, offset: number, error: unknown): Finding {
    const program = this.#program;
    const { words } = program;
    const isSource = offset > 0;
    return {
      property,
      state: program.work.slice(offset, offset + words),
      step,
      level: isSource || step !== null || this.#atSource(property) ? this.#level : this.#level + 1,
      error: error === null ? null : toPlainError(error),
    };
  }

  #atSource(property: number | null): boolean {
    return property !== null && property === this.#deadlock;
  }
}
