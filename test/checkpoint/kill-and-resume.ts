/**
 * A check of a million states and more as a process that is killed, at any moment, and gone on with by another one, which may
 * be killed as well, until one comes to its end. What that one prints must be what an undisturbed one prints, but for times.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dice } from "../random/dice.ts";

const main = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");
/** 1,745,408 states. */
export const CHECKED = ["two-phase-commit", "participants=8", "--no-symmetry"] as const;
/** Of a process that comes to its end. */
const EXIT_CODE = 0;
/** In one run a process is killed so often at most. */
const MOST_KILLS = 2;

export interface Killed {
  /** How many processes were killed, and of those how many left a checkpoint. */
  kills: number;
  resumed: number;
  /** What those said that came to their end: each only once. */
  readonly said: Set<string>;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly error: string;
}

function synod(words: readonly string[], killAfterMs: number | null): Promise<Ended> {
  const child = spawn(process.execPath, [main, "check", ...CHECKED, "--json", ...words]);
  const texts = { out: "", error: "" };
  child.stdout.on("data", (text) => {
    texts.out += text;
  });
  child.stderr.on("data", (text) => {
    texts.error += text;
  });
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve) =>
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...texts });
    }),
  );
}

/** What is printed, without what depends on time, on memory and on how many workers there are. */
export function essenceOf({ out, code, error }: Ended): string {
  if (code !== EXIT_CODE) throw new Error(`it ended with ${code}: ${error}`);
  const {
    wallMs: _wall,
    peakRssBytes: _peak,
    workers: _workers,
    judged,
    ...rest
  } = JSON.parse(out) as Record<string, unknown>;
  return JSON.stringify({ ...rest, of: (judged as { readonly of: number }).of });
}

/** What an undisturbed one says, and how long it takes. */
export async function undisturbed(): Promise<{ readonly said: string; readonly ms: number }> {
  const began = performance.now();
  const said = essenceOf(await synod([], null));
  return { said, ms: performance.now() - began };
}

/** One run; `withinMs`: after so long at most each process is killed. */
export async function killAndResume(seed: number, withinMs: number, met: Killed): Promise<void> {
  const dice = new Dice(seed);
  const folder = join(mkdtempSync(join(tmpdir(), "synod-killed-")), "kept");
  try {
    for (let kills = 0; ; ) {
      const has = existsSync(join(folder, "search.checkpoint"));
      const engine = dice.chance(25) ? ["--engine", "kernel"] : [];
      const words = [
        has ? "--resume" : "--checkpoint",
        folder,
        "--every",
        "100ms",
        "--workers",
        `${dice.between(1, 2)}`,
      ];
      const after = kills < MOST_KILLS ? dice.below(Math.ceil(withinMs)) : null;
      const ended = await synod([...words, ...engine], after);
      if (ended.signal === "SIGKILL") {
        kills++;
        met.kills++;
        if (existsSync(join(folder, "search.checkpoint"))) met.resumed++;
        const others = existsSync(folder)
          ? readdirSync(folder).filter((name) => !/^search\.checkpoint(\.\d+\.[0-9a-f]{16}\.part)?$/.test(name))
          : [];
        if (others.length > 0) throw new Error(`it left ${others.join(", ")}`);
        continue;
      }
      met.said.add(essenceOf(ended));
      return;
    }
  } finally {
    rmSync(join(folder, ".."), { recursive: true, force: true });
  }
}
