/** `synod mutate MODEL`, of old `synod mutants MODEL --mutate`: how many small changes of a model's rules its properties notice. */
import { exitCodeOf } from "../../check/exit-code.ts";
import { countOf } from "../../errors/counts.ts";
import { reviveError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { type Instance, instantiate } from "../../model/instance.ts";
import { mutationReport } from "../../mutants/mutation-report.ts";
import type { MutationResult } from "../../mutants/mutation-score.ts";
import { observedMutations, runMutations } from "../../mutants/run-mutations.ts";
import { briefLines } from "../../report/brief/check-brief.ts";
import { mutationLines, mutationSummaryText, mutationTable } from "../../report/mutation-text.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";
import { subjectText } from "../../report/subject-text.ts";
import { checkJson } from "../../report/verdict-json.ts";
import { checkText } from "../../report/verdict-text.ts";
import { abortedAfter } from "../../suite/aborted-after.ts";
import { isCut } from "../../verify/within.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import { asFlags } from "../flags.ts";
import type { FoundModel } from "../found-model.ts";
import { interruptible } from "../interrupt.ts";
import { account } from "../newsroom.ts";
import { progressLine } from "../progress.ts";
import { runCheck } from "../run-check.ts";
import { noteError, type Terminal } from "../terminal.ts";
import { typed } from "../typed.ts";

export interface MutateRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly workers?: number;
  readonly memory?: number;
  /** Milliseconds, the start of the program included. */
  readonly time?: number;
  /** In 2000 bytes. */
  readonly brief?: boolean;
}

export async function mutateRules(request: MutateRequest, terminal: Terminal): Promise<number> {
  const given = parseParameters(request.parameters);
  const found = await findModel(request.model);
  const instance = instantiate(found, given, null);
  const { time } = request;
  const late = time === undefined ? null : abortedAfter(time - (Date.now() - account().startedAt));
  return interruptible((signal) =>
    scored(found, instance, request, {
      signal: late === null ? signal : AbortSignal.any([signal, late]),
      isLate: () => late?.aborted === true && !signal.aborted,
      terminal,
    }),
  );
}

interface Surroundings {
  readonly signal: AbortSignal;
  /** Whether it is time that ended it, not a person. */
  readonly isLate: () => boolean;
  readonly terminal: Terminal;
}

async function scored(
  found: FoundModel,
  instance: Instance,
  request: MutateRequest,
  { signal, isLate, terminal }: Surroundings,
): Promise<number> {
  const started = performance.now();
  const { workers, memory, brief = false } = request;
  const { json, page, print, note } = terminal;
  const { model, parameters } = instance;
  const memoryBytes = { ...(memory !== undefined && { memoryBytes: memory }) };
  const checking = progressLine(terminal);
  const unchanged = await runCheck(found, instance, {
    workers: workers ?? defaultWorkers(),
    signal,
    progress: checking.show,
    ...memoryBytes,
  }).finally(checking.clear);
  const { verdict } = unchanged;
  // Of a model that breaks its properties by itself, or that was not searched to the end, nothing can be said.
  if (verdict.outcome !== "holds") {
    if (brief) {
      const { briefly } = await import("../brief.ts");
      briefly(
        unchanged,
        request,
        {
          model,
          against: null,
          beside: { mutants: null, mutation: null, texts: [], lines: [], differs: false },
          declaredMutants: Object.keys(found.protocol.protocol.mutants).length,
        },
        terminal,
      );
      note("its rules are changed only when every property holds as they are");
      return exitCodeOf(verdict);
    }
    print(json ? JSON.stringify(checkJson(unchanged, null, asFlags)) : checkText(unchanged, { ...page, place: null }));
    if (verdict.outcome === "error" && verdict.error !== null) noteError(reviveError(verdict.error), terminal);
    else note("its rules are changed only when every property holds as they are");
    return exitCodeOf(verdict);
  }
  const mutations = await observedMutations(model, signal, memory);
  const table = mutationTable(
    mutations.map(({ rule }) => rule),
    page,
  );
  if (!json && !brief) {
    const subject = page.paint.bold(subjectText(verdict));
    print(
      `${subject}: ${countOf(verdict.states.distinct, "state")}, every property holds${isCut(verdict.constraint) ? " within the constraint" : ""}\n\n${table.head}`,
    );
  }
  const results: MutationResult[] = [];
  const watch = (subject: string) => progressLine(terminal, subject);
  for await (const result of runMutations(model, mutations, { unchanged: verdict, signal, watch, ...memoryBytes })) {
    results.push(result);
    if (!json && !brief) print(table.row(result));
  }
  const run = {
    model: found.name,
    parameters,
    results,
    interrupted: signal.aborted,
    wallMs: performance.now() - started,
  };
  if (brief) {
    const lines = [...mutationLines(results, mutationReport(run))];
    print(
      briefLines([`${subjectText(verdict)}: every property holds as it is`, ...lines], null, typed("mutate", request)),
    );
  } else
    print(
      json
        ? JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...mutationReport(run) })
        : `\n${mutationSummaryText(run, page)}`,
    );
  if (signal.aborted)
    note(
      isLate()
        ? `time was up: ${countOf(results.length, "change")} ${results.length === 1 ? "was" : "were"} tried`
        : "interrupted",
    );
  return signal.aborted ? exitCodes.undecided : exitCodes.ok;
}
