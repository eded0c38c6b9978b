/**
 * Lets those successors into the next level that have not been found before: looks them up in the visited set, puts new ones
 * into blocks of the frontier, judges them, and keeps what is wanted of them. When a shared memory is full those that found
 * no room are set aside (`deferred`): the caller makes room and hands them to somebody.
 */
import { rankOf } from "../program/mixing.ts";
import type { Program } from "../program/program.ts";
import { keptBy } from "../reduce/table.ts";
import { Arena } from "../store/arena.ts";
import { Frontier } from "../store/frontier.ts";
import { LeastStates } from "../store/least-states.ts";
import { ADDED, CROWDED, NO_ROOM, OLD, SAME_LEVEL, VisitedSet } from "../store/visited-set.ts";
import type { Assignment, Deferred, Report } from "./assignment.ts";
import type { Claims } from "./claims.ts";
import { GraphNotes } from "./graph-notes.ts";
import { OpenBlock } from "./open-block.ts";
import { CONTROL_WORDS, FULL, ROOM_WANTED, type SharedWalk, STATES } from "./shared-walk.ts";
import { StateLog } from "./state-log.ts";
import {
  AT_HIGH,
  AT_LOW,
  AT_NUMBER,
  AT_ORIGIN,
  AT_RULE,
  AT_SOURCE,
  AT_STEP,
  SuccessorBatch,
} from "./successor-batch.ts";

const NOTHING_VISITED = new VisitedSet({ bits: 0, levelBits: 8, numbers: null, segments: [] }, null);

/** What of a report is about those that were let in. */
type Admitted = Pick<
  Report,
  "added" | "unreduced" | "beyond" | "deeper" | "deferred" | "edges" | "marks" | "least" | "kept"
>;

export class Admission {
  /** Those that wait. */
  readonly batch: SuccessorBatch;
  readonly #program: Program;
  readonly #claims: Claims;
  /** Whether a state stands for several. */
  readonly #standForClasses: boolean;
  #arena: Arena | null = null;
  #visited = NOTHING_VISITED;
  #control: Int32Array = new Int32Array(CONTROL_WORDS);
  readonly #block = new OpenBlock();
  /** The level from which successors come. */
  #level = 0;
  readonly #graph: GraphNotes;
  /** The same while the graph is wanted. */
  #notes: GraphNotes | null = null;
  readonly #least: LeastStates;
  readonly #states: StateLog;
  #keepsAll = false;
  #admits = true;
  // Sums.
  readonly #deeper: Float64Array;
  #beyond = 0;
  #added = 0;
  #unreduced = 0;
  #unreported = 0;
  #deferred: Deferred[] = [];

  constructor(program: Program, claims: Claims) {
    this.#program = program;
    this.#claims = claims;
    this.#standForClasses = keptBy(program.plan).states !== "all";
    this.batch = new SuccessorBatch(program);
    this.#graph = new GraphNotes(claims);
    this.#least = new LeastStates(program.words);
    this.#states = new StateLog(program.words);
    this.#deeper = new Float64Array(program.enabled.length);
  }

  attach(walk: SharedWalk, control: Int32Array): void {
    this.#arena = walk.arena === null ? null : new Arena(walk.arena, this.#arena);
    this.#visited = new VisitedSet(walk.visited, this.#arena);
    this.#control = control;
    this.#block.attach(new Frontier(walk.next), control);
  }

  detach(): void {
    this.#visited = NOTHING_VISITED;
    this.#block.detach();
  }

  /** From now on successors are of states at `level`, -1: initial states. */
  begin({ level, noted, keep, admits }: Pick<Assignment, "level" | "noted" | "keep" | "admits">): void {
    this.#level = level;
    this.#keepsAll = keep === "all";
    if (keep === "all") this.#least.begin(0, -1);
    else this.#least.begin(keep.limit, keep.below);
    this.#notes = noted === null ? null : this.#graph;
    if (noted !== null) this.#graph.ask(noted);
    this.#admits = admits !== false;
    this.#beyond = 0;
    this.#added = 0;
    this.#unreduced = 0;
    this.#unreported = 0;
    this.#deferred = [];
    this.#deeper.fill(0);
  }

