/** A model checked by synod and by brute force: where the two differ. */
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import type { Model } from "../../src/model/model.ts";
import type { Value } from "../random/model-data.ts";
import { answersOf, closedScalarsets, countsOf, type PropertyAnswer, representatives } from "./answers.ts";
import { expectedEnd, isOverTime } from "./expected-search.ts";
import { type Exploration, explore } from "./exploration.ts";
import { classesOf, type FairClass } from "./fair-loops.ts";
import type { Machine, PlainProperty } from "./machine.ts";
import type { PlainState } from "./plain-states.ts";
import { faultOfTrace } from "./trace-check.ts";

/** How a model is checked. */
export interface Manner {
  readonly symmetry: boolean;
  readonly reductions: readonly ("symmetry" | "stale-messages" | "partial-order")[];
  readonly store: "compact" | "exact";
  readonly keepGoing: boolean;
  readonly fairness: string | null;
  /** How thresholds are turned down (turned-down.ts); null: not at all. */
  readonly thresholds: number | null;
  /** Whether a complete search is judged once more. */
  readonly judgeAgain: boolean;
  /** And all of it kept for that, and asked for. */
  readonly certify: boolean;
  /** Refusing the model as asymmetric is no difference: it may be. */
  readonly mayRefuse: boolean;
}

/** What is compared. */
export interface Subject {
  readonly machine: Machine;
  readonly model: Model;
  readonly textOf: (rule: string, name: string, value: Value) => string;
}

export interface Comparison {
  /** Empty: they agree. */
  readonly differences: readonly string[];
  readonly exploration: Exploration;
  readonly answers: readonly PropertyAnswer[];
  readonly result: CheckResult;
}

export type Check = (model: Model, options: CheckOptions) => Promise<CheckResult>;

/** Null: there are more than `most` states. */
export async function compare(
  { machine, model, textOf }: Subject,
  manner: Manner,
  check: Check,
  most: number,
  more: CheckOptions = {},
): Promise<Comparison | null> {
  const exploration = explore(machine, most);
  if (exploration === null || exploration.initial.length === 0) return null;
  const assumed = machine.fairness.find(([name]) => name === manner.fairness)?.[1] ?? machine.fairness[0]?.[1] ?? [];
  const groups = classesOf(exploration, manner.fairness === "none" ? [] : assumed);
  const fairness = groups.flat();
  const answers = answersOf(exploration, fairness);
  const result = await check(model, {
    symmetry: manner.symmetry,
    reductions: manner.reductions,
    store: manner.store,
    keepGoing: manner.keepGoing,
    judgeAgain: manner.judgeAgain,
    certify: manner.certify,
    ...(manner.fairness !== null && { fairness: manner.fairness }),
    ...more,
  });
  const differences: string[] = [];
  const differ = (what: string, expected: unknown, found: unknown) => {
    const [one, other] = [JSON.stringify(expected), JSON.stringify(found)];
    if (one !== other) differences.push(`${what}: expected ${one}, found ${other}`);
  };
  const done = { differences, exploration, answers, result };
  const { verdict } = result;
  if (manner.mayRefuse && verdict.error?.id === "asymmetric-model") return done;

  const end = expectedEnd(exploration, answers, manner.keepGoing);
  if (end.faults !== null) {
    if (!end.faults.includes(verdict.error?.id ?? "")) differ("error", end.faults, verdict.error?.id ?? null);
    if (exploration.faults.some(({ at }) => at < 0)) return done;
  } else differ("error", null, verdict.error?.id ?? null);
  if (differences.length > 0) return done;

  const ordered = verdict.reductions.includes("partial-order");
  const forgotten = verdict.reductions.includes("stale-messages");
  compareProperties({ answers, end, ordered }, verdict, differ);
  if (!ordered && !forgotten) compareCounts(exploration, end, verdict, manner, differ);
  else if (verdict.complete && end.complete) {
    const counts = countsOf(exploration, end.levels);
    if (verdict.states.distinct > counts.distinct) differ("distinct at most", counts.distinct, verdict.states.distinct);
    const idle = (coverage: readonly { readonly rule: string; readonly enabled: number }[]) =>
      coverage.flatMap(({ rule, enabled }) => (enabled === 0 ? rule : [])).sort();
    differ("rules never enabled", idle(counts.coverage), idle(verdict.coverage));
  }
  if (end.complete && !ordered && !forgotten)
    compareWarnings({ answers, exploration, groups }, verdict, machine, manner, differ);
  for (const { property, trace } of result.counterexamples) {
    const stated = machine.properties.find(({ name }) => name === property) ?? null;
    const fault = faultOfTrace(exploration, stated, fairness, trace, textOf);
    if (fault !== null && !(property !== null && stated === null)) differ(`trace of ${property}`, null, fault);
  }
  return done;
}

type Differ = (what: string, expected: unknown, found: unknown) => void;
type End = ReturnType<typeof expectedEnd>;

