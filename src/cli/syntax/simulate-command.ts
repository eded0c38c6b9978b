/** The syntax of `synod simulate`. */
import { Command } from "commander";
import { collect, parseDepth, parseRuns, parseSeed, parseTime, parseWorkers } from "../arguments.ts";
import type { SimulateRequest } from "../commands/simulate.ts";
import { AGAINST, type CommandRun, configured, noteAsked, splitWords } from "./asked-command.ts";

export function simulateCommand(run: CommandRun): Command {
  return configured(new Command("simulate"), run.terminal)
    .summary("take random runs through a model that is too large to check")
    .description(
      "Takes random runs through a model at the given parameters, judges every state and step on them, and shows what the first one came upon, shortened. It finds mistakes, and never that there are none. The same runs for the same seed, with any number of threads.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("--runs <count>", "how many runs (default: 1000, or with --time as many as it allows)", parseRuns)
    .option("--depth <count>", "the most steps of a run, up to 100000 (default: 100)", parseDepth)
    .option("--seed <number>", "which runs (default: 1)", parseSeed)
    .option("-w, --workers <count>", "threads to make runs with, 1 to 256 (default: one per processor)", parseWorkers)
    .option("-p, --property <name>", "judge this property only; may be repeated", collect)
    .option("-m, --mutant <name>", "simulate the model with this deliberate mistake")
    .option("--against <name=value>", AGAINST, collect)
    .option("--time <duration>", "most time for the command, such as 30s or 5m, its start included", parseTime)
    .option("--trace <file>", "save what was found, shortened, for `synod replay`")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Omit<SimulateRequest, "model" | "parameters">) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { simulateNamed } = await import("../commands/simulate.ts");
      run.exitCode = await simulateNamed({ ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod simulate raft servers=5
  synod simulate paxos acceptors=7 ballots=5 --runs 100000 --depth 200
  synod simulate ./bank.ts --seed 7 --trace found.json
  synod simulate ./bank.ts --time 10m --json`;
