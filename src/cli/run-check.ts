/**
 * One check, from a found model to a verdict: the command line knows where models come from. What `synod check` and
 * `synod suite` have in common.
 */

import { check } from "../check/check.ts";
import type { CheckOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import { type ModelAddress, modelFrom, originAt } from "../model/address.ts";
import type { Instance } from "../model/instance.ts";
import type { Model } from "../model/model.ts";
import { noteDescent } from "../model/origin.ts";
import { defaultsOf } from "../model/parameters.ts";
import type { FoundModel } from "./found-model.ts";
import { breathe } from "./interrupt.ts";

export interface RunOptions extends Omit<CheckOptions, "name" | "parameters"> {
  /** Threads; 1: the calling one alone. Of several checks: they have a crew instead. */
  readonly workers?: number;
}

export async function runCheck(
  found: FoundModel,
  { model, parameters }: Instance,
  options: RunOptions,
): Promise<CheckResult> {
  const mutant = options.mutant ?? null;
  const declaration = { module: found.module, at: found.export };
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  noteDescent(model, { declaration, parameters, defaults, mutant, isSaid: true, elsewhere: null });
  const address = { module: found.module, export: found.export, parameters, mutant };
  const result = await check(model, { ...options, name: found.name, parameters, again: () => modelAgain(address) });
  await breathe();
  return result;
}

/** Modules imported anew so far: each needs a name that was not used. */
let imported = 0;

/** The same model, of a module that shares no variables with the one that was searched. */
async function modelAgain(address: ModelAddress): Promise<Model> {
  imported++;
  const module = `${address.module}?again=${imported}`;
  const exports = await quietly(async () => (await import(module)) as Readonly<Record<string, unknown>>);
  return modelFrom(exports, originAt(address));
}

/** What a module prints when it is imported it has printed once already. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, info, debug, warn, error } = console;
  const nothing = () => {};
  Object.assign(console, { log: nothing, info: nothing, debug: nothing, warn: nothing, error: nothing });
  try {
    return await work();
  } finally {
    Object.assign(console, { log, info, debug, warn, error });
  }
}
