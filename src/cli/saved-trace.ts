/**
 * A saved trace, run again on the model that it came from as it is today. Throws `trace-mismatch` when it is not one of its
 * behaviours any more.
 */
import { dirname } from "node:path";
import { replayTemporal } from "../check/temporal.ts";
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import { instantiate } from "../model/instance.ts";
import type { Model } from "../model/model.ts";
import { boundPredicates } from "../model/property.ts";
import type { Protocol } from "../model/protocol.ts";
import type { Rule } from "../model/rule.ts";
import { bindsByPosition, instancesOf, ruleOfStep, stepText } from "../program/instances.ts";
import { shapeDifference, shapeOf } from "../report/model-shape.ts";
import { SCHEMA_VERSION } from "../report/schema-version.ts";
import { type Json, traceJson } from "../report/state-json.ts";
import type { TraceFile } from "../report/trace-file.ts";
import { ruleText } from "../report/trace-text.ts";
import type { Claim } from "../trace/claim.ts";
import { replay } from "../trace/replay.ts";
import type { Trace } from "../trace/trace.ts";
import { findModel } from "./find-model.ts";
import type { FoundModel } from "./found-model.ts";

export interface SavedRun {
  readonly found: FoundModel;
  readonly model: Model;
  readonly file: TraceFile;
  readonly trace: Trace;
}

/** For `--json`. */
export function replayJson({ found, file, trace }: SavedRun): { readonly [field: string]: Json } {
  const { parameters, mutant, fairness, shows } = file;
  return {
    schemaVersion: SCHEMA_VERSION,
    model: found.name,
    parameters,
    mutant,
    fairness,
    shows: { ...shows },
    trace: traceJson(trace),
  };
}

/** `path`: of the file, which may have been saved next to the model. */
export async function runSaved(path: string, file: TraceFile): Promise<SavedRun> {
  const found = await findModel(file.model, [process.cwd(), dirname(path)]);
  const model = modelOf(found, file);
  checkShape(found.name, model, file);
  const trace = replayed(found.name, model, file);
  checkTexts(found.name, trace, file);
  return { found, model, file, trace };
}

function mismatch(model: string, step: number, problem: string): SynodError {
  return synodError("trace-mismatch", { model, step, problem });
}

/**
 * The model as it is today; parameters or a mutant that it no longer has are a change like any other. Of what has moved
 * elsewhere its protocol may have kept a smaller model, and the trace be one of the larger.
 */
function modelOf(found: FoundModel, { parameters, mutant, shape }: TraceFile): Model {
  try {
    const { model } = instantiate(found, parameters, mutant);
    if (shapeDifference(shape, shapeOf(model)) === null) return model;
    return (
      largerModels(found.protocol, parameters).find((each) => shapeDifference(shape, shapeOf(each)) === null) ?? model
    );
  } catch (error) {
    const gone = ["unknown-parameter", "bad-parameter-value", "unknown-mutant"] as const;
    if (gone.some((id) => isSynodError(error, id))) throw mismatch(found.name, 0, (error as SynodError).message);
    throw error;
  }
}

/** Those without a mutant, which is where a protocol answers itself. */
function largerModels({ protocol }: Protocol, parameters: TraceFile["parameters"]): Model[] {
  return (protocol.moved?.to ?? []).map((to) => {
    const known = Object.entries(parameters).filter(([name]) => Object.hasOwn(to.protocol.parameters, name));
    return to(Object.fromEntries(known));
  });
}

function checkShape(name: string, model: Model, { shape, list, failing, texts }: TraceFile): void {
  const difference = shapeDifference(shape, shapeOf(model));
  if (difference !== null) throw mismatch(name, 0, difference);
  const instances = instancesOf(model.rules);
  const steps = failing === null ? list.steps : [...list.steps, failing];
  steps.forEach((step, at) => {
    if (step >= instances.total) throw mismatch(name, at + 1, `the model has no rule instance number ${step}`);
    // What is told by its position is compared when the trace has been replayed.
    if (bindsByPosition(instances.rules[ruleOfStep(instances, step)] as Rule)) return;
    const now = stepText(instances, step);
    if (now !== texts[at]) throw mismatch(name, at + 1, `instance ${step} is ${now}, and was ${texts[at]}`);
  });
}

/** Throws when a step is not what it was. */
function checkTexts(name: string, { steps, failing }: Trace, { texts }: TraceFile): void {
  const taken = failing === null ? steps : [...steps, failing];
  taken.forEach((step, at) => {
    const now = ruleText(step);
    if (now !== texts[at]) throw mismatch(name, at + 1, `instance ${step.step} is ${now}, and was ${texts[at]}`);
  });
}

/** A behaviour without end is judged as a whole; everything else by where it ends. */
function replayed(name: string, model: Model, file: TraceFile): Trace {
  const claim = claimOf(name, model, file);
  const { list, fairness } = file;
  if (claim.kind !== "property" || fairness === null) return replay(model, list, claim);
  const assumptions = model.fairness.get(fairness);
  if (assumptions === undefined) throw mismatch(name, 0, `it no longer has the fairness ${fairness}`);
  return replayTemporal(model, claim.property, list, assumptions);
}

function claimOf(name: string, model: Model, { shows, failing, list }: TraceFile): Claim {
  if (shows.kind === "rule-throws") return { kind: "rule-throws", step: failing as number };
  const others = [...model.conditions, ...boundPredicates(model.bounds)];
  const property = [...model.properties, ...others].find(
    (each) => each.name === shows.property && (shows.kind !== "property" || each.kind === shows.propertyKind),
  );
  if (property === undefined)
    throw mismatch(name, list.steps.length, `it no longer has the property ${shows.property}`);
  return { kind: shows.kind, property };
}
