/**
 * Runs the checks of a suite, one after the other with one crew, and says of each what is not as expected. What is wrong with
 * one does not keep the others from running. A result that is remembered under the same content key is not searched again, but
 * judged anew: what must come out may have changed.
 */
import type { CheckResult } from "../check/check-result.ts";
import { type SynodError, toPlainError } from "../errors/errors.ts";
import type { Crew } from "../explore/crew.ts";
import type { Progress } from "../explore/walk.ts";
import { type Causality, causalityOf } from "../formats/causality.ts";
import { Halted } from "../halt.ts";
import { type Instance, instantiate } from "../model/instance.ts";
import type { Model } from "../model/model.ts";
import type { MutationSummary } from "../mutants/mutation-score.ts";
import { scoreMutations } from "../mutants/score-mutations.ts";
import { type NeverReached, neverReached } from "../report/never-reached.ts";
import { NOTHING_FOUND } from "../verify/nothing-found.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Reference } from "../why/reference.ts";
import { isShownWithout } from "../why/shown-without.ts";
import { abortedAfter } from "./aborted-after.ts";
import { contentKey } from "./content-key.ts";
import type { PlannedCheck } from "./expand.ts";
import type { SuiteModel } from "./suite-model.ts";
import type { CheckedEntry } from "./suite-report.ts";
import { surprisesOf, withoutMutantSurprise } from "./surprises.ts";

/** What a check came to, as it is remembered. */
export interface RememberedResult
  extends Pick<CheckedEntry, "verdict" | "counterexamples" | "reasons" | "causalities"> {
  readonly mutations: MutationSummary | null;
}

/** Results of earlier runs, by content key. */
export interface SuiteMemory {
  recall(key: string): RememberedResult | null;
  keep(key: string, result: RememberedResult): void;
}

type Shown = CheckResult["counterexamples"][number] | NeverReached;

export interface SuiteRun {
  /** Null: the calling thread alone. */
  readonly crew: Crew | null;
  readonly signal: AbortSignal;
  /** What identifies the running synod. */
  readonly installation: string;
  /** Null: everything is searched. */
  readonly memory: SuiteMemory | null;
  /** Why counterexamples are some; and whether nothing was left out for want of time. */
  readonly explain: (model: Model, against: Reference | null) => Explaining;
  /** Whether reports want to know who took the steps of a trace. */
  readonly isCausal: boolean;
  readonly begins?: (check: PlannedCheck) => void;
  readonly progress?: (now: Progress) => void;
  readonly judging?: (judged: number, of: number) => void;
  readonly ends?: (entry: CheckedEntry, check: PlannedCheck) => void;
}

export interface Explaining {
  readonly reasons: (shown: Shown) => Reasons;
  readonly isCut: () => boolean;
}

/** In this order; those that an interrupt left out are not among them. */
export async function runChecks(checks: readonly PlannedCheck[], run: SuiteRun): Promise<CheckedEntry[]> {
  const entries: CheckedEntry[] = [];
  for (const check of checks) {
    if (run.signal.aborted) break;
    run.begins?.(check);
    const entry = await runCheckOf(check, run);
    if (entry === null) break;
    entries.push(entry);
    run.ends?.(entry, check);
  }
  return entries;
}

/** Null: it was interrupted, and nothing is known of it. */
async function runCheckOf(check: PlannedCheck, run: SuiteRun): Promise<CheckedEntry | null> {
  const started = performance.now();
  const { model } = check;
  if (model === null) return entryOf(check, { error: check.error as SynodError }, started);
  let instance: Instance;
  try {
    instance = instantiate(model, check.parameters, check.mutant);
    const key = contentKey(check, run.installation) as string;
    const remembered = run.memory?.recall(key) ?? null;
    if (remembered !== null) {
      // Nobody asked for them when it was searched.
      const isWanted =
        run.isCausal && remembered.causalities === undefined && Object.keys(remembered.reasons).length > 0;
      const causalities = isWanted ? causalitiesOf(instance.model, remembered) : remembered.causalities;
      const known = { ...remembered, ...(causalities !== undefined && { causalities }) };
      return entryOf(check, { ...known, instance, cached: true }, started);
    }
    const found = await searched(check, model, instance, run);
    if (found === null) return null;
    const { isCut, ...result } = found;
    if (!isCut && isLasting(result.verdict)) run.memory?.keep(key, result);
    return entryOf(check, { ...result, instance, isCut }, started);
  } catch (error) {
    if (error instanceof Halted) return null;
    return entryOf(check, { error }, started);
  }
}

