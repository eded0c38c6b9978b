/** `synod suite --brief`: what it adds up to, what is not as expected and why, and the command that shows it, in 2000 bytes. */
import { briefLines } from "../report/brief/check-brief.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import { cameOut, summaryLines, surpriseTexts, unstrictWarnings } from "./suite-table.ts";

export interface ToldSuite {
  readonly report: SuiteReport;
  readonly exitCode: number;
  /** What the lock has to say beside. */
  readonly lines: readonly string[];
}

export function suiteBrief({ report, exitCode, lines }: ToldSuite): string {
  const { checks, config, surprises = [] } = report;
  const wrong = checks.filter((each) => each.surprises.length > 0);
  const isFine = wrong.length === 0 && surprises.length === 0;
  const told = [
    `${isFine ? "AS EXPECTED" : "NOT AS EXPECTED"}  ${config ?? "the suite"}  (exit ${exitCode})`,
    ...summaryLines(report),
    ...wrong.flatMap((entry) => [
      `not as expected: ${entry.id}: ${cameOut(entry)}`,
      ...surpriseTexts(entry).map((line) => `  ${line}`),
    ]),
    ...surprises.map(({ text }) => `not as expected: ${text}`),
    ...checks.flatMap((entry) => unstrictWarnings(entry).map(({ message }) => `warning: ${entry.id}: ${message}`)),
    ...lines.filter((line) => line !== ""),
  ];
  const [first] = wrong;
  return briefLines(told, first === undefined ? null : nextOf(first), "synod suite");
}

/** Null: a model that does not load, of which the suite alone tells. */
function nextOf({ command, surprises }: SuiteReport["checks"][number]): string | null {
  if (command === "synod suite") return null;
  if (surprises.some(({ kind }) => kind !== "score")) return `${command} --brief`;
  // Which takes a model and parameters, and none of the options of a check.
  return `${command.replace(/^synod check/, "synod mutate").replace(/ --.*$/, "")} --brief`;
}
