/**
 * A suite as the summary of a job: a table of its checks, and of each that is not as expected why, the steps, and a sequence
 * diagram. GitHub takes a MiB for a step; what does not fit is named. Law: no more bytes than `most`, and the same structure
 * whatever anything is called.
 */
import { countOf, countText } from "../errors/counts.ts";
import { formatError, reviveError } from "../errors/errors.ts";
import { codeSpan, markdownText } from "../formats/markdown.ts";
import { printable } from "../printable.ts";
import { durationText } from "../report/quantities.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { foundText, wantedText } from "./in-words.ts";
import { counterexampleTo } from "./problems.ts";
import { toldEntry } from "./shown-trace.ts";

/** GitHub's limit for the summary of a step. */
export const MOST_BYTES = 1024 * 1024;
/** Rows of the table; more than these nobody reads, and the checks that are not as expected come first. */
const MOST_ROWS = 500;
/** Kept free for what says that something is left out. */
const ROOM = 300;

export function summaryMarkdown(report: SuiteReport, most = MOST_BYTES): string {
  const wrong = report.checks.filter(isWrong);
  const head = [title(report, wrong.length), "", ...table(report), "", ...suiteLines(report)].join("\n");
  let text = "";
  let bytes = Buffer.byteLength(head);
  // Even the table may be too much.
  if (bytes > most - ROOM) return bytes <= most ? head : within(`${title(report, wrong.length)}\n`, most);
  text = head;
  let left = 0;
  for (const entry of wrong) {
    const part = section(entry);
    const size = Buffer.byteLength(part);
    if (bytes + size > most - ROOM) left++;
    else {
      text += part;
      bytes += size;
    }
  }
  if (left > 0)
    text += `\n${countOf(left, "check")} more ${left === 1 ? "is" : "are"} told in the log only: a summary has room for 1 MiB.\n`;
  return text;
}

const isWrong = ({ surprises }: CheckedEntry) => surprises.length > 0;

function title({ checks, surprises = [], wallMs, left }: SuiteReport, wrong: number): string {
  const what = wrong === 0 ? "all as expected" : `${countText(wrong)} not as expected`;
  const notRun = left.length === 0 ? "" : `, ${countText(left.length)} not run`;
  const also = surprises.length === 0 ? "" : `, ${countOf(surprises.length, "difference")} of the suite as a whole`;
  return `## synod: ${countOf(checks.length, "check")}, ${what}${also}${notRun}, in ${durationText(wallMs)}`;
}

function table({ checks }: SuiteReport): readonly string[] {
  if (checks.length === 0) return ["No check was run."];
  const sorted = [...checks.filter(isWrong), ...checks.filter((each) => !isWrong(each))];
  const rows = sorted.slice(0, MOST_ROWS).map((entry) => {
    const { distinct, unreduced, depth } = entry.verdict.states;
    const cells = [
      isWrong(entry) ? "**differs**" : "ok",
      cell(entry.id),
      cell(wantedText(entry.expected)),
      cell(foundText(entry)),
      countText(unreduced ?? distinct),
      countText(depth),
      entry.cached ? "cached" : durationText(entry.wallMs),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const more = sorted.length - rows.length;
  return [
    "| | check | expected | found | states | depth | time |",
    "|---|---|---|---|--:|--:|--:|",
    ...rows,
    ...(more > 0 ? ["", `and ${countOf(more, "check")} more, all as expected or told in the log`] : []),
  ];
}

function suiteLines({ surprises = [] }: SuiteReport): readonly string[] {
  return surprises.map(({ text }) => `- ${codeSpan(text)}`);
}

function section(entry: CheckedEntry): string {
  const { surprises, verdict, error } = entry;
  const said = surprises.map(({ text, property, rule }) => {
    const { places } = entry;
    const place =
      (property === null ? undefined : places.properties[property]) ?? (rule === null ? undefined : places.rules[rule]);
    const where =
      place === undefined ? "" : ` (${codeSpan(`${place.file}${place.line === null ? "" : `:${place.line}`}`)})`;
    return `- ${lines(text)}${where}`;
  });
  const failed = error ?? (verdict.outcome === "error" ? verdict.error : null);
  const about = [...new Set(surprises.map(({ property }) => property))];
  const shown = new Set(about.flatMap((property) => counterexampleTo(entry, property) ?? []));
  const told = [...shown].map((each) => markdownText(toldEntry(entry, each)).replace(/^###/, "####"));
  const parts = [
    [`### ${codeSpan(entry.id)}`],
    said,
    ...(failed === null ? [] : [indented(formatError(reviveError(failed)))]),
    ...told.map((text) => [text.trimEnd()]),
    ...(told.length > 0 ? [] : [["Again:"], indented(printable(entry.command))]),
  ];
  return `\n${parts.map((each) => each.join("\n")).join("\n\n")}\n`;
}

/** As a block of code that nothing in it can end. */
function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `    ${line}`);
}

/** Several lines of a sentence, one behind the other. */
function lines(text: string): string {
  return text
    .split("\n")
    .map((line) => codeSpan(line.trim()))
    .join("<br>");
}

function cell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}

function within(text: string, most: number): string {
  return Buffer.byteLength(text) <= most ? text : "";
}
