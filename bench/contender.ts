/** A program that searches a state space, and what one run of it is measured to be. */
export interface Contender {
  readonly program: string;
  /** Threads that search. */
  readonly threads: number;
  /** What it has to count: it may search another space than the check it is compared with, such as all states. */
  readonly expected: Counts;
  /** Whether it is a Node process, of whose memory some is there before anything is searched. */
  readonly onNode: boolean;
  /** Whatever has to be there before a run and is not measured: what was compiled. */
  prepare(): Promise<void>;
  /** Runs a whole process, or several. Throws when it fails or finds a violation. */
  run(): Promise<Sample>;
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
  /** What all its threads computed, the system's work for them left out; null where nobody says. */
  readonly userMs: number | null;
  readonly peakBytes: number;
  /** Which of synod's engines ended the search; absent where it has but one. */
  readonly engine?: string;
}
