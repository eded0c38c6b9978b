/**
 * What a check's result is a function of, as one hash: the text of the model's bundle, parameters, mutant, properties, options,
 * and the synod and Node that run it. Threads are not in it: results are the same for any number. What must come out is not
 * either: a result is judged anew. Law: two checks of one key answer the same, but for times.
 */
import { createHash } from "node:crypto";
import type { PlannedCheck } from "./expand.ts";

/** `installation`: what identifies the running synod, its build included. */
export function contentKey(check: PlannedCheck, installation: string): string | null {
  const { model, parameters, mutant, properties, fairness, options, mutationScore } = check;
  if (model === null) return null;
  const asked = {
    format: 1,
    installation,
    node: process.versions.node.split(".")[0],
    model: model.name,
    export: model.reference.replace(/^[^#]*/, ""),
    parameters,
    mutant,
    properties,
    fairness,
    options,
    isMutant: check.isMutant,
    mutations: mutationScore !== null,
  };
  return createHash("sha256").update(canonical(asked)).update("\0").update(model.content).digest("hex");
}

/** Of what must come out too, `recorded` by a lock or said: of a check that passes under one key, nothing is new. */
export function passKey(check: PlannedCheck, content: string, recorded: unknown): string {
  const { expected, counts, strict, mutationScore } = check;
  const all = { content, expected, counts, strict, mutationScore, recorded: recorded ?? null };
  return createHash("sha256").update(canonical(all)).digest("hex");
}

/** JSON with the keys of objects in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
      : each,
  );
}
