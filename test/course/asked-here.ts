// What lessons ask, answered in this process by the command line: the same objects that a reader's `--json` prints.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AskSynod } from "../../src/course/asked.ts";
import { pathOf } from "../../src/course/asked.ts";
import type { Experiment } from "../../src/course/lesson.ts";
import { type Printed, runHere } from "../cli/run-here.ts";
import { temporaryFolder } from "../cli/run-synod.ts";
import { root } from "./lesson-folders.ts";

/** An experiment of a lesson, as it is in the repository. */
export function runExperiment({ args, asked }: Experiment, folder: string): Promise<Printed> {
  const model = asked.isFile ? join(root, pathOf(asked.model, folder)) : asked.model;
  return runHere([asked.command, model, ...args.slice(1), "--json"]);
}

/** Answers what a check of an exercise asks, about files that are written to a folder of their own. */
export const askHere: AskSynod = async ({ command, model, parameters, ...asked }, files) => {
  const folder = temporaryFolder({});
  for (const [name, text] of files) {
    if (!name.endsWith(".ts")) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const argv = [
    ...[command, join(folder, model), ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)],
    ...(asked.mutant === null ? [] : ["--mutant", asked.mutant]),
    ...(asked.properties ?? []).flatMap((name) => ["--property", name]),
    ...(asked.fairness === null ? [] : ["--fairness", asked.fairness]),
    ...(asked.symmetry === null ? [] : [asked.symmetry ? "--symmetry" : "--no-symmetry"]),
    ...(asked.keepGoing ? ["--keep-going"] : []),
    ...asked.invariants.flatMap((name) => ["--invariant", name]),
  ];
  return JSON.parse((await runHere([...argv, "--json"])).stdout);
};
