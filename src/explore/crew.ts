/** The threads that help a search: what the explorer needs of a worker pool. pool.ts has the one made of real threads. */

import type { ReductionPlan } from "../program/program.ts";
import type { SlotMemory } from "../store/visited-set.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { SharedWalk } from "./shared-walk.ts";

export interface Crew {
  readonly size: number;
  /** Whether the threads are up; until then the explorer works alone. */
  readonly ready: boolean;
  /** Whether lags were cut off in some thread, see Abstraction. */
  readonly lagsCut: boolean;
  /** Starts the threads, the first time, for a program so reduced; resolves when they are up, or will not be. */
  call(plan: ReductionPlan): Promise<void>;
  /** One assignment per thread, at once. Rejects with a coded error when a thread dies. */
  search(walk: SharedWalk, assignments: readonly Assignment[]): Promise<Report[]>;
  /** Moves the entries of slots first .. end - 1 of one visited set into another, and forgets the first one. */
  move(from: SlotMemory, to: SlotMemory, first: number, end: number): Promise<void>;
  close(): Promise<void>;
}
