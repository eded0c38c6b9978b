/**
 * Spin (https://spinroot.com) on the models in promela/. Spin writes a C program that searches the state space depth
 * first, keeping whole states; it is compiled for safety properties and without reductions, of which synod has none
 * either. A rule instance is one step there as here and the one process always stands at the head of its loop, so Spin
 * stores exactly synod's distinct states; `transitions` are its stored and matched states, which is what synod calls
 * generated.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./cases.ts";
import type { Contender, Sample } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

/** Depth-first paths may be so long. All models here only ever grow, so theirs are short. */
const MOST_STEPS = 10_000;
const FLAGS = ["-O2", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DMEMLIM=8192"];

/** What this machine's Spin and C compiler call themselves, or what is missing. */
export type Toolchain = { readonly versions: string } | { readonly missing: string };

export function findToolchain(): Toolchain {
  const spin = firstLine("spin", "-V");
  if (spin === null) return { missing: "spin is not installed (Debian has it: apt-get install spin)" };
  const gcc = firstLine("gcc", "--version");
  if (gcc === null) return { missing: "gcc is not installed, which compiles what spin writes" };
  return { versions: `${spin}, ${gcc}` };
}

function firstLine(command: string, question: string): string | null {
  const { status, stdout } = spawnSync(command, [question], { encoding: "utf8" });
  return status === 0 ? (stdout.split("\n")[0] as string) : null;
}

/** The search alone, compiled beforehand. */
export function spinSearch(which: Case, folder: string): Contender {
  const place = join(folder, "spin-search");
  return {
    program: "Spin, search only",
    threads: 1,
    prepare: () => void compile(which, place),
    run: () => search(which, place),
  };
}

/** From the model to the verdict: translation, compilation, search. */
export function spinVerdict(which: Case, folder: string): Contender {
  const place = join(folder, "spin-verdict");
  return {
    program: "Spin, to the verdict",
    threads: 1,
    prepare: () => {},
    run: () => {
      const compileMs = compile(which, place);
      const sample = search(which, place);
      return { ...sample, wallMs: compileMs + sample.wallMs };
    },
  };
}

/** Makes the program `pan` and says how long that took. */
function compile({ model, parameters }: Pick<Case, "model" | "parameters">, place: string): number {
  mkdirSync(place, { recursive: true });
  const settings = Object.entries(parameters).map(([name, value]) => `-D${name.toUpperCase()}=${value}`);
  const source = inRepository("bench/promela", `${model}.pml`);
  const translation = runProcess("spin", [...settings, "-a", source], place);
  const compilation = runProcess("gcc", [...FLAGS, "-o", "pan", "pan.c"], place);
  return translation.wallMs + compilation.wallMs;
}

/** Spin's hash table is given a slot for each state. Counts come with eight digits, so from 100 million on they are rounded. */
function search({ distinct }: Case, place: string): Sample {
  const slotBits = Math.ceil(Math.log2(distinct));
  const { wallMs, stdout } = runProcess(join(place, "pan"), [`-m${MOST_STEPS}`, `-w${slotBits}`, "-n"], place);
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
  const complete = !/not completed|max search depth too small/i.test(stdout);
  if (number(/errors: (\d+)/) !== 0 || !complete) throw new Error(`Spin reports an error:\n${stdout}`);
  const counts = {
    distinct: number(/(\S+) states, stored/),
    generated: number(/(\S+) transitions/),
    depth: null,
  };
  return { counts, wallMs, peakBytes: number(/(\S+)\ttotal actual memory usage/) * 2 ** 20 };
}
