/**
 * The least that a test of a model needs: a breadth-first search of a compiled program by one thread, with exact counts
 * and, per property, the shortest counterexample or witness. Every property but those over time, links and deadlock is followed to the end. Knows nothing of the
 * engine's explorers, so that their counts and lengths can be compared with its own.
 */

import { compile } from "../../src/compile/compile.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import { stepText } from "../../src/program/instances.ts";
import type { Program } from "../../src/program/program.ts";
import { States } from "./states.ts";

export interface Search {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Whether every reachable state was visited. */
  readonly complete: boolean;
  /** Per violated `always` or `step` property, the steps of a shortest counterexample. */
  readonly violations: ReadonlyMap<string, readonly string[]>;
  /** Per reached `reachable` property, the steps of a shortest witness. */
  readonly witnesses: ReadonlyMap<string, readonly string[]>;
  /** Rules that were never enabled. */
  readonly idle: readonly string[];
}

export interface SearchLimits {
  /** Stop at the end of the level in which these properties have been decided against. */
  readonly until?: readonly string[];
  /** Log2 of the number of places in the table of states. */
  readonly bits?: number;
}

export function search(model: Model, limits: SearchLimits = {}): Search {
  return new BreadthFirst(compile(model), limits).run();
}

class BreadthFirst {
  readonly #program: Program;
  readonly #limits: SearchLimits;
  readonly #states: States;
  /** Per state, by the order in which it was found: where it was found from, by which step. */
  readonly #parents: number[] = [];
  readonly #steps: number[] = [];
  /** Properties not decided against yet, as indices. */
  #open: number[];
  readonly #violations = new Map<string, readonly string[]>();
  readonly #witnesses = new Map<string, readonly string[]>();

  constructor(program: Program, limits: SearchLimits) {
    this.#program = program;
    this.#limits = limits;
    this.#states = new States(program.words, limits.bits ?? 20);
    const isFollowed = ({ kind }: Property) => !isTemporal(kind) && kind !== "deadlock" && kind !== "refinement";
    const { properties } = this.#program;
    this.#open = properties.map((_, at) => at).filter((at) => isFollowed(properties[at] as Property));
  }

  run(): Search {
    const program = this.#program;
    for (const state of program.initialStates()) {
      program.load(state, 0);
      this.#visit(-1, -1);
    }
    let generated = this.#parents.length;
    let depth = 0;
    let complete = true;
    for (let from = 0, to = this.#parents.length; from < to; from = to, to = this.#parents.length) {
      if (this.#decided()) {
        complete = false;
        break;
      }
      for (let at = from; at < to; at++) {
        this.#states.load(program, at);
        if (at % 997 === 0) program.audit();
        generated += program.expand({
          visit: (step) => this.#visit(at, step),
          fail: (_, error) => {
            throw error;
          },
        });
      }
      if (this.#parents.length > to) depth++;
    }
    const idle = program.instances.rules.filter((_, rule) => program.enabled[rule] === 0).map((rule) => rule.name);
    return {
      distinct: this.#parents.length,
      generated,
      depth,
      complete,
      violations: this.#violations,
      witnesses: this.#witnesses,
      idle,
    };
  }

  #decided(): boolean {
    return this.#limits.until?.every((name) => this.#violations.has(name) || this.#witnesses.has(name)) ?? false;
  }

  /** The program's work buffer holds what `step` makes of state `from`. */
  #visit(from: number, step: number): void {
    const { properties } = this.#program;
    const isNew = this.#states.add(this.#program) === this.#parents.length;
    if (isNew) {
      this.#parents.push(from);
      this.#steps.push(step);
    }
    for (const at of this.#open) {
      const property = properties[at] as Program["properties"][number];
      if (property.kind === "step" ? step < 0 : !isNew) continue;
      if (this.#program.holds(at) !== (property.kind === "reachable")) continue;
      const found = property.kind === "reachable" ? this.#witnesses : this.#violations;
      found.set(property.name, this.#way(from, step));
      this.#open = this.#open.filter((other) => other !== at);
    }
  }

  #way(from: number, step: number): string[] {
    const steps: string[] = [];
    for (let at = from, taken = step; taken >= 0; taken = this.#steps[at] as number, at = this.#parents[at] as number) {
      steps.push(stepText(this.#program.instances, taken));
    }
    return steps.reverse();
  }
}
