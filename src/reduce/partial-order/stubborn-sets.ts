/**
 * Ample sets of models whose rules declare what they read and write: the next steps in a stubborn set (Valmari, *Stubborn
 * sets for reduced state space generation*, 1989; Godefroid's thesis, 1996, algorithm 2). From one next step, the set is
 * closed under
 *
 *   a step that would change the state   brings all that it interferes with (interference.ts);
 *   any other step                       brings all that may change what that rests on: the bits that its guard asked for
 *                                        in this state, as its tree knows them, for every one of which it takes a write.
 *
 * Of what is left outside, nothing can enable, disable or fail to commute with the next steps inside, however long it goes
 * on. Of several sets the smallest is taken. A step that is enabled and changes nothing counts as one that is not enabled:
 * that is a program with the same states, and with deadlocks where this one has none, but none fewer.
 */

import type { Model } from "../../model/model.ts";
import type { Program } from "../../program/program.ts";
import type { AmpleSets, NextSteps } from "./ample-sets.ts";
import { Interference } from "./interference.ts";

export class StubbornSets implements AmpleSets {
  readonly #program: Program;
  readonly #interference: Interference;
  readonly #bits: Int32Array;
  /** Per step: its number among the next steps plus 1; 0: it is none of them. */
  readonly #nextAt: Int32Array;
  /** Per step: the closure in which it was met last, and the one that was chosen. */
  readonly #metIn: Int32Array;
  readonly #pending: Int32Array;
  #pendingCount = 0;
  #closure = 0;
  #chosen = 0;
  /**
   * Per next step: whether a set with it will not do, since a visible one is in it, or no fewer than in one that was found.
   * Whatever brings such a step brings all that it brings, so that each step is gone through once or twice, not once for
   * every other.
   */
  #hopeless = new Uint8Array(64);
  /** Per next step: whether nothing that it brings ascends. It may be part of a set, and is not what to begin one with. */
  #dull = new Uint8Array(64);
  /** Whether the closure at hand has a hopeless step. */
  #isHopeless = false;
  /** Per next step: the closure of the chosen set it is in. */
  #takenIn = new Int32Array(64);

  constructor(program: Program, model: Model) {
    const { layout, instances, words } = program;
    this.#program = program;
    this.#interference = new Interference(model, layout, instances);
    this.#bits = new Int32Array(words);
    this.#nextAt = new Int32Array(instances.total);
    this.#metIn = new Int32Array(instances.total);
    this.#pending = new Int32Array(instances.total);
  }

  mayHave(): boolean {
    return true;
  }

  choose(next: NextSteps): boolean {
    this.#begin(next);
    let fewest = next.count;
    this.#chosen = 0;
    for (let seed = 0; seed < next.count && fewest > 1; seed++) {
      if (this.#hopeless[seed] === 1 || this.#dull[seed] === 1) continue;
      const size = this.#close(next, seed, fewest);
      if (size === 0) continue;
      if (!this.#ascends(next)) {
        for (let at = seed; at < next.count; at++) if (this.#isMet(next, at)) this.#dull[at] = 1;
        continue;
      }
      // Sets that bring it have as many steps.
      this.#hopeless[seed] = 1;
      fewest = size;
      this.#chosen = this.#closure;
      for (let at = 0; at < next.count; at++) this.#takenIn[at] = this.#isMet(next, at) ? this.#closure : 0;
    }
    this.#end(next);
    return this.#chosen > 0;
  }

  takes(_: NextSteps, at: number): boolean {
    return this.#takenIn[at] === this.#chosen;
  }

  /** The number of next steps in the closure of one of them; 0: it has a visible one, or not fewer than `fewest`. */
  #close(next: NextSteps, seed: number, fewest: number): number {
    this.#closure++;
    this.#pendingCount = 0;
    this.#isHopeless = false;
    this.#meet(next.stepOf(seed));
    let size = 0;
    while (this.#pendingCount > 0 && !this.#isHopeless) {
      const step = this.#pending[--this.#pendingCount] as number;
      const at = (this.#nextAt[step] as number) - 1;
      if (at < 0) {
        this.#bringEnablers(step);
        continue;
      }
      if (++size >= fewest || next.isVisible(at)) this.#isHopeless = true;
      const among = this.#interference.among[step] as Int32Array;
      for (let other = 0; other < among.length && !this.#isHopeless; other++) this.#meet(among[other] as number);
    }
    if (!this.#isHopeless) return size;
    this.#hopeless[seed] = 1;
    return 0;
  }

  /** Brings what may change that the step is not enabled. */
  #bringEnablers(step: number): void {
    this.#bits.fill(0);
    const isKnown = this.#program.restsOn(step, this.#bits);
    this.#interference.eachWriter(isKnown ? this.#bits : this.#interference.readsOf(step), this.#meet);
  }

  readonly #meet = (step: number): void => {
    if (this.#metIn[step] === this.#closure) return;
    this.#metIn[step] = this.#closure;
    const at = (this.#nextAt[step] as number) - 1;
    if (at >= 0 && this.#hopeless[at] === 1) this.#isHopeless = true;
    this.#pending[this.#pendingCount++] = step;
  };

  /** Whether a next step in the closure at hand ascends. */
  #ascends(next: NextSteps): boolean {
    for (let at = 0; at < next.count; at++) if (this.#isMet(next, at) && next.ascends(at)) return true;
    return false;
  }

  /** Whether a next step is in the closure at hand. */
  #isMet(next: NextSteps, at: number): boolean {
    return this.#metIn[next.stepOf(at)] === this.#closure;
  }

  #begin(next: NextSteps): void {
    if (next.count > this.#hopeless.length) {
      this.#hopeless = new Uint8Array(2 * next.count);
      this.#dull = new Uint8Array(2 * next.count);
      this.#takenIn = new Int32Array(2 * next.count);
    }
    // Closures are numbered from 1 on; long before the numbers run out, start again.
    if (this.#closure > 2 ** 30) {
      this.#closure = 0;
      this.#metIn.fill(0);
      this.#takenIn.fill(0);
    }
    for (let at = 0; at < next.count; at++) {
      this.#hopeless[at] = 0;
      this.#dull[at] = 0;
      this.#nextAt[next.stepOf(at)] = at + 1;
    }
  }

  #end(next: NextSteps): void {
    for (let at = 0; at < next.count; at++) this.#nextAt[next.stepOf(at)] = 0;
  }
}
