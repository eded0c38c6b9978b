/**
 * The engine that searches by the kernel (src/kernel): all that was learned is published into one memory, in which threads
 * that know no model search a level; what they could not know is settled here by closures, and published anew.
 *
 *     make room -> search the level, all threads -> settle notes, look their successors up -> sum up -> publish -> ...
 *
 * One `advance` is one such round. The search goes back to the reference (`leaves`) at the end of any round: when what is
 * learned does not stay publishable, or the 4 GiB of a memory are used up.
 */
import { synodError } from "../errors/errors.ts";
import type { Deferred, Report } from "../explore/assignment.ts";
import { Claims } from "../explore/claims.ts";
import type { Engine, Ground, LevelOrder } from "../explore/engine.ts";
import { Findings } from "../explore/finding.ts";
import { GraphNotes } from "../explore/graph-notes.ts";
import { HangWatch } from "../explore/hang.ts";
import type { Kernel } from "../explore/kernel-machine.ts";
import { type Arguments, MOVE, perform, SEARCH, TRAPPED, Turns } from "../explore/kernel-turns.ts";
import { StateLog } from "../explore/state-log.ts";
import { Halted, type HaltReason, reasonOf } from "../halt.ts";
import * as at from "../kernel/map.ts";
import { BUDGET_SPENT, NOTHING_LEFT } from "../kernel/search.ts";
import type { Program } from "../program/program.ts";
import type { PublishedForms, Usage } from "../program/publication.ts";
import { LeastStates, rankOf } from "../store/least-states.ts";
import type { Ancestry } from "../store/members.ts";
import { openStates, type SharedStates } from "../store/shared-states.ts";
import { thresholds } from "../thresholds.ts";
import { Agreement, entriesIn } from "./agreement.ts";
import { copyWords, eachState, freeBlocks, shareBlocks } from "./blocks.ts";
import { growTo, type MoveLines, moreLines, roomIn } from "./growth.ts";
import { Inspection } from "./inspection.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { REACH } from "./line-shape.ts";
import { Logged } from "./logged.ts";
import { metIn } from "./met-states.ts";
import { Notes } from "./notes.ts";
import type { Publisher } from "./publisher.ts";
import { MANY_NOTES, MANY_SAMPLES } from "./region-plan.ts";
import { askedOf } from "./twins.ts";
import { type AllUnits, maskOf } from "./units.ts";

/** Of 2^20 states as many are audited as of a search of that size. */
const AUDITED_WHOLE = 20;
/** Blocks that are made room for at a time. */
const MORE_BLOCK_BYTES = 2 ** 20;
/** Steps in one go of a thread: counters have 32 bits. */
const MOST_STEPS = 2 ** 30;
/** How long the calling thread waits for helpers before it looks at the clock. */
const WAIT_MS = 2;
/** States of a slice, at first, at least and at most. */
const FIRST_SLICE = 2 ** 12;
const LEAST_SLICE = 2 ** 5;
const MOST_SLICE = 2 ** 22;
/** Blocks of states looked at of a space that is too large. */
const SAMPLED_BLOCKS = 16;
const MOST_LEVEL_BITS = 31;

/** What a kernel's search begins with, or goes on from. */
export interface Begun {
  readonly memory: KernelMemory;
  readonly kernel: Kernel;
  readonly publisher: Publisher;
  readonly units: AllUnits;
  readonly forms: PublishedForms | null;
  /** Of origins. */
  readonly levelBits: number;
  /** States in the table; of the level that is filled, and of the one that is expanded. */
  readonly states: number;
  readonly filled: number;
  readonly queue: number;
}

/** Threads that help; they belong to this search until they are sent away. */
export interface Helpers {
  /** How many there are to be. */
  readonly size: number;
  /** Rejects when one of them dies, resolves when all have been sent away. */
  readonly life: Promise<void>;
}

