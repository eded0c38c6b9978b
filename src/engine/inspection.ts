/**
 * States that the program looks at although nobody asks it to expand them, by the calling thread while the others search: of
 * a level those whose renamings it compares (Program.inspect), and those whose closures are run again (Program.audit), which
 * may be of the level before. So they are copied: a block whose states are expanded is used again.
 */
import * as at from "../kernel/map.ts";
import type { Program } from "../program/program.ts";
import { thresholds } from "../thresholds.ts";
import { copyWords, eachState } from "./blocks.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** Of 2^20 states as many are audited, and of 2^17 as many inspected, as of a search of that size. */
const AUDITED_WHOLE = 20;
const INSPECTED_WHOLE = 17;

/**
 * Which bits of a fingerprint's lower half are zero in states that are audited: of the first million states one in
 * 2^auditBits, and then for each doubling half as many of them, about as many as before in all. An audit takes as long as
 * thousands of states.
 */
export function maskOfAudits(states: number): number {
  return sparser(2 ** thresholds.auditBits - 1, states, AUDITED_WHOLE);
}

/** The same of states that are inspected, of the first 131,072 those that `mask` says: one takes as long as hundreds of states. */
export function maskOfInspections(mask: number, states: number): number {
  return sparser(mask, states, INSPECTED_WHOLE);
}

/** A mask with one more bit for each doubling of 2^whole states. */
function sparser(mask: number, states: number, whole: number): number {
  const doublings = Math.max(0, Math.ceil(Math.log2(states)) - whole);
  return Math.min(2 ** 31, (mask + 1) * 2 ** doublings) - 1;
}

export class Inspection {
  readonly #program: Program;
  readonly #memory: KernelMemory;
  /** States whose fingerprints have none of these bits in their low halves are inspected, of the first ones; null: none is. */
  readonly #mask: number | null;
  /** Whether that is what a bound of the constraint threw; notes it. */
  readonly #noteBound: (thrown: unknown) => boolean;
  /** Those that are still to be inspected: words, and both halves of the fingerprint, of each. */
  #states: number[] = [];
  #next = 0;
  /** Those that are still to be audited, the same of each. */
  #audits: number[] = [];

  constructor(program: Program, memory: KernelMemory, mask: number | null, noteBound: (thrown: unknown) => boolean) {
    this.#program = program;
    this.#memory = memory;
    this.#mask = mask;
    this.#noteBound = noteBound;
  }

  /** Whether all that is to be known of this level is. */
  get isDone(): boolean {
    return this.#next === this.#states.length;
  }

  get areAudited(): boolean {
    return this.#audits.length === 0;
  }

  /** Has the state at `state` of memory audited, in this level or in the next one. */
  audit(state: number): void {
    this.#copy(this.#audits, state >>> 2);
  }

  #copy(to: number[], word: number): void {
    copyWords(this.#memory, word, to);
    to.push(this.#memory.lowAt(word), this.#memory.highAt(word));
  }

  /** Looks through the level that is to be expanded, of which nothing is claimed yet. */
  begin(): void {
    if (this.#mask === null) return;
    const memory = this.#memory;
    this.#states = [];
    this.#next = 0;
    const mask = maskOfInspections(this.#mask, memory.read(at.STATES_FOUND));
    eachState(memory, memory.current, [0, memory.read(at.SHAPE_BLOCKS)], (word) => {
      if ((memory.lowAt(word) & mask) === 0) this.#copy(this.#states, word);
    });
  }

  /** Inspects and audits states until then, one at least. Throws what the program throws. */
  goOn(until: number): void {
    const stride = this.#memory.words + 2;
    while (!this.isDone) {
      this.#load(this.#states.slice(this.#next, this.#next + stride));
      this.#next += stride;
      this.#program.inspect();
      if (performance.now() >= until) return;
    }
    while (!this.areAudited) {
      this.#load(this.#audits.splice(-stride));
      this.#auditLoaded();
      if (performance.now() >= until) return;
    }
  }

  /** Audits ask whether a state is beyond the constraint, too. What a bound throws was found when the state was expanded. */
  #auditLoaded(): void {
    try {
      this.#program.audit();
    } catch (error) {
      if (!this.#noteBound(error)) throw error;
    }
  }

  #load(copied: readonly number[]): void {
    const { words } = this.#memory;
    const state = Int32Array.from(copied);
    this.#program.resume(state, 0, state[words] as number, state[words + 1] as number);
  }
}
