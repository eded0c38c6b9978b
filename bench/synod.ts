/** Synod as a person runs it: the built command line, one process for each check. */
import type { Case } from "./cases.ts";
import type { Contender } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

/** The fields of `synod check --json` that are read here. */
interface Verdict {
  readonly outcome: string;
  readonly complete: boolean;
  readonly states: { readonly distinct: number; readonly generated: number; readonly depth: number };
  readonly peakRssBytes: number;
}

export function synod({ model, parameters }: Case, workers: number, folder: string): Contender {
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const argv = [
    inRepository("dist/cli/main.js"),
    "check",
    model,
    ...settings,
    "--workers",
    `${workers}`,
    "--no-symmetry",
    "--json",
  ];
  return {
    program: "synod",
    threads: workers,
    prepare: () => {},
    run: () => {
      const { wallMs, stdout } = runProcess(process.execPath, argv, folder);
      const { outcome, complete, states, peakRssBytes } = JSON.parse(stdout) as Verdict;
      if (outcome !== "holds" || !complete)
        throw new Error(`synod answers ${outcome} for ${model} ${settings.join(" ")}`);
      return { counts: states, wallMs, peakBytes: peakRssBytes };
    },
  };
}