export class KernelEngine implements Engine {
  readonly name = "kernel";
  readonly memory: KernelMemory;
  done = false;
  stopped: HaltReason | null = null;
  leaves: string | null = null;
  levelBits: number;
  readonly #program: Program;
  readonly #ground: Ground;
  readonly #kernel: Kernel;
  readonly #publisher: Publisher;
  /** Some states of the level that is expanded. */
  #met: Int32Array;
  readonly #units: AllUnits;
  readonly #claims: Claims;
  readonly #watch: HangWatch;
  readonly #graph: GraphNotes;
  readonly #logged: Logged;
  readonly #notes: Notes;
  readonly #standForClasses: boolean;
  readonly #inspection: Inspection;
  readonly #agreement: Agreement;
  readonly #least: LeastStates;
  readonly #log: StateLog;
  readonly #helpers: Helpers | null;
  readonly #turns: Turns;
  #hasEnded = false;
  #helperDied: { readonly error: unknown } | null = null;
  /** What was found at this level. */
  #found = new Findings();
  /** Bytes taken out of the budget for what is published. */
  #treeBytes: number;
  #isOverBudget = false;
  #queue = 0;
  #filled = 0;
  /** States that a slice has time for. */
  #slice = FIRST_SLICE;
  #breathed = performance.now();
  #level = -1;
  #keepsAll = false;
  /** Blocks of the level that is filled whose states are kept already: by whoever searched before, or in earlier rounds. */
  #keptBlocks: number;

