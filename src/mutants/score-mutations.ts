/** A model's rules changed one by one from a program, as `synod mutate` changes them. */
import { check } from "../check/check.ts";
import { type CheckOptions, checkModel, checkOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import { keysOf } from "../closed.ts";
import type { Model } from "../model/model.ts";
import { type MutationReport, mutationReport } from "./mutation-report.ts";
import type { MutationResult } from "./mutation-score.ts";
import { observedMutations, runMutations } from "./run-mutations.ts";

/**
 * Of a run of mutations, as those of `check`. Threads search the model as it is; a changed one is searched by the calling
 * thread alone.
 */
export interface MutationOptions
  extends Pick<CheckOptions, "name" | "parameters" | "workers" | "crew" | "memoryBytes" | "signal"> {}

const OPTIONS = keysOf<MutationOptions>({
  name: true,
  parameters: true,
  workers: true,
  crew: true,
  memoryBytes: true,
  signal: true,
});

/** A report, and what it starts from. */
export interface MutationScore extends MutationReport {
  /**
   * What a check of the model as it is answers. Only of a model that holds are the rules changed: of any other, `mutations`
   * is empty.
   */
  readonly unchanged: CheckResult;
}

/**
 * Changes the rules of a model one by one (never taken, guard ignored, guard negated, one field not written), and tells which
 * changes its properties notice. What survives is worth a look: a property may be missing. Rejects as `check` does,
 * and with `over-budget` where all states, without symmetry, do not fit into the memory.
 *
 * @example
 * ```ts
 * const { mutations, summary } = await scoreMutations(twoPhaseCommit({ participants: 2 }));
 * console.log(`noticed ${Math.floor(100 * (summary.score ?? 0))} %`);
 * for (const { rule, change, field, fate } of mutations) if (fate === "survived") console.log(rule, change, field);
 * ```
 */
export async function scoreMutations(model: Model, options: MutationOptions = {}): Promise<MutationScore> {
  checkModel("scoreMutations(...)", "change", model);
  checkOptions("scoreMutations(...)", options, OPTIONS);
  const started = performance.now();
  const { signal = new AbortController().signal, memoryBytes } = options;
  const unchanged = await check(model, options);
  const { verdict } = unchanged;
  const results: MutationResult[] = [];
  if (verdict.outcome === "holds") {
    const mutations = await observedMutations(model, signal, memoryBytes);
    const run = runMutations(model, mutations, {
      unchanged: verdict,
      signal,
      watch: () => ({ show: () => {}, clear: () => {} }),
      ...(memoryBytes !== undefined && { memoryBytes }),
    });
    for await (const result of run) results.push(result);
  }
  const report = mutationReport({
    model: verdict.model,
    parameters: verdict.parameters,
    results,
    interrupted: signal.aborted,
    wallMs: performance.now() - started,
  });
  return { ...report, unchanged };
}
