/**
 * The engine that searches by the kernel (src/kernel): all that was learned is published into one memory, in which threads
 * that know no model search a level; what they could not know is settled here by closures, and published anew.
 *
 *     make room -> search the level, all threads -> settle notes, look their successors up -> sum up -> publish -> ...
 *     (room.ts)    (kernel-threads.ts)              (settling.ts)                            (sums.ts)  (publisher.ts)
 *
 * One `advance` is one such round. The search goes back to the reference (`leaves`) at the end of any round: when what is
 * learned does not stay publishable, or the 4 GiB of a memory are used up.
 */
import type { Deferred, Report } from "../explore/assignment.ts";
import type { EnginesPart } from "../explore/between-levels.ts";
import { Claims } from "../explore/claims.ts";
import type { Engine, Ground, LevelOrder } from "../explore/engine.ts";
import { GraphNotes } from "../explore/graph-notes.ts";
import type { Kernel } from "../explore/kernel-machine.ts";
import { Halted, type HaltReason, reasonOf } from "../halt.ts";
import * as at from "../kernel/map.ts";
import { NOTHING_LEFT } from "../kernel/search.ts";
import type { Program } from "../program/program.ts";
import type { PublishedForms, Usage } from "../program/publication.ts";
import { Lines } from "../store/lines.ts";
import type { Ancestry } from "../store/members.ts";
import { openStates } from "../store/shared-states.ts";
import { thresholds } from "../thresholds.ts";
import { Agreement, entriesIn } from "./agreement.ts";
import { ask } from "./asked.ts";
import { copyWords, eachState, packedBlocks, shareBlocks } from "./blocks.ts";
import { Closures } from "./closures.ts";
import { Inspection, maskOfAudits } from "./inspection.ts";
import { KeptOfLevel } from "./kept-states.ts";
import { type KernelMemory, linesOf } from "./kernel-memory.ts";
import { type Helpers, KernelThreads } from "./kernel-threads.ts";
import { LeastBad } from "./least-bad.ts";
import { REACH } from "./line-shape.ts";
import { Logged } from "./logged.ts";
import { metIn } from "./met-states.ts";
import { Notes } from "./notes.ts";
import { widenOrigins } from "./origins.ts";
import type { Publisher } from "./publisher.ts";
import { Room } from "./room.ts";
import { settle } from "./settling.ts";
import { sumsOf } from "./sums.ts";
import type { AllUnits } from "./units.ts";

/** Blocks of states looked at of a space that is too large. */
const SAMPLED_BLOCKS = 16;

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

export class KernelEngine implements Engine {
  readonly name = "kernel";
  readonly memory: KernelMemory;
  done = false;
  stopped: HaltReason | null = null;
  leaves: string | null = null;
  readonly #program: Program;
  readonly #ground: Ground;
  readonly #publisher: Publisher;
  readonly #units: AllUnits;
  readonly #standForClasses: boolean;
  readonly #threads: KernelThreads;
  readonly #room: Room;
  readonly #closures: Closures;
  readonly #claims: Claims;
  readonly #graph: GraphNotes;
  readonly #inspection: Inspection;
  readonly #notes: Notes;
  readonly #kept: KeptOfLevel;
  readonly #logged: Logged;
  readonly #leastBad: LeastBad;
  readonly #agreement: Agreement;
  /** Of origins. */
  #levelBits: number;
  /** Some states of the level that is expanded. */
  #met: Int32Array;
  #queue: number;
  #filled: number;

