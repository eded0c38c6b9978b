/** What somebody who checks wishes of checkpoints and is told of them, and who keeps them. Nothing of files: a page reads it, too. */
import type { Checkpoints } from "../explore/between-levels.ts";
import type { Model } from "../model/model.ts";
import type { ReductionPlan } from "../program/program.ts";

/** A checkpoint that was written, or could not be. */
export interface Checkpointed {
  readonly folder: string;
  /** Where the search would go on: the level to be expanded, and the states found by then. */
  readonly level: number;
  readonly states: number;
  readonly written: boolean;
  /** Of the file; and how long it took. */
  readonly bytes: number;
  readonly ms: number;
  /** Why it was not written, as the system says: `ENOSPC`. Null: it was. The last one is still there. */
  readonly problem: string | null;
}

export interface CheckpointWishes {
  /**
   * A folder in which the search keeps a checkpoint, so that another process may go on when this one ends: `checkpoint:
   * "checkpoints"`. It is made if it is not there; one that has something else in it is refused (SYN420). Not together with
   * `shortest` (SYN424).
   */
  readonly checkpoint?: string;
  /**
   * Milliseconds between checkpoints: `checkpointMs: 10_000`. They are written between two levels, as often as that or, where
   * levels take longer, before each. Absent: a minute.
   */
  readonly checkpointMs?: number;
  /**
   * The folder of a checkpoint to go on from: `resume: "checkpoints"`. Everything comes out as if the search had never been
   * interrupted. It goes on keeping checkpoints there, or in the folder that `checkpoint` names. Throws SYN421 where there is
   * none, SYN422 where it is damaged, SYN423 where it is of another model, of other options, or of another synod.
   */
  readonly resume?: string;
  /** Told of every checkpoint: `checkpointed: ({ states, written }) => console.log(states, written)`. */
  readonly checkpointed?: (checkpoint: Checkpointed) => void;
}

/** What it is called, and its value: a text to be shown, or "#" and a sum. */
export type Identity = readonly (readonly [what: string, value: string])[];

/** What is asked of a model, as far as it makes a search another one. */
export interface AskedOf {
  readonly model: Model;
  readonly plan: ReductionPlan;
  /** Of the options that were given: what each is called, and what it comes to. */
  readonly options: Identity;
}

/** A reduction that a search was refused, and why. */
export interface RefusedReduction {
  readonly reduction: string;
  readonly reason: string;
}

/** Who keeps the checkpoints of one check. */
export interface Keeper {
  /** Reductions that the search which is gone on with was refused. */
  readonly refused: readonly RefusedReduction[];
  /** For one of its searches, refused these reductions. Throws `foreign-checkpoint`. */
  of(asked: AskedOf, refused: readonly RefusedReduction[]): Checkpoints;
  close(): Promise<void>;
}
