/** Writes a trace file, and finds out that it cannot before a long search instead of after. */
import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { synodError } from "../errors/errors.ts";
import type { Instance } from "../model/instance.ts";
import { isTemporal, isWitnessed } from "../model/property-kinds.ts";
import { shapeOf } from "../report/model-shape.ts";
import { traceFileText } from "../report/trace-file.ts";
import { shownOf } from "../report/verdict-text.ts";

/** Throws unless a file may be written there. */
export function checkWritable(path: string): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw notWritable(path, "a folder has that name");
  try {
    accessSync(existing === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw notWritable(path, (error as NodeJS.ErrnoException).code ?? "unknown");
  }
}

/** The first counterexample; where there is none, the witness of the one property asked for; null: nothing to save. */
export function traceToSave({ verdict, counterexamples }: CheckResult, oneProperty: boolean): Counterexample | null {
  const isWitness = (counterexample: Counterexample) => {
    const shown = shownOf(verdict, counterexample);
    return shown.kind === "property" && isWitnessed(shown.propertyKind);
  };
  return counterexamples.find((each) => !isWitness(each)) ?? (oneProperty ? counterexamples[0] : undefined) ?? null;
}

export interface Saved {
  /** What the user called the model. */
  readonly reference: string;
  readonly instance: Instance;
  readonly mutant: string | null;
  readonly result: CheckResult;
  readonly counterexample: Counterexample;
}

export function saveTrace(path: string, { reference, instance, mutant, result, counterexample }: Saved): void {
  const { list, trace } = counterexample;
  const shape = shapeOf(instance.model);
  const shows = shownOf(result.verdict, counterexample);
  const { parameters } = instance;
  const isOverTime = shows.kind === "property" && isTemporal(shows.propertyKind);
  const fairness = isOverTime ? result.verdict.fairness : null;
  const text = traceFileText({ model: reference, parameters, mutant, shows, list, fairness, shape }, trace);
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw notWritable(path, (error as NodeJS.ErrnoException).code ?? "unknown");
  }
}

const WHERE_TO_WRITE: Readonly<Record<string, string>> = {
  ENOENT: "the path of a file in a folder that there is",
  ENOTDIR: "the path of a file in a folder that there is",
  EISDIR: "the path of a file, not of a folder",
  EACCES: "the path of a file that you may write",
};

function notWritable(path: string, why: string): Error {
  return synodError("bad-option-value", {
    option: "--trace",
    value: path,
    expected: WHERE_TO_WRITE[why] ?? `the path of a file that can be written (${why})`,
  });
}
