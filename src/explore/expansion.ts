/**
 * Takes the steps of the current level's states: claims blocks that no other thread has, shows every step to the claims, and
 * puts the successors with those that wait to be let into the next level. A state is taken in full or left as if it had not
 * been looked at.
 */
import { Halted } from "../halt.ts";
import { BEYOND, type Program, type Visitor } from "../program/program.ts";
import { Frontier } from "../store/frontier.ts";
import { thresholds } from "../thresholds.ts";
import type { Admission } from "./admission.ts";
import type { Claims } from "./claims.ts";
import { BLOCKS, CLAIMED, CONTROL_WORDS, LIMIT, MOST, ROOM_WANTED, STATES, STOP } from "./shared-walk.ts";
import type { SuccessorBatch } from "./successor-batch.ts";

/** In place of a number of enabled instances. */
const LEFT = -2;

const NO_FRONTIER = new Frontier({ words: 1, segments: [] });

export class Expansion implements Visitor {
  readonly leavesOut = true;
  /** Sums. */
  generated = 0;
  terminal = 0;
  expanded = 0;
  readonly #program: Program;
  readonly #claims: Claims;
  readonly #admission: Admission;
  readonly #batch: SuccessorBatch;
  /** This thread's running count of generated states, for whoever shows progress. */
  readonly #progress: (generated: number) => void;
  /** States whose fingerprint has none of these bits have all closures run again, to find impure ones. */
  readonly #auditMask = 2 ** thresholds.auditBits - 1;
  readonly #enabledBefore: Float64Array;
  readonly #crossedBefore: Float64Array;
  #current = NO_FRONTIER;
  #control: Int32Array = new Int32Array(CONTROL_WORDS);

  constructor(program: Program, claims: Claims, admission: Admission, progress: (generated: number) => void) {
    this.#program = program;
    this.#claims = claims;
    this.#admission = admission;
    this.#batch = admission.batch;
    this.#progress = progress;
    this.#enabledBefore = new Float64Array(program.enabled.length);
    this.#crossedBefore = new Float64Array(program.crossed.length);
  }

  attach(current: Frontier, control: Int32Array): void {
    this.#current = current;
    this.#control = control;
  }

  detach(): void {
    this.#current = NO_FRONTIER;
  }

  begin(): void {
    this.generated = 0;
    this.terminal = 0;
    this.expanded = 0;
    this.#program.enabled.fill(0);
    this.#program.crossed.fill(0);
  }

  /** Expands blocks for about as long as a slice takes; whether there is more to do. */
  expandSome(until: number): boolean {
    const control = this.#control;
    const blocks = Atomics.load(control, BLOCKS);
    const end = performance.now() + thresholds.sliceMs;
    let isLeft = false;
    while (!isLeft && Atomics.load(control, STOP) === 0 && Atomics.load(control, ROOM_WANTED) === 0) {
      if (Atomics.load(control, STATES) >= Atomics.load(control, LIMIT)) {
        Atomics.store(control, ROOM_WANTED, 1);
        break;
      }
      const now = performance.now();
      if (now > until) break;
      if (now > end) return true;
      if (Atomics.load(control, STATES) > Atomics.load(control, MOST)) break;
      const block = Atomics.add(control, CLAIMED, 1);
      if (block >= blocks) break;
      const array = this.#current.array(block);
      const start = this.#current.offset(block);
      const count = array[start] as number;
      for (let state = 0; state < count; state++) {
        const enabled = this.#expandOrLeave(array, start + 1 + state * this.#current.stride);
        isLeft = enabled === LEFT;
        if (isLeft) break;
        this.expanded++;
        if (enabled > 0) this.generated += enabled;
        else if (enabled !== BEYOND) this.terminal++;
        if (this.#batch.isFull) this.#admission.admitAll();
      }
      this.#admission.admitAll();
      this.#progress(this.generated);
      this.#admission.publish();
    }
    return false;
  }

  /** A successor: see Visitor. */
  visit(step: number): void {
    this.#claims.judgeStep(step);
    this.#batch.push(this.#program.rule, step);
  }

  fail(step: number, error: Error): void {
    this.#claims.noteFailed(step, error);
  }

  /** As `#expand`; LEFT: the search is to end, and everything is as if the state had not been looked at. */
  #expandOrLeave(array: Int32Array, offset: number): number {
    const { waiting } = this.#batch;
    const { enabled, crossed } = this.#program;
    this.#enabledBefore.set(enabled);
    if (crossed.length > 0) this.#crossedBefore.set(crossed);
    try {
      return this.#expand(array, offset);
    } catch (error) {
      if (!(error instanceof Halted)) {
        if (this.#claims.noteBound(error)) return BEYOND;
        throw error;
      }
      this.#batch.waiting = waiting;
      enabled.set(this.#enabledBefore);
      crossed.set(this.#crossedBefore);
      return LEFT;
    }
  }

  #expand(array: Int32Array, offset: number): number {
    const program = this.#program;
    const low = array[offset + program.words] as number;
    program.resume(array, offset, low, array[offset + program.words + 1] as number);
    this.#admission.comeFrom(low, array[offset + program.words + 2] as number);
    if ((low & this.#auditMask) === 0) program.audit();
    const enabled = program.expand(this);
    if (enabled === 0) this.#claims.judgeTerminal();
    return enabled;
  }
}
