/** A check from end to end: compile, explore, judge, and for every finding a trace that the interpreter has replayed. */
import { questionOf } from "../certify/question.ts";
import { isNamedParts, keysOf } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import {
  asSynodError,
  type ErrorDetails,
  formatError,
  isSynodError,
  type PlainError,
  reviveError,
  type SynodError,
  synodError,
  toPlainError,
} from "../errors.ts";
import type { Crew } from "../explore/crew.ts";
import { explore, type Progress, type Walk } from "../explore/explorer.ts";
import { HangWatch } from "../explore/hang.ts";
import { Help } from "../explore/help.ts";
import { type Halt, Halted, processHalt } from "../halt.ts";
import { Cuts } from "../model/cuts.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Model } from "../model/model.ts";
import { descentOf, standStill } from "../model/origin.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isTemporal, type Property } from "../model/property.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { reducedProgram } from "../program/reduce.ts";
import { SymmetricProgram } from "../program/symmetry/symmetric-program.ts";
import { collisionProbability } from "../store/visited-set.ts";
import { concretePath } from "../trace/concrete.ts";
import type { StepList } from "../trace/trace.ts";
import { fairnessClasses } from "../verify/fairness-classes.ts";
import { explainGrowth } from "../verify/growth.ts";
import { judgeAll, judgeProperties } from "../verify/judge.ts";
import { judgingBytes } from "../verify/liveness/check.ts";
import { unhandledWarnings } from "../verify/unhandled.ts";
import { vacuityWarnings } from "../verify/vacuity.ts";
import type {
  DroppedReduction,
  JudgedAgain,
  PropertyVerdict,
  RuleCoverage,
  SymmetryVerdict,
  Verdict,
  Warning,
} from "../verify/verdict.ts";
import { makeInitialStates } from "./beginning.ts";
import { checkCall } from "./check-options.ts";
import type { Counterexample } from "./counterexample.ts";
import { type Explained, explain } from "./explain.ts";
import { judgeAgain } from "./judge-again.ts";
import { checkMemory, type LimitOptions, limitError, limitsOf } from "./limits.ts";
import { listening } from "./listening.ts";
import { defaultMemoryBytes, peakRssBytes } from "./machine.ts";
import { chooseReductions, REDUCTIONS, type ReductionName } from "./reductions.ts";
import { reduceBySymmetry } from "./symmetry.ts";
import { judgeTemporal, notedPredicates } from "./temporal.ts";
import { type Threads, threadsFor } from "./threads.ts";

export interface CheckOptions extends LimitOptions {
  /** How the verdict names what was checked. */
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly mutant?: string | null;
  /** Names of the properties to judge; absent: all. */
  readonly properties?: readonly string[];
  readonly store?: "compact" | "exact";
  /** Threads that search, from some size of the search on; absent or 1: the calling thread alone. */
  readonly workers?: number;
  /** Threads that are there already, for several checks to share (`threadCrew`); the caller closes them. */
  readonly crew?: Crew | null;
  /** Let the crew do everything, however little there is to do: to test crews. */
  readonly eager?: boolean;
  readonly memoryBytes?: number;
  /** Which of the model's fairness assumptions are in force; absent: the first. */
  readonly fairness?: string;
  /** Go on after a violation until every property is decided. */
  readonly keepGoing?: boolean;
  /** Visit one state of each class that renaming of scalarsets' elements makes; absent: where sound and worth it. */
  readonly symmetry?: boolean;
  /**
   * The reductions to use where they keep what is asked; absent: symmetry where it pays. `symmetry`, when given, decides
   * on symmetry instead.
   */
  readonly reductions?: readonly ReductionName[];
  /** When a reduction may have made a counterexample longer than necessary, search again without it. */
  readonly shortest?: boolean;
  /** Judge every state again, not as many as a moment allows. */
  readonly certify?: boolean;
  /** Told of it, a few times a second. */
  readonly judging?: (judged: number, of: number) => void;
  /** Whether a complete search is judged a second time; absent: it is. `false` is for measurements. */
  readonly judgeAgain?: boolean;
  /** Makes the same model once more, of a module imported anew, for the second judgement. Absent: it takes `model`. */
  readonly again?: () => Promise<Model>;
  readonly progress?: (now: Progress) => void;
  readonly signal?: AbortSignal;
  /** Told of the result as soon as it is known: before threads have ended, which may still be coming up. */
  readonly decided?: (result: CheckResult) => void;
}

export interface CheckResult {
  readonly verdict: Verdict;
  /** Counterexamples, witnesses of `reachable`, and the way to a closure that threw. */
  readonly counterexamples: readonly Counterexample[];
}

