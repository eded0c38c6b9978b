/** One search and what is made of it: compile, explore, judge, judge again, and for every finding a trace that was replayed. */
import { questionOf } from "../certify/question.ts";
import {
  asSynodError,
  isSynodError,
  type PlainError,
  reviveError,
  type SynodError,
  toPlainError,
} from "../errors/errors.ts";
import { explore } from "../explore/explorer.ts";
import { HangWatch } from "../explore/hang.ts";
import type { Help } from "../explore/help.ts";
import type { Walk } from "../explore/walk.ts";
import { type Halt, Halted, processHalt } from "../halt.ts";
import { Cuts } from "../model/cuts.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";
import { isTemporal, type Property } from "../model/property.ts";
import type { Program } from "../program/program.ts";
import type { StepList } from "../program/steps.ts";
import type { SymmetryVerdict } from "../reduce/symmetry/reduction.ts";
import { keptBy, reductionsIn } from "../reduce/table.ts";
import { collisionProbability } from "../store/visited-set.ts";
import { fairnessClasses } from "../verify/fairness-classes.ts";
import { explainGrowth } from "../verify/growth.ts";
import { judgeAll, judgeProperties } from "../verify/judge.ts";
import { unhandledWarnings } from "../verify/unhandled.ts";
import { vacuityWarnings } from "../verify/vacuity.ts";
import type { DroppedReduction, JudgedAgain, RuleCoverage, Verdict, Warning } from "../verify/verdict.ts";
import { makeInitialStates } from "./beginning.ts";
import type { CheckOptions } from "./check-options.ts";
import type { CheckResult } from "./check-result.ts";
import { certificationError, endingError, graphOverBudget, type Reached } from "./endings.ts";
import { type Explained, explain } from "./explain.ts";
import { failedVerdict } from "./failed-verdict.ts";
import { judgeAgain } from "./judge-again.ts";
import { checkMemory, limitsOf } from "./limits.ts";
import { defaultMemoryBytes, peakRssBytes } from "./machine.ts";
import { reduceAsAsked } from "./reductions.ts";
import { selectFairness, selectProperties } from "./selection.ts";
import { judgeTemporal, notedPredicates } from "./temporal.ts";

/** The initial states did not fit; so many were made. */
class Unbegun extends Error {
  readonly states: number;

  constructor(states: number) {
    super("initial states take more than there is");
    this.states = states;
  }
}

interface SearchedBy {
  /** The threads' part in the search; null: the calling thread's alone. */
  readonly help: Help | null;
  /** Why, if more were asked for. */
  readonly missing: SynodError | null;
}

/** One search, without the reductions that an earlier one was refused. */
export async function searchOnce(
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
    defaults: descent?.defaults ?? {},
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
  const begin = async (of: Program): Promise<void> => {
    if ((await makeInitialStates(of, memoryBytes, halt, cuts)) === "memory") throw new Unbegun(of.initialSoFar.count);
  };
  let program: Program;
  let walk: Walk;
  let symmetry: SymmetryVerdict | null;
  let dropped: readonly DroppedReduction[];
  let classes = 0;
  let searching = 0;
  try {
    ({ program, dropped, symmetry } = await reduceAsAsked({
      model,
      properties: selected,
      wanted: options.reductions,
      symmetry: options.symmetry ?? null,
      refused,
      halt,
      begin,
      watched: (program, work) => cuts.during(() => new HangWatch(program).run(work)),
    }));
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
    if (error instanceof Unbegun) return unbegun("memory", { distinct: error.states, depth: 0 });
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
  const kept = keptBy(plan);
  const concrete = (path: StepList) => program.concrete(path).path;
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
        : judgeTemporal(model, walk.graph, { temporal, fairness, reduced: !kept.behaviours, concrete, halt });
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
  const measured = kept.lengths
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
    reductions: reductionsIn(plan).map(({ name }) => name),
    dropped,
    symmetry,
    states: {
      distinct: walk.distinct,
      generated: walk.generated,
      depth: walk.depth,
      // Beyond, sums are not exact.
      ...(kept.states === "classes" && Number.isSafeInteger(walk.unreduced) && { unreduced: walk.unreduced }),
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

function countClasses(
  assumptions: readonly FairnessAssumption[],
  program: Program,
  occurring: Iterable<number> | null,
): number {
  return new HangWatch(program).run(() => fairnessClasses(assumptions, program.instances, occurring).length, false);
}

const LAGS_CUT: Warning = {
  kind: "lags-cut",
  subject: "normalise",
  message:
    "numbers fell further behind than lags tell apart, and states that differ were taken together: a verdict may change with a larger limit",
};

function coverageOf(model: Model, walk: Walk): RuleCoverage[] {
  return model.rules.map(({ name }, at) => ({
    rule: name,
    enabled: walk.enabled[at] as number,
    deeper: walk.deeper[at] as number,
  }));
}

/** How many threads it was, and why not as many as were asked for. */
function searchedBy({ help, missing }: SearchedBy): Pick<Verdict, "workers" | "alone"> {
  const why = missing ?? help?.missing ?? null;
  return why === null ? { workers: help?.size ?? 1, alone: null } : { workers: 1, alone: toPlainError(why) };
}
