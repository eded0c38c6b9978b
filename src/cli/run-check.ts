/** One check with worker threads, from a found model to a verdict. What `synod check` and `synod suite` have in common. */
import { type CheckOptions, type CheckResult, check } from "../check/check.ts";
import type { Crew } from "../explore/crew.ts";
import type { ModelAddress } from "../model/address.ts";
import type { FoundModel, Instance } from "./found-model.ts";
import { breathe } from "./interrupt.ts";

export interface RunOptions extends Omit<CheckOptions, "name" | "parameters" | "crew"> {
  /** Threads; 1: the calling one alone. */
  readonly workers: number;
}

export async function runCheck(
  found: FoundModel,
  { model, parameters }: Instance,
  { workers, ...options }: RunOptions,
): Promise<CheckResult> {
  const address = { module: found.module, export: found.export, parameters, mutant: options.mutant ?? null };
  const crew = workers > 1 ? await startCrew(address, workers) : null;
  try {
    const result = await check(model, { ...options, name: found.name, parameters, crew });
    await breathe();
    return result;
  } finally {
    await crew?.close();
  }
}

/** The pool is loaded when there is work for it. */
async function startCrew(address: ModelAddress, workers: number): Promise<Crew> {
  const { threadCrew } = await import("../explore/pool.ts");
  return threadCrew(address, workers);
}
