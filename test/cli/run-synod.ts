// Runs the built program the way a person does, in a folder outside the repository, without a terminal.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

export const program = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

/** A folder of files that is gone when the test file is done. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "synod-test-")));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function start(
  argv: readonly string[],
  folder: string = tmpdir(),
  environment: NodeJS.ProcessEnv = {},
): Running {
  const { FORCE_COLOR: _force, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...argv], { cwd: folder, env: { ...env, ...environment } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

export function synod(argv: readonly string[], folder?: string): Promise<Ended> {
  return start(argv, folder).ended;
}

/** A command line as a person types it, split at spaces. */
export function run(commandLine: string, folder?: string, environment?: NodeJS.ProcessEnv): Promise<Ended> {
  return start(commandLine.split(" "), folder, environment).ended;
}
