/**
 * What threads could not know they have noted; here the closures say. A step of which no tree knows is taken, and its
 * successor put with those that wait; a state or a step that is unknown, or worse than what was found, is judged; standing
 * still is only learned about. A note names a state where it lies, in a block that stays until notes are settled.
 */
import { isSynodError } from "../errors/errors.ts";
import type { Deferred } from "../explore/assignment.ts";
import type { Claims } from "../explore/claims.ts";
import type { GraphNotes } from "../explore/graph-notes.ts";
import * as at from "../kernel/map.ts";
import {
  NOTE_AUDIT,
  NOTE_CHANGE,
  NOTE_MARK,
  NOTE_STATE,
  NOTE_STEP,
  NOTE_STILL,
  NOTE_TERMINAL,
  NOTE_WHOLE,
} from "../kernel/notes.ts";
import type { Program, Visitor } from "../program/program.ts";
import { originOf } from "../store/visited-set.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { Unit } from "./units.ts";

const NOTE_WORDS = 4;

/** Who has to do with notes. */
export interface NotesFor {
  readonly claims: Claims;
  readonly graph: GraphNotes;
  readonly steps: readonly Unit[];
  /** Has a state in memory audited, now or later. */
  readonly audit: (state: number) => void;
}

export class Notes {
  readonly #program: Program;
  readonly #memory: KernelMemory;
  readonly #claims: Claims;
  readonly #graph: GraphNotes;
  readonly #steps: readonly Unit[];
  readonly #audit: (state: number) => void;
  /** Those that are still to be settled: kind, state, step, rule of each. */
  #open = new Int32Array(0);
  #at = 0;
  // Of the level.
  #level = 0;
  #levelBits = 8;
  /** Whether successors find no room in the batch any more, from then on for good, and those: whoever goes on is handed them. */
  overflows = false;
  readonly overflow: Deferred[] = [];
  /** Steps taken of those that threads asked for. */
  taken = 0;
  /** States in which nothing turned out to be enabled. */
  terminal = 0;
  /** The state of which steps were taken last, and how many of them were enabled. */
  #state = 0;
  #enabled = 0;

  constructor(program: Program, memory: KernelMemory, { claims, graph, steps, audit }: NotesFor) {
    this.#program = program;
    this.#memory = memory;
    this.#claims = claims;
    this.#graph = graph;
    this.#steps = steps;
    this.#audit = audit;
  }

  begin(level: number, levelBits: number): void {
    this.#level = level;
    this.#levelBits = levelBits;
    this.terminal = 0;
    this.#state = 0;
  }