const OPTIONS = keysOf<CheckOptions>({
  name: true,
  parameters: true,
  mutant: true,
  properties: true,
  store: true,
  workers: true,
  crew: true,
  eager: true,
  memoryBytes: true,
  fairness: true,
  keepGoing: true,
  symmetry: true,
  reductions: true,
  shortest: true,
  certify: true,
  judgeAgain: true,
  again: true,
  judging: true,
  progress: true,
  signal: true,
  timeMs: true,
  timeFrom: true,
  maxStates: true,
  maxDepth: true,
  decided: true,
});

/**
 * Checks a model. Everything that goes wrong with the model is in the verdict (`outcome: "error"`, `error`); rejects only
 * for what is no model, for options that cannot be (unknown ones, an unknown property or fairness, a limit that is none),
 * and for faults of synod itself.
 */
export async function check(model: Model, options: CheckOptions = {}): Promise<CheckResult> {
  checkCall(model, options, OPTIONS);
  await standStill();
  const started = performance.now();
  const threads = threadsFor(options.crew, options.workers);
  const heard = listening(options);
  try {
    const result = await checkWith(threads, model, { ...options, ...heard.options }, started);
    heard.complain();
    options.decided?.(result);
    return result;
  } catch (error) {
    throw asSynodError(error);
  } finally {
    await threads?.dismiss();
  }
}

/** Searches again without what an earlier search was refused. */
async function checkWith(
  threads: Threads | null,
  model: Model,
  options: CheckOptions,
  started: number,
): Promise<CheckResult> {
  const refused: DroppedReduction[] = [];
  let again = 0;
  /** What a search found whose counterexamples may be longer than necessary. */
  let longer: CheckResult | null = null;
  for (;;) {
    const missing = threads === null ? null : threads.missing(model);
    const help = threads === null || missing !== null ? null : new Help(threads.size, model, threads.hire);
    const result = await checkWithout(refused, model, { ...options, help, missing }, started).finally(() =>
      help?.leave(),
    );
    const { error, outcome, reductions } = result.verdict;
    if (error?.id === "reduction-refused") {
      const { reduction, problem } = error.details as ErrorDetails<"reduction-refused">;
      refused.push({ reduction, reason: problem });
    } else if (error?.id === "endless-closure" && isUnsure(error) && ++again < 3) {
      // It was the process that stood still, or one state that took very long: nothing that was found can be relied on.
    } else if (options.shortest && outcome === "violated" && reductions.includes("partial-order")) {
      longer = result;
      refused.push({ reduction: "partial-order", reason: "a shortest counterexample was asked for, and there is one" });
    } else return longer === null ? result : shortestOf(longer, result);
  }
}

/** What a search without partial order says of what one with it found: no limit that it comes to takes that back. */
function shortestOf(longer: CheckResult, { verdict, counterexamples }: CheckResult): CheckResult {
  if (verdict.outcome === "holds") {
    const { name } = longer.verdict.properties.find(({ outcome }) => outcome === "violated") as PropertyVerdict;
    throw synodError("internal", { problem: `${name} is violated with partial order, and holds without it` });
  }
  if (verdict.outcome !== "undecided") return { verdict, counterexamples };
  const { wallMs, peakRssBytes } = verdict;
  const warnings = [...longer.verdict.warnings, NOT_SHORTEST];
  return { ...longer, verdict: { ...longer.verdict, wallMs, peakRssBytes, warnings } };
}

const NOT_SHORTEST: Warning = {
  kind: "not-shortest",
  subject: "partial-order",
  message:
    "a counterexample may have more steps than necessary: the search without this reduction, for a shortest one, did not come to an end",
};

function countClasses(
  assumptions: readonly FairnessAssumption[],
  program: Program,
  occurring: Iterable<number> | null,
): number {
  return new HangWatch(program).run(() => fairnessClasses(assumptions, program.instances, occurring).length, false);
}

function isUnsure(error: PlainError): boolean {
  return (error.details as ErrorDetails<"endless-closure">).isSure === false;
}

interface SearchedBy {
  /** The threads' part in the search; null: the calling thread's alone. */
  readonly help: Help | null;
  /** Why, if more were asked for. */
  readonly missing: SynodError | null;
}

