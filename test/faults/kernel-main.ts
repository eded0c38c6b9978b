// Checks of a built-in model by the kernel, in this thread and as plain TypeScript, and where that ends without an error by
// the reference as well: what seeded.ts builds. Prints as JSON the outcome, and whether both say the same.

import type { CheckResult } from "../../src/check/check-result.ts";
import { parseParameters } from "../../src/cli/arguments.ts";
import { findModel } from "../../src/cli/find-model.ts";
import { runCheck } from "../../src/cli/run-check.ts";
import { isSynodError, reviveError } from "../../src/errors/errors.ts";
import { instantiate } from "../../src/model/instance.ts";
import type { ReductionName } from "../../src/reduce/table.ts";
import { setThresholds } from "../../src/thresholds.ts";
import type { Answer } from "./seeded.ts";

export interface KernelAnswer extends Answer {
  /** Which ended the search; null: it has ended with an error. */
  readonly engine: string | null;
  /** Whether the reference says something else. */
  readonly differs: boolean;
}

const [name = "", ...rest] = process.argv.slice(2);
const after = (flag: string) => (rest.includes(flag) ? (rest[rest.indexOf(flag) + 1] as string) : null);
const mutant = after("--mutant");
const found = await findModel(name);
const instance = instantiate(found, parseParameters(rest.filter((word) => word.includes("="))), mutant);
const reduction = after("--reduce") as ReductionName | null;
const options = {
  mutant,
  workers: 1,
  keepGoing: true,
  ...(rest.includes("--no-symmetry") && { symmetry: false }),
  ...(reduction !== null && { reductions: [reduction] }),
};
// Where the kernel is asked for it goes on from the beginning; else from so many states on.
const from = after("--from");
setThresholds({
  kernelPlain: 1,
  // So that the search is in the midst of a level when it is handed over.
  sliceMs: 1,
  ...(from !== null && { kernelFrom: Number(from) }),
  ...(rest.includes("--down") && { blockStates: 3, batch: 2, levelBits: 2, doubledRuns: 0, gatesFrom: 4 }),
});
const said = ({ verdict, counterexamples }: CheckResult) => {
  const { states, terminalStates, outcome, properties, coverage, constraint } = verdict;
  const traces = counterexamples.map(({ property, list }) => [property, list]);
  return JSON.stringify({ states, terminalStates, outcome, properties, coverage, constraint, traces });
};

async function answer(): Promise<KernelAnswer> {
  const kernel = await runCheck(found, instance, {
    ...options,
    certify: rest.includes("--certify"),
    ...(from === null && { engine: "kernel" as const }),
  });
  const { error, engine, outcome } = kernel.verdict;
  if (error !== null) return failed(reviveError(error));
  const reference = await runCheck(found, instance, { ...options, judgeAgain: false, engine: "reference" });
  return { outcome, code: null, message: "", engine, differs: said(kernel) !== said(reference) };
}

const failed = (error: unknown): KernelAnswer => {
  if (!isSynodError(error)) throw error;
  return { outcome: "error", code: error.code, message: error.message, engine: null, differs: false };
};

process.stdout.write(JSON.stringify(await answer().catch(failed)));
