/**
 * The engine that can do everything, and the one that others are compared with: states in a shared table of slots, levels in
 * blocks, expanded by the calling thread in slices that leave the event loop alive, or by a crew. Small levels are never
 * worth a crew's round trip.
 */
import { platform } from "#platform";
import { synodError } from "../errors/errors.ts";
import { type HaltReason, reasonOf } from "../halt.ts";
import type { PackedStates } from "../program/packed-states.ts";
import type { Program } from "../program/program.ts";
import { Arena } from "../store/arena.ts";
import { Frontier, packedStates } from "../store/frontier.ts";
import type { Ancestry } from "../store/members.ts";
import { openStates, type SharedStates } from "../store/shared-states.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import type { Assignment, Deferred, Report } from "./assignment.ts";
import type { EnginesPart, SavedSearch } from "./between-levels.ts";
import type { Engine, Ground, LevelOrder } from "./engine.ts";
import type { Help } from "./help.ts";
import { foundIn, restoredMemory } from "./restore.ts";
import { sampleOf } from "./sample.ts";
import { Searcher } from "./searcher.ts";
import { MOST, STOP, TAKEN } from "./shared-walk.ts";
import { type Resumed, WalkMemory } from "./walk-memory.ts";

export class ReferenceEngine implements Engine {
  readonly name = "reference";
  readonly leaves = null;
  readonly memory: WalkMemory;
  readonly #program: Program;
  readonly #ground: Ground;
  readonly #searcher: Searcher;
  /** Successors that found no room yet. */
  #deferred: readonly Deferred[] = [];
  /** States of the level that is expanded. */
  #queue = 0;
  #filled = 0;

  constructor(program: Program, ground: Ground) {
    const { options, budget, halt, mostStates } = ground;
    this.#program = program;
    this.#ground = ground;
    this.memory = new WalkMemory(program.words, options.store === "exact", (options.noted ?? null) !== null, budget);
    this.memory.control[MOST] = mostStates;
    this.#searcher = new Searcher(program, halt);
  }

  get states(): number {
    return this.memory.states;
  }

  /** Whether successors wait for room. */
  get isWaiting(): boolean {
    return this.#deferred.length > 0;
  }

  get done(): boolean {
    return !this.isWaiting && this.memory.claimed;
  }

  get stopped(): HaltReason | null {
    return reasonOf(Atomics.load(this.memory.control, STOP));
  }

  stop(reason: number): void {
    Atomics.store(this.memory.control, STOP, reason);
  }

  /** Puts initial states first .. end - 1 into the level that is found; `isFull`: the memory is used up. */
  async seed(
    states: PackedStates,
    range: { readonly first: number; readonly end: number },
    order: Omit<LevelOrder, "level" | "admits">,
  ): Promise<{ readonly reports: readonly Report[]; readonly isFull: boolean }> {
    this.#searcher.attach(this.memory.walk);
    let report = this.#noticing(() => this.#searcher.seed(states, range, order));
    const reports = [report];
    let isFull = false;
    for (;;) {
      this.#filled += report.added;
      isFull = !(await this.makeRoom());
      const { deferred } = report;
      if (isFull || deferred.length === 0) return { reports, isFull };
      this.#searcher.attach(this.memory.walk);
      const rest: Assignment = { level: -1, ...order, deferred, until: Number.POSITIVE_INFINITY };
      report = this.#noticing(() => this.#searcher.run(rest));
      reports.push(report);
    }
  }

  /** The search goes on elsewhere. */
  release(): void {
    this.#searcher.detach();
    this.memory.release();
  }

  /** Goes on with what a search has become elsewhere. False: the budget does not allow it. */
  resume(
    resumed: Resumed,
    { deferred, queue, filled }: { deferred: readonly Deferred[]; queue: number; filled: number },
  ): boolean {
    this.#deferred = deferred;
    this.#queue = queue;
    this.#filled = filled;
    // Whoever had the search had the program heed somebody else.
    this.#searcher.heed(this.#ground.halt);
    return this.memory.resume(resumed);
  }

