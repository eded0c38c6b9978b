/**
 * A check's result for people: the verdict first, then what it covers, property by property, then the evidence. Says what
 * was checked at which parameters, and claims nothing beyond them.
 */
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { countOf, countText } from "../errors/counts.ts";
import { reviveError } from "../errors/errors.ts";
import { asWritten } from "../errors/wording.ts";
import { isShownBy, isTemporal, isWitnessed } from "../model/property-kinds.ts";
import { printable, printableParts, shortName } from "../printable.ts";
import type { Growth, PropertyVerdict, RuleCoverage, Verdict } from "../verify/verdict.ts";
import { isCut } from "../verify/within.ts";
import { counterexampleText, isSameBehaviour, type Shown } from "./counterexample-text.ts";
import { kindText } from "./property-words.ts";
import { subjectText } from "./subject-text.ts";
import { LABEL, type SummaryOptions, summaryRows } from "./summary-rows.ts";
import { tableText } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside, wrap } from "./wrap.ts";

/** How many fields and rules are named when a space grows too large. */
const GROWING = 4;

export function checkText(result: CheckResult, { place, ...page }: SummaryOptions): string {
  const { verdict, counterexamples } = printableParts(result);
  const options = { ...page, place: place ? printable(place) : null };
  const told: Counterexample[] = [];
  const shown = counterexamples.flatMap((counterexample) => {
    const what = shownOf(verdict, counterexample);
    if (what.kind === "property" && isWitnessed(what.propertyKind)) return [];
    const alike = told.find(({ trace }) => isSameBehaviour(trace, counterexample.trace));
    told.push(counterexample);
    return [counterexampleText(counterexample, what, options, alike?.property ?? null)];
  });
  return [
    [headline(verdict, options), ...summaryRows(verdict, options)].join("\n"),
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

/** What a counterexample of this verdict shows. */
export function shownOf(
  verdict: { readonly properties: readonly Pick<PropertyVerdict, "name" | "kind">[] },
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
  // What is green is read no further: that there is something below is said here.
  const warned =
    verdict.outcome === "holds" && verdict.warnings.length > 0
      ? `, with ${countOf(verdict.warnings.length, "warning")}`
      : "";
  const subject = wrap(`${subjectText(verdict)}${within}${warned}`, options.width - margin);
  return `${outcomeText(verdict.outcome, options)}  ${subject.map(options.paint.bold).join(`\n${" ".repeat(margin)}`)}`;
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

function propertiesText(verdict: Verdict, { paint }: TextOptions): string {
  const { properties, states } = verdict;
  if (properties.length === 0 || states.distinct === 0) return "";
  const rows = properties.map((property) => {
    const { name, kind, outcome } = property;
    const colour = outcome === "holds" ? paint.green : outcome === "violated" ? paint.red : paint.yellow;
    return [shortName(name), kindText(kind), colour(propertyOutcomeText(property, verdict))];
  });
  return tableText([{ title: "property" }, { title: "kind" }, { title: "outcome" }], rows, 2);
}

/** `violated after 12 steps`, `never reached, in 8 states`, `undecided: no violation so far`. */
export function propertyOutcomeText(
  property: PropertyVerdict,
  { states, error, complete, constraint }: Pick<Verdict, "states" | "error" | "complete" | "constraint">,
): string {
  const isOverBudget = error?.id === "graph-over-budget";
  const why = isOverBudget ? "no memory for the graph" : complete ? "not judged" : "not every state was seen";
  const never = isCut(constraint) ? "not reached within the constraint" : "never reached";
  return propertyOutcome(property, { never, distinct: states.unreduced ?? states.distinct, why });
}

function propertyOutcome(
  { kind, outcome, steps, loop, mayStay, unchecked }: PropertyVerdict,
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
  if (outcome !== "holds") return "undecided: no violation so far";
  return unchecked === undefined ? "holds" : `holds; ${unchecked} is not checked`;
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
