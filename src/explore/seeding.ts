/** Puts initial states with those that wait to be let into the first level, slice by slice; some are audited, as states that are expanded are. */
import type { PackedStates } from "../program/packed-states.ts";
import type { Program } from "../program/program.ts";
import { thresholds } from "../thresholds.ts";
import type { Admission } from "./admission.ts";
import type { Claims } from "./claims.ts";

export class Seeding {
  readonly #program: Program;
  readonly #claims: Claims;
  readonly #admission: Admission;
  /** As of states that are expanded. */
  readonly #auditMask = 2 ** thresholds.auditBits - 1;

  constructor(program: Program, claims: Claims, admission: Admission) {
    this.#program = program;
    this.#claims = claims;
    this.#admission = admission;
  }

  /** Puts in as many as a slice has time for; answers where to go on. */
  seedSome(states: PackedStates, first: number, end: number): number {
    const until = performance.now() + thresholds.sliceMs;
    const state = new Int32Array(this.#program.words);
    const { batch } = this.#admission;
    // They come from nowhere.
    this.#admission.comeFrom(0, -1);
    let at = first;
    do {
      states.read(at, state);
      this.#program.load(state, 0);
      if (at < thresholds.seedsAudited || (this.#program.low & this.#auditMask) === 0) this.#audit(state);
      batch.push(-1, -1);
      if (batch.isFull) this.#admission.admitAll();
    } while (++at < end && performance.now() < until);
    this.#admission.admitAll();
    return at;
  }

  /** What a bound of the constraint throws is noted when the state is expanded. */
  #audit(state: Int32Array): void {
    try {
      this.#program.audit();
    } catch (error) {
      if (!this.#claims.isOfBound(error)) throw error;
      this.#program.load(state, 0);
    }
  }
}
