/** What a search is asked, and its outcome: the walk that verdicts are made of. */
import type { HaltReason } from "../halt.ts";
import type { Cuts } from "../model/cuts.ts";
import type { StepList } from "../program/steps.ts";
import type { Members } from "../store/members.ts";
import type { Checkpoints } from "./between-levels.ts";
import type { EngineName } from "./engine-names.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import type { Finding } from "./finding.ts";
import type { WalkGraph } from "./graph-build.ts";
import type { Piece } from "./graph-log.ts";
import type { Help } from "./help.ts";

export interface SearchOptions {
  /** Null: the calling thread alone. */
  readonly help: Help | null;
  /** Whether to use the crew from the first state on, however few there are. For tests of crews. */
  readonly eager?: boolean;
  readonly store: "compact" | "exact";
  /** The engine to use: the kernel from the first level on, or not at all; absent: when it pays. */
  readonly engine?: EngineName;
  /** For the shared tables, all told. */
  readonly memoryBytes: number;
  /** Properties to judge, as indices. */
  readonly properties: readonly number[];
  /** Whether to go on when a property is violated, until the others are decided. */
  readonly keepGoing: boolean;
  /** Predicates to note of every state, as indices; given, the walk has the transition graph. */
  readonly noted?: readonly number[] | null;
  readonly limits?: Limits;
  /** Notes whether the calling thread's part of the search cuts off lags. */
  readonly cuts?: Cuts;
  /** Which states to keep: none, an even sample (all, where there are few), or all. Absent: none. */
  readonly keep?: "none" | "some" | "all";
  /** Told of progress, a few times a second at most. */
  readonly progress?: (now: Progress) => void;
  /** Where the search goes on, and who keeps its boundaries between levels; absent: nowhere, and nobody. */
  readonly checkpoints?: Checkpoints | null;
  /** Aborting it ends the search cleanly, with what there is so far. */
  readonly signal?: AbortSignal;
}

/** What a search may take, beside memory; each absent: as much as it needs. */
export interface Limits {
  /** By `performance.now()`. */
  readonly until?: number;
  /** The search ends soon after more states than these were found. */
  readonly mostStates?: number;
  /** States at more steps from the beginning are not looked at. */
  readonly mostDepth?: number;
}

/** How far a search is. */
export interface Progress {
  /** Which engine searches now. */
  readonly engine: EngineName;
  /** Steps from the initial states to those that are looked at now. */
  readonly level: number;
  /** Different states so far. */
  readonly distinct: number;
  /** States so far, each time that a step led to one. */
  readonly generated: number;
  /** States of the current level, claimed or not. */
  readonly queue: number;
  /** Bytes that the search takes. */
  readonly bytes: number;
}

export type Ending = "complete" | "violation" | "interrupted" | "memory" | "time" | "states" | "depth";

/** The threads of a search, when it has ended. */
export interface ThreadedJudges {
  /** Whether they are there. */
  readonly joined: boolean;
  /** Whether they were called, and it is not known yet whether they will be of use. */
  readonly isComing: boolean;
  /** What each of them makes of its share; to be called when they have joined. */
  examine(examination: Omit<Examination, "search" | "states">): Promise<ExaminationReport[]>;
}

/** The outcome of a search: all that the stages above an engine know of it. */
export interface Walk {
  /** Which engine ended the search. */
  readonly engine: EngineName;
  readonly ending: Ending;
  readonly distinct: number;
  /** How many states of the model they stand for: as many, unless a reduction is in force. */
  readonly unreduced: number;
  readonly generated: number;
  /** Transitions on the longest shortest path. */
  readonly depth: number;
  /** Up to this level every state was found; -1: not even all initial states were. */
  readonly covered: number;
  /** States without an enabled rule. */
  readonly terminal: number;
  /** Newly found states per level. */
  readonly levels: readonly number[];
  readonly findings: readonly Finding[];
  /** Per rule: enabled instances; steps that led to a state not seen at an earlier level. */
  readonly enabled: Float64Array;
  readonly deeper: Float64Array;
  /** States and steps beyond the constraint, as Program.crossed has them. */
  readonly crossed: Float64Array;
  /** A shortest path to a state that was found at a level; null: what is kept of the states does not lead back. */
  readonly pathTo: (state: Int32Array, level: number) => StepList | null;
  readonly members: Members;
  /** Threads that can judge the states again; null: it had none. */
  readonly judges: ThreadedJudges | null;
  /** Null unless it was asked for, the search is complete, and the budget allows it. */
  readonly graph: WalkGraph | null;
  /** Why the graph of a complete search was not built to the end; null: it was, or there is none. */
  readonly halted: HaltReason | null;
  /** With the shared tables: what the graph takes, and took at the peak of building it, or would; null: not asked for. */
  readonly graphBytes: { readonly held: number; readonly peak: number } | null;
  /** States that were kept, in the order of their ranks unless all were asked for. */
  readonly kept: KeptStates;
  readonly bytes: number;
  /** Some states of the last level, packed one behind the other: what a space that is too large is made of. */
  readonly sample: Int32Array;
}

/** Kept states, `stride` words each (see store/least-states.ts). */
export interface KeptStates {
  readonly stride: number;
  readonly count: number;
  readonly pieces: readonly Piece[];
  /** Whether these are all there are. False although all were asked for: there was no room. */
  readonly all: boolean;
}
