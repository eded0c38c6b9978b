/** `synod simulate`. */
import type { Counterexample } from "../../check/counterexample.ts";
import { reviveError } from "../../errors/errors.ts";
import { instantiate } from "../../model/instance.ts";
import { noteDescent } from "../../model/origin.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { printable } from "../../printable.ts";
import { placeInModel } from "../../report/place-in-model.ts";
import { reasonsBlocks } from "../../report/why-text.ts";
import { simulate } from "../../simulate/simulate.ts";
import type { SimulationResult } from "../../simulate/simulation.ts";
import { exitCodeOfSimulation } from "../../simulate/simulation-exit-code.ts";
import { simulationJson } from "../../simulate/simulation-json.ts";
import { simulationText } from "../../simulate/simulation-text.ts";
import type { Reasons } from "../../why/reasons.ts";
import { referenceOf } from "../against.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import { asFlags } from "../flags.ts";
import { interruptible } from "../interrupt.ts";
import { account } from "../newsroom.ts";
import { noteMoved } from "../note-moved.ts";
import { checkWritable } from "../output-file.ts";
import { runsProgress } from "../progress.ts";
import { reasonsWithin } from "../reasons.ts";
import { saveTrace } from "../save-trace.ts";
import { noteError, type Terminal } from "../terminal.ts";

/** The command line of a simulation, parsed but not yet looked up. */
export interface SimulateRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly runs?: number;
  readonly depth?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly property?: readonly string[];
  readonly mutant?: string;
  readonly against?: readonly string[];
  /** Milliseconds, the start of the program included. */
  readonly time?: number;
  readonly trace?: string;
}

export async function simulateNamed(request: SimulateRequest, terminal: Terminal): Promise<number> {
  const given = parseParameters(request.parameters);
  if (request.trace !== undefined) checkWritable(request.trace, "--trace");
  const found = await findModel(request.model);
  const mutant = request.mutant ?? null;
  const instance = instantiate(found, given, mutant);
  const { model, parameters } = instance;
  noteMoved(found.name, model, terminal);
  const against = referenceOf(found, instance, mutant, request.against);
  noteDescent(model, {
    declaration: { module: found.module, at: found.export },
    parameters,
    defaults: defaultsOf(found.protocol.protocol.parameters),
    mutant,
    isSaid: true,
    elsewhere: null,
  });
  const progress = runsProgress(terminal);
  const result = await interruptible((signal) =>
    simulate<string, string>(model, {
      name: found.name,
      parameters,
      mutant,
      workers: request.workers ?? defaultWorkers(),
      signal,
      progress: progress.show,
      ...(request.runs !== undefined && { runs: request.runs }),
      ...(request.depth !== undefined && { depth: request.depth }),
      ...(request.seed !== undefined && { seed: request.seed }),
      ...(request.property !== undefined && { properties: request.property }),
      ...(request.time !== undefined && { timeMs: Math.max(1, request.time - (Date.now() - account().startedAt)) }),
    }),
  ).finally(progress.clear);
  print(result, reasonsWithin(model, against), terminal);
  const [shown] = result.counterexamples;
  if (request.trace !== undefined) {
    if (shown === undefined) terminal.note(printable(`no trace to save in ${request.trace}: nothing was violated`));
    else {
      const verdict = { properties: result.simulation.properties, fairness: null };
      saveTrace(request.trace, {
        reference: request.model,
        instance,
        mutant,
        result: { verdict },
        counterexample: shown,
      });
      if (!terminal.json) terminal.print(`\n${printable(`trace saved: synod replay ${request.trace}`)}`);
    }
  }
  return exitCodeOfSimulation(result.simulation);
}

function print(result: SimulationResult, reasons: (shown: Counterexample) => Reasons, terminal: Terminal): void {
  const { error, properties } = result.simulation;
  const place = error === null ? null : placeInModel(error);
  const text = terminal.json
    ? JSON.stringify(simulationJson(result, place, asFlags, reasons))
    : simulationText(result, { ...terminal.page, place });
  account().setAnswered();
  terminal.print(text);
  if (error !== null) noteError(reviveError(error), terminal);
  if (terminal.json) return;
  for (const shown of result.counterexamples) {
    const property = properties.find(({ name }) => name === shown.property);
    if (shown.claim !== "property" || property === undefined) continue;
    for (const told of reasonsBlocks(property, reasons(shown), terminal.page)) terminal.print(`\n${told}`);
  }
}
