/**
 * Runs a catalogue of mutants, model by model: first the model without a mutant in every configuration that is used, then
 * the mutants, the slow ones last. Hands each result over as it comes.
 */
import {
  failedJudgement,
  type Judgement,
  judgeMutant,
  judgeTooSmall,
  judgeUnchanged,
  type Search,
} from "../check/mutant.ts";
import type { Model } from "../model/model.ts";
import type { Mutant } from "../model/protocol.ts";
import type { Configuration, MutantResult, Result, UnchangedResult } from "../report/mutant-result.ts";
import type { Entry } from "./catalogue.ts";
import { type FoundModel, type Instance, instantiate } from "./found-model.ts";
import type { ProgressLine } from "./progress.ts";
import { type RunOptions, runCheck } from "./run-check.ts";

/** So many states of a model without a mutant are enough: its full check is another command's business. */
const MOST_UNCHANGED = 250_000;

export interface CatalogueOptions extends Pick<RunOptions, "workers" | "memoryBytes"> {
  readonly signal: AbortSignal;
  /** A line for a search of this subject. */
  readonly progress: (subject: string) => ProgressLine;
}

export async function* runCatalogue(
  entries: readonly (readonly Entry[])[],
  options: CatalogueOptions,
): AsyncGenerator<Result> {
  for (const ofModel of entries) {
    const run = ofModel.filter(({ isSkipped }) => !isSkipped);
    for (const group of byConfiguration(run)) {
      const result = await unchanged(group, options);
      if (options.signal.aborted) return;
      yield result;
    }
    for (const entry of inOrderOfCost(ofModel)) {
      if (entry.isSkipped) yield skipped(entry);
      else {
        const result = await mutated(entry, options);
        // What an interrupt cut short says nothing of the mutant.
        if (options.signal.aborted) return;
        yield result;
      }
    }
  }
}

/** As declared, which is as taught, but those that are slow by their own account at the end. */
function inOrderOfCost(entries: readonly Entry[]): Entry[] {
  const isSlow = ({ mutant }: Entry) => Number(mutant.slow === true);
  return [...entries].sort((one, other) => isSlow(one) - isSlow(other));
}

/** Mutants whose unchanged model is the same. */
function byConfiguration(entries: readonly Entry[]): (readonly [Entry, ...Entry[]])[] {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const { at, fairness } = entry.mutant;
    const key = JSON.stringify([Object.entries(at).sort(), fairness]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

async function unchanged(
  group: readonly [Entry, ...Entry[]],
  { signal, ...options }: CatalogueOptions,
): Promise<UnchangedResult> {
  const [{ found, mutant }] = group;
  const enough = new AbortController();
  const limited: CatalogueOptions = {
    ...options,
    signal: AbortSignal.any([signal, enough.signal]),
    progress: (subject) => {
      const line = options.progress(subject);
      return {
        ...line,
        show: (now) => {
          line.show(now);
          if (now.distinct >= MOST_UNCHANGED) enough.abort();
        },
      };
    },
  };
  const { fairness } = mutant;
  const named = [...new Set(group.flatMap((entry) => entry.mutant.breaks ?? []))];
  const isWhole = group.some((entry) => entry.mutant.breaks === null);
  const claimed = (model: Model) => named.filter((name) => model.properties.some((property) => property.name === name));
  const outcome = await judged(found, mutant.at, null, limited, (model, search) =>
    judgeUnchanged(isWhole ? null : claimed(model), (asked) =>
      search({ ...asked, ...(fairness !== undefined && { fairness }) }),
    ),
  );
  const properties = outcome.instance === null ? [] : claimed(outcome.instance.model);
  return {
    kind: "unchanged",
    ...configuration(found, mutant, mutant.at, outcome.instance),
    judgement: outcome.judgement,
    properties: isWhole ? null : properties,
    isPart: enough.signal.aborted,
    notClaimed: outcome.instance === null ? [] : named.filter((name) => !properties.includes(name)),
  };
}

function skipped({ found, name, mutant }: Entry): MutantResult {
  return {
    kind: "mutant",
    name,
    mutant,
    ...configuration(found, mutant, mutant.at, null),
    judgement: null,
    tooSmall: [],
  };
}

async function mutated({ found, name, mutant }: Entry, options: CatalogueOptions): Promise<MutantResult> {
  const outcome = await judged(found, mutant.at, name, options, (model, search) => judgeMutant(model, mutant, search));
  const tooSmall: MutantResult["tooSmall"][number][] = [];
  for (const at of mutant.notAt ?? []) {
    if (options.signal.aborted) break;
    const small = await judged(found, at, name, options, (model, search) => judgeTooSmall(model, mutant, search));
    tooSmall.push({ ...configuration(found, mutant, at, small.instance), judgement: small.judgement });
  }
  return {
    kind: "mutant",
    name,
    mutant,
    ...configuration(found, mutant, mutant.at, outcome.instance),
    judgement: outcome.judgement,
    tooSmall,
  };
}

/** `found` at parameters, put to a judge. A model that cannot be made there is a finding like any other. */
async function judged(
  found: FoundModel,
  at: Mutant["at"],
  mutant: string | null,
  { workers, memoryBytes, signal, progress }: CatalogueOptions,
  judge: (model: Model, search: Search) => Promise<Judgement>,
): Promise<{ readonly instance: Instance | null; readonly judgement: Judgement }> {
  let instance: Instance | null = null;
  const line = progress(`${found.name}${mutant === null ? "" : ` ${mutant}`}: `);
  try {
    const made = instantiate(found, at, mutant);
    instance = made;
    const search: Search = (asked) =>
      runCheck(found, made, {
        ...asked,
        workers,
        mutant,
        signal,
        progress: line.show,
        // Both keep every verdict and every shortest length; that stale messages pay is sure.
        ...(made.model.expiries.length > 0 && { reductions: ["symmetry", "stale-messages"] }),
        ...(memoryBytes !== undefined && { memoryBytes }),
      });
    return { instance, judgement: await judge(made.model, search) };
  } catch (error) {
    return { instance, judgement: failedJudgement(error) };
  } finally {
    line.clear();
  }
}

function configuration(
  { name, protocol }: FoundModel,
  { fairness }: Mutant,
  at: Mutant["at"],
  instance: Instance | null,
): Configuration {
  const { parameters } = protocol.protocol;
  const given = Object.entries(at).filter(([parameter, value]) => parameters[parameter]?.default !== value);
  return {
    model: name,
    given: Object.fromEntries(given),
    parameters: instance?.parameters ?? at,
    fairness: fairness ?? null,
  };
}
