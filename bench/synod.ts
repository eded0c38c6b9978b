/** Synod as a person runs it: the built command line, one process for each check. */
import { join } from "node:path";
import type { Case } from "./cases.ts";
import type { Contender } from "./contender.ts";
import { runProcess } from "./run-process.ts";

/** The fields of `synod check --json` that are read here. */
interface Verdict {
  readonly outcome: string;
  readonly complete: boolean;
  readonly states: { readonly distinct: number; readonly generated: number; readonly depth: number };
  readonly peakRssBytes: number;
  readonly engine?: string;
}

/** The build in `checkout`, under the name `program`. Files that a case names are those of that checkout. */
export function synod({ argv, counts }: Case, workers: number, program: string, checkout: string): Contender {
  const command = [join(checkout, "dist", "cli", "main.js"), "check", ...argv, "--workers", `${workers}`, "--json"];
  return {
    program,
    threads: workers,
    expected: counts,
    onNode: true,
    prepare: async () => {},
    run: async () => {
      const { wallMs, userMs, stdout } = await runProcess(process.execPath, command, checkout);
      const { outcome, complete, states, peakRssBytes, engine } = JSON.parse(stdout) as Verdict;
      if (outcome !== "holds" || !complete) throw new Error(`${program} answers ${outcome} for ${argv.join(" ")}`);
      const { distinct, generated, depth } = states;
      const sample = { counts: { distinct, generated, depth }, wallMs, userMs, peakBytes: peakRssBytes };
      return engine === undefined ? sample : { ...sample, engine };
    },
  };
}
