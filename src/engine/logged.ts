/**
 * What threads have logged of the transition graph (src/kernel/log.ts), taken out of their regions: as explore/graph-log.ts
 * has it, so that it goes with what is noted elsewhere. A log that was taken begins anew, and names its first source again.
 */

import type { Piece } from "../explore/graph-log.ts";
import * as at from "../kernel/map.ts";
import { sharedMemory } from "../shared-memory.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** In place of whose steps were logged last: nobody's. */
const NOBODY = -1;

export class Logged {
  readonly #memory: KernelMemory;
  #edges: Piece[] = [];
  #marks: Piece[] = [];

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    for (let thread = 0; thread < memory.regions.length; thread++) this.#beginAnew(thread);
  }

  /** Empties a thread's logs. */
  gather(thread: number): void {
    const { plan } = this.#memory;
    if (!plan.isNumbered) return;
    this.#copy(thread, at.LOGGED, plan.region.logged, this.#edges);
    this.#copy(thread, at.MARKED, plan.region.marked, this.#marks);
    this.#beginAnew(thread);
  }

  /** Whether a thread has logged so much that what is looked up next has no room. */
  isFull(thread: number): boolean {
    const { plan } = this.#memory;
    return (
      plan.isNumbered &&
      (this.#lengthOf(thread, at.LOGGED, plan.region.logged) >= plan.region.manyLogged - plan.region.logged ||
        this.#lengthOf(thread, at.MARKED, plan.region.marked) >= plan.region.manyMarked - plan.region.marked)
    );
  }

  /** All that was gathered since the last call. */
  take(): { readonly edges: Piece[]; readonly marks: Piece[] } {
    const taken = { edges: this.#edges, marks: this.#marks };
    this.#edges = [];
    this.#marks = [];
    return taken;
  }

  #lengthOf(thread: number, end: number, start: number): number {
    const region = this.#memory.region(thread);
    return this.#memory.address(region + end) - region - start;
  }

  #copy(thread: number, end: number, start: number, pieces: Piece[]): void {
    const bytes = this.#lengthOf(thread, end, start);
    if (bytes === 0) return;
    const first = (this.#memory.region(thread) + start) >>> 2;
    const chunk = sharedMemory(bytes);
    new Int32Array(chunk).set(this.#memory.ints.subarray(first, first + bytes / 4));
    pieces.push({ chunk, from: 0, to: bytes / 4 });
  }

  #beginAnew(thread: number): void {
    const { plan } = this.#memory;
    const region = this.#memory.region(thread);
    this.#memory.set(region + at.LOGGED, region + plan.region.logged);
    this.#memory.set(region + at.MARKED, region + plan.region.marked);
    this.#memory.set(region + at.LOG_SOURCE, NOBODY);
  }
}
