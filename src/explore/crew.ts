/**
 * The threads that help searches: what the explorer needs of a worker pool. pool.ts has the one made of real threads. A
 * crew may be lent to any number of searches, at once or in turn; each is known by its number, and takes its turn.
 */
import type { Model } from "../model/model.ts";
import type { ReductionPlan } from "../program/program.ts";
import type { SharedSlots } from "../store/visited-set.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import type { KernelTask } from "./kernel-turns.ts";
import type { RunsDone, RunsTask } from "./random-runs.ts";
import type { SharedWalk } from "./shared-walk.ts";

/** More threads than this are a mistake. */
export const MOST_THREADS = 256;

/** A search that wants to be helped. */
export interface Recruiting {
  /** As in its walk. */
  readonly search: number;
  readonly model: Model;
  readonly plan: ReductionPlan;
}

/**
 * Threads that help searches, as `threadCrew` makes them. Programs hand it to `check` and close it; the rest is for
 * engines.
 */
export interface Crew {
  /** How many threads there are. */
  readonly size: number;
  /** Whether the threads are up. */
  readonly ready: boolean;
  /** Starts the threads, the first time; resolves when they are up. They start by themselves when a search needs them. */
  call(plan?: ReductionPlan): Promise<void>;
  /**
   * Lets every thread make the program of a search, and prove that it is the caller's. Null: they have. Else why the
   * search has to do without; rejects where that is an error: a crew that was told which model it is for, and it is not.
   */
  join(recruiting: Recruiting): Promise<Error | null>;
  /**
   * One assignment per thread, at once. Rejects with a coded error when a thread dies. Nothing, when the walk was told to
   * stop before its turn came.
   */
  search(walk: SharedWalk, assignments: readonly Assignment[]): Promise<Report[]>;
  /**
   * Has so many threads come up that will be asked to help in a kernel's search, which begins with nothing to wait for then.
   * Rejects as `takeTurns` would.
   */
  comeUp(helpers: number): Promise<void>;
  /**
   * Has a thread for each of these help in a kernel's search, for which it needs no model. Resolves when all were sent away;
   * rejects with a coded error when one dies.
   */
  takeTurns(tasks: readonly KernelTask[]): Promise<void>;
  /** Moves the entries of slots first .. end - 1 of one visited set of a search into another, and forgets the first one. */
  move(from: SharedSlots, to: SharedSlots, first: number, end: number, search: number): Promise<void>;
  /** Each thread judges its share of a search's states again. Nothing, when it was told to stop before its turn came. */
  examine(examination: Examination): Promise<ExaminationReport[]>;
  /** Has a thread for each of these make random runs of the model of a search. */
  makeRuns(search: number, tasks: readonly RunsTask[]): Promise<RunsDone[]>;
  /** Lets the threads forget a search that has ended. */
  leave(search: number): Promise<void>;
  /** Ends the threads, also while they are coming up; what they are doing rejects. */
  close(): Promise<void>;
}
