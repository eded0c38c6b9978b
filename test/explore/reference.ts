/**
 * What a check must find, found the obvious way: a breadth-first search by the interpreter, which knows nothing packed,
 * with one list of states per level, ending where the explorer promises to end.
 */
import { isSynodError } from "../../src/errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { instancesOf, ruleOfStep } from "../../src/program/instances.ts";

export interface Reference {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly terminal: number;
  readonly complete: boolean;
  /** Per rule: enabled instances, and steps to states not seen at an earlier level. */
  readonly coverage: readonly { readonly enabled: number; readonly deeper: number }[];
  /** Transitions of the shortest counterexample, or witness, per property that has one. */
  readonly found: ReadonlyMap<string, number>;
  /** The shortest way to a closure that throws, and the errors that are thrown at that distance. */
  readonly threw: { readonly steps: number; readonly ids: ReadonlySet<string> } | null;
}

export interface ReferenceOptions {
  readonly keepGoing: boolean;
  /** Give up, answering null, when there are more states than this. */
  readonly limit: number;
}

export function referenceOf(model: Model, options: ReferenceOptions): Reference | null {
  return new Search(model, options).run();
}

class Search {
  readonly #model: Model;
  readonly #options: ReferenceOptions;
  readonly #interpreter: Interpreter;
  readonly #levels = new Map<string, number>();
  readonly #found = new Map<string, number>();
  #threw: { steps: number; ids: Set<string> } | null = null;
  #open: readonly Property[];
  readonly #coverage: { enabled: number; deeper: number }[];

  constructor(model: Model, options: ReferenceOptions) {
    this.#model = model;
    this.#options = options;
    this.#interpreter = interpret(model);
    this.#open = model.properties;
    this.#coverage = model.rules.map(() => ({ enabled: 0, deeper: 0 }));
  }

  run(): Reference | null {
    let generated = 0;
    let terminal = 0;
    let depth = 0;
    let level: InterpretedState[] = [];
    for (const state of this.#interpreter.initialStates()) {
      generated++;
      this.#meet(state, 0, level);
    }
    let complete = !this.#decided();
    for (let at = 0; complete && level.length > 0; at++) {
      const next: InterpretedState[] = [];
      for (const state of level) {
        const enabled = this.#expand(state, at, next);
        generated += enabled;
        if (enabled === 0) terminal++;
      }
      if (this.#levels.size > this.#options.limit) return null;
      if (next.length > 0) depth++;
      if (this.#decided()) complete = false;
      level = next;
    }
    const { size: distinct } = this.#levels;
    const coverage = this.#coverage;
    return { distinct, generated, depth, terminal, complete, coverage, found: this.#found, threw: this.#threw };
  }

  /** Takes every step of a state; answers how many are enabled. */
  #expand(state: InterpretedState, level: number, next: InterpretedState[]): number {
    const instances = instancesOf(this.#model.rules);
    let enabled = 0;
    for (let step = 0; step < instances.total; step++) {
      const coverage = this.#coverage[ruleOfStep(instances, step)] as { enabled: number; deeper: number };
      const after = this.#take(state, step, level);
      if (after === null) continue;
      enabled++;
      coverage.enabled++;
      if (after === "threw" || after.text === state.text) continue;
      this.#judge("step", state, after, level + 1);
      this.#meet(after, level + 1, next);
      if (this.#levels.get(after.text) === level + 1) coverage.deeper++;
    }
    if (enabled === 0) this.#judge("deadlock", state, state, level);
    return enabled;
  }

  #meet(state: InterpretedState, level: number, into: InterpretedState[]): void {
    if (this.#levels.has(state.text)) return;
    this.#levels.set(state.text, level);
    into.push(state);
    this.#judge("always", state, state, level);
    this.#judge("reachable", state, state, level);
  }

  #take(state: InterpretedState, step: number, level: number): InterpretedState | "threw" | null {
    try {
      return this.#interpreter.take(state, step);
    } catch (error) {
      this.#noteThrown(error, level + 1);
      return "threw";
    }
  }

  /** Judges the open properties of a kind; `steps`: how far away what it says about them is. */
  #judge(kind: Property["kind"], before: InterpretedState, after: InterpretedState, steps: number): void {
    for (const property of this.#open) {
      if (property.kind !== kind) continue;
      try {
        const holds = this.#interpreter.holds(property, before, after);
        if (holds === (kind === "reachable") && !this.#found.has(property.name)) this.#found.set(property.name, steps);
      } catch (error) {
        this.#noteThrown(error, steps);
      }
    }
  }

  #noteThrown(error: unknown, steps: number): void {
    const id = isSynodError(error) ? error.id : "property-threw";
    if (this.#threw === null || steps < this.#threw.steps) this.#threw = { steps, ids: new Set() };
    if (steps === this.#threw.steps) this.#threw.ids.add(id);
  }

  /** At the end of a level: whether the search ends, and which properties are still looked at. */
  #decided(): boolean {
    this.#open = this.#open.filter(({ name }) => !this.#found.has(name));
    if (this.#threw !== null) return true;
    const violated = this.#model.properties.some(({ name, kind }) => kind !== "reachable" && this.#found.has(name));
    return violated && !(this.#options.keepGoing && this.#open.length > 0);
  }
}
