/**
 * A suite as it is told while it runs: a row for each check once it is done, and what is not as expected beneath it. The same
 * rows on a terminal, in a CI log and in a pipe, where a row is one line however long; on a terminal a line below the rows says
 * what is being searched.
 */
import { countOf, countText } from "../errors/counts.ts";
import { printable } from "../printable.ts";
import { columnsOf, padColumns } from "../report/columns.ts";
import { durationText } from "../report/quantities.ts";
import { type Column, tableText, titlesOf } from "../report/table.ts";
import { wrap } from "../report/wrap.ts";
import type { PlannedCheck } from "../suite/expand.ts";
import type { CheckedEntry, SuiteReport, Surprise } from "../suite/suite-report.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Terminal } from "./terminal.ts";

export interface SuiteTable {
  readonly head: string;
  readonly row: (entry: CheckedEntry) => string;
}

/** States, depth and time; what is told in words is behind them, and what is not as expected beneath. */
const COLUMNS: readonly Column[] = [
  { title: "", width: 6, align: "right" },
  { title: "states", width: 11, align: "right" },
  { title: "depth", width: 5, align: "right" },
  { title: "time", width: 7, align: "right" },
];
const BESIDE = 38;
/** Outcomes stand in a column where so much of one fits on the page. */
const LEAST_OUTCOME = 12;
const INDENT = "        ";

export function suiteTable(checks: readonly PlannedCheck[], { page, isWatched }: Terminal): SuiteTable {
  const { paint } = page;
  const ids = Math.max(5, ...checks.map(({ id }) => columnsOf(printable(id))));
  const room = page.width - BESIDE;
  const numbers = (cells: readonly string[]) => padColumns(tableText(COLUMNS, [cells]), BESIDE);
  /** Somebody who watches has a page; a log has lines. */
  const inWords = (id: string, outcome: string): string[] => {
    const lines = isWatched ? wrap(id, Math.max(20, room)) : [id];
    const last = lines.at(-1) as string;
    const line = isWatched && ids + LEAST_OUTCOME > room ? last : padColumns(last, ids);
    return !isWatched || columnsOf(line) + 2 + columnsOf(outcome) <= room
      ? [...lines.slice(0, -1), `${line}  ${outcome}`]
      : [...lines, ...wrap(outcome, Math.max(20, room))];
  };
  return {
    head: paint.dim(numbers(titlesOf(COLUMNS)) + inWords("check", "came out").join(" ")),
    row: (entry) => {
      const { verdict, surprises, cached } = entry;
      const { distinct, unreduced, depth } = verdict.states;
      const isFine = surprises.length === 0;
      const cells = [
        isFine ? "ok" : "not ok",
        entry.error === null ? countText(unreduced ?? distinct) : "",
        entry.error === null ? String(depth) : "",
        cached ? "cached" : durationText(entry.wallMs),
      ];
      const [first = "", ...rest] = inWords(printable(entry.id), cameOut(entry));
      const mark = isFine ? paint.green : paint.red;
      const row = numbers(cells).replace(cells[0] as string, mark(cells[0] as string)) + first;
      const below = rest.map((line) => " ".repeat(BESIDE) + line);
      return [
        row.trimEnd(),
        ...below,
        ...(isFine ? [] : surpriseLines(surprises, page)),
        ...warningLines(entry, page),
      ].join("\n");
    },
  };
}

/** `violated: agreement, 12 steps`; `holds, 94 % of changes noticed`. */
export function cameOut({ verdict, expected, mutations }: CheckedEntry): string {
  if (verdict.outcome !== "violated") {
    const score = mutations?.score ?? null;
    // Rounded down, as the surprise is.
    return score === null ? verdict.outcome : `${verdict.outcome}, ${Math.floor(100 * score)} % of changes noticed`;
  }
  const violated = verdict.properties.filter((each) => each.outcome === "violated");
  const wanted = expected.outcome === "violated" ? expected.property : null;
  const shown = violated.find(({ name, family }) => name === wanted || family === wanted) ?? violated[0];
  if (shown === undefined) return verdict.outcome;
  const others = violated.length > 1 ? `, and ${countOf(violated.length - 1, "other")}` : "";
  return `violated: ${printable(shown.name)}${shown.steps === null ? "" : `, ${countOf(shown.steps, "step")}`}${others}`;
}

/** Of one check; the number of them says how many more there are. */
const WARNINGS_TOLD = 3;

/**
 * What might make "holds" mean nothing, where the suite does not call it a surprise. A mistake may well keep rules from being
 * taken.
 */
