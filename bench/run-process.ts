/**
 * Runs a program to its end and takes the time from outside, start-up included. A shell stands in between, which says
 * afterwards what the program and its own children computed: Node has no question for that. It costs about two
 * milliseconds of wall, for everybody the same; and as the program is then a small process's child, the peak of memory that
 * it tells is its own, not what its parent had when it was forked.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** Nothing measured here takes so long unless it hangs. */
const LIMIT_MS = 1_800_000;
/** Bash tells milliseconds, other shells often hundredths of seconds. */
const SHELL = ["/bin/bash", "/bin/sh"].find((path) => existsSync(path)) ?? "sh";
const SCRIPT = '"$@"; code=$?; times >&3; exit $code';

export interface Ended {
  readonly wallMs: number;
  readonly userMs: number | null;
  readonly stdout: string;
}

/** The groups of processes that run now: they end when this process does. */
const running = new Set<number>();
process.on("exit", () => {
  for (const group of running) endGroup(group);
});

/** Runs `command` in `folder`. Rejects, with what it said, unless it exits with 0. */
export async function runProcess(command: string, argv: readonly string[], folder: string): Promise<Ended> {
  const started = performance.now();
  const child = spawn(SHELL, ["-c", SCRIPT, SHELL, command, ...argv], {
    cwd: folder,
    detached: true,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);
  const said = ["", "", ""];
  [1, 2, 3].forEach((at, index) => {
    child.stdio[at]?.on("data", (chunk: Buffer) => {
      said[index] += chunk.toString();
    });
  });
  const limit = setTimeout(() => group !== undefined && endGroup(group), LIMIT_MS);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (...how) => resolve(how));
  });
  const wallMs = performance.now() - started;
  clearTimeout(limit);
  if (group !== undefined) running.delete(group);
  const [stdout = "", stderr = "", times = ""] = said;
  if (code === 0) return { wallMs, userMs: childrensUserMs(times), stdout };
  throw new Error(
    `${[command, ...argv].join(" ")} failed: ${signal ?? `exit code ${code}`}\n${stderr}${stdout}`.trimEnd(),
  );
}

/** The second of the lines that `times` prints is about the children: user, then system, as in `1m2.345s 0m0.012s`. */
export function childrensUserMs(times: string): number | null {
  const match = /^(\d+)m([\d.]+)s /.exec(times.split("\n")[1] ?? "");
  return match === null ? null : Math.round((Number(match[1]) * 60 + Number(match[2])) * 1000);
}

function endGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
