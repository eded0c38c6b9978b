/** Runs a program to its end and takes the time from outside, start-up included. */
import { spawnSync } from "node:child_process";

/** Nothing measured here takes so long unless it hangs. */
const LIMIT_MS = 900_000;

export interface Ended {
  readonly wallMs: number;
  readonly stdout: string;
}

/** Runs `command` in `folder`. Throws, with what it said, unless it exits with 0. */
export function runProcess(command: string, argv: readonly string[], folder: string): Ended {
  const started = performance.now();
  const ended = spawnSync(command, argv, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28, timeout: LIMIT_MS });
  const wallMs = performance.now() - started;
  if (ended.status === 0) return { wallMs, stdout: ended.stdout };
  const how = ended.error?.message ?? (ended.signal === null ? `exit code ${ended.status}` : ended.signal);
  throw new Error(
    `${[command, ...argv].join(" ")} failed: ${how}\n${ended.stderr ?? ""}${ended.stdout ?? ""}`.trimEnd(),
  );
}
