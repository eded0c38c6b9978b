/**
 * Level-synchronous breadth-first search: what is asked of each level, what is summed over all, and when it ends. An engine
 * (engine.ts) expands the levels. Counts, findings and the states found do not depend on how the work was shared.
 */

import { platform } from "#platform";
import { synodError } from "../errors/errors.ts";
import { type Halt, Halted, type HaltReason, INTERRUPTED, neverHalt, processHalt, TIME_IS_UP } from "../halt.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import type { Program } from "../program/program.ts";
import type { SharedStates } from "../store/shared-states.ts";
import { thresholds } from "../thresholds.ts";
import type { Report } from "./assignment.ts";
import type { Boundary, SavedSearch } from "./between-levels.ts";
import { Budget } from "./budget.ts";
import type { Engine, Ground, LevelOrder } from "./engine.ts";
import { GatheredGraph } from "./gathered-graph.ts";
import type { WalkGraph } from "./graph-build.ts";
import { integersOf } from "./graph-log.ts";
import type { Help } from "./help.ts";
import { Keeping } from "./keeping.ts";
import { reconstruct } from "./reconstruct.ts";
import { ReferenceEngine } from "./reference-engine.ts";
import type { Relief } from "./relief.ts";
import { Tally } from "./tally.ts";
import type { Ending, SearchOptions, ThreadedJudges, Walk } from "./walk.ts";

/** States that threads count, in 32 bits. */
const MOST_COUNTED = 2 ** 31 - 1;

/** Of a search that took so long, what is judged again is worth threads' making the model. */
const LONG_MS = 20_000;

/** A level so many times as large as the one before it is in a space that is several times as large as what is found. */
const GROWING = 1.6;

/** Explores a program. Rejects with a coded error when a closure is impure or a worker dies. */
export async function explore(program: Program, options: SearchOptions, relief: Relief | null = null): Promise<Walk> {
  return new Exploration(program, options, relief).run();
}

class Exploration {
  readonly #program: Program;
  readonly #options: SearchOptions;
  readonly #budget: Budget;
  readonly #ground: Ground;
  /** Who may take the search over; null: nobody, or nobody any more. */
  #relief: Relief | null;
  readonly #beginning: ReferenceEngine;
  #engine: Engine;
  readonly #tally: Tally;
  readonly #noted: readonly number[] | null;
  readonly #graph: GatheredGraph;
  readonly #until: number;
  readonly #mostStates: number;
  /** Why the calling thread is to stop; null: it is not. */
  readonly #halt: Halt = () => this.#haltReason();
  readonly #keeping: Keeping;
  /** By `performance.now()`, as if one process had had all of it. */
  #began = performance.now();
  #overBudget = false;
  #covered = -1;
  #properties: readonly number[];
  /** The level that is expanded. */
  #level = 0;
  #lastProgress = 0;