  constructor(program: Program, ground: Ground, begun: Begun, helpers: Helpers | null) {
    const { memory, kernel, publisher, units, forms, levelBits } = begun;
    this.#program = program;
    this.#ground = ground;
    this.memory = memory;
    this.#kernel = kernel;
    this.#publisher = publisher;
    this.#met = metIn(memory);
    this.#units = units;
    this.levelBits = levelBits;
    this.#claims = new Claims(program);
    this.#watch = new HangWatch(program);
    this.#graph = new GraphNotes(this.#claims);
    this.#logged = new Logged(memory);
    this.#notes = new Notes(program, memory, {
      claims: this.#claims,
      graph: this.#graph,
      steps: units.steps,
      audit: (state) => this.#inspection.audit(state),
    });
    this.#standForClasses = forms !== null;
    this.#inspection = new Inspection(program, memory, forms?.inspected ?? null, (thrown) =>
      this.#claims.noteBound(thrown),
    );
    this.#inspection.begin();
    this.#agreement = new Agreement(memory, begun.states);
    this.#least = new LeastStates(program.words);
    this.#log = new StateLog(program.words);
    this.#helpers = helpers;
    this.#turns = new Turns(memory.pages, memory.plan.turns, helpers?.size ?? 0);
    helpers?.life.then(
      // A crew that is closed sends them away.
      () => {
        if (!this.#hasEnded)
          this.#helperDied = { error: synodError("worker-died", { problem: "the crew was closed" }) };
      },
      (error: unknown) => {
        this.#helperDied = { error };
      },
    );
    memory.write(at.STATES_FOUND, begun.states);
    this.#keptBlocks = memory.read(at.BLOCKS_OPENED);
    this.#filled = begun.filled;
    this.#queue = begun.queue;
    this.#treeBytes = publisher.bytes;
    program.heed(() => ground.halt() ?? this.stopped);
  }

  /** Throws an internal error where other than so many successors wait to be looked up. */
  agreeOnWaiting(waiting: number): void {
    this.#agreement.wait(waiting);
  }

  /** Successors for which there was no room any more. */
  get overflow(): readonly Deferred[] {
    return this.#notes.overflow;
  }

  /** States of the level that is expanded, and of the one that is filled. */
  get queue(): number {
    return this.#queue;
  }

  get filled(): number {
    return this.#filled;
  }

  /** Gives back what it has taken of the budget: the search goes on elsewhere. */
  release(): void {
    const { memory } = this;
    const blocks = memory.read(at.SHAPE_MOST_BLOCKS) * memory.plan.blockBytes;
    this.#ground.budget.release(at.LINE * memory.lineCount + blocks + this.#treeBytes);
  }

  /** Says in every block how many states it has. */
  closeBlocks(): void {
    for (let thread = 0; thread < this.memory.plan.threads; thread++) {
      this.#open(thread);
      this.#kernel.closeBlock();
    }
  }

  get states(): number {
    return this.memory.read(at.STATES_FOUND);
  }

  stop(reason: number): void {
    this.stopped = reasonOf(reason);
    this.memory.write(at.PAUSE_WANTED, 1);
  }

  turn(level: number): void {
    const { memory } = this;
    this.#open(0);
    this.#kernel.closeBlock();
    memory.turn();
    this.#keptBlocks = 0;
    this.#met = metIn(memory);
    shareBlocks(memory);
    this.#queue = this.#filled;
    this.#agreement.turn(this.#queue);
    this.#filled = 0;
    this.done = false;
    this.#inspection.begin();
    this.#widen(level);
    memory.write(at.SHAPE_AUDIT_MASK, auditMask(this.states));
    this.#found = new Findings();
    for (const { index, row } of this.#publisher.rows()) this.#publisher.setLeast(index, row, null);
  }

  async advance(order: LevelOrder): Promise<readonly Report[] | null> {
    this.#begin(order);
    if (!(await this.#makeRoom())) return this.leaves === null ? null : [];
    this.memory.write(at.PAUSE_WANTED, this.stopped === null ? 0 : 1);
    const claimed = this.#claimed;
    const outcomes = await this.#search(order.level + 1);
    try {
      await this.#settle();
      const isSearched = outcomes.every((outcome) => outcome === NOTHING_LEFT) && entriesIn(this.memory) === 0;
      this.done = isSearched && this.#inspection.isDone && (this.#inspection.areAudited || this.#mayAuditLater(order));
    } catch (error) {
      if (!(error instanceof Halted)) throw error;
      this.stopped ??= error.reason;
    }
    if (this.#keepsAll && order.admits) this.#keepNew();
    const report = this.#sumUp();
    this.#publish({ expanded: this.#claimed - claimed, judged: report.generated, met: this.#met });
    return [report];
  }

  /** There is a next level, in which others search meanwhile, and nothing was found, which would end the search. */
  #mayAuditLater({ admits }: LevelOrder): boolean {
    const hasNext = admits && this.memory.read(at.BLOCKS_OPENED) > 0;
    return hasNext && this.#found.all().length === 0 && this.#claims.findings.all().length === 0;
  }

  /** States of the level that were claimed so far, about. */
  get #claimed(): number {
    return Math.min(this.#queue, this.memory.read(at.BLOCKS_CLAIMED) * thresholds.blockStates);
  }

  #begin({ level, properties, noted, keep, admits }: LevelOrder): void {
    const { memory } = this;
    // What the searcher, which had the program before, has reported already.
    this.#program.enabled.fill(0);
    this.#program.crossed.fill(0);
    this.#level = level;
    this.#claims.begin(level, properties);
    this.#notes.begin(level, this.levelBits);
    if (noted !== null) this.#graph.ask(noted);
    this.#keepsAll = keep === "all";
    if (keep === "all") this.#least.begin(0, -1);
    else this.#least.begin(keep.limit, keep.below);
    const { states, steps, terminal } = this.#units;
    memory.write(at.SHAPE_KEY_BITS, 32 - this.levelBits);
    memory.write(at.SHAPE_ADMITS, admits ? 1 : 0);
    memory.write(at.SHAPE_ACTIVE_STATES, askedOf(states, this.#publisher.twins, properties));
    memory.write(at.SHAPE_ACTIVE_STEPS, maskOf(steps, properties));
    const isTerminalAsked = terminal?.properties.some((each) => properties.includes(each)) === true;
    memory.write(at.SHAPE_TERMINAL_UNIT, isTerminalAsked ? memory.plan.terminalUnit : 0);
    memory.write(at.SHAPE_SAMPLES, this.#least.below >= 0 ? 1 : 0);
    memory.write(at.SHAPE_SAMPLE_BELOW, this.#least.below);
  }

  /** One turn of all threads at the level; what each of them came to. */
  async #search(level: number): Promise<number[]> {
    const helping = await this.#helpersNow();
    const budget = Math.max(1, Math.floor(MOST_STEPS / Math.max(1, this.memory.seats)));
    this.#turns.call(helping, SEARCH, () => [level, budget, 0]);
    await this.#inspect();
    let outcome = BUDGET_SPENT;
    for (let left = budget; outcome === BUDGET_SPENT && left > 0; ) {
      const slice = Math.min(this.#slice, left);
      const began = performance.now();
      this.#open(0);
      outcome = perform(this.#kernel, this.memory, SEARCH, [level, slice, 0]);
      left -= slice;
      if (outcome === BUDGET_SPENT) {
        this.#slice = adapted(slice, performance.now() - began);
        await this.#breathe();
      }
    }
    await this.#waitForHelpers();
    return [outcome, ...this.#turns.outcomes];
  }

  /** While others search. What it throws it throws when they have returned. */
  async #inspect(): Promise<void> {
    while (!(this.#inspection.isDone && this.#inspection.areAudited) && this.#ground.halt() === null) {
      try {
        this.#runClosures(() => this.#inspection.goOn(performance.now() + thresholds.sliceMs));
      } catch (error) {
        this.memory.write(at.PAUSE_WANTED, 1);
        if (!(error instanceof Halted)) {
          await this.#waitForHelpers();
          throw error;
        }
        this.stopped ??= error.reason;
        return;
      }
      await this.#breathe();
    }
  }

  #runClosures(work: () => void): void {
    const { cuts } = this.#ground.options;
    const watched = () => this.#watch.run(work);
    if (cuts === undefined) watched();
    else cuts.during(watched);
  }

  /** Those that help in this turn. */
  async #helpersNow(): Promise<readonly number[]> {
    if (this.#helpers === null) return [];
    const { eager } = this.#ground.options;
    while (eager && this.#turns.up.length < this.#helpers.size && this.#ground.halt() === null) {
      this.#complain();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    // Who has begun a level goes on to its end, since what it holds is its own; others come when they are up.
    return eager || this.#queue >= thresholds.kernelCrewStates ? this.#turns.up : [];
  }

  async #waitForHelpers(): Promise<void> {
    while (!this.#turns.areDone(WAIT_MS)) {
      this.#complain();
      await this.#breathe();
    }
    if (this.#turns.outcomes.includes(TRAPPED))
      throw synodError("worker-died", { problem: "its search kernel has failed" });
  }

  /** Throws when a helper has died. */
  #complain(): void {
    if (this.#helperDied !== null) throw this.#helperDied.error;
  }

  /** Lets the event loop run, and has threads stop when they are to. */
  async #breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#breathed = performance.now();
    this.#ground.tell();
    if (this.states > this.#ground.mostStates || this.#ground.halt() !== null) this.memory.write(at.PAUSE_WANTED, 1);
  }

  /** Settles what was noted, and looks up what comes of it, until nothing is noted any more. */
  async #settle(): Promise<void> {
    const { memory } = this;
    const threads = memory.plan.threads;
    const batchEnd = memory.region(0) + memory.plan.region.batchEnd;
    const isFull = () => !this.#notes.overflows && memory.address(memory.region(0) + at.FILLED) >= batchEnd;
    for (;;) {
      for (let thread = 0; thread < threads; thread++) this.#gather(thread);
      if (this.#notes.areSettled) break;
      while (!this.#notes.areSettled) {
        const until = performance.now() + thresholds.sliceMs;
        this.#runClosures(() => this.#notes.settleSome(until, isFull));
        if (isFull() && !(await this.#lookUp())) this.#notes.overflows = true;
        if (performance.now() - this.#breathed > thresholds.sliceMs) await this.#breathe();
        if (this.#ground.halt() !== null) throw new Halted(this.#ground.halt() ?? "interrupted");
      }
      if (!this.#notes.overflows && !(await this.#lookUp())) this.#notes.overflows = true;
    }
    this.#agreement.settle(this.#notes.taken);
    this.#notes.taken = 0;
    freeBlocks(memory);
  }

  /** Takes over what a thread has noted, sampled and logged. */
  #gather(thread: number): void {
    this.#notes.gather([thread]);
    this.#takeSamples(thread);
    this.#logged.gather(thread);
  }

  /** Looks up what waits in the main thread's batch. False: there is no room for it. */
  async #lookUp(): Promise<boolean> {
    const { memory } = this;
    const region = memory.region(0);
    // As a thread that searches does before each state: there is room for what one batch adds, and no more.
    const isMuch = memory.get(region + at.NOTED) >= MANY_NOTES || memory.get(region + at.SAMPLED) >= MANY_SAMPLES;
    if (isMuch || this.#logged.isFull(0)) this.#gather(0);
    for (;;) {
      this.#open(0);
      if (this.#kernel.insert(memory.address(memory.region(0) + at.FILLED))) return true;
      if (this.states > this.#ground.mostStates || !(await this.#makeRoom())) return false;
    }
  }

  #takeSamples(thread: number): void {
    const { memory } = this;
    const { ints, plan } = memory;
    const region = memory.region(thread);
    const count = memory.get(region + at.SAMPLED);
    for (let sample = 0; sample < count; sample++) {
      const word = memory.address(region + plan.region.samples + 4 * sample) >>> 2;
      const rank = rankOf(memory.lowAt(word));
      if (rank <= this.#least.below) this.#least.add(ints, word, rank, this.#level + 1, memory.numberAt(word));
    }
    memory.set(region + at.SAMPLED, 0);
  }

  #sumUp(): Report {
    const { memory } = this;
    const { plan } = memory;
    const enabled = this.#program.enabled.slice();
    const deeper = new Float64Array(enabled.length);
    const crossed = this.#program.crossed.slice();
    let [added, unreduced, terminal, beyond, expanded] = [0, 0, this.#notes.terminal, 0, 0];
    const take = (address: number): number => {
      const count = memory.address(address);
      if (count !== 0) memory.set(address, 0);
      return count;
    };
    for (let thread = 0; thread < plan.threads; thread++) {
      const region = memory.region(thread);
      added += take(region + at.NEW_STATES);
      unreduced += memory.real(region + at.STOOD_FOR);
      memory.setReal(region + at.STOOD_FOR, 0);
      terminal += take(region + at.TERMINAL_STATES);
      beyond += take(region + at.LOOKED_BEYOND);
      expanded += take(region + at.EXPANDED);
      for (let rule = 0; rule < enabled.length; rule++) {
        enabled[rule] = (enabled[rule] as number) + take(region + plan.region.enabled + 4 * rule);
        deeper[rule] = (deeper[rule] as number) + take(region + plan.region.deeper + 4 * rule);
      }
      for (let place = 0; place < crossed.length; place++)
        crossed[place] = (crossed[place] as number) + take(region + plan.region.crossed + 4 * place);
    }
    this.#filled += added;
    this.#agreement.pause(added);
    const findings = this.#claims.findings.all();
    this.#noteLeast(findings);
    for (let thread = 0; thread < plan.threads; thread++) this.#logged.gather(thread);
    const [logged, noted] = [this.#logged.take(), this.#graph.take()];
    return {
      expanded,
      generated: enabled.reduce((sum, count) => sum + count, 0),
      added,
      unreduced: this.#standForClasses ? unreduced : added,
      terminal,
      beyond,
      enabled,
      deeper,
      crossed,
      findings,
      deferred: [],
      edges: [...logged.edges, ...noted.edges],
      marks: [...logged.marks, ...noted.marks],
      least: this.#least.entries(),
      kept: this.#log.take(),
    };
  }

  /** Threads need not note what is worse than the least that was found; of units of one property only. */
  #noteLeast(findings: Report["findings"]): void {
    for (const finding of findings) this.#found.add(finding);
    for (const { property, state, error } of this.#found.all()) {
      if (error !== null) continue;
      for (const { unit, index, row } of this.#publisher.rows())
        if (unit.properties.length === 1 && unit.properties[0] === property)
          this.#publisher.setLeast(index, row, state);
    }
  }

  /**
   * All states that were found in this round are kept: after each, since the search may be given back before the level is
   * done. No more states come into a block that was kept.
   */
  #keepNew(): void {
    this.closeBlocks();
    const { memory } = this;
    const opened = memory.read(at.BLOCKS_OPENED);
    eachState(memory, memory.next, [this.#keptBlocks, opened], (word) => {
      this.#log.add(memory.ints, word, rankOf(memory.lowAt(word)), this.#level + 1, memory.numberAt(word));
    });
    this.#keptBlocks = opened;
  }

  #publish(usage: Usage): void {
    const publication = this.#program.publish(usage);
    if (typeof publication === "string") this.leaves = publication;
    else if (!this.#publisher.publish(publication)) this.leaves = "what it has learned is too much for one memory";
    const more = this.#publisher.bytes - this.#treeBytes;
    if (more > 0 && !this.#ground.budget.take(more)) this.#isOverBudget = true;
    else this.#treeBytes = this.#publisher.bytes;
  }

  /** False: the budget does not allow it, or, with a reason to leave, the memory does not. */
  async #makeRoom(): Promise<boolean> {
    return !this.#isOverBudget && this.#makeRoomForBlocks() && (await this.#makeRoomForStates());
  }

  #makeRoomForBlocks(): boolean {
    const { memory } = this;
    const { plan } = memory;
    const used = memory.read(at.BLOCKS_USED);
    const spare = plan.threads * plan.burstBlocks;
    const held = memory.read(at.SHAPE_MOST_BLOCKS);
    if (used < held) return true;
    if (used + spare >= plan.mostBlocks) {
      this.leaves = "a level has more states than one memory has room for";
      return false;
    }
    const some = Math.max(1, Math.ceil(MORE_BLOCK_BYTES / plan.blockBytes), Math.ceil(used / 4));
    for (const most of [Math.min(used + some, plan.mostBlocks - spare), used + 1]) {
      if (!this.#ground.budget.take((most - held) * plan.blockBytes)) continue;
      memory.write(at.SHAPE_MOST_BLOCKS, most);
      return true;
    }
    return false;
  }

  async #makeRoomForStates(): Promise<boolean> {
    const { memory } = this;
    const { plan } = memory;
    const spare = plan.threads * plan.burst;
    const isCrowded = memory.read(at.LINES_CROWDED) !== 0;
    const before = memory.lineCount;
    if (isCrowded || this.states >= roomIn(before, plan.slots) - spare) {
      const lines = moreLines(before, this.states + 2 * spare, plan.slots);
      if (!this.#ground.budget.take((lines - before) * at.LINE)) return false;
      if (!memory.reserveLines(lines)) {
        this.#ground.budget.release((lines - before) * at.LINE);
        this.leaves = "the 4 GiB of one memory are used up";
        return false;
      }
      await growTo(memory, lines, this.#move, this.#settleLeft);
      memory.write(at.LINES_CROWDED, 0);
    }
    memory.write(at.SHAPE_MOST_STATES, Math.min(roomIn(memory.lineCount, plan.slots) - spare, this.#ground.mostStates));
    return true;
  }

  readonly #move: MoveLines = async (first, last, end, isShared) => {
    const helping = isShared ? this.#turns.up : [];
    const share = Math.ceil((last - first) / (helping.length + 1));
    const part = (index: number): Arguments => [
      Math.min(last, first + index * share),
      Math.min(last, first + (index + 1) * share),
      end,
    ];
    this.#turns.call(helping, MOVE, (index) => part(index + 1));
    this.#open(0);
    const lost = perform(this.#kernel, this.memory, MOVE, part(0));
    await this.#waitForHelpers();
    return [lost, ...this.#turns.outcomes];
  };

  readonly #settleLeft = (from: number): number => {
    let left = 0;
    for (let thread = 0; thread < this.memory.plan.threads; thread++) {
      this.#open(thread);
      left += this.#kernel.settleLeft(from);
    }
    return left;
  };

  /** Origins get more bits for levels, as in store/visited-set.ts, when levels are to be so many. */
  #widen(level: number): void {
    if (level < 2 ** this.levelBits) return;
    if (level >= 2 ** MOST_LEVEL_BITS) throw new RangeError(`level ${level} is too deep for an origin`);
    let { levelBits } = this;
    while (level >= 2 ** levelBits) levelBits = Math.min(levelBits + thresholds.levelBitsMore, MOST_LEVEL_BITS);
    this.#open(0);
    this.#kernel.widen(0, this.memory.lineCount + REACH, 32 - this.levelBits, 32 - levelBits);
    this.levelBits = levelBits;
  }

  #open(thread: number): void {
    this.#kernel.open(this.memory.control, this.memory.region(thread));
  }

  sample(): Int32Array {
    const { memory } = this;
    const states: number[] = [];
    const blocks = Math.min(memory.read(at.SHAPE_BLOCKS), SAMPLED_BLOCKS);
    eachState(memory, memory.current, [0, blocks], (word) => copyWords(memory, word, states));
    return Int32Array.from(states);
  }

  get found(): Ancestry {
    return openStates(this.shared);
  }

  get shared(): SharedStates {
    const { pages, plan, lineCount } = this.memory;
    const { levelBits } = this;
    const { slots } = plan;
    return { lines: { buffer: pages.buffer, at: plan.lines, count: lineCount, reach: REACH, slots, levelBits } };
  }

  recount(levels: readonly number[]): void {
    this.#open(0);
    this.#kernel.recount(0, this.memory.lineCount + REACH);
    this.#agreement.end(levels);
  }

  /** Does not wait for helpers: of a crew that helps another search first, some are yet to come. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    if (this.#helpers !== null) this.#turns.end();
  }
}

/**
 * Which bits of a fingerprint's lower half are zero in states that are audited: of the first million states one in
 * 2^auditBits, and then for each doubling half as many of them, about as many as before in all. An audit takes as long as
 * thousands of states.
 */
function auditMask(states: number): number {
  const doublings = Math.max(0, Math.ceil(Math.log2(states)) - AUDITED_WHOLE);
  return 2 ** Math.min(31, thresholds.auditBits + doublings) - 1;
}

/** States for the next slice, where so many took so long. */
function adapted(slice: number, ms: number): number {
  if (ms < thresholds.sliceMs / 2) return Math.min(2 * slice, MOST_SLICE);
  return ms > 2 * thresholds.sliceMs ? Math.max(LEAST_SLICE, slice >>> 1) : slice;
}
