/**
 * One check of a watched file, in a process of its own: a model that hangs, exits or fills the memory takes nothing along, a
 * check that is out of date is ended, and every run begins with nothing left from the one before.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Verdict } from "../../verify/verdict.ts";
import { VERDICT_FILE } from "../thread-message.ts";

/** How long a process that was told to end may take. */
const GRACE_MS = 1500;

export interface WatchedRun {
  /** What it printed, errors included; null: it was ended. */
  readonly text: string | null;
  readonly exitCode: number;
  /** Null: it did not come to one. */
  readonly verdict: Verdict | null;
}

const program = join(dirname(createRequire(import.meta.url).resolve("synod/package.json")), "dist", "cli", "main.js");

/** `argv`: of a check, without --watch; `file`: where the verdict is left. */
export function runWatched(
  argv: readonly string[],
  { file, color, signal }: { readonly file: string; readonly color: boolean; readonly signal: AbortSignal },
): Promise<WatchedRun> {
  return new Promise((resolve) => {
    const env = { ...process.env, [VERDICT_FILE]: file, ...(color && { FORCE_COLOR: "1" }) };
    const child = spawn(process.execPath, [program, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const hear = (chunk: Buffer) => {
      text += chunk.toString("utf8");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = () => {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
    };
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    child.on("error", (error) => resolve({ text: `${error.message}\n`, exitCode: 255, verdict: null }));
    child.on("close", (code) => {
      signal.removeEventListener("abort", end);
      resolve({ text: signal.aborted ? null : text, exitCode: code ?? 255, verdict: verdictIn(file) });
    });
  });
}

function verdictIn(file: string): Verdict | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Verdict;
  } catch {
    return null;
  }
}
