/** `synod check`. */
import { exitCodeOf } from "../../check/check.ts";
import { formatError, reviveError } from "../../errors.ts";
import { checkJson } from "../../report/verdict-json.ts";
import { checkText, errorLines } from "../../report/verdict-text.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import { findModel, instantiate } from "../find-model.ts";
import { interruptible } from "../interrupt.ts";
import { progressLine } from "../progress.ts";
import { runCheck } from "../run-check.ts";
import { checkWritable, saveTrace, traceToSave } from "../save-trace.ts";
import type { Terminal } from "../terminal.ts";

/** The command line of a check, parsed but not yet looked up. */
export interface CheckRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly workers?: number;
  readonly property: readonly string[];
  readonly mutant?: string;
  readonly store?: "compact" | "exact";
  readonly memory?: number;
  readonly keepGoing?: boolean;
  readonly strict?: boolean;
  readonly trace?: string;
}

export async function check(request: CheckRequest, terminal: Terminal): Promise<number> {
  const given = parseParameters(request.parameters);
  if (request.trace !== undefined) checkWritable(request.trace);
  const found = await findModel(request.model);
  const mutant = request.mutant ?? null;
  const instance = instantiate(found, given, mutant);
  const progress = progressLine(terminal);
  const result = await interruptible((signal) =>
    runCheck(found, instance, {
      workers: request.workers ?? defaultWorkers(),
      mutant,
      signal,
      progress: progress.show,
      keepGoing: request.keepGoing ?? false,
      ...(request.property.length > 0 && { properties: request.property }),
      ...(request.store !== undefined && { store: request.store }),
      ...(request.memory !== undefined && { memoryBytes: request.memory }),
    }),
  ).finally(progress.clear);
  const { verdict } = result;
  process.exitCode = exitCodeOf(verdict, request.strict);
  if (terminal.json) terminal.print(JSON.stringify(checkJson(result)));
  else terminal.print(checkText(result, terminal.page));
  if (terminal.json && verdict.error !== null)
    terminal.note(errorLines(formatError(reviveError(verdict.error)), terminal.page.width).join("\n"));
  if (request.trace !== undefined) {
    const counterexample = traceToSave(result, request.property.length === 1);
    if (counterexample === null) terminal.note(`no trace to save in ${request.trace}: nothing was violated`);
    else {
      saveTrace(request.trace, { reference: request.model, instance, mutant, result, counterexample });
      if (!terminal.json) terminal.print(`\ntrace saved: synod replay ${request.trace}`);
    }
  }
  return exitCodeOf(verdict, request.strict);
}
