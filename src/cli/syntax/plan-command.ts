/** The syntax of `synod plan`. */
import { Command } from "commander";
import { parseMaxStates, parseMemory, parseTime } from "../arguments.ts";
import type { PlanRequest } from "../commands/plan.ts";
import { type CommandRun, configured, noteAsked, splitWords } from "./asked-command.ts";

export function planCommand(run: CommandRun): Command {
  return configured(new Command("plan"), run.terminal)
    .summary("say how large a check will be, as a range, and what drives it")
    .description(
      "Looks at a model for a few seconds, and at the same with one parameter lower, and says how many states a check would visit, how long it would take and how much memory, each as a range, and how it was come by. Then which parameter and which field make it grow.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("-m, --mutant <name>", "plan for the model with this deliberate mistake")
    .option("--time <duration>", "how long to look, roughly, such as 5s or 1m (default: 10s)", parseTime)
    .option("--max-states <count>", "look at no more states than these at a time (default: 200000)", parseMaxStates)
    .option("--memory <size>", "most memory to look with, such as 500MB (default: 512MiB)", parseMemory)
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Omit<PlanRequest, "model" | "parameters">) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { planNamed } = await import("../commands/plan.ts");
      run.exitCode = await planNamed({ ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod plan paxos acceptors=5 ballots=3
  synod plan ./bank.ts tellers=6 --time 20s --json`;
