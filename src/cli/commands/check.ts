/** `synod check`. */
import type { CheckResult } from "../../check/check-result.ts";
import { exitCodeOf } from "../../check/exit-code.ts";
import { reviveError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import type { EngineName } from "../../explore/engine-names.ts";
import { Halted, processHalt } from "../../halt.ts";
import { type Instance, instantiate } from "../../model/instance.ts";
import type { Model } from "../../model/model.ts";
import { ownClaims } from "../../model/property.ts";
import { printable } from "../../printable.ts";
import type { ReductionName } from "../../reduce/table.ts";
import { placeInModel } from "../../report/place-in-model.ts";
import { samplesText } from "../../report/samples-text.ts";
import { checkJson, type Sampled } from "../../report/verdict-json.ts";
import { checkText } from "../../report/verdict-text.ts";
import { reasonsTexts } from "../../report/why-text.ts";
import type { AskedReport } from "../../reporters/report-names.ts";
import { SAMPLE_STEPS, sampleWalks } from "../../trace/sample.ts";
import type { Reference } from "../../why/reference.ts";
import { referenceOf } from "../against.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import type { BesideVerdict, CheckedModel } from "../beside.ts";
import type { CheckReports } from "../check-report.ts";
import { toldCheckpoints } from "../checkpoints.ts";
import { findModel } from "../find-model.ts";
import { asFlags } from "../flags.ts";
import type { FoundModel } from "../found-model.ts";
import { interruptible } from "../interrupt.ts";
import { account, report } from "../newsroom.ts";
import { noteMoved } from "../note-moved.ts";
import { checkWritable, writeOutputFile } from "../output-file.ts";
import type { PageOf } from "../page-of.ts";
import { progressLine } from "../progress.ts";
import { reasonsWithin } from "../reasons.ts";
import { runCheck } from "../run-check.ts";
import { saveTrace, traceToSave } from "../save-trace.ts";
import { noteError, type Terminal } from "../terminal.ts";
import { typed } from "../typed.ts";

const NOTHING_BESIDE: BesideVerdict = { mutants: null, mutation: null, texts: [], lines: [], differs: false };

/** The command line of a check, parsed but not yet looked up. */
export interface CheckRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly workers?: number;
  readonly property?: readonly string[];
  readonly mutant?: string;
  readonly against?: readonly string[];
  readonly store?: "compact" | "exact";
  readonly engine?: EngineName;
  readonly memory?: number;
  readonly fairness?: string;
  readonly symmetry?: boolean;
  readonly links?: boolean;
  readonly reduce?: readonly ReductionName[];
  readonly shortest?: boolean;
  readonly keepGoing?: boolean;
  readonly certify?: boolean;
  readonly strict?: boolean;
  readonly trace?: string;
  readonly html?: string;
  readonly report?: readonly AskedReport[];
  readonly sample?: number;
  readonly seed?: number;
  /** Milliseconds, the start of the program included. */
  readonly time?: number;
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly checkpoint?: string;
  /** Milliseconds. */
  readonly every?: number;
  readonly resume?: string;
  /** Again whenever the file is saved. */
  readonly watch?: boolean;
  /** In 2000 bytes. */
  readonly brief?: boolean;
  /** Also whether declared mutants are caught, and which changes of rules no property notices. */
  readonly mutants?: boolean;
  readonly mutate?: boolean;
}

export async function checkNamed(request: CheckRequest, terminal: Terminal): Promise<number> {
  const { report: asked } = request;
  if (asked === undefined) return checkAndTell(request, null, terminal);
  const { checkReports } = await import("../check-report.ts");
  const reports = checkReports({ ...request, report: asked }, terminal);
  try {
    return await checkAndTell(request, reports, terminal);
  } catch (error) {
    if (!(error instanceof Halted)) await reports.writeFailure(error);
    throw error;
  }
}

