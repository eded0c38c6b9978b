/**
 * A check's result for people: the verdict first, then what it covers, property by property, then the evidence. Says what
 * was checked at which parameters, and claims nothing beyond them.
 */
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { countOf, countText } from "../errors/counts.ts";
import { reviveError } from "../errors/errors.ts";
import { asWritten } from "../errors/wording.ts";
import { isFair, isShownBy, isTemporal, isWitnessed } from "../model/property-kinds.ts";
import { printable, printableParts, shortName } from "../printable.ts";
import { REDUCTIONS } from "../reduce/table.ts";
import type { Growth, PropertyVerdict, RuleCoverage, Verdict } from "../verify/verdict.ts";
import { isCut } from "../verify/within.ts";
import { counterexampleText, type Shown } from "./counterexample-text.ts";
import { bytesText, durationText, probabilityText, rateText } from "./quantities.ts";
import { tableText } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside, wrap } from "./wrap.ts";

/** Where lines beside a label begin. */
const LABEL = 12;
/** The longest label, and a gap. */
const JUDGED_LABEL = 16;
/** A rate over less time is mostly start-up. */
const RATE_MS = 200;
/** How many fields and rules are named when a space grows too large. */
const GROWING = 4;

export interface CheckTextOptions extends TextOptions {
  /** Where in the model's source its error came from, if it is known. */
  readonly place?: string | null;
}

