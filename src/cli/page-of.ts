/** What a page is about, from what a command line asked and what came out. */
import type { CheckResult } from "../check/check-result.ts";
import type { Instance } from "../model/instance.ts";
import { defaultsOf } from "../model/parameters.ts";
import type { Capsule, CapsuleModel, CapsuleVerdict } from "../page/capsule.ts";
import { sampleTraces, tracesOf } from "../page/traces-of.ts";
import { checkJson, type Sampled } from "../report/verdict-json.ts";
import type { Reference } from "../why/reference.ts";
import { asFlags } from "./flags.ts";
import type { FoundModel } from "./found-model.ts";
import { pageText } from "./page-file.ts";
import { pageModel } from "./page-model.ts";
import { ruleSources } from "./rule-sources.ts";
import { version } from "./version.ts";

/** What was asked, and of what. */
export interface PageRequest {
  readonly found: FoundModel;
  readonly instance: Instance;
  readonly mutant: string | null;
  /** What traces are held against; null or absent: nothing. */
  readonly against?: Reference | null;
  /** What to type to get this again. */
  readonly command: string;
}

/** A page but for what a check says; null: nothing was checked. */
export type PageOf = (result: CheckResult | null, sampled?: Sampled | null) => string;

/** All that can go wrong with a page goes wrong here, before a long search. Throws `not-for-pages`. */
export async function pageOf({ found, instance, mutant, against, command }: PageRequest): Promise<PageOf> {
  const { model, parameters } = instance;
  const script = await pageModel(found);
  const sources = await ruleSources(script, instance, mutant);
  const { about, source, mutants, parameters: declared } = found.protocol.protocol;
  const mutantAbout = mutant === null ? undefined : mutants[mutant]?.about;
  const named: CapsuleModel = {
    name: found.name,
    parameters,
    mutant,
    defaults: defaultsOf(declared),
    ...(about && { about }),
    ...(source !== null && { source }),
    ...(mutantAbout !== undefined && { mutantAbout }),
  };
  return (result, sampled = null) => {
    const capsule: Capsule = {
      synod: version(),
      model: named,
      verdict: result === null ? null : (checkJson(result, null, asFlags) as unknown as CapsuleVerdict),
      traces: [
        ...(result === null ? [] : tracesOf(model, result.counterexamples, against, result.verdict.properties)),
        ...sampleTraces(sampled?.samples ?? []),
      ],
      sources,
      command,
    };
    return pageText(capsule, script);
  };
}