  /** What goes with successors of a state with this fingerprint and number. */
  comeFrom(low: number, source: number): void {
    this.batch.origin = this.#visited.originOf(this.#level + 1, low);
    this.batch.source = source;
  }

  /**
   * Looks up all that wait. Their places in the table are touched first: those loads do not depend on each other, so the
   * processor waits for many cache misses at once instead of for each in turn.
   */
  admitAll(): void {
    const { batch } = this;
    const { stride, waiting } = batch;
    this.#visited.touch(batch.entries, this.#program.words, stride, waiting);
    for (let place = 0; place < waiting; place++) this.#admit(batch.entries, place * stride);
    batch.waiting = 0;
  }

  /** Adds the state at `at` of the batch to the visited set and, if new, to the next level; judges it. */
  #admit(batch: Int32Array, at: number): void {
    const { words } = this.#program;
    const low = batch[at + words + AT_LOW] as number;
    const high = batch[at + words + AT_HIGH] as number;
    const origin = batch[at + words + AT_ORIGIN] as number;
    const rule = batch[at + words + AT_RULE] as number;
    const source = batch[at + words + AT_SOURCE] as number;
    const step = batch[at + words + AT_STEP] as number;
    if (!this.#admits) {
      this.#lookUp(batch, at);
      return;
    }
    const outcome = this.#block.hasRoom() ? this.#visited.add(batch, at, low, high, origin) : NO_ROOM;
    if (this.#notes !== null && outcome <= SAME_LEVEL && source >= 0)
      this.#notes.step(source, this.#visited.number, step);
    if (outcome === OLD) return;
    if (outcome > SAME_LEVEL) {
      if (outcome === CROWDED) Atomics.store(this.#control, FULL, 1);
      Atomics.store(this.#control, ROOM_WANTED, 1);
      this.#deferred.push(this.batch.deferred(at));
      return;
    }
    if (rule >= 0) this.#deeper[rule] = (this.#deeper[rule] as number) + 1;
    if (outcome !== ADDED) return;
    this.#added++;
    if (this.#standForClasses) this.#unreduced += this.#program.standsFor(batch, at);
    batch[at + words + AT_NUMBER] = this.#visited.number;
    this.#block.push(batch, at);
    const rank = rankOf(low);
    if (rank <= this.#least.below) this.#least.add(batch, at, rank, this.#level + 1, this.#visited.number);
    else if (this.#keepsAll) this.#states.add(batch, at, rank, this.#level + 1, this.#visited.number);
    if (this.#claims.areOfStates || this.#notes !== null) this.#judge(batch, at);
  }

  /** Whether the successor at `at` of the batch has been found, and nothing else. */
  #lookUp(batch: Int32Array, at: number): void {
    const end = at + this.#program.words;
    if (!this.#visited.has(batch, at, batch[end + AT_LOW] as number, batch[end + AT_HIGH] as number)) this.#beyond++;
    else if (this.#notes !== null)
      this.#notes.step(batch[end + AT_SOURCE] as number, this.#visited.number, batch[end + AT_STEP] as number);
  }

  #judge(batch: Int32Array, at: number): void {
    const end = at + this.#program.words;
    this.#program.resume(batch, at, batch[end + AT_LOW] as number, batch[end + AT_HIGH] as number);
    this.#claims.judgeState();
    if (this.#notes !== null) this.#notes.mark(batch[end + AT_NUMBER] as number);
  }

  /** Tells the other threads how many have been added since. */
  publish(): void {
    Atomics.add(this.#control, STATES, this.#added - this.#unreported);
    this.#unreported = this.#added;
  }

  /** What has come of all since the beginning; what was kept and noted is taken. */
  end(): Admitted {
    this.#block.close();
    this.publish();
    return {
      added: this.#added,
      unreduced: this.#standForClasses ? this.#unreduced : this.#added,
      beyond: this.#beyond,
      deeper: this.#deeper.slice(),
      deferred: this.#deferred,
      ...this.#graph.take(),
      least: this.#least.entries(),
      kept: this.#states.take(),
    };
  }
}
