/**
 * Runs a catalogue of mutants, model by model: first the model without a mutant in every configuration that is used, then
 * the mutants, the slow ones last. Hands each result over as it comes.
 */
import type { CheckOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Progress } from "../explore/walk.ts";
import { type Instance, instantiate, type NamedProtocol } from "../model/instance.ts";
import type { Model } from "../model/model.ts";
import { homeOf } from "../model/moved.ts";
import { propertiesNamed } from "../model/property.ts";
import type { Mutant } from "../model/protocol.ts";
import {
  failedJudgement,
  type Judgement,
  judgeMutant,
  judgeTooSmall,
  judgeUnchanged,
  type Search,
} from "./judgement.ts";
import type { Configuration, MutantResult, Result, UnchangedResult } from "./result.ts";

/** So many states of a model without a mutant are enough: its full check is another matter. */
const MOST_UNCHANGED = 250_000;

/** A mutant of a protocol, declared there under its name. */
export interface Entry<P extends NamedProtocol = NamedProtocol> {
  readonly of: P;
  readonly name: string;
  readonly mutant: Mutant;
  /** Slow, and not asked for. */
  readonly isSkipped: boolean;
}

/** Checks a protocol's model at parameters. */
export type Checker<P extends NamedProtocol> = (
  of: P,
  instance: Instance,
  options: Pick<
    CheckOptions,
    "properties" | "keepGoing" | "fairness" | "mutant" | "reductions" | "signal" | "progress"
  >,
) => Promise<CheckResult>;

/** Who looks on while one subject is searched. */
export interface Watcher {
  readonly show: (now: Progress) => void;
  readonly clear: () => void;
}

export interface CatalogueOptions<P extends NamedProtocol> {
  readonly check: Checker<P>;
  readonly signal: AbortSignal;
  /** For a search of this subject. */
  readonly watch: (subject: string) => Watcher;
}

/**
 * `names`: of the mutants that are meant; absent: all. `all`: the slow ones too. A mutant that has moved is judged where it
 * is now, beside that protocol without it, under the name that it is asked for by; `at` finds that protocol's address.
 */
export function entriesOf<P extends NamedProtocol>(
  of: P,
  names: readonly string[] | undefined,
  all: boolean,
  at: (home: NamedProtocol, of: P) => P,
): Entry<P>[] {
  return Object.entries(of.protocol.protocol.mutants)
    .filter(([name]) => names === undefined || names.includes(name))
    .map(([name, mutant]) => ({
      of: housed(of, name, at),
      name,
      mutant,
      isSkipped: mutant.slow === true && !all && names === undefined,
    }));
}

function housed<P extends NamedProtocol>(of: P, mutant: string, at: (home: NamedProtocol, of: P) => P): P {
  const home = homeOf(of.protocol, mutant);
  return home === of.protocol ? of : at({ name: of.name, protocol: home }, of);
}

export async function* runCatalogue<P extends NamedProtocol>(
  entries: readonly (readonly Entry<P>[])[],
  options: CatalogueOptions<P>,
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
function inOrderOfCost<E extends Entry>(entries: readonly E[]): E[] {
  const isSlow = ({ mutant }: E) => Number(mutant.slow === true);
  return [...entries].sort((one, other) => isSlow(one) - isSlow(other));
}

/** Mutants whose unchanged model is the same. */
function byConfiguration<E extends Entry>(entries: readonly E[]): (readonly [E, ...E[]])[] {
  const groups = new Map<string, [E, ...E[]]>();
  for (const entry of entries) {
    const { at, fairness } = entry.mutant;
    const key = JSON.stringify([entry.of.protocol.protocol.name, Object.entries(at).sort(), fairness]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

async function unchanged<P extends NamedProtocol>(
  group: readonly [Entry<P>, ...Entry<P>[]],
  { signal, ...options }: CatalogueOptions<P>,
): Promise<UnchangedResult> {
  const [{ of, mutant }] = group;
  const enough = new AbortController();
  const limited: CatalogueOptions<P> = {
    ...options,
    signal: AbortSignal.any([signal, enough.signal]),
    watch: (subject) => {
      const watcher = options.watch(subject);
      return {
        ...watcher,
        show: (now) => {
          watcher.show(now);
          if (now.distinct >= MOST_UNCHANGED) enough.abort();
        },
      };
    },
  };
  const { fairness } = mutant;
  const named = [...new Set(group.flatMap((entry) => entry.mutant.breaks ?? []))];
  const isWhole = group.some((entry) => entry.mutant.breaks === null);
  const claimed = (model: Model) => named.filter((name) => propertiesNamed(model.properties, name).length > 0);
  const outcome = await judged(of, mutant.at, null, limited, (model, search) =>
    judgeUnchanged(isWhole ? null : claimed(model), (asked) =>
      search({ ...asked, ...(fairness !== undefined && { fairness }) }),
    ),
  );
  const properties = outcome.instance === null ? [] : claimed(outcome.instance.model);
  return {
    kind: "unchanged",
    ...configuration(of, mutant, mutant.at, outcome.instance),
    judgement: outcome.judgement,
    properties: isWhole ? null : properties,
    isPart: enough.signal.aborted,
    notClaimed: outcome.instance === null ? [] : named.filter((name) => !properties.includes(name)),
  };
}

function skipped({ of, name, mutant }: Entry): MutantResult {
  return {
    kind: "mutant",
    name,
    mutant,
    ...configuration(of, mutant, mutant.at, null),
    judgement: null,
    tooSmall: [],
  };
}

async function mutated<P extends NamedProtocol>(
  { of, name, mutant }: Entry<P>,
  options: CatalogueOptions<P>,
): Promise<MutantResult> {
  const outcome = await judged(of, mutant.at, name, options, (model, search) => judgeMutant(model, mutant, search));
  const tooSmall: MutantResult["tooSmall"][number][] = [];
  for (const at of mutant.notAt ?? []) {
    if (options.signal.aborted) break;
    const small = await judged(of, at, name, options, (model, search) => judgeTooSmall(model, mutant, search));
    tooSmall.push({ ...configuration(of, mutant, at, small.instance), judgement: small.judgement });
  }
  return {
    kind: "mutant",
    name,
    mutant,
    ...configuration(of, mutant, mutant.at, outcome.instance),
    judgement: outcome.judgement,
    tooSmall,
  };
}

/** `of` at parameters, put to a judge. A model that cannot be made there is a finding like any other. */
async function judged<P extends NamedProtocol>(
  of: P,
  at: Mutant["at"],
  mutant: string | null,
  { check, signal, watch }: CatalogueOptions<P>,
  judge: (model: Model, search: Search) => Promise<Judgement>,
): Promise<{ readonly instance: Instance | null; readonly judgement: Judgement }> {
  let instance: Instance | null = null;
  const watcher = watch(`${of.name}${mutant === null ? "" : ` ${mutant}`}: `);
  try {
    const made = instantiate(of, at, mutant);
    instance = made;
    const search: Search = (asked) =>
      check(of, made, {
        ...asked,
        mutant,
        signal,
        progress: watcher.show,
        // Both keep every verdict and every shortest length; that stale messages pay is sure.
        ...(made.model.expiries.length > 0 && { reductions: ["symmetry", "stale-messages"] }),
      });
    return { instance, judgement: await judge(made.model, search) };
  } catch (error) {
    return { instance, judgement: failedJudgement(error) };
  } finally {
    watcher.clear();
  }
}

function configuration(
  { name, protocol }: NamedProtocol,
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
