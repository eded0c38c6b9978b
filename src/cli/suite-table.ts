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
      return [row.trimEnd(), ...below, ...(isFine ? [] : surpriseLines(surprises, page))].join("\n");
    },
  };
}

/** `violated: agreement, 12 steps`. */
function cameOut({ verdict, expected }: CheckedEntry): string {
  if (verdict.outcome !== "violated") return verdict.outcome;
  const violated = verdict.properties.filter((each) => each.outcome === "violated");
  const wanted = expected.outcome === "violated" ? expected.property : null;
  const shown = violated.find(({ name, family }) => name === wanted || family === wanted) ?? violated[0];
  if (shown === undefined) return verdict.outcome;
  const others = violated.length > 1 ? `, and ${countOf(violated.length - 1, "other")}` : "";
  return `violated: ${printable(shown.name)}${shown.steps === null ? "" : `, ${countOf(shown.steps, "step")}`}${others}`;
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

/** The last words: how many, what was left out, and each surprise with its command. */
export function suiteSummary({ checks, left, wallMs, surprises = [] }: SuiteReport, { page }: Terminal): string {
  const { paint, width } = page;
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
  const lines = [`${counts} (${durationText(wallMs)})`, ...(why.length === 0 ? [] : [`left out: ${why.join(", ")}`])];
  const isFine = wrong.length === 0 && surprises.length === 0;
  const told = wrong.flatMap(({ id, surprises: own, reasons, command }) => [
    "",
    ...wrap(printable(`not as expected: ${id}`), width).map(paint.red),
    ...own.flatMap(({ text, property }) => {
      const why = property === null ? undefined : reasons[property]?.why?.sentence;
      return [...text.split("\n"), ...(why === undefined ? [] : [`why: ${why}`])].flatMap((each) =>
        wrap(printable(each), width - 4).map((line, at) => `  ${at === 0 ? "" : "  "}${line}`),
      );
    }),
    `  ${printable(command)}`,
  ]);
  const ofNone = surprises.flatMap(({ text }) => [
    "",
    ...wrap(printable(`not as expected: ${text}`), width).map(paint.red),
  ]);
  return [...lines.map((line) => (isFine ? line : paint.bold(line))), ...told, ...ofNone].join("\n");
}
