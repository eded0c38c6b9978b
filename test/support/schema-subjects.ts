/** A mutant of each model whose check is quick: for tests of what is printed of many. */
import { modules } from "../../models/modules.ts";
import type { Protocol } from "../../src/model/protocol.ts";

const loaded = await Promise.all(
  Object.entries(modules).map(async ([name, load]) => {
    const exported = Object.values((await load()) as Readonly<Record<string, unknown>>);
    const found = exported.find((each) => typeof each === "function" && "protocol" in each) as Protocol | undefined;
    return [name, found] as const;
  }),
);

/** What to write behind `synod check` for the first mutant that is not slow, of each model. */
export const mutantsByModel: readonly string[] = loaded.flatMap(([name, found]) => {
  const [first] = Object.entries(found?.protocol.mutants ?? {}).filter(([, { slow }]) => slow !== true);
  if (first === undefined) return [];
  const [mutant, { at = {}, fairness = null }] = first;
  const parameters = Object.entries(at).map(([parameter, value]) => `${parameter}=${value}`);
  return [[name, ...parameters, "--mutant", mutant, ...(fairness === null ? [] : ["--fairness", fairness])].join(" ")];
});