async function checkAndTell(request: CheckRequest, reports: CheckReports | null, terminal: Terminal): Promise<number> {
  const given = parseParameters(request.parameters);
  if (request.trace !== undefined) checkWritable(request.trace, "--trace");
  if (request.html !== undefined) checkWritable(request.html, "--html");
  const found = await findModel(request.model);
  const mutant = request.mutant ?? null;
  const instance = instantiate(found, given, mutant);
  noteMoved(found.name, instance.model, terminal);
  const properties = request.property ?? (request.links === false ? ownClaims(instance.model.properties) : undefined);
  const against = referenceOf(found, instance, mutant, request.against);
  const page = request.html === undefined ? null : await preparedPage(request, found, instance, against);
  const progress = progressLine(terminal);
  const checkpoints = toldCheckpoints(request, terminal, progress.clear);
  let sampled: Sampled | null = null;
  const briefly = request.brief === true ? (await import("../brief.ts")).briefly : null;
  const show = (result: CheckResult, beside: BesideVerdict = NOTHING_BESIDE) => {
    progress.clear();
    const declaredMutants = Object.keys(found.protocol.protocol.mutants).length;
    const about = { model: instance.model, against, beside, declaredMutants };
    if (briefly === null) sampled = printResult(result, request, about, terminal);
    else briefly(result, request, about, terminal);
  };
  // One object, or one short text, has all that was asked for; what people read begins with the verdict.
  const looksBeside = request.mutants === true || request.mutate === true;
  const isLater = looksBeside && (terminal.json || request.brief === true);
  const workers = request.workers ?? defaultWorkers();
  const result = await interruptible((signal) =>
    runCheck(found, instance, {
      workers,
      mutant,
      signal,
      ...(!isLater && { decided: (decided: CheckResult) => show(decided) }),
      progress: (now) => {
        account().progress = now;
        progress.show(now);
      },
      ...(request.time !== undefined && { timeMs: request.time, timeFrom: startOfProgram() }),
      ...(request.maxStates !== undefined && { maxStates: request.maxStates }),
      ...(request.maxDepth !== undefined && { maxDepth: request.maxDepth }),
      keepGoing: request.keepGoing ?? false,
      certify: request.certify ?? false,
      judging: progress.judging,
      ...(properties !== undefined && { properties }),
      ...(request.store !== undefined && { store: request.store }),
      ...(request.engine !== undefined && { engine: request.engine }),
      ...(request.memory !== undefined && { memoryBytes: request.memory }),
      ...(request.symmetry !== undefined && { symmetry: request.symmetry }),
      ...(request.reduce !== undefined && { reductions: request.reduce }),
      ...(request.shortest !== undefined && { shortest: request.shortest }),
      ...(request.fairness !== undefined && { fairness: request.fairness }),
      ...checkpoints.options,
    }),
  ).finally(progress.clear);
  const { verdict } = result;
  checkpoints.sayHowToGoOn(verdict);
  let exitCode = exitCodeOf(verdict, request.strict);
  if (looksBeside) {
    const { lookedAtBeside } = await import("../mutations-beside.ts");
    const memory = request.memory === undefined ? {} : { memoryBytes: request.memory };
    const beside = await interruptible((signal) =>
      lookedAtBeside(request.model, request, { found, instance, verdict, workers, ...memory, signal, terminal }),
    );
    if (exitCode === exitCodes.ok && beside.differs) exitCode = exitCodes.countsDiffer;
    if (isLater) show(result, beside);
    else for (const text of beside.texts) terminal.print(`\n${text}`);
  }
  const isProse = !terminal.json && request.brief !== true;
  if (request.trace !== undefined) {
    const counterexample = traceToSave(result, request.property?.length === 1);
    if (counterexample === null) terminal.note(printable(`no trace to save in ${request.trace}: nothing was violated`));
    else {
      saveTrace(request.trace, { reference: request.model, instance, mutant, result, counterexample });
      if (isProse) terminal.print(`\n${printable(`trace saved: synod replay ${request.trace}`)}`);
    }
  }
  if (request.html !== undefined && page !== null) {
    writeOutputFile(request.html, "--html", page(result, sampled));
    if (isProse) terminal.print(`\n${printable(`page written: ${request.html}`)}`);
  }
  const lost = (await reports?.write({ found, instance, against, result })) ?? null;
  return exitCode === exitCodes.ok ? (lost ?? exitCode) : exitCode;
}

async function preparedPage(
  request: CheckRequest,
  found: FoundModel,
  instance: Instance,
  against: Reference | null,
): Promise<PageOf> {
  const { pageOf } = await import("../page-of.ts");
  return pageOf({ found, instance, mutant: request.mutant ?? null, against, command: typed("check", request) });
}

/** Answers with the sample behaviours that it printed. As text the verdict is first; JSON is one object, and has them in it. */
function printResult(
  result: CheckResult,
  request: CheckRequest,
  { model, against, beside }: CheckedModel,
  terminal: Terminal,
): Sampled | null {
  const { strict } = request;
  const { verdict } = result;
  const sample = () => samplesOf(model, result, request, terminal);
  const inJson = terminal.json ? sample() : null;
  report({ kind: "verdict", verdict, exitCode: exitCodeOf(verdict, strict) });
  const place = verdict.error === null ? null : placeInModel(verdict.error);
  const text = terminal.json
    ? JSON.stringify(checkJson(result, place, asFlags, reasonsWithin(model, against), inJson, beside))
    : checkText(result, { ...terminal.page, place });
  account().setAnswered();
  terminal.print(text);
  if (verdict.outcome === "error" && verdict.error !== null) noteError(reviveError(verdict.error), terminal);
  if (terminal.json) return inJson;
  // Behind the verdict, which they do not hold up.
  for (const told of reasonsTexts(result, reasonsWithin(model, against), terminal.page)) terminal.print(`\n${told}`);
  const sampled = sample();
  if (sampled !== null && sampled.samples.length > 0)
    terminal.print(`\n${samplesText(sampled.samples, sampled.seed, terminal.page)}`);
  return sampled;
}

/** Null: none were asked for. Of a model that threw, or after a signal, there are none. */
function samplesOf(
  model: Model,
  { verdict }: CheckResult,
  { sample: count, seed = 1, maxDepth = SAMPLE_STEPS }: CheckRequest,
  terminal: Terminal,
): Sampled | null {
  if (count === undefined) return null;
  if (verdict.outcome === "error" || verdict.ending === "interrupted") return { seed, samples: [] };
  try {
    const most = Math.min(maxDepth, SAMPLE_STEPS);
    return { seed, samples: sampleWalks(model, { count, seed, most }, processHalt) };
  } catch (error) {
    // Said, and the verdict stays: nothing was judged on samples.
    noteError(error, terminal);
    return { seed, samples: [] };
  }
}

/** By `performance.now()`, which is another clock in each thread. */
function startOfProgram(): number {
  return performance.now() - (Date.now() - account().startedAt);
}
