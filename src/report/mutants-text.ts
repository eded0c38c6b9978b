/** `synod mutants` for people: a table that grows row by row, and what it adds up to. */

import { countOf, countText } from "../errors/counts.ts";
import { asWritten } from "../errors/wording.ts";
import { type Expectation, expectationOf, type Judgement } from "../mutants/judgement.ts";
import type { MutantsReport } from "../mutants/mutants-report.ts";
import {
  type Configuration,
  isSound,
  type Judged,
  type MutantResult,
  type Result,
  standingOf,
  summaryOf,
  type UnchangedResult,
} from "../mutants/result.ts";
import { printable } from "../printable.ts";
import { columnsOf } from "./columns.ts";
import { durationText } from "./quantities.ts";
import { type Column, tableText, titlesOf } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside, wrap } from "./wrap.ts";

const UNCHANGED = "(none)";
const LONGEST_NAME = 20;

export interface MutantsTable {
  readonly head: string;
  /** One result: a row, one more for each configuration at which a mutant must not show, and what there is to say. */
  readonly rows: (result: Result) => string;
}

/** `names`: of all mutants that will come. */
export function mutantsTable(
  names: readonly string[],
  { paint, width, wording = asWritten }: TextOptions,
): MutantsTable {
  const columns = columnsFor(Math.max(UNCHANGED.length, ...names.map((name) => columnsOf(printable(name)))), width);
  const row = (cells: readonly string[]) => {
    // A coloured mark is not text to be broken; it is short, too.
    const broken = columns.map(({ width: most = 0 }, at) =>
      at === columns.length - 1 ? (cells[at] as string) : wrap(printable(cells[at] as string), most).join("\n"),
    );
    return tableText(columns, [broken]);
  };
  const note = (text: string) => beside("", 4, printable(text), width).map(paint.dim);
  const colours = { ok: paint.green, differs: paint.red } as const;
  const marked = (word: string) => (word in colours ? colours[word as "ok"](word) : paint.yellow(word));
  const problem = ({ found }: Judgement) =>
    wording(found.problem ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .flatMap(note);
  /** A judgement of what must hold: everything, or some properties. */
  const holds = (name: string, { judgement, ...at }: Judged, properties: readonly string[] | null, mark: string) => [
    row([name, atText(at), mustHoldText(properties), foundText(judgement, null), timeText(judgement), marked(mark)]),
    ...problem(judgement),
  ];

  const mutantRows = (result: MutantResult): string[] => {
    const { name, mutant, judgement, tooSmall } = result;
    const { breaks } = mutant;
    const expected = expectedText(expectationOf(mutant));
    if (judgement === null) return [row([name, atText(result), expected, "", "", marked("skipped")])];
    const earlier = judgement.alsoBroken.filter(({ steps }) => (steps ?? 0) < (judgement.found.steps ?? 1));
    return [
      row([name, atText(result), expected, foundText(judgement, breaks), timeText(judgement), marked(word(judgement))]),
      ...earlier.flatMap(({ property, steps }) =>
        note(`also broken, and earlier: ${lengthText(property, steps, null)}`),
      ),
      ...problem(judgement),
      ...tooSmall.flatMap((small) => holds(name, small, breaks === null ? null : [breaks], word(small.judgement))),
    ];
  };

  const unchangedRows = (result: UnchangedResult): string[] => {
    const { judgement, isPart, properties, notClaimed } = result;
    const claims = notClaimed.flatMap((property) => note(`${property} is claimed with its mutant only`));
    if (properties?.length === 0 && notClaimed.length > 0) return claims;
    if (!isPart || judgement.status !== "undecided")
      return [...holds(UNCHANGED, result, properties, word(judgement)), ...claims];
    const found = { ...judgement.found, outcome: "holds", problem: null } as const;
    const soFar = { ...result, judgement: { ...judgement, found } };
    return [
      ...holds(UNCHANGED, soFar, properties, "so far"),
      ...note(`of ${countText(judgement.states)} states and no more`),
      ...claims,
    ];
  };

  return {
    head: row(titlesOf(columns)),
    rows: (result) => (result.kind === "mutant" ? mutantRows(result) : unchangedRows(result)).join("\n"),
  };
}

function columnsFor(longestName: number, width: number): Column[] {
  const name = Math.min(LONGEST_NAME, longestName);
  const [found, time, mark] = [9, 6, 7];
  const rest = width - name - found - time - mark - 5 * 2;
  const at = Math.max(14, Math.floor((rest - 1) / 2));
  return [
    { title: "mutant", width: name },
    { title: "at", width: at },
    { title: "expected", width: Math.max(14, rest - at) },
    { title: "found", width: found },
    { title: "time", width: time, align: "right" },
    { title: "", width: mark },
  ];
}

/** What the whole catalogue adds up to, and what was left out. */
export function mutantsSummaryText(results: readonly Result[], wallMs: number, { width }: TextOptions): string {
  const { mutants, ok, differ, undecided, skipped, configurations, hold, holdInPart } = summaryOf(results);
  if (mutants === 0) return configurations === 0 ? "no mutants: nothing was checked" : "no mutant was checked";
  const parts = [`${countText(ok)} as expected`];
  if (differ > 0) parts.push(`${countText(differ)} not`);
  if (undecided > 0) parts.push(`${countText(undecided)} undecided`);
  if (skipped > 0) parts.push(`${countText(skipped)} skipped`);
  const without = [
    `${countText(hold)} of ${countOf(configurations, "configuration")} hold${configurations === 1 ? "s" : ""}`,
  ];
  if (holdInPart > 0) without.push(`${countText(holdInPart)} as far as looked at`);
  if (hold + holdInPart < configurations) without.push(`${countText(configurations - hold - holdInPart)} not`);
  const unchanged = configurations === 0 ? "" : ` Without a mutant: ${without.join(", ")}.`;
  const lines = [`${countOf(mutants, "mutant")}: ${parts.join(", ")}.${unchanged}`];
  const beyond = results.reduce((sum, { judgement }) => sum + (judgement?.beyond ?? 0), 0);
  if (beyond > 0)
    lines.push(`What holds does so within the constraint: ${countText(beyond)} states and steps lay beyond it.`);
  const left = results.flatMap((result) =>
    result.kind === "mutant" && result.judgement === null ? [`${result.model} ${result.name}`] : [],
  );
  if (left.length > 0) lines.push(`Skipped, because slow: ${left.join(", ")}. --all runs everything.`);
  lines.push(`All in ${durationText(wallMs)}.`);
  return lines.flatMap((line) => wrap(printable(line), width)).join("\n");
}

/** One line per result that is not as it should be, for stderr. */
export function surprises(results: readonly Result[]): string[] {
  return results.flatMap((result) => {
    if (result.kind === "unchanged")
      return isSound(result) ? [] : [`${result.model} ${atText(result)}, without a mutant`];
    const standing = standingOf(result);
    if (standing === "ok" || standing === "skipped") return [];
    return [`${result.model} ${result.name}${standing === "undecided" ? ", undecided" : ""}`];
  });
}

function atText({ given, fairness }: Configuration): string {
  const settings = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  if (fairness !== null) settings.push(`fairness ${fairness}`);
  return settings.length === 0 ? "defaults" : settings.join(" ");
}

function expectedText({ property, steps, loop }: Expectation): string {
  return property === null ? "nothing" : lengthText(property, steps, loop);
}

function mustHoldText(properties: readonly string[] | null): string {
  return properties === null ? "nothing" : `not ${properties.join(" or ")}`;
}

/** Lengths alone where the property is the one expected. */
function foundText({ found }: Judgement, expected: string | null): string {
  const { outcome, property, steps, loop } = found;
  if (outcome === "holds") return "nothing";
  if (outcome !== "violated" || property === null) return outcome;
  return property !== expected ? lengthText(property, steps, loop) : steps === null ? "never" : stepsText(steps, loop);
}

/** `agreement, 12`; `decided, 4 loop 4`; `chosen, never`; `agreement, any`. */
function lengthText(property: string, steps: Expectation["steps"], loop: number | null): string {
  return `${property}, ${steps === null ? "never" : stepsText(steps, loop)}`;
}

function stepsText(steps: number | "any", loop: number | null): string {
  return loop === null ? String(steps) : `${steps} loop ${loop}`;
}

function timeText({ wallMs }: Judgement): string {
  return durationText(wallMs);
}

function word({ status }: Judgement): string {
  return status === "undecided" ? "open" : status;
}

/** For `--brief`: what it adds up to, then what is not as it should be. */
export function mutantsLines(results: readonly Result[], { summary, interrupted }: MutantsReport): string[] {
  const { mutants, ok, differ, undecided, skipped } = summary;
  const rest = [
    ...(differ > 0 ? [`${differ} not`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(skipped > 0 ? [`${skipped} skipped as slow`] : []),
  ];
  const counts = [`${ok} of ${mutants} as expected`, ...rest].join(", ");
  const told = mutants === 0 ? "none is declared" : counts;
  return [
    `mutants: ${told}${interrupted ? " (interrupted)" : ""}`,
    ...results.flatMap((result) => surprises([result]).map((text) => `  not as expected: ${text}: ${whyText(result)}`)),
  ];
}

/** `expected agreement after 12 steps, found it after 10 steps`. */
function whyText(result: Result): string {
  if (result.kind === "unchanged") return `it must hold there without a mutant, found ${inWords(result.judgement)}`;
  const { mutant, judgement, tooSmall } = result;
  const small = tooSmall.find((each) => each.judgement.status !== "ok");
  if (judgement?.status === "ok" && small !== undefined)
    return `at ${atText(small)} it must not show, found ${inWords(small.judgement)}`;
  const { property, steps, loop } = expectationOf(mutant);
  const wanted = property === null ? "no violation" : violationWords(property, steps === "any" ? null : steps, loop);
  return `expected ${wanted}, found ${judgement === null ? "nothing" : inWords(judgement)}`;
}

function inWords({ found }: Judgement): string {
  const { outcome, property, steps, loop, problem } = found;
  if (outcome === "holds") return "no violation";
  if (outcome === "violated" && property !== null) return violationWords(property, steps, loop);
  const [first = ""] = (problem ?? "").split("\n");
  return first === "" ? outcome : first;
}

function violationWords(property: string, steps: number | null, loop: number | null): string {
  const length = steps === null ? "" : ` after ${countOf(steps, "step")}`;
  return `${property} violated${length}${loop === null ? "" : `, back to state ${loop}`}`;
}
