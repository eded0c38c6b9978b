/**
 * One thread's part of a breadth-first search: claims blocks of the current level, expands their states, judges the
 * properties, and fills blocks of the next level. Everything it does is determined by the states, not by the thread:
 * of what it found, only sums and least elements are reported.
 *
 * When a shared memory is full the thread finishes the state it is at, keeping successors that found no room aside
 * (`deferred`), and returns; the caller makes room and hands them to somebody.
 */
import { type Halt, Halted, neverHalt, reasonOf } from "../halt.ts";
import type { PackedStates } from "../program/packed-states.ts";
import { BEYOND, type Program, type Visitor } from "../program/program.ts";
import { keptBy } from "../reduce/table.ts";
import { Arena } from "../store/arena.ts";
import { Frontier } from "../store/frontier.ts";
import { rankOf } from "../program/mixing.ts";
import { LeastStates } from "../store/least-states.ts";
import { ADDED, CROWDED, NO_ROOM, OLD, SAME_LEVEL, VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import type { Assignment, Deferred, Keep, Report } from "./assignment.ts";
import { Claims } from "./claims.ts";
import { GraphNotes } from "./graph-notes.ts";
import { HangWatch } from "./hang.ts";
import { OpenBlock } from "./open-block.ts";
import {
  BLOCKS,
  CLAIMED,
  CONTROL_WORDS,
  FULL,
  LIMIT,
  MOST,
  ROOM_WANTED,
  type SharedWalk,
  STATES,
  STOP,
} from "./shared-walk.ts";
import { StateLog } from "./state-log.ts";

/** In place of a number of enabled instances. */
const LEFT = -2;

const NOTHING_VISITED = new VisitedSet({ bits: 0, levelBits: 8, numbers: null, segments: [] }, null);
const NO_FRONTIER = new Frontier({ words: 1, segments: [] });

/** Words of a waiting state behind its own: fingerprint (2), number, origin, rule, source's number, step. */
const BATCH_EXTRA = 7;

export class Searcher implements Visitor {
  readonly leavesOut = true;
  readonly #program: Program;
  /** Whether a state stands for several. */
  readonly #standForClasses: boolean;
  readonly #deeper: Float64Array;
  readonly #enabledBefore: Float64Array;
  readonly #crossedBefore: Float64Array;
  /** This thread's running count of generated states, for whoever shows progress. */
  readonly #progress: (generated: number) => void;
  /** Successors gathered, at least, before they are looked up together. */
  readonly #batched = thresholds.batch;
  /** States whose fingerprint has none of these bits have all closures run again, to find impure ones. */
  readonly #auditMask = 2 ** thresholds.auditBits - 1;
  #generation = -1;
  #arena: Arena | null = null;
  #visited = NOTHING_VISITED;
  #current = NO_FRONTIER;
  #control: Int32Array = new Int32Array(CONTROL_WORDS);
  /** Successors waiting to be looked up, `#stride` words each: the state's, then BATCH_EXTRA more. */
  #batch: Int32Array;
  readonly #stride: number;
  #waiting = 0;
  readonly #block = new OpenBlock();
  // The state being expanded.
  #level = 0;
  #origin = 0;
  #source = 0;
  readonly #graph: GraphNotes;
  /** The same while the graph is wanted. */
  #notes: GraphNotes | null = null;
  readonly #least: LeastStates;
  readonly #states: StateLog;
  #keepsAll = false;
  readonly #claims: Claims;
  #admits = true;
  readonly #watch: HangWatch;
  // Sums.
  #generated = 0;
  #terminal = 0;
  #expanded = 0;
  #beyond = 0;
  #added = 0;
  #unreduced = 0;
  #unreported = 0;
  #deferred: Deferred[] = [];

  /** `halt`: asked in the midst of a state, beside the word that threads share. */
  constructor(program: Program, halt: Halt = neverHalt, progress: (generated: number) => void = () => {}) {
    this.#program = program;
    this.#standForClasses = keptBy(program.plan).states !== "all";
    this.#watch = new HangWatch(program);
    this.#deeper = new Float64Array(program.enabled.length);
    this.#enabledBefore = new Float64Array(program.enabled.length);
    this.#crossedBefore = new Float64Array(program.crossed.length);
    this.heed(halt);
    this.#progress = progress;
    this.#stride = program.words + BATCH_EXTRA;
    this.#batch = new Int32Array(2 * this.#batched * this.#stride);
    this.#claims = new Claims(program);
    this.#graph = new GraphNotes(this.#claims);
    this.#least = new LeastStates(program.words);
    this.#states = new StateLog(program.words);
  }

  /** From now on the program leaves a state in its midst when this says so, or the word that threads share. */
  heed(halt: Halt): void {
    this.#program.heed(() => reasonOf(Atomics.load(this.#control, STOP)) ?? halt());
  }

  /** Looks at the memories of `walk`, if they were replaced since. */
  attach(walk: SharedWalk): void {
    if (walk.generation === this.#generation) return;
    this.#generation = walk.generation;
    this.#arena = walk.arena === null ? null : new Arena(walk.arena, this.#arena);
    this.#visited = new VisitedSet(walk.visited, this.#arena);
    this.#current = new Frontier(walk.current);
    this.#control = new Int32Array(walk.control);
    this.#block.attach(new Frontier(walk.next), this.#control);
  }

  /** Lets go of all memories, so that they can be collected. */
  detach(): void {
    this.#generation = -1;
    this.#visited = NOTHING_VISITED;
    this.#current = NO_FRONTIER;
    this.#block.detach();
  }

  /** Puts initial states first .. end - 1 into the *next* level, judged as any state is. */
  seed(
    states: PackedStates,
    { first, end }: { readonly first: number; readonly end: number },
    { properties, noted, keep }: Pick<Assignment, "properties" | "noted" | "keep">,
  ): Report {
    this.#begin(-1, properties, noted, keep);
    for (let at = first; at < end; ) {
      const from = at;
      at = this.#watch.run(() => this.#seedSome(states, from, end));
    }
    return this.#finish(end - first, 0);
  }

  /** Puts in as many as a slice has time for; answers where to go on. */
  #seedSome(states: PackedStates, first: number, end: number): number {
    const until = performance.now() + thresholds.sliceMs;
    const state = new Int32Array(this.#program.words);
    let at = first;
    do {
      states.read(at, state);
      this.#program.load(state, 0);
      if (at < thresholds.seedsAudited || (this.#program.low & this.#auditMask) === 0) this.#auditSeed(state);
      this.#origin = this.#visited.originOf(0, 0);
      this.#source = -1;
      this.#gather(-1, -1);
      if (this.#waiting >= this.#batched) this.#admitAll();
    } while (++at < end && performance.now() < until);
    this.#admitAll();
    return at;
  }

  #auditSeed(state: Int32Array): void {
    try {
      this.#program.audit();
    } catch (error) {
      if (!this.#claims.isOfBound(error)) throw error;
      this.#program.load(state, 0);
    }
  }

  run(assignment: Assignment): Report {
    this.#begin(assignment.level, assignment.properties, assignment.noted, assignment.keep);
    this.#admits = assignment.admits !== false;
    for (const deferred of assignment.deferred) {
      this.#program.resume(deferred.words, 0, deferred.low, deferred.high);
      this.#origin = deferred.origin;
      this.#source = deferred.source;
      this.#gather(deferred.rule, deferred.step);
    }
    if (this.#waiting > 0) this.#watch.run(() => this.#admitAll());
    this.#generated = 0;
    this.#terminal = 0;
    this.#expanded = 0;
    while (this.#watch.run(() => this.#expandSome(assignment.until)));
    return this.#finish(this.#generated, this.#terminal);
  }

  /** Expands blocks for about as long as a slice takes; whether there is more to do. */
  #expandSome(until: number): boolean {
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
        this.#expanded++;
        if (enabled > 0) this.#generated += enabled;
        else if (enabled !== BEYOND) this.#terminal++;
        if (this.#waiting >= this.#batched) this.#admitAll();
      }
      this.#admitAll();
      this.#progress(this.#generated);
      this.#publish();
    }
    return false;
  }

  /** A successor: see Visitor. */
  visit(step: number): void {
    this.#claims.judgeStep(step);
    this.#gather(this.#program.rule, step);
  }

  fail(step: number, error: Error): void {
    this.#claims.noteFailed(step, error);
  }

  /** As `#expand`; LEFT: the search is to end, and everything is as if the state had not been looked at. */
  #expandOrLeave(array: Int32Array, offset: number): number {
    const waiting = this.#waiting;
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
      this.#waiting = waiting;
      enabled.set(this.#enabledBefore);
      crossed.set(this.#crossedBefore);
      return LEFT;
    }
  }

  #expand(array: Int32Array, offset: number): number {
    const program = this.#program;
    const low = array[offset + program.words] as number;
    program.resume(array, offset, low, array[offset + program.words + 1] as number);
    this.#origin = this.#visited.originOf(this.#level + 1, low);
    this.#source = array[offset + program.words + 2] as number;
    if ((low & this.#auditMask) === 0) program.audit();
    const enabled = program.expand(this);
    if (enabled === 0) this.#claims.judgeTerminal();
    return enabled;
  }

  /** Puts the current state with those waiting to be looked up. `rule` -1: an initial state. */
  #gather(rule: number, step: number): void {
    const { work, words, low, high } = this.#program;
    let at = this.#waiting * this.#stride;
    if (at === this.#batch.length) this.#widenBatch();
    const batch = this.#batch;
    for (let word = 0; word < words; word++) batch[at++] = work[word] as number;
    batch[at] = low;
    batch[at + 1] = high;
    batch[at + 3] = this.#origin;
    batch[at + 4] = rule;
    batch[at + 5] = this.#source;
    batch[at + 6] = step;
    this.#waiting++;
  }

  #widenBatch(): void {
    const wider = new Int32Array(2 * this.#batch.length);
    wider.set(this.#batch);
    this.#batch = wider;
  }

  /**
   * Looks up all that wait. Their places in the table are touched first: those loads do not depend on each other, so the
   * processor waits for many cache misses at once instead of for each in turn.
   */
  #admitAll(): void {
    const { words } = this.#program;
    this.#visited.touch(this.#batch, words, this.#stride, this.#waiting);
    for (let place = 0; place < this.#waiting; place++) this.#admit(place * this.#stride);
    this.#waiting = 0;
  }

  /** Adds the state at `at` of the batch to the visited set and, if new, to the next level; judges it. */
  #admit(at: number): void {
    const batch = this.#batch;
    const { words } = this.#program;
    const low = batch[at + words] as number;
    const high = batch[at + words + 1] as number;
    const origin = batch[at + words + 3] as number;
    const rule = batch[at + words + 4] as number;
    const source = batch[at + words + 5] as number;
    const step = batch[at + words + 6] as number;
    if (!this.#admits) {
      this.#lookUp(at);
      return;
    }
    const outcome = this.#block.hasRoom() ? this.#visited.add(batch, at, low, high, origin) : NO_ROOM;
    if (this.#notes !== null && outcome <= SAME_LEVEL && source >= 0)
      this.#notes.step(source, this.#visited.number, step);
    if (outcome === OLD) return;
    if (outcome > SAME_LEVEL) {
      if (outcome === CROWDED) Atomics.store(this.#control, FULL, 1);
      Atomics.store(this.#control, ROOM_WANTED, 1);
      this.#deferred.push({ words: batch.slice(at, at + words), low, high, origin, rule, source, step });
      return;
    }
    if (rule >= 0) this.#deeper[rule] = (this.#deeper[rule] as number) + 1;
    if (outcome !== ADDED) return;
    this.#added++;
    if (this.#standForClasses) this.#unreduced += this.#program.standsFor(batch, at);
    batch[at + words + 2] = this.#visited.number;
    this.#block.push(batch, at);
    const rank = rankOf(low);
    if (rank <= this.#least.below) this.#least.add(batch, at, rank, this.#level + 1, this.#visited.number);
    else if (this.#keepsAll) this.#states.add(batch, at, rank, this.#level + 1, this.#visited.number);
    if (this.#claims.areOfStates || this.#notes !== null) this.#judge(at);
  }

  /** Whether the successor at `at` of the batch has been found, and nothing else. */
  #lookUp(at: number): void {
    const batch = this.#batch;
    const { words } = this.#program;
    if (!this.#visited.has(batch, at, batch[at + words] as number, batch[at + words + 1] as number)) this.#beyond++;
    else if (this.#notes !== null)
      this.#notes.step(batch[at + words + 5] as number, this.#visited.number, batch[at + words + 6] as number);
  }

  #judge(at: number): void {
    const program = this.#program;
    const batch = this.#batch;
    program.resume(batch, at, batch[at + program.words] as number, batch[at + program.words + 1] as number);
    this.#claims.judgeState();
    if (this.#notes !== null) this.#notes.mark(batch[at + program.words + 2] as number);
  }

  #begin(level: number, properties: readonly number[], noted: readonly number[] | null, keep: Keep): void {
    this.#level = level;
    this.#keepsAll = keep === "all";
    if (keep === "all") this.#least.begin(0, -1);
    else this.#least.begin(keep.limit, keep.below);
    this.#notes = noted === null ? null : this.#graph;
    if (noted !== null) this.#graph.ask(noted);
    this.#claims.begin(level, properties);
    this.#admits = true;
    this.#beyond = 0;
    this.#added = 0;
    this.#unreduced = 0;
    this.#unreported = 0;
    this.#deferred = [];
    this.#deeper.fill(0);
    this.#program.enabled.fill(0);
    this.#program.crossed.fill(0);
  }

  #publish(): void {
    Atomics.add(this.#control, STATES, this.#added - this.#unreported);
    this.#unreported = this.#added;
  }

  #finish(generated: number, terminal: number): Report {
    this.#block.close();
    this.#publish();
    return {
      expanded: this.#expanded,
      generated,
      added: this.#added,
      unreduced: this.#standForClasses ? this.#unreduced : this.#added,
      terminal,
      beyond: this.#beyond,
      enabled: this.#program.enabled.slice(),
      deeper: this.#deeper.slice(),
      crossed: this.#program.crossed.slice(),
      findings: this.#claims.findings.all(),
      deferred: this.#deferred,
      ...this.#graph.take(),
      least: this.#least.entries(),
      kept: this.#states.take(),
    };
  }
}
