/** The options of `simulate`, looked at before anything is done. */

import { checkModel, checkOptions } from "../check/check-options.ts";
import { selectProperties } from "../check/selection.ts";
import { keysOf, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import type { Crew } from "../explore/crew.ts";
import type { Model } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isTemporal } from "../model/property-kinds.ts";
import { MOST_DEPTH, MOST_RUNS, MOST_SEED } from "./run-limits.ts";

/** How far a simulation is. */
export interface SimulationProgress {
  readonly runs: number;
  readonly steps: number;
  readonly distinct: number;
}

/**
 * How `simulate` is to go about it.
 *
 * @example
 * ```ts
 * const options: SimulateOptions = { runs: 10_000, depth: 200, seed: 7, workers: 4 };
 * ```
 */
export interface SimulateOptions<P extends string = string> {
  /** How many runs: `runs: 10_000`. Absent: 1000, or with `timeMs` as many as it allows. */
  readonly runs?: number;
  /** The most steps of a run: `depth: 200`, up to 100,000. Absent: 100. */
  readonly depth?: number;
  /** Which runs: `seed: 7`, from 0 to 4,294,967,295. The same for the same number. Absent: 1. */
  readonly seed?: number;
  /** Threads, from some amount of work on: `workers: 4`, up to 256. Absent or 1: the calling thread alone. */
  readonly workers?: number;
  /** Threads that are there already: `crew: threadCrew(4)`. The caller closes them. Not together with `workers`. */
  readonly crew?: Crew | null;
  /** The properties to judge: `properties: ["agreement"]`. Absent: all that runs can judge. */
  readonly properties?: readonly P[];
  /** Milliseconds, from the call on: `timeMs: 60_000`. */
  readonly timeMs?: number;
  /** Ends the simulation when it is aborted, with what is known: `signal: AbortSignal.timeout(10_000)`. */
  readonly signal?: AbortSignal;
  /** Told a few times a second how far it is: `progress: ({ runs }) => console.log(runs)`. */
  readonly progress?: (now: SimulationProgress) => void;
  /** How the result names what was simulated: `name: "lease"`. Absent: as the model is called. */
  readonly name?: string;
  /** For the result, where a protocol does not know them itself: `parameters: { clients: 2 }`. They choose nothing. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** For the result, likewise: `mutant: "eager"`. It chooses nothing. */
  readonly mutant?: string | null;
}

const OPTIONS = keysOf<SimulateOptions>({
  runs: true,
  depth: true,
  seed: true,
  workers: true,
  crew: true,
  properties: true,
  timeMs: true,
  signal: true,
  progress: true,
  name: true,
  parameters: true,
  mutant: true,
});

/** If nothing else is asked for. */
const USUAL_RUNS = 1000;
const USUAL_DEPTH = 100;

/** What is asked, with all that was left out. */
export interface SimulationAsk {
  /** Null: as many as the time allows. */
  readonly runs: number | null;
  readonly depth: number;
  readonly seed: number;
  /** Numbers of the properties that runs judge. */
  readonly judged: readonly number[];
  /** Numbers of all properties that are told of. */
  readonly told: readonly number[];
}

/**
 * Throws `bad-definition`, `unknown-key`, `bad-option-value`, `unknown-property`, or `not-by-walks` for a property that was
 * asked for by its name and that walks cannot judge.
 */
export function simulationAsked(model: unknown, options: SimulateOptions): SimulationAsk {
  checkModel("simulate(...)", "simulate", model);
  checkOptions("simulate(...)", options, OPTIONS);
  const { runs, depth = USUAL_DEPTH, seed = 1, properties, timeMs } = options;
  if (runs !== undefined) whole("runs", runs, 1, MOST_RUNS);
  whole("depth", depth, 0, MOST_DEPTH);
  whole("seed", seed, 0, MOST_SEED);
  if (timeMs !== undefined && !(timeMs > 0)) throw wrong("timeMs", timeMs, "a number of milliseconds above 0");
  const told = selectProperties(model, properties);
  const judged = told.filter((at) => !isOverTime(model, at));
  const [first] = properties === undefined ? [] : told.filter((at) => isOverTime(model, at));
  if (first !== undefined) {
    const { name: property = "", kind = "eventually" } = model.properties[first] ?? {};
    const others = model.properties.filter((_, at) => !isOverTime(model, at));
    throw synodError("not-by-walks", { property, kind, judged: others.map(({ name }) => name) });
  }
  return {
    runs: runs ?? (timeMs === undefined ? USUAL_RUNS : null),
    depth,
    seed,
    judged,
    told,
  };
}

function isOverTime({ properties }: Model, at: number): boolean {
  const property = properties[at];
  return property !== undefined && isTemporal(property.kind);
}

function whole(option: string, value: unknown, least: number, most: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return;
  throw wrong(option, value, `an integer from ${least} to ${most}`);
}

function wrong(option: string, value: unknown, expected: string): Error {
  return synodError("bad-option-value", { option: `the option \`${option}\``, value: shown(value), expected });
}