function compareProperties(
  { answers, end, ordered }: { answers: readonly PropertyAnswer[]; end: End; ordered: boolean },
  verdict: CheckResult["verdict"],
  differ: Differ,
): void {
  for (const { name, kind, outcome, steps, decided } of answers) {
    const found = verdict.properties.find((each) => each.name === name);
    const isDecided = end.complete || (!isOverTime(kind) && decided <= end.levels);
    if (ordered && !end.complete && found?.outcome === "undecided") continue;
    const isLasso = isOverTime(kind) && kind !== "alwaysReachable";
    const shown = isDecided ? outcome : "undecided";
    const length = isLasso ? found?.loop : found?.steps;
    // Under partial order a counterexample may be longer than the shortest, and a violation may be found later.
    if (ordered) {
      if (end.complete || found?.outcome !== "undecided")
        differ(name, end.complete || isDecided ? outcome : found?.outcome, found?.outcome);
      if (typeof steps === "number" && typeof length === "number" && length < steps)
        differ(`${name} steps`, steps, length);
    } else differ(name, [shown, isDecided ? steps : null], [found?.outcome, length ?? null]);
  }
  differ("number of properties", answers.length, verdict.properties.length);
  const outcome =
    end.faults !== null
      ? "error"
      : answers.some(
            ({ kind, outcome, decided }) =>
              outcome === "violated" && (end.complete || (!isOverTime(kind) && decided <= end.levels)),
          )
        ? "violated"
        : end.complete
          ? "holds"
          : "undecided";
  differ("outcome", outcome, verdict.outcome);
}

function compareCounts(
  exploration: Exploration,
  end: End,
  verdict: CheckResult["verdict"],
  manner: Manner,
  differ: Differ,
): void {
  const { symmetry } = verdict;
  const reduced = verdict.reductions.includes("symmetry");
  if (manner.symmetry && symmetry !== null && symmetry.off !== "fair-behaviours" && symmetry.off !== "families") {
    const interesting = exploration.machine.scalarsets.filter(({ size }) => size > 1).map(({ name }) => name);
    const closed = closedScalarsets(exploration).filter((name) => interesting.includes(name));
    // A scalarset that no state mentions is none to it; it has no renamings that matter either.
    for (const name of [...symmetry.scalarsets, ...symmetry.apart])
      differ(`scalarset ${name} is closed`, closed.includes(name), symmetry.scalarsets.includes(name));
  }
  const of = reduced ? representatives(exploration, symmetry?.scalarsets ?? []) : null;
  if (reduced && of === null) {
    if (end.complete) differ("closed under renaming", true, false);
    return;
  }
  const counts = countsOf(exploration, end.levels, (at) => of === null || of[at] === at);
  const { distinct, generated, depth } = counts;
  differ(
    "counts",
    { distinct, generated, depth },
    {
      distinct: verdict.states.distinct,
      generated: verdict.states.generated,
      depth: verdict.states.depth,
    },
  );
  const { constraint } = verdict;
  differ(
    "beyond",
    counts.beyond,
    constraint === null
      ? { states: 0, steps: 0, by: {} }
      : {
          states: constraint.states,
          steps: constraint.steps,
          by: Object.fromEntries(
            constraint.bounds
              .flatMap(({ name, beyond }) => (beyond === 0 ? [] : [[name, beyond] as const]))
              .sort(([one], [other]) => (one < other ? -1 : 1)),
          ),
        },
  );
  differ("terminal states", counts.terminal, verdict.terminalStates);
  const byRule = (one: { rule: string }, other: { rule: string }) => (one.rule < other.rule ? -1 : 1);
  differ(
    "coverage",
    [...counts.coverage].sort(byRule),
    verdict.coverage.map(({ rule, enabled, deeper }) => ({ rule, enabled, deeper })).sort(byRule),
  );
  differ("complete", end.complete, verdict.complete);
  if (reduced) differ("unreduced", countsOf(exploration, end.levels).distinct, verdict.states.unreduced);
}

function compareWarnings(
  {
    answers,
    exploration,
    groups,
  }: { answers: readonly PropertyAnswer[]; exploration: Exploration; groups: FairClass[][] },
  verdict: CheckResult["verdict"],
  machine: Machine,
  manner: Manner,
  differ: Differ,
): void {
  const { coverage } = countsOf(exploration, Number.POSITIVE_INFINITY);
  const fair = answers.filter(({ kind }) => isOverTime(kind) && kind !== "alwaysReachable");
  const chosen = manner.fairness ?? machine.fairness[0]?.[0] ?? "none";
  const expected = [
    ...(answers.length === 0 ? ["no-properties the model"] : []),
    ...coverage.flatMap(({ rule, enabled }) => (enabled === 0 ? [`rule-never-enabled ${rule}`] : [])),
    ...answers.flatMap(({ name, kind, outcome }) =>
      kind === "reachable" && outcome === "violated" ? [`never-reached ${name}`] : [],
    ),
    ...answers.flatMap(({ name, vacuous, outcome }) =>
      outcome === "holds" && (vacuous || isBlind(machine, name)) ? [`vacuous ${name}`] : [],
    ),
    ...(fair.length === 0
      ? []
      : groups.flatMap((classes) => (classes.length === 0 ? [`fairness-never-enabled ${chosen}`] : []))),
  ];
  const known = ["no-properties", "rule-never-enabled", "never-reached", "vacuous", "fairness-never-enabled"];
  const found = verdict.warnings
    .filter(({ kind }) => known.includes(kind))
    .map(({ kind, subject }) => `${kind} ${subject}`);
  differ("warnings", expected.sort(), found.sort());
}

/** Whether nothing of a state is looked at: then all that is claimed is claimed of none. */
function isBlind({ properties }: Machine, name: string): boolean {
  const { kind, holds, target } = properties.find((each) => each.name === name) as PlainProperty;
  if (kind === "deadlock") return false;
  let hasLooked = false;
  const look = (): never => {
    hasLooked = true;
    throw new Error("it looks");
  };
  const unseen = new Proxy({}, { get: look, has: look, ownKeys: look, getOwnPropertyDescriptor: look }) as PlainState;
  for (const asks of [() => holds(unseen, unseen), () => target?.(unseen)]) {
    try {
      asks();
    } catch {
      hasLooked = true;
    }
  }
  return !hasLooked;
}

export type { PlainProperty };
