/**
 * `npm run bench`: what checks cost, against searches written by hand, against Spin and against another build, measured in
 * turns in one session. docs/benchmark.md says how, and what the numbers do and do not mean.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { casesNamed, isQuick, usual } from "./cases.ts";
import { contendersFor } from "./contenders.ts";
import { describeMachine, type Machine, machineText } from "./machine.ts";
import { measure } from "./measure.ts";
import { parseOptions } from "./options.ts";
import { findPeers } from "./peers.ts";
import { commitOf, record } from "./record.ts";
import { type CaseReport, caseText, reportCase } from "./report.ts";
import { summarize, summaryText } from "./summary.ts";
import { measureSymmetry, type SymmetryRow, symmetryText } from "./symmetry.ts";

const options = parseOptions(process.argv.slice(2));
const runs = options.runs ?? (options.quick ? 1 : 5);
const folder = mkdtempSync(join(tmpdir(), "synod-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

try {
  if (options.symmetry) await benchSymmetry(await describeMachine(undefined, folder));
  else await benchSearches();
} catch (error) {
  showProgress("");
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function benchSearches(): Promise<void> {
  const { workers, against, json } = options;
  const named = options.only?.flatMap(casesNamed) ?? usual;
  const chosen = [...new Set(named)].filter((each) => !options.quick || isQuick(each));
  if (chosen.length === 0) throw new Error("--quick leaves out every case that is named");
  const peers = options.peers ? findPeers(chosen, folder) : undefined;
  const machine = await describeMachine(peers, folder);
  const say = (text: string) => json || console.log(text);
  say(introduction(machine));
  const reports: CaseReport[] = [];
  for (const each of chosen) {
    const { contenders, absent } = contendersFor(each, { folder, workers, against, peers });
    const measured = await measure(contenders, runs, (what) => showProgress(`${each.name}: ${what}`));
    const report = reportCase(each, measured, absent, machine.emptyNode.peakBytes);
    reports.push(report);
    showProgress("");
    say(`\n${caseText(report)}`);
  }
  const summary = summarize(reports);
  say(`\n${summaryText(summary)}`);
  if (json) console.log(JSON.stringify({ machine, runs, cases: reports }, null, 2));
  if (reports.some(({ disagreements }) => disagreements.length > 0)) {
    throw new Error("counts differ, so the times do not compare");
  }
  if (options.record) {
    const before = against === undefined ? null : commitOf(against);
    record({ machine, runs, options: process.argv.slice(2), before, summary });
  }
}

async function benchSymmetry(machine: Machine): Promise<void> {
  const rows: SymmetryRow[] = [];
  for await (const row of measureSymmetry(runs)) {
    rows.push(row);
    showProgress(row.name);
  }
  showProgress("");
  console.log(options.json ? JSON.stringify({ machine, runs, symmetry: rows }, null, 2) : symmetryText(rows));
}

function introduction(machine: Machine): string {
  return [
    machineText(machine),
    `Load ${machine.loadBefore.toFixed(1)} before the first run: on a busy machine believe ratios, not times.`,
    `Whole processes, start-up included; ${runs === 1 ? "one run of each" : `medians of ${runs} runs, taken in turns`}.`,
    "memory: beyond an empty Node process's. synod N /this: how many times as long synod takes with N workers as this.",
  ].join("\n");
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
