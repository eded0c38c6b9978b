/**
 * One thread's part of a breadth-first search: seeds the first level, expands the current one (expansion.ts), judges the
 * properties, and fills blocks of the next level (admission.ts). Everything it does is determined by the states, not by the
 * thread: of what it found, only sums and least elements are reported.
 *
 * When a shared memory is full the thread finishes the state it is at, keeping successors that found no room aside, and
 * returns.
 */
import { type Halt, neverHalt, reasonOf } from "../halt.ts";
import type { PackedStates } from "../program/packed-states.ts";
import type { Program } from "../program/program.ts";
import { Frontier } from "../store/frontier.ts";
import { Admission } from "./admission.ts";
import type { Assignment, Report } from "./assignment.ts";
import { Claims } from "./claims.ts";
import { Expansion } from "./expansion.ts";
import { HangWatch } from "./hang.ts";
import { Seeding } from "./seeding.ts";
import { CONTROL_WORDS, type SharedWalk, STOP } from "./shared-walk.ts";

/** What the states that are seeded are judged by, and which of them to keep. */
type SeedOrder = Pick<Assignment, "properties" | "noted" | "keep">;

export class Searcher {
  readonly #program: Program;
  readonly #watch: HangWatch;
  readonly #claims: Claims;
  readonly #admission: Admission;
  readonly #expansion: Expansion;
  readonly #seeding: Seeding;
  #generation = -1;
  #control: Int32Array = new Int32Array(CONTROL_WORDS);

  /**
   * `halt`: asked in the midst of a state, beside the word that threads share; `progress`: told this thread's running count
   * of generated states.
   */
  constructor(program: Program, halt: Halt = neverHalt, progress: (generated: number) => void = () => {}) {
    this.#program = program;
    this.#watch = new HangWatch(program);
    this.#claims = new Claims(program);
    this.#admission = new Admission(program, this.#claims);
    this.#expansion = new Expansion(program, this.#claims, this.#admission, progress);
    this.#seeding = new Seeding(program, this.#claims, this.#admission);
    this.heed(halt);
  }

  /** From now on the program leaves a state in its midst when this says so, or the word that threads share. */
  heed(halt: Halt): void {
    this.#program.heed(() => reasonOf(Atomics.load(this.#control, STOP)) ?? halt());
  }

  /** Looks at the memories of `walk`, if they were replaced since. */
  attach(walk: SharedWalk): void {
    if (walk.generation === this.#generation) return;
    this.#generation = walk.generation;
    this.#control = new Int32Array(walk.control);
    this.#admission.attach(walk, this.#control);
    this.#expansion.attach(new Frontier(walk.current), this.#control);
  }

  /** Lets go of all memories, so that they can be collected. */
  detach(): void {
    this.#generation = -1;
    this.#admission.detach();
    this.#expansion.detach();
  }

  /** Puts initial states first .. end - 1 into the *next* level, judged as any state is. */
  seed(
    states: PackedStates,
    { first, end }: { readonly first: number; readonly end: number },
    order: SeedOrder,
  ): Report {
    this.#begin({ ...order, level: -1 });
    for (let at = first; at < end; ) {
      const from = at;
      at = this.#watch.run(() => this.#seeding.seedSome(states, from, end));
    }
    return this.#finish(end - first);
  }

  run(assignment: Assignment): Report {
    this.#begin(assignment);
    const { batch } = this.#admission;
    for (const deferred of assignment.deferred) batch.resume(deferred);
    if (batch.waiting > 0) this.#watch.run(() => this.#admission.admitAll());
    while (this.#watch.run(() => this.#expansion.expandSome(assignment.until)));
    return this.#finish(this.#expansion.generated);
  }

  #begin(order: SeedOrder & Pick<Assignment, "level" | "admits">): void {
    this.#claims.begin(order.level, order.properties);
    this.#admission.begin(order);
    this.#expansion.begin();
  }

  #finish(generated: number): Report {
    const { terminal, expanded } = this.#expansion;
    return {
      expanded,
      generated,
      terminal,
      ...this.#admission.end(),
      enabled: this.#program.enabled.slice(),
      crossed: this.#program.crossed.slice(),
      findings: this.#claims.findings.all(),
    };
  }
}
