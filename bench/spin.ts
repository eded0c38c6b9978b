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
import type { Space } from "./cases.ts";
import type { Absentee, Contender, Sample } from "./contender.ts";
import { inRepository } from "./repository.ts";
import { runProcess } from "./run-process.ts";

/** Depth-first paths may be so long. All models here only ever grow, so theirs are short. */
const MOST_STEPS = 10_000;
/**
 * Of those tried the fastest: without compression of states, without looks for indices out of range, and with -O2, since
 * -O3 and -march=native gain nothing. -DHC4, which keeps 32 bits of a state as a hash and more of it as a slot's number,
 * loses states: 16,778 of 2,135,473.
 */
const FLAGS = ["-O2", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DNOCOMP", "-DNOBOUNDCHECK", "-DMEMLIM=16384"];

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

/** From the model to the verdict: translation, compilation, search. */
export const SPIN_VERDICT = "Spin, to the verdict";

/** Spin on this space, twice: its search alone, compiled beforehand, and all that there is from a text to a verdict. */
export function spin(space: Space, folder: string, toolchain: Toolchain): Contender[] | Absentee {
  if ("missing" in toolchain) return { program: "Spin", reason: toolchain.missing };
  return [spinSearch(space, folder), spinVerdict(space, folder)];
}

export function spinSearch(space: Space, folder: string): Contender {
  const place = join(folder, "spin-search");
  return {
    ...spinFrom(space),
    program: "Spin, search only",
    prepare: async () => void (await compile(space, place)),
    run: () => search(space, place),
  };
}

function spinVerdict(space: Space, folder: string): Contender {
  const place = join(folder, "spin-verdict");
  return {
    ...spinFrom(space),
    program: SPIN_VERDICT,
    prepare: async () => {},
    run: async () => {
      const compiled = await compile(space, place);
      const sample = await search(space, place);
      const userMs = compiled.userMs === null || sample.userMs === null ? null : compiled.userMs + sample.userMs;
      return { ...sample, wallMs: compiled.wallMs + sample.wallMs, userMs };
    },
  };
}

function spinFrom({ counts }: Space) {
  return { threads: 1, onNode: false, expected: { ...counts, depth: null } };
}

/** Makes the program `pan` and says how long that took. */
async function compile({ model, parameters }: Space, place: string): Promise<Pick<Sample, "wallMs" | "userMs">> {
  mkdirSync(place, { recursive: true });
  const settings = Object.entries(parameters).map(([name, value]) => `-D${name.toUpperCase()}=${value}`);
  const source = inRepository("bench/promela", `${model}.pml`);
  const translation = await runProcess("spin", [...settings, "-a", source], place);
  const compilation = await runProcess("gcc", [...FLAGS, "-o", "pan", "pan.c"], place);
  const userMs =
    translation.userMs === null || compilation.userMs === null ? null : translation.userMs + compilation.userMs;
  return { wallMs: translation.wallMs + compilation.wallMs, userMs };
}

/** Spin's hash table is given two slots for each state: with one it takes a fifth longer. Counts come with eight digits, so from 100 million on they are rounded. */
async function search({ counts }: Space, place: string): Promise<Sample> {
  const slotBits = 1 + Math.ceil(Math.log2(counts.distinct));
  const argv = [`-m${MOST_STEPS}`, `-w${slotBits}`, "-n"];
  const { wallMs, userMs, stdout } = await runProcess(join(place, "pan"), argv, place);
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
  const complete = !/not completed|max search depth too small/i.test(stdout);
  if (number(/errors: (\d+)/) !== 0 || !complete) throw new Error(`Spin reports an error:\n${stdout}`);
  const found = {
    distinct: number(/(\S+) states, stored/),
    generated: number(/(\S+) transitions/),
    depth: null,
  };
  return { counts: found, wallMs, userMs, peakBytes: number(/(\S+)\t(?:total actual )?memory usage/) * 2 ** 20 };
}
