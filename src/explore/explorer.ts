/**
 * Level-synchronous breadth-first search: alone, in slices that leave the event loop alive, or with a crew. Small levels
 * are never worth a crew's round trip. Counts, findings and the visited set do not depend on how the work was shared.
 */
import {
  type Halt,
  Halted,
  type HaltReason,
  INTERRUPTED,
  neverHalt,
  processHalt,
  reasonOf,
  TIME_IS_UP,
} from "../halt.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import type { Program } from "../program/program.ts";
import { Arena } from "../store/arena.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import type { Assignment, Deferred, Report } from "./assignment.ts";
import { Budget } from "./budget.ts";
import type { Engine } from "./engine.ts";
import { GatheredGraph } from "./gathered-graph.ts";
import type { WalkGraph } from "./graph-build.ts";
import type { Help } from "./help.ts";
import { Keeping } from "./keeping.ts";
import { reconstruct } from "./reconstruct.ts";
import { sampleOf } from "./sample.ts";
import { Searcher } from "./searcher.ts";
import { MOST, STOP } from "./shared-walk.ts";
import { Tally } from "./tally.ts";
import type { Ending, SearchOptions, ThreadedJudges, Walk } from "./walk.ts";
import { WalkMemory } from "./walk-memory.ts";

/** The engine that can do everything, and the one that others are compared with. */
export const reference: Engine = { name: "reference", suits: () => true, search: explore };

/** Explores a program. Rejects with a coded error when a closure is impure or a worker dies. */
export async function explore(program: Program, options: SearchOptions): Promise<Walk> {
  return new Exploration(program, options).run();
}

class Exploration {
  readonly #program: Program;
  readonly #options: SearchOptions;
  readonly #budget: Budget;
  readonly #memory: WalkMemory;
  readonly #searcher: Searcher;
  readonly #tally: Tally;
  readonly #noted: readonly number[] | null;
  readonly #graph: GatheredGraph;
  readonly #until: number;
  /** Why the calling thread is to stop; null: it is not. */
  readonly #halt: Halt = () => this.#haltReason();
  readonly #keeping: Keeping;
  #overBudget = false;
  #covered = -1;
  #properties: readonly number[];
  #lastProgress = 0;

  constructor(program: Program, options: SearchOptions) {
    this.#program = program;
    this.#options = options;
    this.#properties = options.properties;
    this.#budget = new Budget(options.memoryBytes);
    this.#noted = options.noted ?? null;
    this.#memory = new WalkMemory(program.words, options.store === "exact", this.#noted !== null, this.#budget);
    this.#until = options.limits?.until ?? Number.POSITIVE_INFINITY;
    this.#memory.control[MOST] = Math.min(options.limits?.mostStates ?? Number.POSITIVE_INFINITY, 2 ** 31 - 1);
    this.#searcher = new Searcher(program, this.#halt);
    this.#tally = new Tally(program);
    this.#graph = new GatheredGraph(this.#budget);
    this.#keeping = new Keeping(program.words, options.keep ?? "none", options.memoryBytes, this.#budget);
  }

