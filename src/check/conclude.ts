/**
 * The last stage of a check: what is made of a walk. Properties are judged, a complete search is judged again, every finding
 * becomes a trace that was replayed, and all of it a verdict.
 */
import { platform } from "#platform";
import { questionOf } from "../certify/question.ts";
import { asSynodError, isSynodError } from "../errors/errors.ts";
import type { Walk } from "../explore/walk.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import type { StepList } from "../program/steps.ts";
import { keptBy, reductionsIn } from "../reduce/table.ts";
import { collisionProbability } from "../store/visited-set.ts";
import { blockedChannelWarnings } from "../verify/blocked-channels.ts";
import { explainGrowth } from "../verify/growth.ts";
import { hintsFor } from "../verify/hints.ts";
import { judgeAll, judgeProperties } from "../verify/judge.ts";
import { unhandledWarnings } from "../verify/unhandled.ts";
import { blindWarnings, overNothingWarnings, vacuityWarnings } from "../verify/vacuity.ts";
import type { JudgedAgain, RuleCoverage, Verdict, Warning } from "../verify/verdict.ts";
import { constraintVerdict, isCut } from "../verify/within.ts";
import { type Ask, baseOf } from "./ask.ts";
import { askAnew } from "./asked-anew.ts";
import type { CheckResult } from "./check-result.ts";
import { certificationError, endingError, graphOverBudget } from "./endings.ts";
import { failure } from "./failed-verdict.ts";
import { judgeAgain } from "./judge-again.ts";
import { countClasses, type Plan } from "./plan.ts";
import type { Searched } from "./search.ts";
import { judgeTemporal, notedPredicates } from "./temporal.ts";
import { thrownAnew } from "./thrown-anew.ts";
import { type Explained, traceOfFinding } from "./trace-of-finding.ts";

export async function concluded(ask: Ask, plan: Plan, { walk, searchMs }: Searched): Promise<CheckResult> {
  const { model, options, started, selected, temporal, fairness, store, memoryBytes, limits, halt, cuts } = ask;
  const { program, dropped, symmetry } = plan;
  const failed = (error: unknown) => failure(ask, asSynodError(error));
  let { classes } = plan;
  if (walk.graph?.instances != null) {
    try {
      classes = countClasses(fairness.assumptions, program, walk.graph.instances);
    } catch (error) {
      return failed(error);
    }
  }
  const graphError = temporal.length === 0 || walk.halted !== null ? null : graphOverBudget(walk, classes, memoryBytes);
  const kept = keptBy(program.plan);
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
        question: questionOf(
          program.plan,
          model.properties,
          selected.map((at, nth) => ({ at, violated: outcomes[nth]?.outcome === "violated" })),
          walk.graph === null ? [] : notedPredicates(model, temporal, fairness.assumptions),
        ),
        searchMs,
        certify: options.certify === true && walk.kept.all,
        until: limits.until ?? Number.POSITIVE_INFINITY,
        ...(options.judging !== undefined && { progress: options.judging }),
        ...(options.signal !== undefined && { signal: options.signal }),
      });
    } catch (error) {
      return failed(thrownAnew(error) ?? error);
    }
  }
  let found: Explained[];
  let overTime: ReturnType<typeof judgeTemporal>;
  let unhandled: Warning[];
  try {
    found = walk.findings.map((finding) => traceOfFinding(model, program, walk, finding));
    overTime =
      walk.graph === null || graphError !== null
        ? { results: [], warnings: [], halted: walk.halted }
        : judgeTemporal(model, walk.graph, { temporal, fairness, reduced: !kept.behaviours, concrete, halt });
    await askAnew(ask, walk, found, overTime);
    unhandled = [...unhandledWarnings(model), ...blockedChannelWarnings(model)];
  } catch (error) {
    // Found out only now, running the model once more.
    const impure = thrownAnew(error);
    if (impure !== null) return failed(impure);
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
  const ofTime = overTime.results.flatMap(({ warnings }) => warnings);
  const outcome = judgeAll(measured, complete);
  const uncertified = options.certify && outcome === "holds" ? certificationError(walk, judged, memoryBytes) : null;
  const coverage = coverageOf(model, walk);
  const constraint = constraintVerdict(model.bounds, walk.crossed);
  const shown = found.map(({ counterexample }) => counterexample);
  const counterexamples = [...shown, ...overTime.results.flatMap(({ counterexample }) => counterexample ?? [])];
  const reductions = reductionsIn(program.plan).map(({ name }) => name);
  const verdict: Verdict = {
    ...baseOf(ask),
    outcome: threw !== null ? "error" : uncertified !== null ? "undecided" : outcome,
    reductions,
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
    engine: walk.engine,
    ending: threw !== null ? "error" : ending,
    coveredDepth: walk.covered < 0 ? null : walk.covered,
    properties: measured,
    coverage,
    wallMs: performance.now() - started,
    peakRssBytes: platform.peakRssBytes(),
    collisionProbability: collisionProbability(walk.distinct, store === "exact"),
    judged,
    warnings: [
      ...vacuityWarnings(measured, coverage, complete, isCut(constraint), model.rules),
      ...overNothingWarnings(
        selected.map((at) => model.properties[at] as Property),
        model.bounds,
      ),
      ...blindWarnings(model, measured, ofTime),
      ...unhandled,
      ...ofTime,
      ...overTime.warnings,
      ...(cuts.any || options.help?.lagsCut ? [LAGS_CUT] : []),
    ],
    hints: hintsFor(model, { distinct: walk.distinct, reductions, dropped }),
    constraint,
    growth: walk.sample.length > 0 ? explainGrowth(program.layout, walk.sample, coverage) : null,
    error: threw?.error ?? endingError({ ...walk, ending }, memoryBytes, options) ?? graphError ?? uncertified,
  };
  return { verdict, counterexamples };
}

const LAGS_CUT: Warning = {
  kind: "lags-cut",
  subject: "normalise",
  message:
    "some number fell further behind the largest than `lags` keeps apart (its `most`), so states that differ were taken for one: a verdict may change with a larger `most`",
};

function coverageOf(model: Model, walk: Walk): RuleCoverage[] {
  return model.rules.map(({ name }, at) => ({
    rule: name,
    enabled: walk.enabled[at] as number,
    deeper: walk.deeper[at] as number,
  }));
}