  constructor(program: Program, options: SearchOptions, relief: Relief | null) {
    this.#relief = options.engine === "reference" ? null : relief;
    this.#program = program;
    this.#options = options;
    this.#properties = options.properties;
    this.#budget = new Budget(options.memoryBytes);
    this.#noted = options.noted ?? null;
    this.#until = options.limits?.until ?? Number.POSITIVE_INFINITY;
    this.#mostStates = Math.min(options.limits?.mostStates ?? Number.POSITIVE_INFINITY, MOST_COUNTED);
    this.#ground = {
      options,
      open: () => this.#properties,
      budget: this.#budget,
      halt: this.#halt,
      until: this.#until,
      mostStates: this.#mostStates,
      hasRelief: this.#relief !== null,
      tell: () => this.#tell(),
    };
    this.#beginning = new ReferenceEngine(program, this.#ground);
    this.#engine = this.#beginning;
    this.#tally = new Tally(program);
    this.#graph = new GatheredGraph(this.#budget);
    this.#keeping = new Keeping(program.words, options.keep ?? "none", options.memoryBytes, this.#budget);
  }

  async run(): Promise<Walk> {
    const { signal } = this.#options;
    const stop = (reason: number) => this.#engine.stop(reason);
    const interrupt = () => stop(INTERRUPTED);
    signal?.addEventListener("abort", interrupt);
    if (signal?.aborted) interrupt();
    // For a crew, which does not look at the clock.
    const timer = Number.isFinite(this.#until)
      ? setTimeout(() => stop(TIME_IS_UP), Math.min(this.#until - performance.now(), 2 ** 31 - 1))
      : undefined;
    try {
      return await this.#walk(await this.#search());
    } finally {
      clearTimeout(timer);
      await this.#engine.end();
      // Whoever explains what was found takes as long as it takes.
      this.#program.heed(neverHalt);
      signal?.removeEventListener("abort", interrupt);
    }
  }

  #haltReason(): HaltReason | null {
    if (performance.now() >= this.#until) return "time";
    return processHalt() ?? (this.#options.signal?.aborted ? "interrupted" : null);
  }

  async #search(): Promise<Ending> {
    const deepest = this.#options.limits?.mostDepth ?? Number.POSITIVE_INFINITY;
    const resumed = this.#options.checkpoints?.resumed ?? null;
    let ending = resumed === null ? await this.#seed() : await this.#resume(resumed);
    let tookMs = 0;
    for (let level = resumed?.facts.level ?? 0; ending === null && this.#tally.at(level) > 0; level++) {
      const growth = level === 0 ? 1 : this.#tally.at(level) / this.#tally.at(level - 1);
      await this.#options.checkpoints?.betweenLevels(tookMs * growth, () => this.#boundary(level), this.#halt);
      const began = performance.now();
      ending = await this.#expandLevel(level, level < deepest);
      tookMs = performance.now() - began;
    }
    return ending ?? "complete";
  }

  /** Goes on where a search was put by. Throws `over-budget`, and what the search that was put by calls a fault. */
  async #resume(saved: SavedSearch): Promise<Ending | null> {
    const { facts } = saved;
    const { cuts, noted } = this.#options;
    if (cuts !== undefined && facts.lagsCut) cuts.any = true;
    if (!facts.hasRelief && this.#options.engine === undefined) this.#relief = null;
    this.#began -= facts.searchedMs;
    this.#tally.restore(facts.tally);
    this.#covered = facts.covered;
    const ending = this.#decide();
    await this.#keeping.restore(saved);
    const isRestored =
      (await this.#beginning.restore(saved)) && (noted == null || (await this.#graph.restore(saved, noted.length)));
    if (isRestored) return ending;
    const { distinct: states, depth } = this.#tally.sums();
    throw synodError("over-budget", { budgetBytes: this.#budget.limit, states, depth });
  }

  /** Null: somebody wants the search to stop. */
  async #boundary(level: number): Promise<Boundary | null> {
    const part = await this.#engine.betweenLevels();
    if (part === null) return null;
    const { levelBits, nextNumber, visited, found } = part;
    const { facts: keeping, least, kept } = this.#keeping.save();
    const { cuts, help } = this.#options;
    return {
      facts: {
        level,
        covered: this.#covered,
        tally: this.#tally.save(),
        keeping,
        levelBits,
        nextNumber,
        hasRelief: this.#relief !== null,
        lagsCut: (cuts?.any ?? false) || (help?.lagsCut ?? false),
        searchedMs: performance.now() - this.#began,
      },
      sections: { visited, found, least: [least], kept: integersOf(kept), ...this.#graph.save() },
    };
  }

  async #seed(): Promise<Ending | null> {
    if (!(await this.#beginning.makeRoom())) return "memory";
    const states = this.#program.initialStates();
    if (!this.#budget.take(this.#program.initialSoFar.bytes)) return "memory";
    this.#tally.openLevel();
    for (let first = 0; first < states.count; first += thresholds.seeds) {
      const end = Math.min(states.count, first + thresholds.seeds);
      const { reports, isFull } = await this.#beginning.seed(states, { first, end }, this.#wanted);
      for (const report of reports) this.#sum(report);
      if (isFull || this.#overBudget) return "memory";
      await platform.breathe();
      const stopped = this.#stopped();
      if (stopped !== null) return stopped;
      this.#tell();
    }
    this.#covered = 0;
    return this.#decide();
  }

  /** What is asked of states now. */
  get #wanted(): Omit<LevelOrder, "level" | "admits"> {
    return { properties: this.#properties, noted: this.#noted, keep: this.#keeping.wanted };
  }

  /** `admits` false: only looks whether there is more. */
  async #expandLevel(level: number, admits: boolean): Promise<Ending | null> {
    if (!(await this.#change())) return "memory";
    this.#engine.turn(level + 1);
    this.#level = level;
    this.#tally.openLevel();
    do {
      const reports = this.#overBudget ? null : await this.#engine.advance({ level, ...this.#wanted, admits });
      if (reports === null) return "memory";
      for (const report of reports) this.#sum(report);
      this.#tell();
      const stopped = this.#stopped();
      if (stopped !== null) return stopped;
      if (!(await this.#change())) return "memory";
    } while (!this.#engine.done);
    this.#tally.closeLevel(level);
    if (this.#tally.at(level + 1) > 0) this.#covered = level + 1;
    return this.#decide() ?? (this.#tally.beyond > 0 ? "depth" : null);
  }

  /** Has another engine go on where one can that is quicker, and where that one cannot. False: there is no memory for it. */
  async #change(): Promise<boolean> {
    const beginning = this.#beginning;
    if (this.#engine.leaves !== null) {
      const leaving = this.#engine;
      const relief = this.#relief as Relief;
      await leaving.end();
      this.#engine = beginning;
      this.#relief = null;
      return relief.giveBack(leaving, beginning);
    }
    const { engine } = this.#options;
    const isTime = engine === "kernel" || this.#engine.states >= thresholds.kernelFrom;
    if (this.#relief === null || this.#engine !== beginning) return true;
    if (!isTime) this.#foresee();
    if (!isTime || beginning.isWaiting) return true;
    const next = await this.#relief.takeOver(this.#program, this.#ground, beginning);
    if (typeof next !== "string") this.#engine = next;
    else if (engine === "kernel") throw synodError("engine-unsuited", { engine, problem: next });
    else this.#relief = null;
    return true;
  }

  /** Has the other engine get ready while this one goes on, where levels get much larger. */
  #foresee(): void {
    if (this.#engine.states < thresholds.kernelForeseen || this.#level === 0) return;
    if (this.#tally.at(this.#level) > GROWING * this.#tally.at(this.#level - 1)) this.#relief?.foresee(this.#ground);
  }

  /** Why the search is to end before the level is done; also what a thread may have noticed in the midst of a state. */
  #stopped(): Ending | null {
    if (this.#engine.states > this.#mostStates) return "states";
    return this.#haltReason() ?? this.#engine.stopped;
  }

  #sum(report: Report): void {
    this.#tally.add(report);
    if (!this.#graph.take(report)) this.#overBudget = true;
    this.#keeping.take(report);
  }

  /** What the findings so far mean for the search: the properties still open, or the end. */
  #decide(): Ending | null {
    const found = this.#tally.findings.all();
    const decided = new Set(found.map((finding) => finding.property));
    this.#properties = this.#properties.filter((property) => !decided.has(property));
    if (found.some((finding) => finding.error !== null)) return "violation";
    const violated = found.some(({ property }) => !isWitnessed(this.#program.properties[property as number]?.kind));
    const open = this.#noted !== null || this.#properties.length > 0;
    return violated && !(this.#options.keepGoing && open) ? "violation" : null;
  }

  #tell(): void {
    const now = performance.now();
    if (this.#options.progress === undefined || now - this.#lastProgress < 150) return;
    this.#lastProgress = now;
    this.#options.progress({
      engine: this.#engine.name,
      level: this.#level,
      distinct: this.#engine.states,
      generated: this.#tally.generated,
      queue: this.#tally.at(this.#level),
      bytes: this.#budget.taken,
    });
  }

  async #walk(ending: Ending): Promise<Walk> {
    const { found, shared } = this.#engine;
    let graph: WalkGraph | null = null;
    let halted: HaltReason | null = null;
    try {
      if (ending === "complete" && this.#noted !== null) graph = this.#buildGraph(this.#noted);
    } catch (error) {
      if (!(error instanceof Halted)) throw error;
      halted = error.reason;
    }
    const sums = this.#tally.sums();
    if (ending === "complete") {
      await this.#engine.recount(sums.levels);
      this.#callJudges();
    }
    return {
      ...sums,
      engine: this.#engine.name,
      ending,
      covered: this.#covered,
      pathTo: (state, level) => reconstruct(this.#program, found, state, level),
      members: found,
      judges: this.#options.help && judgesOf(this.#options.help, shared),
      graph,
      halted,
      graphBytes: this.#graph.bytes,
      kept: this.#keeping.states(sums.distinct, ending === "complete"),
      bytes: this.#budget.taken,
      sample: isCutShort(ending) ? this.#engine.sample() : new Int32Array(0),
    };
  }

  /** Threads that searched without a model are to have one where there is much to be judged again. */
  #callJudges(): void {
    const { help, keep } = this.#options;
    const isMuch = keep === "all" || (keep === "some" && performance.now() - this.#began > LONG_MS);
    // Whoever began may have had a search back before it called anybody.
    const isLarge = this.#engine !== this.#beginning || this.#engine.states >= thresholds.crewCalled;
    if (help !== null && isMuch && isLarge) void help.join(this.#beginning.memory.walk.search, this.#program.plan);
  }

  #buildGraph(noted: readonly number[]): WalkGraph | null {
    const sizes = {
      states: this.#engine.states,
      initial: this.#tally.at(0),
      predicates: noted.length,
      labelCount: this.#program.instances.total,
    };
    return this.#graph.build(sizes, this.#halt);
  }
}

/** By what it may take: then somebody asks what made it so large. */
function isCutShort(ending: Ending): boolean {
  return ending === "memory" || ending === "time" || ending === "states";
}

/** What threads have of a search when it has ended: all its states. */
export function judgesOf(help: Help, states: SharedStates): ThreadedJudges {
  return {
    get joined() {
      return help.joined;
    },
    get isComing() {
      return help.isComing;
    },
    examine: (examination) => help.examine({ ...examination, states }),
  };
}
