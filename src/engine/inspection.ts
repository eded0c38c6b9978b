/**
 * States of a level that the program inspects although nobody asks it to expand them (Program.inspect): by the calling thread,
 * while the others search the level. So they are copied when the level begins: a block whose states are expanded is used again.
 */
import * as at from "../kernel/map.ts";
import type { Program } from "../program/program.ts";
import { eachState, type KernelMemory } from "./kernel-memory.ts";

export class Inspection {
  readonly #program: Program;
  readonly #memory: KernelMemory;
  /** States whose fingerprints have none of these bits in their low halves are inspected; null: none is. */
  readonly #mask: number | null;
  /** Those that are still to be inspected: words, and both halves of the fingerprint, of each. */
  #states: number[] = [];
  #next = 0;

  constructor(program: Program, memory: KernelMemory, mask: number | null) {
    this.#program = program;
    this.#memory = memory;
    this.#mask = mask;
  }

  get isDone(): boolean {
    return this.#next === this.#states.length;
  }

  /** Looks through the level that is to be expanded, of which nothing is claimed yet. */
  begin(): void {
    if (this.#mask === null) return;
    const { ints, plan, words } = this.#memory;
    this.#states = [];
    this.#next = 0;
    eachState(this.#memory, this.#memory.current, this.#memory.read(at.SHAPE_BLOCKS), (word) => {
      const fingerprint = word + plan.fingerprintAt / 4;
      if (((ints[fingerprint] as number) & (this.#mask as number)) !== 0) return;
      for (let each = 0; each < words; each++) this.#states.push(ints[word + each] as number);
      this.#states.push(ints[fingerprint] as number, ints[fingerprint + 1] as number);
    });
  }

  /** Inspects states until then, one at least. Throws what the program throws. */
  goOn(until: number): void {
    const { words } = this.#memory;
    while (!this.isDone) {
      const state = Int32Array.from(this.#states.slice(this.#next, this.#next + words + 2));
      this.#next += words + 2;
      this.#program.resume(state, 0, state[words] as number, state[words + 1] as number);
      this.#program.inspect();
      if (performance.now() >= until) return;
    }
  }
}
