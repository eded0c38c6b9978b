/** The first stage of a check: what it is asked, with every option settled. */
import { platform } from "#platform";
import type { Keeper } from "../checkpoint/wishes.ts";
import { type SynodError, toPlainError } from "../errors/errors.ts";
import type { Help } from "../explore/help.ts";
import type { Limits } from "../explore/walk.ts";
import { type Halt, processHalt } from "../halt.ts";
import { Cuts } from "../model/cuts.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";
import type { Property } from "../model/property.ts";
import { isTemporal } from "../model/property-kinds.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { CheckOptions } from "./check-options.ts";
import { checkMemory, limitsOf } from "./limits.ts";
import { selectFairness, selectProperties } from "./selection.ts";
import type { ChosenFairness } from "./temporal.ts";

/** Who searches. */
export interface Searchers {
  /** The threads' part in the search; null: the calling thread's alone. */
  readonly help: Help | null;
  /** Why, if more were asked for. */
  readonly missing: SynodError | null;
  /** Who keeps checkpoints; null: nobody. */
  readonly keeper: Keeper | null;
}

export interface Ask {
  readonly model: Model;
  readonly options: CheckOptions & Searchers;
  /** By `performance.now()`. */
  readonly started: number;
  /** The properties to be judged, as indices, and those of them that are judged on the graph. */
  readonly selected: readonly number[];
  readonly temporal: readonly number[];
  readonly fairness: ChosenFairness;
  readonly store: "compact" | "exact";
  readonly memoryBytes: number;
  readonly limits: Limits;
  /** Whether to stop, and why. */
  readonly halt: Halt;
  /** Notes whether lags were cut off while it was asked. */
  readonly cuts: Cuts;
}

/** Throws `unknown-property`, `bad-option-value`. */
export function asked(model: Model, options: CheckOptions & Searchers, started: number): Ask {
  const selected = selectProperties(model, options.properties);
  const temporal = selected.filter((at) => isTemporal((model.properties[at] as Property).kind));
  const fairness = selectFairness(model, options.fairness);
  const memoryBytes = options.memoryBytes ?? platform.defaultMemoryBytes();
  checkMemory(memoryBytes);
  const limits = limitsOf(options, started);
  const { until = Number.POSITIVE_INFINITY } = limits;
  const halt: Halt = () => {
    if (performance.now() >= until) return "time";
    return processHalt() ?? (options.signal?.aborted ? "interrupted" : null);
  };
  const cuts = new Cuts(model);
  const store = options.store ?? "compact";
  return { model, options, started, selected, temporal, fairness, store, memoryBytes, limits, halt, cuts };
}

export type Base = Pick<
  Verdict,
  "model" | "parameters" | "defaults" | "mutant" | "store" | "workers" | "alone" | "fairness"
>;

/** What a verdict says whatever comes out, as far as it is known by now. */
export function baseOf({ model, options, temporal, fairness, store }: Ask): Base {
  const descent = descentOf(model);
  return {
    model: options.name ?? model.name ?? "model",
    parameters: options.parameters ?? descent?.parameters ?? {},
    defaults: descent?.defaults ?? {},
    mutant: options.mutant === undefined ? (descent?.mutant ?? null) : options.mutant,
    store,
    fairness: temporal.length === 0 ? null : fairness.name,
    ...searchedBy(options),
  };
}

/** How many threads it was, and why not as many as were asked for. */
function searchedBy({ help, missing }: Pick<Searchers, "help" | "missing">): Pick<Verdict, "workers" | "alone"> {
  const why = missing ?? help?.missing ?? null;
  return why === null ? { workers: help?.size ?? 1, alone: null } : { workers: 1, alone: toPlainError(why) };
}
