// Runs a command line in this process, on a terminal that is two texts: for what needs no process of its own.
import { runCommandLine } from "../../src/cli/command-line.ts";
import { asFlags } from "../../src/cli/flags.ts";
import { plainPaint } from "../../src/report/paint.ts";

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runHere(argv: readonly string[]): Promise<Printed> {
  let stdout = "";
  let stderr = "";
  const code = await runCommandLine(argv, {
    json: argv.includes("--json"),
    page: { paint: plainPaint, width: 80, wording: asFlags },
    notePaint: plainPaint,
    isWatched: false,
    noteWidth: 80,
    rewrite: () => {},
    print: (text) => {
      stdout += `${text}\n`;
    },
    note: (text) => {
      stderr += `${text}\n`;
    },
    flush: async () => {},
  });
  return { code, stdout, stderr };
}
