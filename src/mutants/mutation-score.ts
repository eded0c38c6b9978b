/** Which mutations of a model's rules its properties notice, and which survive. */
import { check } from "../check/check.ts";
import type { CheckOptions } from "../check/check-options.ts";
import { reviveError } from "../errors/errors.ts";
import { exitCodes } from "../errors/exit-codes.ts";
import type { Model } from "../model/model.ts";
import { ownClaims } from "../model/property.ts";
import type { Verdict } from "../verify/verdict.ts";
import { type Mutation, mutated } from "./mutation.ts";

/**
 * caught: some property is violated. error: the model throws, leaves a domain or does not end, which is noticed too, though
 * by no property. survived: every property holds. undecided: no violation in as many states as are looked at, or what ended
 * the search says nothing of the protocol: that the changed model is not pure, say.
 */
export type Fate = "caught" | "error" | "survived" | "undecided";

export interface MutationResult {
  readonly mutation: Mutation;
  readonly fate: Fate;
  /** The first property that is violated, and the length of its counterexample. */
  readonly property: string | null;
  readonly steps: number | null;
  readonly loop: number | null;
  /** The code of what was thrown. */
  readonly error: string | null;
  readonly states: Verdict["states"];
  /** As many states, as deep, as the model as it is: a sign, though no proof, that the same states are reached. */
  readonly sameStates: boolean;
  readonly wallMs: number;
}

export interface MutationSearch extends Pick<CheckOptions, "memoryBytes" | "progress"> {
  readonly signal: AbortSignal;
  /** The verdict on the model as it is. */
  readonly unchanged: Verdict;
  /** A mutation may open up many more states than the model has; about so many are looked at. */
  readonly mostStates: number;
}

/** Checks one mutation. The calling thread works alone: a mutated closure has no address that others could find it by. */
export async function checkMutation(
  model: Model,
  mutation: Mutation,
  { unchanged, mostStates, signal, progress, memoryBytes }: MutationSearch,
): Promise<MutationResult> {
  const enough = new AbortController();
  const changed = mutated(model, mutation);
  const { verdict } = await check(changed, {
    // What is scored are the model's own claims: a link to another model notices nearly every change.
    properties: ownClaims(changed.properties),
    // A score counts what properties notice; nobody relies on a mutation that holds.
    judgeAgain: false,
    signal: AbortSignal.any([signal, enough.signal]),
    progress: (now) => {
      progress?.(now);
      if (now.distinct >= mostStates) enough.abort();
    },
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  const broken = verdict.properties.find(({ outcome }) => outcome === "violated");
  const { states, wallMs } = verdict;
  const found = broken ?? { name: null, steps: null, loop: null };
  return {
    mutation,
    fate: fateOf(verdict),
    property: found.name,
    steps: found.steps,
    loop: found.loop,
    error: verdict.outcome === "error" && verdict.error !== null ? reviveError(verdict.error).code : null,
    states,
    sameStates: states.distinct === unchanged.states.distinct && states.depth === unchanged.states.depth,
    wallMs,
  };
}

function fateOf({ outcome, properties, error }: Verdict): Fate {
  if (properties.some((property) => property.outcome === "violated")) return "caught";
  if (outcome === "error" && error !== null)
    return reviveError(error).exitCode === exitCodes.modelThrew ? "error" : "undecided";
  return outcome === "holds" ? "survived" : "undecided";
}

/** How many mutations were noticed, by what, and how many were not. */
export interface MutationSummary {
  readonly mutations: number;
  /** Caught: some property was violated. */
  readonly byProperty: number;
  /** The changed model threw, left a domain or did not end. */
  readonly byError: number;
  readonly survived: number;
  readonly undecided: number;
  /** Noticed mutations among those decided; null when there are none. */
  readonly score: number | null;
}

export function mutationSummary(results: readonly MutationResult[]): MutationSummary {
  const count = (fate: Fate) => results.filter((result) => result.fate === fate).length;
  const [byProperty, byError, survived, undecided] = [
    count("caught"),
    count("error"),
    count("survived"),
    count("undecided"),
  ];
  const decided = byProperty + byError + survived;
  return {
    mutations: results.length,
    byProperty,
    byError,
    survived,
    undecided,
    score: decided === 0 ? null : (byProperty + byError) / decided,
  };
}
