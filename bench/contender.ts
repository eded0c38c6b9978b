/** A program that searches a case's state space, and what one run of it is measured to be. */
export interface Contender {
  readonly program: string;
  /** Threads that search. */
  readonly threads: number;
  /** Whatever has to be there before a run and is not measured: what was compiled. */
  prepare(): void;
  /** Runs a whole process, or several. Throws when it fails or finds a violation. */
  run(): Sample;
}

/** A program that cannot be measured here, and why. */
export interface Absentee {
  readonly program: string;
  readonly reason: string;
}

/** Counted as synod does, see docs/benchmark.md. */
export interface Counts {
  readonly distinct: number;
  readonly generated: number;
  /** Null: a depth-first search does not know it. */
  readonly depth: number | null;
}

export interface Sample {
  readonly counts: Counts;
  /** From before the process is started until after it has ended. */
  readonly wallMs: number;
  readonly peakBytes: number;
}
