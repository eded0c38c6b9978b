/**
 * What a simulation answers with: data. Its outcome is never that a property holds; a simulation looks at some runs of very
 * many, and says of them what it saw.
 */
import type { Counterexample } from "../check/counterexample.ts";
import type { PlainError } from "../errors/errors.ts";
import type { RunEnding } from "../explore/random-runs.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { PropertyKind } from "../model/property-kinds.ts";

/** What was seen of one property. */
export interface SimulatedProperty {
  /** As the model names it; "no deadlock" for `terminal`. */
  readonly name: string;
  /** Of a part of a family: the family's name. Absent: it is none. */
  readonly family?: string;
  /** Under which key of the model it stands; "deadlock" for `terminal`. */
  readonly kind: PropertyKind;
  /** `not-judged`: it is about whole behaviours, of which no walk of so many steps says anything. */
  readonly outcome: "violated" | "not-violated" | "reached" | "not-reached" | "not-judged";
  /** The run that violated or first reached it; null: none did. */
  readonly run: number | null;
  /** After so many steps of that run. */
  readonly steps: number | null;
}

/** What random runs of a model came to. */
export interface Simulation {
  /** How the model is called. */
  readonly model: string;
  /** The parameters that it was made with, or was said to be. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** What parameters are where nobody gives them. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  /** The mutant that it was made with, or was said to be; null: none. */
  readonly mutant: string | null;
  /** "no-violation": in these runs; of others nothing is said. "error": the model threw in one of them. */
  readonly outcome: "violated" | "no-violation" | "error";
  /** Why there were no more runs: all that were asked for were made, or a run came upon something, or it was ended. */
  readonly ending: "runs" | "violation" | "error" | "time" | "interrupted";
  /** Which runs they were: the same for the same number. */
  readonly seed: number;
  /** The most steps of a run. */
  readonly depth: number;
  /** How many runs were asked for (null: as many as the time allows) and how many were made. */
  readonly runs: { readonly asked: number | null; readonly made: number };
  /** Steps that were taken, over all runs. */
  readonly steps: number;
  /** Of the runs by their numbers of steps: the shortest, a quarter, half and three quarters of the way, the longest; null: there were none. */
  readonly lengths: {
    readonly least: number;
    readonly quarter: number;
    readonly median: number;
    readonly threeQuarters: number;
    readonly most: number;
  } | null;
  /**
   * How many runs ended why: they had as many steps as they may have (`depth`), no rule was enabled (`terminal`), what was
   * enabled changed nothing (`unchanging`) or was beyond the model's constraint (`constraint`), or they came upon something
   * (`finding`).
   */
  readonly endings: Readonly<Record<RunEnding, number>>;
  /** Distinct states on the runs; `isExact`: no more than these. */
  readonly states: { readonly distinct: number; readonly isExact: boolean };
  /** Property by property. */
  readonly properties: readonly SimulatedProperty[];
  /** Rule by rule: instances that were enabled, over the states of the runs; steps that were taken. */
  readonly coverage: readonly { readonly rule: string; readonly enabled: number; readonly taken: number }[];
  /** The length of the run that came upon something, and of what is left of it; null: none did. */
  readonly shortened: { readonly from: number; readonly to: number } | null;
  /** Whether numbers fell further behind than `lags` tell apart. */
  readonly lagsCut: boolean;
  /** How many threads made the runs. */
  readonly workers: number;
  /** Why the calling thread was alone although more were asked for; null: it was not, or none were. */
  readonly alone: PlainError | null;
  /** Milliseconds. */
  readonly wallMs: number;
  /** What the model threw; null: nothing. */
  readonly error: PlainError | null;
}

/** What a simulation answers with. */
export interface SimulationResult {
  /** What came out. */
  readonly simulation: Simulation;
  /** The behaviour that violates a property, or that leads to where the model throws, shortened; none: there was none. */
  readonly counterexamples: readonly Counterexample[];
}
