/** Which counterexample of a check is saved, and its file. */
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import type { Instance } from "../model/instance.ts";
import { isTemporal, isWitnessed } from "../model/property-kinds.ts";
import { shapeOf } from "../report/model-shape.ts";
import { traceFileText } from "../report/trace-file.ts";
import { shownOf } from "../report/verdict-text.ts";
import { writeOutputFile } from "./output-file.ts";

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
  readonly result: {
    readonly verdict: Pick<CheckResult["verdict"], "fairness"> & Parameters<typeof shownOf>[0];
  };
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
  writeOutputFile(path, "--trace", text);
}
