/**
 * `npm run bench`: what checks cost, against a search written by hand and against Spin, measured in turns in one session.
 * docs/benchmark.md says how, and what the numbers do and do not mean.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type Case, cases, isQuick } from "./cases.ts";
import type { Absentee, Contender } from "./contender.ts";
import { handWritten } from "./hand-written.ts";
import { measure } from "./measure.ts";
import { type CaseReport, caseText, reportCase } from "./report.ts";
import { findToolchain, spinSearch, spinVerdict, type Toolchain } from "./spin.ts";
import { measureSymmetry, type SymmetryRow, symmetryText } from "./symmetry.ts";
import { synod } from "./synod.ts";

const WORKERS = [1, 2];

interface Options {
  readonly quick?: boolean;
  readonly runs?: number;
  readonly only?: readonly string[];
  readonly symmetry?: boolean;
  readonly json?: boolean;
}

function parseRuns(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("It is a number of runs, 1 to 999.");
  return Number(text);
}

function collectNames(name: string, before: readonly string[] = []): readonly string[] {
  if (selectedBy(name).length > 0) return [...before, name];
  throw new InvalidArgumentError(`The cases are ${cases.map((each) => each.name).join(", ")}.`);
}

function selectedBy(name: string): readonly Case[] {
  return cases.filter((each) => each.name === name || each.name.startsWith(`${name}-`));
}

const options = new Command("npm run bench --")
  .description("Measures checks, a search written by hand, and Spin, where it is installed, on the same state spaces.")
  .option("--quick", "small cases only, one run of each")
  .option("--runs <count>", "runs of which the median counts (default: 3)", parseRuns)
  .option("--only <case>", "this case, or all cases of this model; may be repeated", collectNames)
  .option("--symmetry", "instead: what canonical forms cost, and checks with and without symmetry")
  .option("--json", "print one JSON object")
  .parse()
  .opts<Options>();

const folder = mkdtempSync(join(tmpdir(), "synod-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
// A run blocks the event loop, and is interrupted along with this process.
process.on("SIGINT", () => process.exit(130));

const chosen = cases.filter(
  (each) =>
    (options.only === undefined || options.only.some((name) => selectedBy(name).includes(each))) &&
    (!options.quick || isQuick(each)),
);
const runs = options.runs ?? (options.quick ? 1 : 3);
const toolchain = findToolchain();
const machine = {
  processors: `${availableParallelism()} x ${cpus()[0]?.model ?? "unknown"}`,
  node: process.version,
  spin: "versions" in toolchain ? toolchain.versions : null,
  /** How many processes wanted to run, on average over the last minute. */
  loadBefore: loadavg()[0] ?? 0,
};
try {
  await (options.symmetry ? benchSymmetry() : benchSearches());
} catch (error) {
  showProgress("");
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function benchSearches(): Promise<void> {
  const reports: CaseReport[] = [];
  if (chosen.length === 0) throw new Error("--quick leaves out every case that --only names");
  if (!options.json) console.log(introduction());
  for (const each of chosen) {
    const { contenders, absent } = contendersFor(each, toolchain);
    const measured = measure(contenders, runs, (what) => showProgress(`${each.name}: ${what}`));
    const report = reportCase(each, measured, absent);
    reports.push(report);
    showProgress("");
    if (!options.json) console.log(`\n${caseText(report)}`);
  }
  if (options.json) console.log(JSON.stringify({ machine, runs, cases: reports }, null, 2));
  if (reports.some(({ disagreements }) => disagreements.length > 0)) {
    console.error("bench: counts differ, so the times do not compare");
    process.exitCode = 1;
  }
}

async function benchSymmetry(): Promise<void> {
  const rows: SymmetryRow[] = [];
  for await (const row of measureSymmetry(runs)) {
    rows.push(row);
    showProgress(row.name);
  }
  showProgress("");
  console.log(options.json ? JSON.stringify({ machine, runs, symmetry: rows }, null, 2) : symmetryText(rows));
}

function contendersFor(which: Case, spin: Toolchain): { contenders: Contender[]; absent: Absentee[] } {
  const contenders = WORKERS.flatMap((count) => [
    synod(which, count, folder),
    ...(which.model === "paxos" ? [handWritten(which, count, folder)] : []),
  ]);
  if ("missing" in spin) return { contenders, absent: [{ program: "Spin", reason: spin.missing }] };
  return { contenders: [...contenders, spinSearch(which, folder), spinVerdict(which, folder)], absent: [] };
}

function introduction(): string {
  const { processors, node, spin, loadBefore } = machine;
  return [
    `${processors}; Node ${node}; ${spin ?? "no Spin"}.`,
    `Load ${loadBefore.toFixed(1)} before the first run: on a busy machine believe ratios, not times.`,
    `Whole processes, start-up included; ${runs === 1 ? "one run of each" : `medians of ${runs} runs, taken in turns`}.`,
    "synod N /this: how many times as long synod takes with N workers as the program of the row.",
  ].join("\n");
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