/** Whether the same comes out whenever and wherever it is searched: no clock, no memory, no signal had a part in it. */
function isLasting({ ending, error, alone }: Verdict): boolean {
  return (ending === "complete" || ending === "violation" || ending === "depth") && alone === null && !isOurs(error);
}

/** A limit of depth is the same everywhere. */
function isOurs(error: Verdict["error"]): boolean {
  return error !== null && error.id !== "limit-reached";
}

interface Found extends RememberedResult {
  /** Time was up before all of it was found. */
  readonly isCut: boolean;
}

async function searched(
  check: PlannedCheck,
  model: SuiteModel,
  instance: Instance,
  run: SuiteRun,
): Promise<Found | null> {
  const { options, mutant, properties, fairness, mutationScore, isMutant } = check;
  const { crew, signal, progress, judging } = run;
  const result = await model.check(instance, {
    ...options,
    // Both keep every verdict and every shortest length; that stale messages pay is sure.
    ...(isMutant &&
      options.reductions === undefined &&
      options.symmetry === undefined &&
      instance.model.expiries.length > 0 && { reductions: ["symmetry", "stale-messages"] as const }),
    mutant,
    signal,
    ...(crew !== null && { crew }),
    ...(properties !== null && { properties }),
    ...(fairness !== null && { fairness }),
    ...(progress !== undefined && { progress }),
    ...(judging !== undefined && { judging }),
  });
  const { verdict, counterexamples } = result;
  if (verdict.ending === "interrupted") return null;
  const isHere = check.mutationScore === null || verdict.outcome !== "holds";
  const mutations = isHere ? null : await mutationsOf(check, instance, run);
  if (mutations === "interrupted") return null;
  const isExplained = !isMutant || surprisesOf({ verdict, error: null, mutations: null }, check).length > 0;
  const explaining = run.explain(instance.model, model.without(instance, mutant));
  const reasons = isExplained ? reasonsOf(result, explaining.reasons) : {};
  const causalities = isExplained && run.isCausal ? causalitiesOf(instance.model, result) : undefined;
  return {
    verdict,
    counterexamples,
    reasons,
    ...(causalities !== undefined && { causalities }),
    mutations: mutations === "time" ? null : mutations,
    isCut: explaining.isCut() || (mutationScore !== null && mutations === "time"),
  };
}

function reasonsOf({ verdict, counterexamples }: CheckResult, reasons: (shown: Shown) => Reasons) {
  const found = verdict.properties.flatMap((property) => {
    const shown = counterexamples.find(({ claim, property: of }) => claim === "property" && of === property.name);
    const explained = property.outcome === "violated" ? (shown ?? neverReached(property)) : null;
    return explained === null ? [] : [[property.name, reasons(explained)] as const];
  });
  return Object.fromEntries(found);
}

function causalitiesOf(model: Model, { counterexamples }: CheckResult): Record<string, Causality> {
  const found = counterexamples.flatMap(({ property, claim, list }) => {
    if (property === null || claim !== "property") return [];
    try {
      return [[property, causalityOf(model, list)] as const];
    } catch {
      // A diagram without arrows.
      return [];
    }
  });
  return Object.fromEntries(found);
}

