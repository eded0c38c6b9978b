/**
 * Stateright (https://www.stateright.rs) on Paxos as stateright/src/main.rs has it, in the style of Stateright's own
 * examples: a state of vectors and an ordered set of messages. A rule instance is one action there as here, so distinct and
 * generated states and the depth are synod's. A Rust program: compiled beforehand, which is not measured.
 */
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Space } from "./cases.ts";
import type { Absentee, Contender, Counts } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

export const STATERIGHT = "Stateright";

/** The program, built in `folder`, or why there is none. Building takes half a minute, and cargo fetches what it needs. */
export function buildStateright(folder: string): { readonly built: string } | { readonly missing: string } {
  if (spawnSync("cargo", ["--version"]).status !== 0) return { missing: "cargo is not installed, which builds it" };
  const crate = join(folder, "stateright");
  cpSync(inRepository("bench/stateright"), crate, { recursive: true });
  const { status, stderr } = spawnSync("cargo", ["build", "--release", "--quiet"], { cwd: crate, encoding: "utf8" });
  if (status !== 0) return { missing: `cargo cannot build it: ${stderr.trim().split("\n")[0]}` };
  return { built: join(crate, "target", "release", "stateright-paxos") };
}

export function stateright(
  { parameters, counts }: Space,
  threads: number,
  build: ReturnType<typeof buildStateright>,
): Contender | Absentee {
  if ("missing" in build) return { program: STATERIGHT, reason: build.missing };
  const { acceptors, ballots, values } = parameters;
  const argv = [acceptors, ballots, values, threads].map(String);
  return {
    program: STATERIGHT,
    threads,
    expected: counts,
    onNode: false,
    prepare: async () => {},
    run: async () => {
      const { wallMs, userMs, stdout } = await runProcess(build.built, argv, inRepository());
      const { peakKiB, ...found } = JSON.parse(stdout) as Counts & { readonly peakKiB: number };
      return { counts: found, wallMs, userMs, peakBytes: peakKiB * 1024 };
    },
  };
}
