/** All cases in one table, a line for each case and number of workers: what docs/benchmark.md records. */
import { countText } from "../src/errors/counts.ts";
import { bytesText, durationText } from "../src/report/quantities.ts";
import { type Column, tableText } from "../src/report/table.ts";
import { BEFORE, SAFETY } from "./contenders.ts";
import { YARDSTICK } from "./hand-written.ts";
import { bytesPerStateText, type CaseReport, type Row, ratioText } from "./report.ts";
import { SPIN_VERDICT } from "./spin.ts";
import { STATERIGHT } from "./stateright.ts";

interface Heading {
  readonly title: string;
  readonly align: "left" | "right";
  /** Empty where there is nothing to say; a column without anything is left out. */
  readonly cell: (row: Row, report: CaseReport) => string;
}

const HEADINGS: readonly Heading[] = [
  { title: "case", align: "left", cell: (_, { name }) => name },
  { title: "workers", align: "right", cell: ({ threads }) => String(threads) },
  { title: "states", align: "right", cell: ({ states }) => countText(states) },
  { title: "wall", align: "right", cell: ({ wallMs }) => durationText(wallMs) },
  { title: "user CPU", align: "right", cell: ({ userMs }) => (userMs === null ? "" : durationText(userMs)) },
  { title: "memory", align: "right", cell: ({ searchBytes }) => bytesText(searchBytes) },
  { title: "bytes/state", align: "right", cell: bytesPerStateText },
  { title: "to the yardstick", align: "right", cell: multipleOf(YARDSTICK) },
  { title: "to safety alone", align: "right", cell: multipleOf(SAFETY) },
  {
    title: "one worker takes",
    align: "right",
    cell: (row, report) => (row.threads === 1 ? "" : taken("synod", 1, row, report)),
  },
  { title: "Spin takes", align: "right", cell: (row, report) => taken(SPIN_VERDICT, 1, row, report) },
  { title: "Stateright takes", align: "right", cell: (row, report) => taken(STATERIGHT, row.threads, row, report) },
  { title: "before took", align: "right", cell: (row, report) => taken(BEFORE, row.threads, row, report) },
  { title: "engine", align: "left", cell: ({ engine }) => engine ?? "" },
];

export interface Summary {
  readonly headings: readonly Pick<Heading, "title" | "align">[];
  readonly lines: readonly (readonly string[])[];
}

export function summarize(reports: readonly CaseReport[]): Summary {
  const synods = reports.flatMap((report) =>
    report.rows.filter(({ program }) => program === "synod").map((row) => ({ row, report })),
  );
  const all = synods.map(({ row, report }) => HEADINGS.map(({ cell }) => cell(row, report)));
  const used = HEADINGS.map((_, at) => all.some((cells) => cells[at] !== ""));
  return {
    headings: HEADINGS.filter((_, at) => used[at]),
    lines: all.map((cells) => cells.filter((_, at) => used[at]).map((cell) => (cell === "" ? "-" : cell))),
  };
}

export function summaryText({ headings, lines }: Summary): string {
  const columns: readonly Column[] = headings;
  return tableText(columns, [headings.map(({ title }) => title), ...lines]);
}

export function summaryMarkdown({ headings, lines }: Summary): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const ruler = headings.map(({ align }) => (align === "right" ? "--:" : "---"));
  return [line(headings.map(({ title }) => title)), `|${ruler.join("|")}|`, ...lines.map(line)].join("\n");
}

/** This row's time as a multiple of the program's with as many threads, and in brackets the same of user CPU. */
function multipleOf(program: string) {
  return ({ threads }: Row, { rows }: CaseReport): string => {
    const other = rows.find((row) => row.program === program && row.threads === threads);
    return other === undefined ? "" : bothTexts(other, threads, ratioText);
  };
}

/** How many times as long the program takes, and in brackets what it computes: "2.50x (2.61x)". */
function taken(program: string, threads: number, row: Row, { rows }: CaseReport): string {
  const other = rows.find((each) => each.program === program && each.threads === threads);
  return other === undefined ? "" : bothTexts(other, row.threads, (ratio) => `${ratioText(1 / ratio)}x`);
}

function bothTexts({ synodTakes, synodComputes }: Row, threads: number, text: (ratio: number) => string): string {
  const computes = synodComputes[threads] ?? Number.NaN;
  return `${text(synodTakes[threads] ?? Number.NaN)}${Number.isNaN(computes) ? "" : ` (${text(computes)})`}`;
}