export function checkText(result: CheckResult, { place, ...page }: CheckTextOptions): string {
  const { verdict, counterexamples } = printableParts(result);
  const options = { ...page, place: place ? printable(place) : null };
  const shown = counterexamples.flatMap((counterexample) => {
    const what = shownOf(verdict, counterexample);
    return what.kind === "property" && isWitnessed(what.propertyKind)
      ? []
      : [counterexampleText(counterexample, what, options)];
  });
  return [
    [headline(verdict, options), ...summary(verdict, options)].join("\n"),
    reasonText(verdict, options),
    growthText(verdict.growth, options),
    propertiesText(verdict, options),
    coverageText(verdict.coverage),
    [warningsText(verdict, options), hintsText(verdict, options)].filter((part) => part !== "").join("\n"),
    ...shown,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** `paxos ballots=3, mutant p-own`: of the parameters those that are not at their defaults. */
export function subjectText({
  model,
  parameters,
  defaults,
  mutant,
}: Pick<Verdict, "model" | "parameters" | "defaults" | "mutant">): string {
  const others = Object.entries(parameters).filter(([name, value]) => defaults[name] !== value);
  const settings = others.map(([name, value]) => ` ${name}=${value}`);
  return printable(`${model}${settings.join("")}${mutant === null ? "" : `, mutant ${mutant}`}`);
}

/** What a counterexample of this verdict shows. */
export function shownOf(
  verdict: Pick<Verdict, "properties">,
  { claim, property }: Pick<Counterexample, "claim" | "property">,
): Shown {
  if (claim === "rule-throws" || property === null) return { kind: "rule-throws" };
  if (claim === "property-throws") return { kind: "property-throws", property };
  const kind = verdict.properties.find(({ name }) => name === property)?.kind ?? "always";
  return { kind: "property", property, propertyKind: kind };
}

/** The outcome in capitals, coloured. */
export function outcomeText(outcome: Verdict["outcome"], { paint }: Pick<TextOptions, "paint">): string {
  const colour = outcome === "holds" ? paint.green : outcome === "undecided" ? paint.yellow : paint.red;
  return paint.bold(colour(outcome.toUpperCase()));
}

function headline(verdict: Verdict, options: TextOptions): string {
  const margin = verdict.outcome.length + 2;
  const within = verdict.outcome === "holds" && isCut(verdict.constraint) ? ", within the constraint" : "";
  const subject = wrap(`${subjectText(verdict)}${within}`, options.width - margin);
  return `${outcomeText(verdict.outcome, options)}  ${subject.map(options.paint.bold).join(`\n${" ".repeat(margin)}`)}`;
}

function summary(verdict: Verdict, { width, place, wording = asWritten }: CheckTextOptions): string[] {
  const { states, terminalStates, store, collisionProbability, fairness, outcome, error } = verdict;
  const row = (label: string, text: string) => beside(`  ${label}`, LABEL, text, width);
  const failure = outcome === "error" && error !== null ? reviveError(error) : null;
  const reason =
    failure === null
      ? []
      : [
          ...row("error", `${failure.code} (${failure.title}): ${wording(failure.message)}`),
          ...(place ? row("", `at ${place}`) : []),
        ];
  if (states.distinct === 0) return [...reason, ...row("covered", "nothing")];
  const terminal = terminalStates > 0 ? `, ${countText(terminalStates)} terminal` : "";
  const speed = verdict.wallMs > RATE_MS ? ` (${rateText((1000 * states.distinct) / verdict.wallMs)})` : "";
  const missed = `chance of two states taken for one: ${probabilityText(collisionProbability)}`;
  return [
    ...reason,
    ...row("covered", coverageSentence(verdict)),
    ...beyondText(verdict.constraint).flatMap((text, at) => row(at === 0 ? "beyond" : "", text)),
    ...row(
      "states",
      `${countText(states.distinct)} distinct, ${countText(states.generated)} generated, depth ${states.depth}${terminal}`,
    ),
    ...row(
      "time",
      `${durationText(verdict.wallMs)}${speed}, ${countOf(verdict.workers, "worker")}, peak memory ${bytesText(verdict.peakRssBytes)}`,
    ),
    ...aloneRow(verdict, (label, text) => row(label, wording(text))),
    ...row("store", store === "exact" ? "exact" : `compact, ${missed}`),
    ...judgedLines(verdict, width),
    ...(fairness === null ? [] : row("fairness", fairnessSentence(fairness))),
    ...symmetryRow(verdict, row),
    ...REDUCTIONS.flatMap(({ name, says }) =>
      says === null || !verdict.reductions.includes(name) ? [] : row(...says),
    ),
    ...verdict.dropped.flatMap(({ reduction, reason }) => row("not used", `${reduction}: ${reason}`)),
  ];
}

/** Why there was one worker where more were asked for. */
function aloneRow({ alone }: Verdict, row: (label: string, text: string) => string[]): string[] {
  if (alone === null) return [];
  const { code, message, remedy } = reviveError(alone);
  return row("alone", `${code}: ${message}; remedy: ${remedy}`);
}

/** How much of the search was judged a second time; of a sample, what follows for all of it. */
function judgedLines({ judged }: Verdict, width: number): string[] {
  if (judged === null) return [];
  const row = (text: string) => beside("  judged again", JUDGED_LABEL, text, width);
  const { states, of, all, differFewerThan } = judged;
  const some = partlyRenamed(judged);
  if (all) return row(`all ${countOf(of, "state")}${some}`);
  const drawn = `${countText(states)} of ${countOf(of, "state")} drawn by fingerprint${some}`;
  const oneIn = differFewerThan === null ? 0 : roundedDown(1 / differFewerThan);
  // Too few say nothing.
  if (oneIn < 2) return row(drawn);
  return row(`${drawn}; with 95 % confidence fewer than 1 in ${countText(oneIn)} differ`);
}

/** Under symmetry, how many renamings of each state were looked at, where it is not all. */
function partlyRenamed({ renamings }: NonNullable<Verdict["judged"]>): string {
  if (renamings === null || renamings.tried === renamings.of) return "";
  const all = renamings.of === null ? "very many renamings" : countOf(renamings.of, "renaming");
  return `, each in ${countText(renamings.tried)} of ${all}`;
}

/** To two digits. */
function roundedDown(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / unit) * unit;
}

/** What symmetry did, or why it did nothing where one would expect it to. */
function symmetryRow(
  { symmetry, states, properties }: Verdict,
  row: (label: string, text: string) => string[],
): string[] {
  if (symmetry === null || symmetry.off === "asked" || symmetry.off === "no-gain") return [];
  const { scalarsets, apart, named = [], off } = symmetry;
  const begun = apart.filter((name) => !named.includes(name));
  const told = [
    ...(begun.length === 0 ? [] : [`the initial states tell the elements of ${listOf(begun)} apart`]),
    ...(named.length === 0 ? [] : [`an enumeration, a case or a field names elements of ${listOf(named)}`]),
  ].join(", and ");
  if (off === "initial-states" || off === "named") return row("symmetry", `off: ${told}`);
  if (off === "families") {
    const families = new Set(properties.flatMap(({ family }) => family ?? []));
    return row("symmetry", `off: it takes elements for one another that parts of ${listOf([...families])} tell apart`);
  }
  if (off === "fair-behaviours") {
    const lost = properties.filter(({ kind }) => isFair(kind)).map(({ name }) => name);
    return row("symmetry", `off: it would not preserve ${listOf(lost)}`);
  }
  const partly = apart.length === 0 ? "" : ` (not of ${listOf(apart)}: ${told})`;
  const standing = states.unreduced === undefined ? "" : `, ${countText(states.unreduced)} in all`;
  return row(
    "symmetry",
    `of ${listOf(scalarsets)}${partly}: a state stands for all that renaming makes of it${standing}; verdicts and shortest lengths are those without it`,
  );
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1) as string;
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function fairnessSentence(name: string): string {
  return name === "none" ? "none: any step may be put off for ever" : name;
}

/** What lay beyond the constraint, or that nothing did: never silent where there is one. */
function beyondText(constraint: Verdict["constraint"]): string[] {
  if (constraint === null) return [];
  const { states, steps, bounds } = constraint;
  const names = bounds.map(({ name }) => name);
  if (!isCut(constraint)) return [`nothing: no state or step met was beyond the constraint (${listOf(names)})`];
  // Every bound is named, also one that cut nothing beside others that did.
  const told = (kind: "always" | "step", met: string) => {
    const each = bounds.filter((bound) => bound.kind === kind);
    const by = each.map(({ name, beyond }) => (each.length === 1 ? name : `${name} ${countText(beyond)}`));
    return each.length === 0 ? [] : [`${met}: ${by.join(", ")}`];
  };
  return [
    ...told("always", `${countOf(states, "state")} found, judged and not expanded`),
    ...told("step", `${countOf(steps, "step")} not taken`),
  ];
}

function coverageSentence({ ending, complete, states, properties, coveredDepth, constraint }: Verdict): string {
  const reachable = isCut(constraint) ? "every state that is reached within the constraint" : "every reachable state";
  if (complete && (ending === "interrupted" || ending === "time"))
    return `${reachable} at these parameters; properties over time were not judged to the end`;
  switch (ending) {
    case "complete":
      return `${reachable} at these parameters`;
    case "violation":
      return `every state up to depth ${states.depth}: the search ended with the violation`;
    case "interrupted":
      return `${coveredText(coveredDepth)}: interrupted, ${soFar(properties)}`;
    case "memory":
      return `part of the states: out of memory, ${soFar(properties)}`;
    case "time":
      return `${coveredText(coveredDepth)}: the time was up, ${soFar(properties)}`;
    case "states":
      return `${coveredText(coveredDepth)}: there are more than were wanted, ${soFar(properties)}`;
    case "depth":
      return `every state up to depth ${states.depth}, which is as deep as was wanted: ${soFar(properties)}`;
    case "error":
      return "part of the states: the search ended with the error";
  }
}

function coveredText(depth: number | null): string {
  return depth === null ? "some of the initial states" : `every state up to depth ${depth}, and some beyond`;
}

function soFar(properties: readonly PropertyVerdict[]): string {
  return properties.some(({ outcome, kind }) => outcome === "violated" && !isWitnessed(kind))
    ? "violation found"
    : "no violation so far";
}

/** Why an undecided search ended. (An error is for stderr to explain; the report has one line on it.) */
function reasonText({ error, outcome }: Verdict, { paint, width, wording = asWritten }: TextOptions): string {
  if (error === null || outcome === "error") return "";
  const { code, title, message, likelyCause, remedy } = reviveError(error);
  const lines = beside(`  ${code}`, LABEL, `${title}: ${wording(message)}`, width);
  return [
    ...lines.map(paint.yellow),
    ...beside("", LABEL, `likely cause: ${wording(likelyCause)}`, width),
    ...beside("", LABEL, `remedy: ${wording(remedy)}`, width),
  ].join("\n");
}

/** formatError's lines, wrapped; each keeps its indentation. */
export function errorLines(formatted: string, width: number): string[] {
  return formatted.split("\n").flatMap((line) => {
    const [indent = ""] = /^ */.exec(line) ?? [];
    return wrap(line.slice(indent.length), width - indent.length - 2).map(
      (part, at) => indent + (at === 0 ? "" : "  ") + part,
    );
  });
}

function growthText(growth: Growth | null, { width }: TextOptions): string {
  if (growth === null || growth.sampled === 0) return "";
  const fields = growth.fields.slice(0, GROWING).map(({ field, different }) => `${field} (${countText(different)})`);
  const rules = growth.rules.filter(({ deeper }) => deeper > 0).slice(0, GROWING);
  return [
    "  what makes the space grow",
    ...beside(
      "    fields",
      LABEL,
      `${fields.join(", ")}: different contents among ${countOf(growth.sampled, "state")} of the last level`,
      width,
    ),
    ...beside(
      "    rules",
      LABEL,
      `${rules.map(({ rule, deeper }) => `${rule} (${countText(deeper)})`).join(", ")}: steps that led deeper`,
      width,
    ),
  ].join("\n");
}

function propertiesText({ properties, states, error, complete, constraint }: Verdict, { paint }: TextOptions): string {
  if (properties.length === 0 || states.distinct === 0) return "";
  const rows = properties.map((property) => {
    const { name, kind, outcome } = property;
    const colour = outcome === "holds" ? paint.green : outcome === "violated" ? paint.red : paint.yellow;
    const isOverBudget = error?.id === "graph-over-budget";
    const why = isOverBudget ? "no memory for the graph" : complete ? "not judged" : "not every state was seen";
    const never = isCut(constraint) ? "not reached within the constraint" : "never reached";
    const text = propertyOutcome(property, { never, distinct: states.unreduced ?? states.distinct, why });
    return [shortName(name), kind, colour(text)];
  });
  return tableText([{ title: "property" }, { title: "kind" }, { title: "outcome" }], rows, 2);
}

function propertyOutcome(
  { kind, outcome, steps, loop, mayStay }: PropertyVerdict,
  { never, distinct, why: undecided }: { readonly never: string; readonly distinct: number; readonly why: string },
): string {
  const length = steps === null ? "" : steps === 0 ? "in an initial state" : `after ${countOf(steps, "step")}`;
  if (isWitnessed(kind)) {
    if (outcome === "holds") return `reached ${length}`;
    return outcome === "violated" ? `${never}, in ${countOf(distinct, "state")}` : "not reached so far";
  }
  if (outcome === "violated") {
    if (isShownBy("prefix", kind)) return `violated: out of reach ${length}`;
    if (loop === null) return `violated ${length}`;
    const why = mayStay === true ? ": steps are enabled, and nothing is assumed fair" : "";
    if (loop === steps) return `violated: nothing happens any more ${length}${why}`;
    return `violated: a loop of ${countOf((steps as number) - loop, "step")} from state ${loop} on`;
  }
  if (outcome === "undecided" && isTemporal(kind)) return `undecided: ${undecided}`;
  return outcome === "holds" ? "holds" : "undecided: no violation so far";
}

function coverageText(coverage: readonly RuleCoverage[]): string {
  if (coverage.every(({ enabled }) => enabled === 0)) return "";
  const rows = coverage.map(({ rule, enabled, deeper }) => [shortName(rule), countText(enabled), countText(deeper)]);
  const columns = [
    { title: "rule" },
    { title: "enabled", align: "right" },
    { title: "to a new state", align: "right" },
  ] as const;
  return tableText(columns, [columns.map(({ title }) => title), ...rows], 2);
}

function warningsText({ warnings }: Verdict, { paint, width }: TextOptions): string {
  return labelled(warnings, paint.yellow("warning"), width);
}

function hintsText({ hints }: Verdict, { paint, width }: TextOptions): string {
  return labelled(hints, paint.dim("hint   "), width);
}

function labelled(said: readonly { readonly message: string }[], label: string, width: number): string {
  return said
    .flatMap(({ message }) =>
      wrap(message, width - LABEL).map((line, at) => `  ${at === 0 ? label : "       "}   ${line}`),
    )
    .join("\n");
}
