/** `synod trace`. */
import type { TraceFormat } from "../../formats/format-names.ts";
import { isItf, parseItf } from "../../formats/itf.ts";
import type { ToldTrace } from "../../formats/told-trace.ts";
import { showsCausality, TRACE_WRITERS } from "../../formats/trace-formats.ts";
import { tracedRecording } from "../../formats/traced-recording.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { type Json, traceJson } from "../../report/state-json.ts";
import { toldTrace } from "../../report/told-saved.ts";
import { parseTraceFile } from "../../report/trace-file.ts";
import type { Reasons } from "../../why/reasons.ts";
import { referenceOf } from "../against.ts";
import { checkWritable, writeOutput } from "../output-file.ts";
import { readTraceText } from "../read-trace.ts";
import { reasonsWithin } from "../reasons.ts";
import { replayJson, runSaved, type SavedRun } from "../saved-trace.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../version.ts";

export interface TraceRequest {
  readonly file: string;
  readonly to: TraceFormat | "json";
  readonly output?: string;
}

export async function writeTrace({ file, to, output }: TraceRequest, terminal: Terminal): Promise<number> {
  if (output !== undefined) checkWritable(output, "--output");
  const text = readTraceText(file);
  const json = jsonOrNull(text);
  const written = isItf(json) ? ofRecording(file, json, to) : await ofSaved(file, text, to);
  writeOutput(output, written, terminal);
  return 0;
}

/** A file of states is written as it is: there is no model to ask. */
function ofRecording(path: string, json: unknown, to: TraceRequest["to"]): string {
  const recording = parseItf(path, json);
  const trace = tracedRecording(recording);
  if (to === "json") {
    const nothing = { model: null, parameters: {}, mutant: null, fairness: null, shows: null };
    return lineOf({ ...nothing, trace: traceJson(trace) });
  }
  const { meta } = recording;
  const textOf = (name: string): string => (typeof meta[name] === "string" ? meta[name] : "");
  const property = textOf("property") || textOf("invariant") || textOf("violatedProperty");
  const told: ToldTrace = {
    subject: textOf("source") || path,
    command: "",
    heading: property === "" ? "A trace" : `A trace of ${property}`,
    ending: textOf("because"),
    property: property === "" ? null : { name: property, title: "A trace of", isFalseAtEnd: false, isOfStep: false },
    trace,
    recording,
    causality: null,
    reasons: null,
  };
  return TRACE_WRITERS[to](told);
}

async function ofSaved(path: string, text: string, to: TraceRequest["to"]): Promise<string> {
  const run = await runSaved(path, parseTraceFile(path, text));
  const { found, model, file, trace } = run;
  if (to === "json") return lineOf({ ...replayJson(run), reasons: reasonsOf(run) as unknown as Json });
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  const told = { ...file, model, name: found.name, reference: file.model, defaults, trace, reasons: reasonsOf(run) };
  return TRACE_WRITERS[to](toldTrace({ ...told, version: version() }, showsCausality(to)));
}

/** As `replay --json` has them. */
function reasonsOf({ found, model, trace, file: { parameters, mutant, shows, list } }: SavedRun): Reasons {
  const shown = { property: shows.kind === "rule-throws" ? null : shows.property, claim: shows.kind, list, trace };
  return reasonsWithin(model, referenceOf(found, { model, parameters }, mutant))(shown);
}

function lineOf(json: Json): string {
  return `${JSON.stringify(json)}\n`;
}

/** A file that is no JSON is refused by whoever reads it as a trace. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
