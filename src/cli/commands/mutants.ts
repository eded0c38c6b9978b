/** `synod mutants`: whether every deliberate mistake is caught, as it says it is. */
import { checkMemory } from "../../check/limits.ts";
import { runCatalogue } from "../../mutants/catalogue.ts";
import { mutantsExitCode } from "../../mutants/mutants-exit-code.ts";
import { type MutantsReport, mutantsReport } from "../../mutants/mutants-report.ts";
import type { Result } from "../../mutants/result.ts";
import { printable } from "../../printable.ts";
import { briefLines } from "../../report/brief/check-brief.ts";
import { mutantsLines, mutantsSummaryText, mutantsTable, surprises } from "../../report/mutants-text.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";
import { defaultWorkers } from "../arguments.ts";
import { catalogue, type Selection } from "../catalogue.ts";
import { asFlags } from "../flags.ts";
import { interruptible } from "../interrupt.ts";
import { whatDiffers } from "../next-command.ts";
import { progressLine } from "../progress.ts";
import { runCheck } from "../run-check.ts";
import type { Terminal } from "../terminal.ts";
import { typed } from "../typed.ts";

export interface MutantsRequest extends Selection {
  readonly workers?: number;
  readonly memory?: number;
  /** In 2000 bytes. */
  readonly brief?: boolean;
}

export async function mutants(request: MutantsRequest, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const { print, note, page, notePaint, json } = terminal;
  // Here, or it would be every mutant's fault.
  if (request.memory !== undefined) checkMemory(request.memory);
  const entries = await catalogue(request);
  const table = mutantsTable(
    entries.flat().map(({ name }) => name),
    page,
  );
  const effort = {
    workers: request.workers ?? defaultWorkers(),
    ...(request.memory !== undefined && { memoryBytes: request.memory }),
  };
  const results: Result[] = [];
  const isInterrupted = await interruptible(async (signal) => {
    const run = runCatalogue(entries, {
      check: (found, instance, asked) => runCheck(found, instance, { ...effort, ...asked }),
      signal,
      watch: (subject) => progressLine(terminal, subject),
    });
    let model: string | null = null;
    for await (const result of run) {
      results.push(result);
      if (json || request.brief) continue;
      if (model === null) print(page.paint.dim(table.head));
      if (result.model !== model) print(`\n${page.paint.bold(printable(result.model))}`);
      model = result.model;
      print(table.rows(result));
    }
    return signal.aborted;
  });
  const wallMs = performance.now() - started;
  const report = mutantsReport({ results, wallMs, interrupted: isInterrupted });
  if (json) print(JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...report }, inFlags));
  else if (request.brief) {
    const lines = mutantsLines(results, report);
    const [wrong] = [...report.unchanged, ...report.mutants].filter(({ ok }) => !ok);
    const next = wrong === undefined ? null : whatDiffers(request.model ?? wrong.model, ofModel(report, wrong.model));
    print(briefLines(lines, next, typed("mutants", { model: request.model ?? "", parameters: [] }).trimEnd()));
  } else print(`${results.length === 0 ? "" : "\n"}${mutantsSummaryText(results, wallMs, page)}`);
  if (request.brief !== true)
    for (const surprise of surprises(results)) note(notePaint.red(printable(`not as expected: ${surprise}`)));
  if (isInterrupted) note("interrupted");
  return mutantsExitCode(results, isInterrupted);
}

function ofModel(report: MutantsReport, name: string): MutantsReport {
  const own = <T extends { readonly model: string }>(all: readonly T[]) => all.filter(({ model }) => model === name);
  return { ...report, mutants: own(report.mutants), unchanged: own(report.unchanged) };
}

/** Of a mutant's errors, as everywhere on a command line. */
function inFlags(name: string, value: unknown): unknown {
  return name === "problem" && typeof value === "string" ? asFlags(value) : value;
}
