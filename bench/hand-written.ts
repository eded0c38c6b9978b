/** The searches written by hand for Paxos alone, in hand-written/: compiled to plain JavaScript, then run as a program. */
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Space } from "./cases.ts";
import type { Contender, Counts } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

/** What the two forms are called in reports, see hand-written/forms.ts. */
export const YARDSTICK = "yardstick";
const PROGRAMS = { "message-set": YARDSTICK, packed: "hand-written" } as const;

export function handWritten(
  { parameters, counts }: Space,
  form: keyof typeof PROGRAMS,
  threads: number,
  folder: string,
): Contender {
  const { acceptors, ballots, values } = parameters;
  return {
    program: PROGRAMS[form],
    threads,
    expected: counts,
    onNode: true,
    prepare: async () => compileHandWritten(folder),
    run: async () => {
      const numbers = [acceptors, ballots, values, counts.distinct, threads].map(String);
      const argv = [programIn(folder), form, ...numbers];
      const { wallMs, userMs, stdout } = await runProcess(process.execPath, argv, folder);
      const { peakRssBytes, ...found } = JSON.parse(stdout) as Counts & { readonly peakRssBytes: number };
      return { counts: found, wallMs, userMs, peakBytes: peakRssBytes };
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
