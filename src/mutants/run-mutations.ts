/** All small changes of a model's rules, one after the other. */
import { platform } from "#platform";
import type { CheckOptions } from "../check/check-options.ts";
import { observeAccess } from "../check/observed-access.ts";
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Watcher } from "./catalogue.ts";
import { type Mutation, mutationsOf } from "./mutation.ts";
import { checkMutation, type MutationResult } from "./mutation-score.ts";

/** States looked at for a mutation: so many times those of the model, and so many at least. */
const TIMES_AS_MANY = 10;
const AT_LEAST = 100_000;

/**
 * The mutations of a model, all of whose reachable states are watched for what its rules write: also those that a check with
 * symmetry does without. Throws `over-budget` where they are too many for that, since a field that is written in the rest
 * would go unnoticed.
 */
export async function observedMutations(
  model: Model,
  signal: AbortSignal,
  memoryBytes: number = platform.defaultMemoryBytes(),
): Promise<Mutation[]> {
  const seen = await observeAccess(model, { mostStates: Number.POSITIVE_INFINITY, memoryBytes, signal });
  const { rules, states, depth, complete } = seen;
  if (!complete && !signal.aborted) throw synodError("over-budget", { budgetBytes: memoryBytes, states, depth });
  return mutationsOf(model, new Map(rules.map(({ rule, ownWrites }) => [rule, ownWrites])));
}

export interface MutationsSearch extends Pick<CheckOptions, "memoryBytes"> {
  readonly signal: AbortSignal;
  /** The verdict on the model as it is. */
  readonly unchanged: Verdict;
  readonly watch: (subject: string) => Watcher;
}

/** Hands each result over as it comes; ends when it is stopped, without the one that this cut short. */
export async function* runMutations(
  model: Model,
  mutations: readonly Mutation[],
  { watch, ...search }: MutationsSearch,
): AsyncGenerator<MutationResult> {
  const mostStates = Math.max(AT_LEAST, TIMES_AS_MANY * search.unchanged.states.distinct);
  for (const [at, mutation] of mutations.entries()) {
    if (search.signal.aborted) return;
    const watcher = watch(`${at + 1} of ${mutations.length}, ${mutation.rule}, ${mutation.change}: `);
    const result = await checkMutation(model, mutation, { ...search, mostStates, progress: watcher.show }).finally(
      watcher.clear,
    );
    if (search.signal.aborted) return;
    yield result;
  }
}
