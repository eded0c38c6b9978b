/** The command line of `npm run bench`. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { cases, casesNamed } from "./cases.ts";

export interface Options {
  readonly quick?: boolean;
  readonly runs?: number;
  readonly only?: readonly string[];
  readonly workers?: readonly number[];
  readonly peers?: boolean;
  readonly against?: string;
  readonly record?: boolean;
  readonly symmetry?: boolean;
  readonly json?: boolean;
}

export function parseOptions(argv: readonly string[]): Options {
  const { rows, only, ...others } = new Command("npm run bench --")
    .description("Measures checks, searches written by hand, and on demand other checkers and another build, in turns.")
    .option("--quick", "small cases only, one run of each")
    .option("--runs <count>", "runs of which the median counts (default: 5)", parseRuns)
    .option("--only <case>", "this case, or all cases of this model; may be repeated", collectNames)
    .option("--rows <list>", "the same as a list: names separated by commas", parseNames)
    .option("--workers <list>", "with these numbers of workers instead of each case's own: 1,2,4", parseWorkers)
    .option("--peers", "Spin and Stateright as well, where they are installed")
    .option("--against <folder>", "another build of synod as well: a checkout that has been built", parseCheckout)
    .option("--record", "write the table into docs/benchmark.md")
    .option("--symmetry", "instead: what canonical forms cost, and checks with and without symmetry")
    .option("--json", "print one JSON object")
    .parse(argv, { from: "user" })
    .opts<Options & { readonly rows?: readonly string[] }>();
  const named = [...(only ?? []), ...(rows ?? [])];
  return named.length === 0 ? others : { ...others, only: named };
}

function parseRuns(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("It is a number of runs, 1 to 999.");
  return Number(text);
}

function collectNames(name: string, before: readonly string[] = []): readonly string[] {
  if (casesNamed(name).length > 0) return [...before, name];
  throw new InvalidArgumentError(`The cases are ${cases.map((each) => each.name).join(", ")}; all is all of them.`);
}

function parseNames(list: string): readonly string[] {
  return list.split(",").reduce<readonly string[]>((before, name) => collectNames(name, before), []);
}

function parseWorkers(list: string): readonly number[] {
  const counts = list.split(",").map(Number);
  if (counts.every((count) => Number.isInteger(count) && count >= 1 && count <= 64)) return counts;
  throw new InvalidArgumentError("It is a list of numbers, 1 to 64, separated by commas.");
}

function parseCheckout(folder: string): string {
  const checkout = resolve(process.env.INIT_CWD ?? ".", folder);
  if (existsSync(join(checkout, "dist", "cli", "main.js"))) return checkout;
  throw new InvalidArgumentError("There is no dist/cli/main.js in it: npm run build there makes one.");
}