  /** Becomes what was saved. False: the budget does not allow it. */
  async restore(saved: SavedSearch): Promise<boolean> {
    const { memory } = this;
    memory.release();
    const { open, budget } = this.#ground;
    const restored = await restoredMemory(saved, this.#program, open(), memory.walk, budget);
    if (restored === null) return false;
    return this.resume(restored, { deferred: [], queue: 0, filled: foundIn(saved.facts) });
  }

  async betweenLevels(): Promise<EnginesPart> {
    const { visited, arena, next } = this.memory.walk;
    const { levelBits, numbers } = visited;
    return {
      levelBits,
      nextNumber: numbers === null ? null : (new Int32Array(numbers)[0] as number),
      visited: new VisitedSet(visited, arena === null ? null : new Arena(arena)).packed(),
      found: packedStates(new Frontier(next), this.memory.control[TAKEN] as number),
    };
  }

  async recount(levels: readonly number[]): Promise<void> {
    const found = levels.reduce((sum, count) => sum + count, 0);
    const depths = levels.reduce((sum, count, level) => sum + count * level, 0);
    const { visited } = this.memory.walk;
    let [states, sum] = [0, 0];
    new VisitedSet(visited, null).each((_low, _body, origin) => {
      states++;
      sum += origin >>> (32 - visited.levelBits);
    });
    if (this.states === found && states === found && sum === depths) return;
    const problem = `the visited set has ${states} states, of depths ${sum}, ${this.states} were added, and levels have ${found}, of depths ${depths}`;
    throw synodError("internal", { problem });
  }

  async end(): Promise<void> {}

  turn(level: number): void {
    this.memory.turn(level);
    this.#queue = this.#filled;
    this.#filled = 0;
  }

  async advance(order: LevelOrder): Promise<readonly Report[] | null> {
    if (!(await this.makeRoom())) return null;
    const deferred = this.#deferred;
    this.#deferred = [];
    const reports = await this.#round(order, deferred);
    this.#deferred = reports.flatMap((report) => report.deferred);
    for (const { added } of reports) this.#filled += added;
    return reports;
  }

  /** By the crew, or a slice by the calling thread. */
  async #round(order: LevelOrder, deferred: readonly Deferred[]): Promise<Report[]> {
    const { options, tell, until } = this.#ground;
    const { help } = options;
    if (help !== null && (await this.#wantsHelp(help))) {
      const assignments = Array.from({ length: help.size }, (_, at) => ({
        ...order,
        deferred: at === 0 ? deferred : [],
        until: Number.POSITIVE_INFINITY,
      }));
      const telling = setInterval(tell, 200);
      try {
        return await help.search(this.memory.walk, assignments);
      } finally {
        clearInterval(telling);
      }
    }
    this.#searcher.attach(this.memory.walk);
    const slice = { ...order, deferred, until: Math.min(performance.now() + thresholds.sliceMs, until) };
    const report = this.#noticing(() => this.#searcher.run(slice));
    if (!this.memory.claimed) await platform.breathe();
    return [report];
  }

  #noticing(search: () => Report): Report {
    const { cuts } = this.#ground.options;
    return cuts === undefined ? search() : cuts.during(search);
  }

  async #wantsHelp(help: Help): Promise<boolean> {
    const { states, walk } = this.memory;
    const { eager, signal } = this.#ground.options;
    const join = () => help.join(walk.search, this.#program.plan);
    if (eager) {
      await unlessAborted(join(), signal);
      return help.isReady;
    }
    // Where another engine may take over, threads need no model for that.
    if (states >= (this.#ground.hasRelief ? thresholds.crewFrom : thresholds.crewCalled)) void join();
    return states >= thresholds.crewFrom && this.#queue >= thresholds.crewStates && help.isReady;
  }

  /** False: the budget does not allow it. */
  makeRoom(): Promise<boolean> {
    const { help } = this.#ground.options;
    return this.memory.makeRoom((help?.size ?? 1) + 1, async (from, to, first, end) => {
      this.#searcher.detach();
      if (help?.joined && end - first >= thresholds.crewSlots) await help.move(from, to, first, end);
      else new VisitedSet(from, null).moveInto(new VisitedSet(to, null), first, end);
    });
  }

  sample(): Int32Array {
    return sampleOf(this.memory);
  }

  get found(): Ancestry {
    return openStates(this.shared);
  }

  get shared(): SharedStates {
    const { visited, arena } = this.memory.walk;
    return { slots: visited, arena };
  }
}

/** Resolves when `promise` does, or when nobody wants it any more. */
async function unlessAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  if (signal.aborted) return;
  await new Promise<void>((resolve, reject) => {
    const end = () => resolve();
    signal.addEventListener("abort", end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