  constructor(program: Program, ground: Ground, begun: Begun, helpers: Helpers | null) {
    const { memory, publisher, units, forms } = begun;
    this.#program = program;
    this.#ground = ground;
    this.memory = memory;
    this.#publisher = publisher;
    this.#units = units;
    this.#standForClasses = forms !== null;
    this.#levelBits = begun.levelBits;
    this.#filled = begun.filled;
    this.#queue = begun.queue;
    memory.write(at.STATES_FOUND, begun.states);
    this.#threads = new KernelThreads(memory, begun.kernel, ground, helpers);
    this.#room = new Room(memory, this.#threads, ground, publisher.bytes);
    this.#closures = new Closures(program, ground);
    const claims = new Claims(program);
    this.#claims = claims;
    this.#graph = new GraphNotes(claims);
    const inspection = new Inspection(program, memory, forms?.inspected ?? null, (thrown) => claims.noteBound(thrown));
    this.#inspection = inspection;
    this.#notes = new Notes(program, memory, {
      claims,
      graph: this.#graph,
      steps: units.steps,
      audit: (state) => inspection.audit(state),
    });
    this.#kept = new KeptOfLevel(memory);
    this.#logged = new Logged(memory);
    this.#leastBad = new LeastBad(publisher);
    this.#agreement = new Agreement(memory, begun.states);
    this.#met = metIn(memory);
    inspection.begin();
    program.heed(() => ground.halt() ?? this.stopped);
  }

  get states(): number {
    return this.memory.read(at.STATES_FOUND);
  }

  /** States of the level that is expanded, and of the one that is filled. */
  get queue(): number {
    return this.#queue;
  }

  get filled(): number {
    return this.#filled;
  }

  stop(reason: number): void {
    this.stopped = reasonOf(reason);
    this.#threads.pause();
  }

  turn(level: number): void {
    const { memory } = this;
    this.#threads.open(0).closeBlock();
    memory.turn();
    shareBlocks(memory);
    this.#queue = this.#filled;
    this.#filled = 0;
    this.done = false;
    this.#agreement.turn(this.#queue);
    this.#met = metIn(memory);
    this.#inspection.begin();
    this.#levelBits = widenOrigins(memory, this.#threads.open(0), level, this.#levelBits);
    memory.write(at.SHAPE_AUDIT_MASK, maskOfAudits(this.states));
    this.#kept.turn();
    this.#leastBad.turn();
  }

  async advance(order: LevelOrder): Promise<readonly Report[] | null> {
    this.#begin(order);
    // What was set aside for want of room nobody looks up here, whatever room there is by now (kept states may give way to it).
    if (this.#notes.overflows || !(await this.#room.make())) {
      this.leaves = this.#room.leaves ?? this.leaves;
      await this.#partWith();
      return this.leaves === null ? null : [];
    }
    this.memory.write(at.PAUSE_WANTED, this.stopped === null ? 0 : 1);
    const claimed = this.#claimed;
    const outcomes = await this.#threads.search(order.level + 1, this.#queue, () => this.#inspect());
    try {
      await this.#settle();
      const isWaiting = entriesIn(this.memory) > 0 || this.#notes.overflows;
      const isSearched = outcomes.every((outcome) => outcome === NOTHING_LEFT) && !isWaiting;
      this.done = isSearched && this.#inspection.isDone && (this.#inspection.areAudited || this.#mayAuditLater(order));
    } catch (error) {
      this.#stopFor(error);
    }
    if (order.keep === "all" && order.admits) this.#keepNew();
    const report = this.#report();
    this.#publish({ expanded: this.#claimed - claimed, judged: report.generated, met: this.#met });
    this.#leastBad.tell(order.properties);
    await this.#partWith();
    return [report];
  }

  /** Whoever goes on with the search knows nothing of states that are still to be looked at. */
  async #partWith(): Promise<void> {
    if (this.leaves !== null) await this.#inspect();
  }

  #begin(order: LevelOrder): void {
    // What the searcher, which had the program before, has reported already.
    this.#program.enabled.fill(0);
    this.#program.crossed.fill(0);
    this.#claims.begin(order.level, order.properties);
    this.#notes.begin(order.level, this.#levelBits);
    if (order.noted !== null) this.#graph.ask(order.noted);
    this.#kept.begin(order.level + 1, order.keep);
    ask(this.memory, order, this.#units, { twins: this.#publisher.twins, levelBits: this.#levelBits });
  }

  /** While others search, if any do. */
  async #inspect(): Promise<void> {
    while (!(this.#inspection.isDone && this.#inspection.areAudited) && this.#ground.halt() === null) {
      try {
        this.#closures.run((until) => this.#inspection.goOn(until));
      } catch (error) {
        this.#threads.pause();
        this.#stopFor(error);
        return;
      }
      await this.#threads.breathe();
    }
  }

  async #settle(): Promise<void> {
    const { halt, mostStates } = this.#ground;
    await settle(this.memory, {
      threads: this.#threads,
      room: this.#room,
      closures: this.#closures,
      notes: this.#notes,
      kept: this.#kept,
      logged: this.#logged,
      agreement: this.#agreement,
      halt,
      mostStates,
    });
  }

  /** Throws what is no reason to stop. */
  #stopFor(error: unknown): void {
    if (!(error instanceof Halted)) throw error;
    this.stopped ??= error.reason;
  }

  /** There is a next level, in which others search meanwhile, and nothing was found, which would end the search. */
  #mayAuditLater({ admits }: LevelOrder): boolean {
    const hasNext = admits && this.memory.read(at.BLOCKS_OPENED) > 0;
    return hasNext && this.#leastBad.isNone && this.#claims.findings.all().length === 0;
  }

  /** States of the level that were claimed so far, about. */
  get #claimed(): number {
    return Math.min(this.#queue, this.memory.read(at.BLOCKS_CLAIMED) * thresholds.blockStates);
  }

  #keepNew(): void {
    this.closeBlocks();
    this.#kept.keepNew();
  }

  /** Of this round. */
  #report(): Report {
    const { enabled, crossed } = this.#program;
    const sums = sumsOf(this.memory, { enabled, crossed, terminal: this.#notes.terminal });
    this.#filled += sums.added;
    this.#agreement.pause(sums.added, this.overflow.length);
    const findings = this.#claims.findings.all();
    this.#leastBad.note(findings);
    for (const thread of this.memory.regions.keys()) this.#logged.gather(thread);
    const [logged, noted] = [this.#logged.take(), this.#graph.take()];
    return {
      ...sums,
      unreduced: this.#standForClasses ? sums.unreduced : sums.added,
      findings,
      deferred: [],
      edges: [...logged.edges, ...noted.edges],
      marks: [...logged.marks, ...noted.marks],
      ...this.#kept.take(),
    };
  }

  #publish(usage: Usage): void {
    this.leaves = this.#room.leaves ?? this.leaves;
    const publication = this.#program.publish(usage);
    if (typeof publication === "string") this.leaves = publication;
    else if (!this.#publisher.publish(publication)) this.leaves = "what it has learned is too much for one memory";
    this.#room.takeForTrees(this.#publisher.bytes);
  }

  /** Says in every block how many states it has. */
  closeBlocks(): void {
    this.#threads.closeBlocks();
  }

  /** Successors for which there was no room any more. */
  get overflow(): readonly Deferred[] {
    return this.#notes.overflow;
  }

  /** Throws an internal error where other than so many successors wait to be looked up. */
  agreeOnWaiting(waiting: number): void {
    this.#agreement.wait(waiting);
  }

  /** Gives back what it has taken of the budget: the search goes on elsewhere. */
  release(): void {
    this.#room.release();
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

  get shared() {
    return { lines: linesOf(this.memory, this.#levelBits) };
  }

  async betweenLevels(): Promise<EnginesPart | null> {
    // Whoever goes on knows nothing of states that are still to be looked at.
    await this.#inspect();
    if (!this.#inspection.isDone || !this.#inspection.areAudited) return null;
    this.closeBlocks();
    const { memory } = this;
    return {
      levelBits: this.#levelBits,
      nextNumber: memory.plan.isNumbered ? memory.read(at.NEXT_NUMBER) : null,
      visited: new Lines(this.shared.lines).packed(),
      found: packedBlocks(memory),
    };
  }

  async recount(levels: readonly number[]): Promise<void> {
    await this.#threads.recount(this.memory.lineCount + REACH);
    this.#agreement.end(levels);
  }

  async end(): Promise<void> {
    this.#threads.end();
  }
}
