/**
 * The seam for engines: who expands the levels of a search, and owns the memories in which its states are. The exploration
 * (explorer.ts) says what is asked of a level, adds up what is reported of it, and decides when to end; how states are kept,
 * in what order they are expanded, and by what threads is the engine's own. What is reported, all in all, must be the same
 * for every engine.
 */
import type { Halt, HaltReason } from "../halt.ts";
import type { Ancestry } from "../store/members.ts";
import type { SharedStates } from "../store/shared-states.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { EnginesPart } from "./between-levels.ts";
import type { Budget } from "./budget.ts";
import type { EngineName } from "./engine-names.ts";
import type { SearchOptions } from "./walk.ts";

/** What is asked of the states of a level, and of the steps from them. */
export type LevelOrder = Pick<Assignment, "level" | "properties" | "noted" | "keep"> & {
  /** False: only looks whether there are more states. */
  readonly admits: boolean;
};

/** What an engine is told of the search, once. */
export interface Ground {
  readonly options: SearchOptions;
  /** Properties that are still to be judged. */
  readonly open: () => readonly number[];
  readonly budget: Budget;
  /** Why the calling thread is to stop; null: it is not. */
  readonly halt: Halt;
  /** By `performance.now()`. */
  readonly until: number;
  /** No more states than these are looked for. */
  readonly mostStates: number;
  /** Whether another engine may take the search over. */
  readonly hasRelief: boolean;
  /** To be called now and then while threads search and the calling thread does not. */
  readonly tell: () => void;
}

export interface Engine {
  readonly name: EngineName;
  /** States found so far. */
  readonly states: number;
  /** Whether every state of the current level is expanded. */
  readonly done: boolean;
  /** Why somebody told the search to stop; null: nobody did. */
  readonly stopped: HaltReason | null;
  /** Makes the level that was found the one to be expanded; its successors will be at `level`. */
  turn(level: number): void;
  /** One go at the current level, by threads or a slice by the calling thread; null: the memory is used up. */
  advance(order: LevelOrder): Promise<readonly Report[] | null>;
  /** Tells all threads to stop, for a reason that src/halt.ts names. */
  stop(reason: number): void;
  /** Why it cannot go on, and the search must be given back; null: it can. */
  readonly leaves: string | null;
  /**
   * What it has of the search when a level is done and the next one is not begun, to be read before it is; null: somebody
   * wants the search to stop.
   */
  betweenLevels(): Promise<EnginesPart | null>;
  /** Counts the states that it has, of a complete search whose levels have so many. Throws an internal error if they differ. */
  recount(levels: readonly number[]): Promise<void>;
  /** Sends threads away that are this search's alone. */
  end(): Promise<void>;
  /** Some states of the level that is expanded, packed one behind the other. */
  sample(): Int32Array;
  /** All states found, for this thread, and as other threads open them. */
  readonly found: Ancestry;
  readonly shared: SharedStates;
}
