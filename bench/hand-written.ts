/** The search written by hand for Paxos alone, in hand-written/: compiled to plain JavaScript, then run as a program. */
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Case } from "./cases.ts";
import type { Contender, Counts } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

export function handWritten({ parameters, distinct }: Case, threads: number, folder: string): Contender {
  const { acceptors, ballots, values } = parameters;
  return {
    program: "hand-written",
    threads,
    prepare: () => compileHandWritten(folder),
    run: () => {
      const argv = [programIn(folder), ...[acceptors, ballots, values, distinct, threads].map(String)];
      const { wallMs, stdout } = runProcess(process.execPath, argv, folder);
      const { peakRssBytes, ...counts } = JSON.parse(stdout) as Counts & { readonly peakRssBytes: number };
      return { counts, wallMs, peakBytes: peakRssBytes };
    },
  };
}

function compileHandWritten(folder: string): void {
  buildSync({
    absWorkingDir: inRepository(),
    entryPoints: ["main", "helper"].map((name) => inRepository("bench/hand-written", `${name}.ts`)),
    outdir: join(folder, "hand-written"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
    tsconfigRaw: {},
  });
}

function programIn(folder: string): string {
  return join(folder, "hand-written", "main.mjs");
}
