/**
 * A saved trace: enough to run it again on the model it came from, and enough text for a person to read it as it is. What
 * counts are the integers; `replay` re-executes them and believes nothing else. The model's shape is saved with them, so
 * that a changed model is told from a wrong one. `loop` and `fairness` are there for properties over time alone.
 */
import { synodError } from "../errors/errors.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isShownBy, isTemporal } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import type { Trace } from "../trace/trace.ts";
import { endingText, type Shown } from "./counterexample-text.ts";
import { isObject, JsonReader } from "./json-reader.ts";
import type { ModelShape } from "./model-shape.ts";
import { type Json, stateJson } from "./state-json.ts";
import { ruleText } from "./trace-text.ts";

export const TRACE_FORMAT = "synod-trace";
export const TRACE_VERSION = 1;

export interface TraceFile {
  /** As the user gave it: a built-in's name, or a path with or without `#export`. */
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly shows: Shown;
  readonly list: StepList;
  /** The name of the fairness in force, of a counterexample to a property over time; null: of another. */
  readonly fairness: string | null;
  /** The steps as text, one each; for a rule that throws one more, the step that does. */
  readonly texts: readonly string[];
  /** The step that throws after the last one, for `rule-throws`. */
  readonly failing: number | null;
  readonly shape: ModelShape;
}

export function traceFileText(file: Omit<TraceFile, "texts" | "failing">, trace: Trace): string {
  const { shows, list, fairness } = file;
  const loop = list.loop ?? null;
  const saved: Json = {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    model: file.model,
    parameters: { ...file.parameters },
    mutant: file.mutant,
    shows: { ...shows, because: endingText(shows, trace) } as Json,
    initial: { number: list.initial, state: stateJson(trace.initial) },
    steps: trace.steps.map((step) => ({ step: step.step, text: ruleText(step) })),
    ...(loop !== null && { loop, fairBecause: trace.fairness }),
    ...(fairness !== null && { fairness }),
    failing: trace.failing === null ? null : { step: trace.failing.step, text: ruleText(trace.failing) },
    shape: file.shape as unknown as Json,
  };
  return `${JSON.stringify(saved, null, 2)}\n`;
}

/** Reads what `traceFileText` wrote. Throws `bad-trace-file` that says what is wrong with `path`. */
export function parseTraceFile(path: string, text: string): TraceFile {
  const bad = (problem: string) => synodError("bad-trace-file", { path, problem });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw bad(`it is not JSON (${(error as SyntaxError).message})`);
  }
  if (!isObject(parsed) || parsed["format"] !== TRACE_FORMAT) throw bad(`it has no "format": "${TRACE_FORMAT}"`);
  if (parsed["version"] !== TRACE_VERSION)
    throw bad(`its version is ${JSON.stringify(parsed["version"])}, and this synod reads version ${TRACE_VERSION}`);

  const read = new JsonReader(parsed, "", bad);
  const initial = read.object("initial");
  const steps = read.list("steps");
  const failing = read.value("failing") === null ? null : read.object("failing");
  const shape = read.object("shape");
  const shows = shownIn(read.object("shows"), bad);
  if ((failing !== null) !== (shows.kind === "rule-throws"))
    throw bad(`"failing" does not go with "shows"."kind": "${shows.kind}"`);
  const list = {
    initial: initial.count("number"),
    steps: steps.map((step) => step.count("step")),
    loop: read.has("loop") ? read.count("loop") : null,
  };
  checkLoop(list, shows, bad);
  return {
    model: read.text("model"),
    parameters: read.object("parameters").scalars(),
    mutant: read.value("mutant") === null ? null : read.text("mutant"),
    shows,
    list,
    fairness: isTemporalClaim(shows) ? read.text("fairness") : null,
    texts: [...steps, ...(failing === null ? [] : [failing])].map((step) => step.text("text")),
    failing: failing === null ? null : failing.count("step"),
    shape: {
      state: shape.texts("state"),
      rules: shape.list("rules").map((rule) => ({ name: rule.text("name"), instances: rule.count("instances") })),
    },
  };
}

/** A loop returns to a state of the trace, and goes with claims about behaviours that have no end. */
function checkLoop({ steps, loop }: StepList, shows: Shown, bad: (problem: string) => Error): void {
  const claimed = shows.kind === "property" ? shows.propertyKind : shows.kind;
  const isEndless = shows.kind === "property" && isShownBy("lasso", shows.propertyKind);
  if (isEndless !== (typeof loop === "number"))
    throw bad(isEndless ? `"loop" is missing, and it shows "${claimed}"` : `it has a "loop", and shows "${claimed}"`);
  if (typeof loop === "number" && loop > steps.length)
    throw bad(`"loop" is ${loop}, and its last state is number ${steps.length}`);
}

function isTemporalClaim(shows: Shown): boolean {
  return shows.kind === "property" && isTemporal(shows.propertyKind);
}

function shownIn(shows: JsonReader, bad: (problem: string) => Error): Shown {
  const kind = shows.text("kind");
  if (kind === "rule-throws") return { kind };
  if (kind === "property-throws") return { kind, property: shows.text("property") };
  if (kind !== "property") throw bad(`"shows"."kind" is "${kind}"`);
  // The model says which kinds there are: replay looks the property up by name and kind.
  return {
    kind,
    property: shows.text("property"),
    propertyKind: shows.text("propertyKind") as Extract<Shown, { kind: "property" }>["propertyKind"],
  };
}