  /** Takes over what these threads have noted, behind what is not settled yet. */
  gather(threads: Iterable<number>): void {
    const memory = this.#memory;
    const all = [this.#open.subarray(this.#at)];
    for (const thread of threads) {
      const region = memory.region(thread);
      const count = memory.get(region + at.NOTED);
      const from = (region + memory.plan.region.notes) >>> 2;
      if (count > 0) all.push(memory.ints.slice(from, from + NOTE_WORDS * count));
      memory.set(region + at.NOTED, 0);
      memory.set(region + at.NOTED_BEFORE, 0);
    }
    this.#open = new Int32Array(all.reduce((sum, { length }) => sum + length, 0));
    this.#at = 0;
    let end = 0;
    for (const each of all) {
      this.#open.set(each, end);
      end += each.length;
    }
  }

  get areSettled(): boolean {
    return this.#at === this.#open.length;
  }

  /** Settles notes until then, or until `isFull` says that successors must be looked up first. Throws what audits throw, and `Halted`. */
  settleSome(until: number, isFull: () => boolean): void {
    while (!this.areSettled && !isFull()) {
      this.#settle();
      this.#at += NOTE_WORDS;
      if (performance.now() >= until) return;
    }
  }

  #settle(): void {
    const kind = this.#open[this.#at] as number;
    const state = (this.#open[this.#at + 1] as number) >>> 0;
    const step = this.#open[this.#at + 2] as number;
    this.#load(state);
    switch (kind) {
      case NOTE_STEP:
        if (state !== this.#state) this.#enabled = 0;
        this.#state = state;
        this.taken++;
        this.#enabled += this.#program.meet(step, this.#takeStep);
        return;
      case NOTE_CHANGE: {
        const { enabled } = this.#program;
        const before = enabled.slice();
        this.#program.meet(step, this.#judgeStep);
        enabled.set(before);
        return;
      }
      case NOTE_STATE:
        this.#claims.judgeState();
        return;
      case NOTE_TERMINAL:
        // What is known of its steps disabled all but those that were taken just now.
        if (step !== 0) {
          if (state === this.#state && this.#enabled > 0) return;
          this.terminal++;
        }
        this.#claims.judgeTerminal();
        return;
      case NOTE_STILL:
        for (const property of this.#steps[step]?.properties ?? []) this.#learn(property);
        return;
      case NOTE_WHOLE:
        this.#state = state;
        this.#expand();
        return;
      case NOTE_AUDIT:
        this.#audit(state);
        return;
      case NOTE_MARK:
        this.#graph.mark(this.#memory.numberAt(state / 4));
    }
  }

  /** All of a state of which it is not known whether it is beyond the constraint. */
  #expand(): void {
    try {
      if (this.#program.expand(this.#takeStep) !== 0) return;
    } catch (error) {
      if (this.#claims.noteBound(error)) return;
      throw error;
    }
    this.terminal++;
    this.#claims.judgeTerminal();
  }

  #load(state: number): void {
    const memory = this.#memory;
    const word = state >>> 2;
    this.#program.resume(memory.ints, word, memory.lowAt(word), memory.highAt(word));
  }

  readonly #takeStep: Visitor = {
    visit: (step) => {
      this.#claims.judgeStep(step);
      this.#put(step);
    },
    fail: (step, error) => this.#claims.noteFailed(step, error),
  };

  readonly #judgeStep: Visitor = {
    visit: (step) => this.#claims.judgeStep(step),
    fail: () => {},
  };

  /** What is thrown by a predicate of a step that nobody takes is no finding. */
  #learn(property: number): void {
    try {
      this.#program.holds(property);
    } catch (error) {
      if (!isSynodError(error) || isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused"))
        throw error;
    }
  }

  /** Puts the current state with those that wait in the main thread's batch. */
  #put(step: number): void {
    const { ints, plan } = this.#memory;
    const region = this.#memory.region(0);
    const entry = this.#memory.address(region + at.FILLED);
    const { work, words, low, high, rule } = this.#program;
    const origin = originOf(this.#level + 1, this.#memory.lowAt(this.#state / 4), this.#levelBits);
    const source = this.#memory.numberAt(this.#state / 4);
    this.#memory.set(region + at.PENDING, this.#memory.get(region + at.PENDING) + plan.entryBytes);
    if (this.overflows) {
      this.overflow.push({ words: work.slice(0, words), low, high, origin, rule, source, step });
      return;
    }
    const to = entry >>> 2;
    for (let word = 0; word < words; word++) ints[to + word] = work[word] as number;
    const fingerprint = this.#memory.fingerprintOf(to);
    for (let word = to + words; word < fingerprint; word++) ints[word] = 0;
    ints[fingerprint] = low;
    ints[fingerprint + 1] = high;
    const tail = (entry + plan.stateBytes) >>> 2;
    ints[tail + at.ORIGIN / 4] = origin;
    ints[tail + at.STEP / 4] = step;
    ints[tail + at.RULE / 4] = rule;
    ints[tail + at.UNITS / 4] = -1;
    ints[tail + at.SOURCE / 4] = source;
    this.#memory.set(region + at.FILLED, entry + plan.entryBytes);
  }
}
