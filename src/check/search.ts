/** The third stage of a check: the search, by whatever engines. */
import { kernelRelief } from "../engine/hand-over.ts";
import { explore } from "../explore/explorer.ts";
import type { Walk } from "../explore/walk.ts";
import type { DroppedReduction } from "../verify/verdict.ts";
import type { Ask } from "./ask.ts";
import { checkpointsOf, keptToBeJudged } from "./keep.ts";
import type { Plan } from "./plan.ts";
import { notedPredicates } from "./temporal.ts";

export interface Searched {
  readonly walk: Walk;
  readonly searchMs: number;
}

/** `refused`: reductions that earlier searches were. Rejects with `Halted` before the first level, or with a coded error. */
export async function searched(ask: Ask, { program }: Plan, refused: readonly DroppedReduction[]): Promise<Searched> {
  const { model, options, selected, temporal, fairness, store, memoryBytes, limits, cuts } = ask;
  const began = performance.now();
  const checkpoints = checkpointsOf(ask, program.plan, refused);
  const walk = await explore(
    program,
    {
      help: options.help,
      store,
      memoryBytes,
      properties: selected.filter((at) => !temporal.includes(at)),
      noted: temporal.length === 0 ? null : notedPredicates(model, temporal, fairness.assumptions),
      eager: options.eager ?? false,
      keepGoing: options.keepGoing ?? false,
      limits,
      cuts,
      keep: keptToBeJudged(options),
      checkpoints,
      ...(options.progress !== undefined && { progress: options.progress }),
      ...(options.signal !== undefined && { signal: options.signal }),
      ...(options.engine !== undefined && { engine: options.engine }),
    },
    kernelRelief,
  );
  return { walk, searchMs: performance.now() - began + (checkpoints?.resumed?.facts.searchedMs ?? 0) };
}