  async run(): Promise<Walk> {
    const { signal } = this.#options;
    const stop = (reason: number) => Atomics.store(this.#memory.control, STOP, reason);
    const interrupt = () => stop(INTERRUPTED);
    signal?.addEventListener("abort", interrupt);
    if (signal?.aborted) interrupt();
    // For a crew, which does not look at the clock.
    const timer = Number.isFinite(this.#until)
      ? setTimeout(() => stop(TIME_IS_UP), Math.min(this.#until - performance.now(), 2 ** 31 - 1))
      : undefined;
    try {
      return this.#walk(await this.#search());
    } finally {
      clearTimeout(timer);
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
    if (!(await this.#makeRoom())) return "memory";
    const deepest = this.#options.limits?.mostDepth ?? Number.POSITIVE_INFINITY;
    let ending = await this.#seed();
    for (let level = 0; ending === null && this.#tally.at(level) > 0; level++) {
      ending = await this.#expandLevel(level, level < deepest);
    }
    return ending ?? "complete";
  }

  async #seed(): Promise<Ending | null> {
    const states = this.#program.initialStates();
    if (!this.#budget.take(this.#program.initialSoFar.bytes)) return "memory";
    this.#tally.openLevel();
    for (let first = 0; first < states.count; first += thresholds.seeds) {
      this.#searcher.attach(this.#memory.walk);
      const end = Math.min(states.count, first + thresholds.seeds);
      const judged = { properties: this.#properties, noted: this.#noted, keep: this.#keeping.wanted };
      let report = this.#noticing(() => this.#searcher.seed(states, { first, end }, judged));
      this.#sum(report);
      while (report.deferred.length > 0) {
        if (!(await this.#makeRoom())) return "memory";
        this.#searcher.attach(this.#memory.walk);
        const { deferred } = report;
        report = this.#noticing(() =>
          this.#searcher.run({ level: -1, ...judged, deferred, until: Number.POSITIVE_INFINITY }),
        );
        this.#sum(report);
      }
      if (!(await this.#makeRoom())) return "memory";
      await new Promise((resolve) => setImmediate(resolve));
      const stopped = this.#stopped();
      if (stopped !== null) return stopped;
      this.#tell(0);
    }
    this.#covered = 0;
    return this.#decide();
  }

  /** `admits` false: only looks whether there is more. */
  async #expandLevel(level: number, admits: boolean): Promise<Ending | null> {
    this.#memory.turn(level + 1);
    this.#tally.openLevel();
    let deferred: readonly Deferred[] = [];
    do {
      if (!(await this.#makeRoom())) return "memory";
      const reports = await this.#round(level, deferred, admits);
      for (const report of reports) this.#sum(report);
      deferred = reports.flatMap((report) => report.deferred);
      this.#tell(level);
      const stopped = this.#stopped();
      if (stopped !== null) return stopped;
    } while (deferred.length > 0 || !this.#memory.claimed);
    if (this.#tally.at(level + 1) > 0) this.#covered = level + 1;
    return this.#decide() ?? (this.#tally.beyond > 0 ? "depth" : null);
  }

  /** Why the search is to end before the level is done; also what a thread may have noticed in the midst of a state. */
  #stopped(): Ending | null {
    const { control, states } = this.#memory;
    if (states > (control[MOST] as number)) return "states";
    return this.#haltReason() ?? reasonOf(Atomics.load(control, STOP));
  }

  /** One go at the current level: by the crew, or a slice by the calling thread. */
  async #round(level: number, deferred: readonly Deferred[], admits: boolean): Promise<Report[]> {
    const { help } = this.#options;
    const share = (until: number, mine: readonly Deferred[]): Assignment => ({
      level,
      properties: this.#properties,
      noted: this.#noted,
      keep: this.#keeping.wanted,
      deferred: mine,
      until,
      admits,
    });
    if (help !== null && (await this.#wantsHelp(help, level))) {
      const assignments = Array.from({ length: help.size }, (_, at) =>
        share(Number.POSITIVE_INFINITY, at === 0 ? deferred : []),
      );
      const telling = setInterval(() => this.#tell(level), 200);
      try {
        return await help.search(this.#memory.walk, assignments);
      } finally {
        clearInterval(telling);
      }
    }
    this.#searcher.attach(this.#memory.walk);
    const slice = share(Math.min(performance.now() + thresholds.sliceMs, this.#until), deferred);
    const report = this.#noticing(() => this.#searcher.run(slice));
    if (!this.#memory.claimed) await new Promise((resolve) => setImmediate(resolve));
    return [report];
  }

  #noticing(search: () => Report): Report {
    const { cuts } = this.#options;
    return cuts === undefined ? search() : cuts.during(search);
  }

  async #wantsHelp(help: Help, level: number): Promise<boolean> {
    const { states, walk } = this.#memory;
    const join = () => help.join(walk.search, this.#program.plan);
    if (this.#options.eager) {
      await unlessAborted(join(), this.#options.signal);
      return help.isReady;
    }
    if (states >= thresholds.crewCalled) void join();
    return states >= thresholds.crewFrom && this.#tally.at(level) >= thresholds.crewStates && help.isReady;
  }

  async #makeRoom(): Promise<boolean> {
    if (this.#overBudget) return false;
    const { help } = this.#options;
    return this.#memory.makeRoom((help?.size ?? 1) + 1, async (from, to, first, end) => {
      this.#searcher.detach();
      if (help?.joined && end - first >= thresholds.crewSlots) await help.move(from, to, first, end);
      else new VisitedSet(from, null).moveInto(new VisitedSet(to, null), first, end);
    });
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

  #tell(level: number): void {
    const now = performance.now();
    if (this.#options.progress === undefined || now - this.#lastProgress < 150) return;
    this.#lastProgress = now;
    this.#options.progress({
      level,
      distinct: this.#memory.states,
      generated: this.#tally.generated,
      queue: this.#tally.at(level),
      bytes: this.#budget.taken,
    });
  }

  #walk(ending: Ending): Walk {
    const { visited, arena } = this.#memory.walk;
    let graph: WalkGraph | null = null;
    let halted: HaltReason | null = null;
    try {
      if (ending === "complete" && this.#noted !== null) graph = this.#buildGraph(this.#noted);
    } catch (error) {
      if (!(error instanceof Halted)) throw error;
      halted = error.reason;
    }
    const sums = this.#tally.sums();
    const members = new VisitedSet(visited, arena === null ? null : new Arena(arena));
    return {
      ...sums,
      ending,
      covered: this.#covered,
      pathTo: (state, level) => reconstruct(this.#program, members, state, level),
      members,
      judges: this.#options.help && judgesOf(this.#options.help, members),
      graph,
      halted,
      graphBytes: this.#graph.bytes,
      kept: this.#keeping.states(sums.distinct),
      bytes: this.#budget.taken,
      sample: ending === "memory" ? sampleOf(this.#memory) : new Int32Array(0),
    };
  }

  #buildGraph(noted: readonly number[]): WalkGraph | null {
    const sizes = {
      states: this.#memory.states,
      initial: this.#tally.at(0),
      predicates: noted.length,
      labelCount: this.#program.instances.total,
    };
    return this.#graph.build(sizes, this.#halt);
  }
}

/** What threads have of a search when it has ended: the set of its states. */
export function judgesOf(help: Help, { memory, arena }: VisitedSet): ThreadedJudges {
  return {
    get joined() {
      return help.joined;
    },
    get isComing() {
      return help.isComing;
    },
    examine: (examination) => help.examine({ ...examination, visited: memory, arena }),
  };
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