async function mutationsOf(
  { options }: PlannedCheck,
  { model, parameters }: Instance,
  { crew, signal }: SuiteRun,
): Promise<MutationSummary | "interrupted" | "time"> {
  const { timeMs, memoryBytes } = options;
  const limit = timeMs === undefined ? null : abortedAfter(timeMs);
  const { summary } = await scoreMutations(model, {
    parameters,
    signal: limit === null ? signal : AbortSignal.any([signal, limit]),
    ...(crew !== null && { crew }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  if (signal.aborted) return "interrupted";
  return limit?.aborted ? "time" : summary;
}

type Outcome = Partial<RememberedResult> & {
  readonly instance?: Instance;
  readonly cached?: boolean;
  readonly isCut?: boolean;
  readonly error?: unknown;
};

function entryOf(check: PlannedCheck, outcome: Outcome, started: number): CheckedEntry {
  const { id, model, reference, mutant, properties, fairness, options, tags, expected, mutationScore } = check;
  const { instance, cached = false, isCut = false, counterexamples = [], reasons = {}, causalities } = outcome;
  const { mutations = null } = outcome;
  const wallMs = performance.now() - started;
  const error = outcome.error === undefined ? null : toPlainError(outcome.error);
  const verdict = outcome.verdict ?? nothingFound(check, error, wallMs);
  const isUnscored = mutationScore !== null && verdict.outcome === "holds" && mutations === null && isCut;
  const parameters = instance?.parameters ?? check.parameters;
  return {
    id,
    model: model?.name ?? reference,
    file: model?.file ?? null,
    parameters,
    mutant,
    tags,
    expected,
    surprises: [
      ...surprisesOf({ verdict, error, mutations }, check),
      ...(instance === undefined ? [] : ofOtherReasons(check, instance, { verdict, counterexamples })),
      ...(isUnscored
        ? [
            {
              kind: "budget",
              text: "time was up before all changes to rules were tried",
              property: null,
              rule: null,
            } as const,
          ]
        : []),
    ],
    cached,
    wallMs,
    verdict,
    counterexamples,
    reasons,
    ...(causalities !== undefined && { causalities }),
    ...(mutations !== null && mutationScore !== null && { mutations: { ...mutations, required: mutationScore } }),
    error,
    places:
      model === null || instance === undefined ? { model: null, rules: {}, properties: {} } : model.places(instance),
    // Of a model that does not load the suite says why.
    command: model?.command({ parameters: check.parameters, mutant, properties, fairness, options }) ?? "synod suite",
  };
}

/** A mutant that is noticed by a behaviour that the model has without it, too, is not noticed. */
function ofOtherReasons(
  { model, mutant, isMutant, expected }: PlannedCheck,
  instance: Instance,
  { verdict, counterexamples }: Pick<CheckResult, "verdict" | "counterexamples">,
) {
  if (!isMutant || expected.outcome !== "violated" || verdict.outcome !== "violated") return [];
  const { property: wanted } = expected;
  const broken = verdict.properties.filter(
    ({ name, family, outcome }) => outcome === "violated" && (name === wanted || family === wanted),
  );
  const reference = broken.length === 0 ? null : (model?.without(instance, mutant) ?? null);
  if (reference === null) return [];
  const alike = broken.find(({ name }) => {
    const shown = counterexamples.find(({ claim, property }) => claim === "property" && property === name);
    return shown !== undefined && isShownWithout(instance.model, name, shown.list, reference);
  });
  return alike === undefined ? [] : [withoutMutantSurprise(alike)];
}

function nothingFound(check: PlannedCheck, error: CheckedEntry["error"], wallMs: number): Verdict {
  const { parameters, mutant } = check;
  return verdictOfError(
    { model: check.model?.name ?? check.reference, parameters, defaults: {}, mutant },
    error,
    wallMs,
  );
}

/** Of a check that could not begin. */
export function verdictOfError(
  about: Pick<Verdict, "model" | "parameters" | "defaults" | "mutant">,
  error: CheckedEntry["error"],
  wallMs: number,
): Verdict {
  return {
    ...NOTHING_FOUND,
    ...about,
    outcome: "error",
    ending: "error",
    store: "compact",
    workers: 0,
    alone: null,
    fairness: null,
    wallMs,
    peakRssBytes: 0,
    error,
  };
}