/** One search, without the reductions that an earlier one was refused. */
async function checkWithout(
  refused: readonly DroppedReduction[],
  model: Model,
  options: CheckOptions & SearchedBy,
  started: number,
): Promise<CheckResult> {
  const selected = selectProperties(model, options.properties);
  const isOverTime = (at: number) => isTemporal((model.properties[at] as Property).kind);
  const temporal = selected.filter(isOverTime);
  const fairness = selectFairness(model, options.fairness);
  const memoryBytes = options.memoryBytes ?? defaultMemoryBytes();
  checkMemory(memoryBytes);
  const limits = limitsOf(options, started);
  const { until = Number.POSITIVE_INFINITY } = limits;
  const halt: Halt = () => {
    if (performance.now() >= until) return "time";
    return processHalt() ?? (options.signal?.aborted ? "interrupted" : null);
  };
  const store = options.store ?? "compact";
  const descent = descentOf(model);
  const base = {
    model: options.name ?? model.name ?? "model",
    parameters: options.parameters ?? descent?.parameters ?? {},
    mutant: options.mutant === undefined ? (descent?.mutant ?? null) : options.mutant,
    store,
    fairness: temporal.length === 0 ? null : fairness.name,
  } as const;
  const { help } = options;
  const searchers = () => searchedBy(options);
  const cuts = new Cuts(model.abstraction);
  const failed = (error: SynodError): CheckResult => ({
    verdict: failedVerdict(model, selected, { ...base, ...searchers() }, error, performance.now() - started),
    counterexamples: [],
  });
  /** Of a search that did not get as far as its first level. */
  const unbegun = (ending: "interrupted" | "time" | "memory", { distinct, depth }: Reached): CheckResult => {
    const error = endingError({ ending, distinct, depth }, memoryBytes, options) as PlainError;
    const { verdict } = failed(reviveError(error));
    return { verdict: { ...verdict, outcome: "undecided", ending, error }, counterexamples: [] };
  };
  const beginning = async (of: Program): Promise<CheckResult | null> => {
    const made = await makeInitialStates(of, memoryBytes, halt, cuts);
    return made === "memory" ? unbegun("memory", { distinct: of.initialSoFar.count, depth: 0 }) : null;
  };
  let program: Program;
  let walk: Walk;
  let symmetry: SymmetryVerdict | null;
  let dropped: readonly DroppedReduction[];
  let classes = 0;
  let searching = 0;
  try {
    const choice = chooseReductions(model, selected, options.reductions ?? [], refused, halt);
    dropped = choice.dropped;
    const unfolded = reducedProgram(model, choice.plan);
    const unmade = await beginning(unfolded);
    if (unmade !== null) return unmade;
    const wanted = options.symmetry ?? options.reductions?.includes("symmetry");
    ({ program, verdict: symmetry } = cuts.during(() => reduceBySymmetry(model, unfolded, selected, wanted, halt)));
    const unmadeForms = program === unfolded ? null : await beginning(program);
    if (unmadeForms !== null) return unmadeForms;
    // Now rather than when the search is done, since the model's own functions tell the classes apart.
    if (temporal.length > 0) classes = countClasses(fairness.assumptions, program, null);
    searching = performance.now();
    walk = await explore(program, {
      help,
      store,
      memoryBytes,
      properties: selected.filter((at) => !isOverTime(at)),
      noted: temporal.length === 0 ? null : notedPredicates(model.properties, temporal),
      eager: options.eager ?? false,
      keepGoing: options.keepGoing ?? false,
      limits,
      cuts,
      keep: options.judgeAgain === false ? "none" : options.certify ? "all" : "some",
      ...(options.progress && { progress: options.progress }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (error) {
    return error instanceof Halted ? unbegun(error.reason, { distinct: 0, depth: 0 }) : failed(asSynodError(error));
  }
  if (walk.graph?.instances != null) {
    try {
      classes = countClasses(fairness.assumptions, program, walk.graph.instances);
    } catch (error) {
      return failed(asSynodError(error));
    }
  }
  const graphError = temporal.length === 0 || walk.halted !== null ? null : graphOverBudget(walk, classes, memoryBytes);
  const { plan } = program;
  const reductions = REDUCTIONS.filter((name) => isInForce(plan, name));
  const concrete = (path: StepList) => (program instanceof SymmetricProgram ? concretePath(program, path).list : path);
  const outcomes = judgeProperties(model.properties, selected, walk.findings, walk.ending === "complete");
  let judged: JudgedAgain | null = null;
  if (walk.ending === "complete" && options.judgeAgain !== false) {
    try {
      judged = await judgeAgain({
        model,
        again: options.again ?? null,
        program,
        walk,
        help,
        question: questionOf(
          plan,
          model.properties,
          selected.map((at, nth) => ({ at, violated: outcomes[nth]?.outcome === "violated" })),
          walk.graph === null ? [] : notedPredicates(model.properties, temporal),
        ),
        searchMs: performance.now() - searching,
        certify: options.certify === true && walk.kept.all,
        until,
        ...(options.judging && { progress: options.judging }),
        ...(options.signal && { signal: options.signal }),
      });
    } catch (error) {
      return failed(asSynodError(error));
    }
  }
  let found: Explained[];
  let overTime: ReturnType<typeof judgeTemporal>;
  try {
    found = walk.findings.map((finding) => explain(model, program, walk, finding));
    overTime =
      walk.graph === null || graphError !== null
        ? { results: [], warnings: [], halted: walk.halted }
        : judgeTemporal(model, walk.graph, { temporal, fairness, reductions, concrete, halt });
  } catch (error) {
    // Found out only now, running the model once more.
    if (isSynodError(error, "impure-model") || isSynodError(error, "asymmetric-model")) return failed(error);
    throw error;
  }
  const threw = found.find(({ error }) => error !== null) ?? null;
  const complete = walk.ending === "complete";
  // All states were seen, and not all was judged that is to be judged on their graph.
  const ending = overTime.halted ?? walk.ending;
  const properties = outcomes.map(
    (property) => overTime.results.find(({ verdict }) => verdict.name === property.name)?.verdict ?? property,
  );
  // Where levels are not lengths (see explain), a trace may have fewer steps than its finding.
  const lengthOf = (name: string) =>
    found.find(({ counterexample: { property, claim } }) => property === name && claim === "property")?.counterexample
      .list.steps.length;
  const measured =
    plan.partialOrder === null
      ? properties
      : properties.map((property) => ({ ...property, steps: lengthOf(property.name) ?? property.steps }));
  const outcome = judgeAll(measured, complete);
  const uncertified = options.certify && outcome === "holds" ? certificationError(walk, judged, memoryBytes) : null;
  const coverage = coverageOf(model, walk);
  const shown = found.map(({ counterexample }) => counterexample);
  const counterexamples = [...shown, ...overTime.results.flatMap(({ counterexample }) => counterexample ?? [])];
  const verdict: Verdict = {
    ...base,
    ...searchers(),
    outcome: threw !== null ? "error" : uncertified !== null ? "undecided" : outcome,
    reductions,
    dropped,
    symmetry,
    states: {
      distinct: walk.distinct,
      generated: walk.generated,
      depth: walk.depth,
      // Beyond, sums are not exact.
      ...(countsAll(plan) && Number.isSafeInteger(walk.unreduced) && { unreduced: walk.unreduced }),
    },
    terminalStates: walk.terminal,
    complete,
    ending: threw !== null ? "error" : ending,
    coveredDepth: walk.covered < 0 ? null : walk.covered,
    properties: measured,
    coverage,
    wallMs: performance.now() - started,
    peakRssBytes: peakRssBytes(),
    collisionProbability: collisionProbability(walk.distinct, store === "exact"),
    judged,
    warnings: [
      ...vacuityWarnings(measured, coverage, complete),
      ...unhandledWarnings(model),
      ...overTime.results.flatMap(({ warnings }) => warnings),
      ...overTime.warnings,
      ...(cuts.any || help?.lagsCut ? [LAGS_CUT] : []),
    ],
    growth: walk.ending === "memory" ? explainGrowth(program.layout, walk.sample, coverage) : null,
    error: threw?.error ?? endingError({ ...walk, ending }, memoryBytes, options) ?? graphError ?? uncertified,
  };
  return { verdict, counterexamples };
}

const LAGS_CUT: Warning = {
  kind: "lags-cut",
  subject: "normalise",
  message:
    "numbers fell further behind than lags tell apart, and states that differ were taken together: a verdict may change with a larger limit",
};

function isInForce({ symmetry, staleMessages, partialOrder }: ReductionPlan, name: ReductionName): boolean {
  if (name === "symmetry") return symmetry !== null;
  return name === "stale-messages" ? staleMessages : partialOrder !== null;
}

/** Whether it is known how many states of the model those visited stand for: of symmetry alone. */
function countsAll({ symmetry, staleMessages, partialOrder }: ReductionPlan): boolean {
  return symmetry !== null && !staleMessages && partialOrder === null;
}

function selectProperties(model: Model, names: readonly string[] | undefined): number[] {
  const known = model.properties.map((property) => property.name);
  if (names === undefined) return known.map((_, at) => at);
  return names.map((name) => {
    const at = known.indexOf(name);
    if (at < 0) throw synodError("unknown-property", { model: model.name ?? "the model", name, known });
    return at;
  });
}

function selectFairness(model: Model, name: string | undefined) {
  const [first] = model.fairness.keys();
  const chosen = name ?? (first as string);
  const assumptions = model.fairness.get(chosen);
  if (assumptions === undefined) {
    throw synodError("bad-option-value", {
      option: "--fairness",
      value: chosen,
      expected: `one of ${[...model.fairness.keys()].join(", ")}`,
    });
  }
  return { name: chosen, assumptions };
}

function coverageOf(model: Model, walk: Walk): RuleCoverage[] {
  return model.rules.map(({ name }, at) => ({
    rule: name,
    enabled: walk.enabled[at] as number,
    deeper: walk.deeper[at] as number,
  }));
}

type Reached = Pick<Walk, "distinct" | "depth">;

function endingError(
  walk: Pick<Walk, "ending"> & Reached,
  budgetBytes: number,
  options: LimitOptions,
): Verdict["error"] {
  const { distinct: states, depth } = walk;
  if (walk.ending === "memory") return toPlainError(synodError("over-budget", { budgetBytes, states, depth }));
  if (walk.ending === "interrupted") return toPlainError(synodError("interrupted", { states, depth }));
  return limitError(walk, options);
}

/** Why not every state was judged again although that was asked for; null: all were. */
function certificationError(
  { distinct: states, kept }: Walk,
  judged: JudgedAgain | null,
  budgetBytes: number,
): Verdict["error"] {
  if (judged?.all) return null;
  if (kept.all) return toPlainError(synodError("certification-cut", { judged: judged?.states ?? 0, states }));
  const neededBytes = 4 * kept.stride * states;
  return toPlainError(synodError("certification-over-budget", { budgetBytes, neededBytes, states }));
}

/** Why properties over time cannot be judged although the search is complete. */
function graphOverBudget(
  { distinct: states, graphBytes }: Walk,
  fairnessClasses: number,
  budgetBytes: number,
): Verdict["error"] {
  if (graphBytes === null) return null;
  const neededBytes = Math.max(graphBytes.peak, graphBytes.held + judgingBytes(states, fairnessClasses));
  return neededBytes <= budgetBytes
    ? null
    : toPlainError(synodError("graph-over-budget", { budgetBytes, neededBytes, states }));
}

/** How many threads it was, and why not as many as were asked for. */
function searchedBy({ help, missing }: SearchedBy): Pick<Verdict, "workers" | "alone"> {
  const why = missing ?? help?.missing ?? null;
  return why === null ? { workers: help?.size ?? 1, alone: null } : { workers: 1, alone: toPlainError(why) };
}

type Base = Pick<Verdict, "model" | "parameters" | "mutant" | "store" | "workers" | "alone" | "fairness">;

function failedVerdict(
  model: Model,
  selected: readonly number[],
  base: Base,
  error: SynodError,
  wallMs: number,
): Verdict {
  return {
    ...base,
    outcome: "error",
    reductions: [],
    dropped: [],
    symmetry: null,
    states: { distinct: 0, generated: 0, depth: 0 },
    terminalStates: 0,
    complete: false,
    ending: "error",
    coveredDepth: null,
    properties: judgeProperties(model.properties, selected, [], false),
    coverage: [],
    wallMs,
    peakRssBytes: peakRssBytes(),
    collisionProbability: 0,
    judged: null,
    warnings: [],
    growth: null,
    error: toPlainError(error),
  };
}

/** The text of an error in a verdict: of what went wrong (`error`), or why threads were of no use (`alone`). */
export function errorText(error: PlainError): string {
  try {
    return formatError(reviveError(error));
  } catch {
    throw synodError("bad-definition", {
      subject: "what errorText(...) is given",
      problem: `is ${whatIs(error)}`,
      expected: "an error of a verdict: verdict.error where the outcome is error or undecided",
    });
  }
}

/** The exit code that a verdict stands for; `strict` makes warnings count. */
export function exitCodeOf(verdict: Verdict, strict = false): number {
  if (!isNamedParts(verdict) || typeof verdict.outcome !== "string" || !Array.isArray(verdict.properties))
    throw synodError("bad-definition", {
      subject: "what exitCodeOf(...) is given",
      problem: `is ${whatIs(verdict)}`,
      expected: "the verdict of check(...): (await check(model)).verdict",
    });
  if (verdict.error !== null && verdict.outcome !== "violated") return reviveError(verdict.error).exitCode;
  if (verdict.outcome === "violated") {
    const kinds = verdict.properties
      .filter((property) => property.outcome === "violated")
      .map((property) => property.kind);
    if (kinds.every(isTemporal)) return 13;
    return kinds.every((kind) => kind === "deadlock") ? 11 : 12;
  }
  if (verdict.outcome === "undecided") return 20;
  return strict && verdict.warnings.length > 0 ? 21 : 0;
}