export function unstrictWarnings({ verdict, surprises, mutant }: CheckedEntry): Verdict["warnings"] {
  return mutant !== null || surprises.some(({ kind }) => kind === "warning") ? [] : verdict.warnings;
}

function warningLines(entry: CheckedEntry, { paint, width }: Terminal["page"]): string[] {
  const warnings = unstrictWarnings(entry);
  const more = warnings.length - WARNINGS_TOLD;
  const texts = [
    ...warnings.slice(0, WARNINGS_TOLD).map(({ message }) => `warning: ${message}`),
    ...(more > 0 ? [`and ${countOf(more, "more warning")}: ${entry.command}`] : []),
  ];
  return texts.flatMap((text) => {
    const [first = "", ...rest] = wrap(printable(text), width - INDENT.length - 2);
    return [`${INDENT}${paint.yellow(first)}`, ...rest.map((line) => `${INDENT}  ${paint.yellow(line)}`)];
  });
}

function surpriseLines(surprises: readonly Surprise[], { paint, width }: Terminal["page"]): string[] {
  const lines = surprises.flatMap(({ text }) => text.split("\n"));
  return lines.flatMap((text) => {
    const [first = "", ...rest] = wrap(printable(text), width - INDENT.length - 2);
    return [`${INDENT}${paint.red(first)}`, ...rest.map((line) => `${INDENT}  ${paint.red(line)}`)];
  });
}

const LEFT: Readonly<Record<SuiteReport["left"][number]["why"], string>> = {
  tag: "without the tag",
  shard: "of other shards",
  unchanged: "unchanged since they passed",
  interrupted: "not done when it was interrupted",
};

/** How many checks, how many not as expected, what was left out, warnings that nobody asked to count. */
export function summaryLines({ checks, left, wallMs }: SuiteReport): string[] {
  const wrong = checks.filter((each) => each.surprises.length > 0);
  const cached = checks.filter((each) => each.cached).length;
  const parts = [
    wrong.length === 0 ? "all as expected" : `${checks.length - wrong.length} as expected, ${wrong.length} not`,
    ...(cached === 0 ? [] : [`${cached} from the cache`]),
  ];
  const counts =
    checks.length === 0 ? "nothing was checked" : `${countOf(checks.length, "check")}: ${parts.join("; ")}`;
  const why = (Object.keys(LEFT) as (keyof typeof LEFT)[]).flatMap((each) => {
    const count = left.filter((one) => one.why === each).length;
    return count === 0 ? [] : [`${count} ${LEFT[each]}`];
  });
  const doubts = checks.map((each) => unstrictWarnings(each).length).filter((count) => count > 0);
  const warned = doubts.reduce((sum, count) => sum + count, 0);
  return [
    `${counts} (${durationText(wallMs)})`,
    ...(why.length === 0 ? [] : [`left out: ${why.join(", ")}`]),
    ...(warned === 0
      ? []
      : [
          `${countOf(warned, "warning")} of ${countOf(doubts.length, "check")}: with \`strict\` they are not as expected`,
        ]),
  ];
}

/** Of a check, a line each: what is not as expected, and once why its property is false. */
export function surpriseTexts({ surprises, reasons }: Pick<CheckedEntry, "surprises" | "reasons">): string[] {
  const told = new Set<string>();
  return surprises.flatMap(({ text, property }) => {
    const why = property === null || told.has(property) ? undefined : reasons[property]?.why?.sentence;
    if (property !== null) told.add(property);
    return [...text.split("\n"), ...(why === undefined ? [] : [`why: ${why}`])];
  });
}

/** The last words: how many, what was left out, and each surprise with its command. */
export function suiteSummary(report: SuiteReport, { page }: Terminal): string {
  const { paint, width } = page;
  const { checks, surprises = [] } = report;
  const wrong = checks.filter((each) => each.surprises.length > 0);
  const lines = summaryLines(report);
  const isFine = wrong.length === 0 && surprises.length === 0;
  const told = wrong.flatMap(({ id, surprises: own, reasons, command }) => [
    "",
    ...wrap(printable(`not as expected: ${id}`), width).map(paint.red),
    ...surpriseTexts({ surprises: own, reasons }).flatMap((each) =>
      wrap(printable(each), width - 4).map((line, at) => `  ${at === 0 ? "" : "  "}${line}`),
    ),
    `  ${printable(command)}`,
  ]);
  const ofNone = surprises.flatMap(({ text }) => [
    "",
    ...wrap(printable(`not as expected: ${text}`), width).map(paint.red),
  ]);
  return [...lines.map((line) => (isFine ? line : paint.bold(line))), ...told, ...ofNone].join("\n");
}
