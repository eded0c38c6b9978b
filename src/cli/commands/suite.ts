/** `synod suite`: the checks that a suite lists, and what is not as expected of them. */
import { synodError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { printable } from "../../printable.ts";
import type { AskedReport } from "../../reporters/report-names.ts";
import { suiteJson } from "../../reporters/suite-json.ts";
import type { Shard } from "../../suite/order.ts";
import type { SuiteReport } from "../../suite/suite-report.ts";
import { defaultWorkers } from "../arguments.ts";
import { asFlags } from "../flags.ts";
import { interruptible } from "../interrupt.ts";
import { account } from "../newsroom.ts";
import { progressLine } from "../progress.ts";
import type { Paged } from "../report-pages.ts";
import { prepareReports } from "../reports.ts";
import { type PlannedSuite, planSuite, type RanSuite, runPlanned } from "../run-suite.ts";
import { suiteBrief } from "../suite-brief.ts";
import { findSuiteFile, loadSuiteFile } from "../suite-file.ts";
import { type HeldAgainst, heldAgainst, openLock } from "../suite-lock.ts";
import { suiteSummary, suiteTable } from "../suite-table.ts";
import type { Terminal } from "../terminal.ts";

/** The command line of a suite. */
export interface SuiteRequest {
  readonly config?: string;
  readonly tag?: readonly string[];
  readonly shard?: Shard;
  readonly changed?: boolean;
  readonly cache?: boolean;
  readonly workers?: number;
  readonly symmetry?: boolean;
  readonly report?: readonly AskedReport[];
  readonly update?: boolean;
  readonly frozen?: boolean;
  /** In 2000 bytes. */
  readonly brief?: boolean;
}

/** Options that say nothing of the built-in protocols. */
const OF_SUITES: readonly (readonly [keyof SuiteRequest, string])[] = [
  ["tag", "--tag"],
  ["shard", "--shard"],
  ["changed", "--changed"],
  ["cache", "--no-cache"],
  ["report", "--report"],
  ["update", "--update"],
  ["frozen", "--frozen"],
  ["brief", "--brief"],
];

/** 0 if everything came out as expected, 22 if not; 20 if it was interrupted before it knew. */
export async function suite(request: SuiteRequest, terminal: Terminal): Promise<number> {
  const file = findSuiteFile(request.config, process.cwd());
  if (file === null) {
    const option = terminal.json ? "--json" : OF_SUITES.find(([key]) => request[key] !== undefined)?.[1];
    if (option !== undefined) throw synodError("no-suite", { option, folder: process.cwd() });
    const { builtInSuite } = await import("./built-in-suite.ts");
    return builtInSuite(request, terminal);
  }
  const threads = request.workers ?? defaultWorkers();
  const lock = openLock(file, request);
  const reports = request.report === undefined ? null : prepareReports(request.report, file.folder);
  return interruptible(async (signal) => {
    const known = (id: string) => lock.lock?.checks.get(id)?.states.distinct ?? null;
    const recorded = (id: string) => lock.lock?.checks.get(id) ?? null;
    const planned = await planSuite(await loadSuiteFile(file), { ...request, known, recorded });
    const isCausal = reports?.isCausal ?? false;
    const ran = await running(planned, { ...request, workers: threads, signal, isCausal }, terminal);
    const held = heldAgainst(lock, ran.report);
    const report = held.report;
    ran.notePasses(report);
    const code = told({ ...ran, ...held, notes: [...ran.notes, ...held.notes] }, request, terminal);
    const lost = reports === null ? null : await reports.write(report, pagesOf(planned, report), terminal);
    return code === exitCodes.ok ? (lost ?? code) : code;
  });
}

/** How the page of each check is made; those that could not begin have none. */
function pagesOf({ all }: PlannedSuite, { checks }: SuiteReport): Paged[] {
  const planned = new Map(all.map((each) => [each.id, each]));
  return checks.map((entry) => {
    const { model, parameters, mutant } = planned.get(entry.id) ?? {};
    if (entry.error !== null || !model) return { entry };
    return { entry, page: () => model.page(instantiate(model, parameters ?? {}, mutant ?? null), entry, entry) };
  });
}

interface Asked extends SuiteRequest {
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly isCausal: boolean;
}

async function running(planned: PlannedSuite, asked: Asked, terminal: Terminal): Promise<RanSuite> {
  const { json, print, page } = terminal;
  const { checks, file } = planned;
  const table = suiteTable(checks, terminal);
  const isTold = !json && asked.brief !== true;
  if (isTold && checks.length > 0) print(`${page.paint.dim(printable(file ?? ""))}\n\n${table.head}`);
  let line = progressLine(terminal);
  let done = 0;
  return runPlanned(planned, {
    ...asked,
    begins: ({ id }) => {
      line = progressLine(terminal, `${done + 1} of ${checks.length}, ${id}: `);
    },
    progress: (now) => {
      account().progress = now;
      line.show(now);
    },
    judging: (judged, of) => line.judging(judged, of),
    ends: (entry) => {
      done++;
      line.clear();
      if (isTold) print(table.row(entry));
    },
  }).finally(() => line.clear());
}

/** `lines`: what the lock has to say beside, for people. */
function told(
  { report, isInterrupted, notes, lines }: Omit<RanSuite, "notePasses"> & Pick<HeldAgainst, "lines">,
  { brief = false }: SuiteRequest,
  terminal: Terminal,
): number {
  account().setAnswered();
  const exitCode = suiteExitCode(report, isInterrupted);
  if (terminal.json) terminal.print(JSON.stringify(suiteJson(report, asFlags)));
  else if (brief) terminal.print(suiteBrief({ report, exitCode, lines }));
  else {
    terminal.print(`${report.checks.length === 0 ? "" : "\n"}${suiteSummary(report, terminal)}`);
    for (const line of lines) terminal.print(line);
  }
  for (const note of notes) terminal.note(printable(note));
  if (isInterrupted) terminal.note("interrupted");
  return exitCode;
}

/** A difference counts most, then that something stayed open. */
function suiteExitCode({ checks, surprises = [] }: SuiteReport, isInterrupted: boolean): number {
  if (surprises.length > 0 || checks.some((each) => each.surprises.length > 0)) return exitCodes.countsDiffer;
  return isInterrupted ? exitCodes.undecided : exitCodes.ok;
}
