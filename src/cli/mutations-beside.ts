/**
 * What `synod check --mutants` and `--mutate` look at beside a model that holds: whether its declared mistakes are caught, and
 * which changes of its rules no property notices. The same as `synod mutants` and `synod mutate` say, in one answer with the
 * verdict, so that "holds" comes with what it is worth.
 */
import type { Instance } from "../model/instance.ts";
import { runCatalogue } from "../mutants/catalogue.ts";
import { type MutantsReport, mutantsReport } from "../mutants/mutants-report.ts";
import { type MutationReport, mutationReport } from "../mutants/mutation-report.ts";
import type { MutationResult } from "../mutants/mutation-score.ts";
import { isSound, type Result, standingOf } from "../mutants/result.ts";
import { observedMutations, runMutations } from "../mutants/run-mutations.ts";
import { printable } from "../printable.ts";
import { mutantsLines, mutantsSummaryText, surprises } from "../report/mutants-text.ts";
import { mutationLines, mutationSummaryText, survivorTexts } from "../report/mutation-text.ts";
import type { TextOptions } from "../report/trace-text.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { BesideVerdict } from "./beside.ts";
import { catalogue } from "./catalogue.ts";
import type { FoundModel } from "./found-model.ts";
import { progressLine } from "./progress.ts";
import { runCheck } from "./run-check.ts";
import type { Terminal } from "./terminal.ts";

type Declared = { readonly report: MutantsReport; readonly results: readonly Result[] };
type Changed = { readonly report: MutationReport; readonly results: readonly MutationResult[] };

interface Work {
  readonly found: FoundModel;
  readonly instance: Instance;
  readonly verdict: Verdict;
  readonly workers: number;
  readonly memoryBytes?: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** `reference`: what the command line calls the model. */
export async function lookedAtBeside(
  reference: string,
  asked: { readonly mutants?: boolean; readonly mutate?: boolean },
  work: Work,
): Promise<BesideVerdict> {
  if (work.verdict.outcome !== "holds") return { mutants: null, mutation: null, texts: [], lines: [], differs: false };
  const mutants = asked.mutants ? await declared(reference, work) : null;
  const mutation = asked.mutate ? await mutated(work) : null;
  const { page } = work.terminal;
  return {
    mutants: mutants?.report ?? null,
    mutation: mutation?.report ?? null,
    texts: [
      ...(mutants === null ? [] : [declaredText(mutants, page)]),
      ...(mutation === null ? [] : [changedText(mutation, page)]),
    ],
    lines: [
      ...(mutants === null ? [] : mutantsLines(mutants.results, mutants.report)),
      ...(mutation === null ? [] : mutationLines(mutation.results, mutation.report)),
    ],
    differs: mutants?.results.some(isDifferent) === true,
  };
}

function isDifferent(result: Result): boolean {
  if (result.kind === "mutant") return standingOf(result) === "differs";
  return !isSound(result) && result.judgement.status === "differs";
}

async function declared(model: string, work: Work): Promise<Declared> {
  const { workers, memoryBytes, signal, terminal } = work;
  const started = performance.now();
  const effort = { workers, ...(memoryBytes !== undefined && { memoryBytes }) };
  const results: Result[] = [];
  const run = runCatalogue(await catalogue({ model }), {
    check: (found, instance, asked) => runCheck(found, instance, { ...effort, ...asked }),
    signal,
    watch: (subject) => progressLine(terminal, subject),
  });
  for await (const result of run) results.push(result);
  const report = mutantsReport({ results, wallMs: performance.now() - started, interrupted: signal.aborted });
  return { report, results };
}

async function mutated({ found, instance, verdict, memoryBytes, signal, terminal }: Work): Promise<Changed> {
  const started = performance.now();
  const { model, parameters } = instance;
  const results: MutationResult[] = [];
  const run = runMutations(model, await observedMutations(model, signal, memoryBytes), {
    unchanged: verdict,
    signal,
    watch: (subject) => progressLine(terminal, subject),
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  for await (const result of run) results.push(result);
  const wallMs = performance.now() - started;
  const report = mutationReport({ model: found.name, parameters, results, interrupted: signal.aborted, wallMs });
  return { report, results };
}

function declaredText({ results, report }: Declared, page: TextOptions): string {
  return [
    page.paint.bold("Declared mutants"),
    ...surprises(results).map((text) => page.paint.red(printable(`not as expected: ${text}`))),
    mutantsSummaryText(results, report.wallMs, page),
  ].join("\n");
}

function changedText({ results, report }: Changed, page: TextOptions): string {
  return [
    page.paint.bold("Rules changed one by one"),
    ...survivorTexts(results).map((text) => page.paint.yellow(`not noticed: ${text}`)),
    mutationSummaryText({ ...report, results }, page),
  ].join("\n");
}
