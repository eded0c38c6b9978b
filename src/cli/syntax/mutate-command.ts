/** The syntax of `synod mutate`. */
import { Command } from "commander";
import { parseMemory, parseTime, parseWorkers } from "../arguments.ts";
import type { MutateRequest } from "../commands/mutate.ts";
import { type CommandRun, configured, notBoth, noteAsked, splitWords } from "./asked-command.ts";

export function mutateCommand(run: CommandRun): Command {
  return configured(new Command("mutate"), run.terminal)
    .summary("change a model's rules one by one, and list what no property notices")
    .description(
      "Changes the rules of a model one by one (never taken, guard ignored, guard negated, one field not written), checks each changed model, and lists which changes no property notices. What survives is worth a look, and is no failure. A model that breaks a property as it is is not changed: that is shown, and ends as its check does.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option(
      "-w, --workers <count>",
      "threads to search the model as it is with, 1 to 256 (default: one per processor)",
      parseWorkers,
    )
    .option(
      "--memory <size>",
      "most memory for a search, such as 4GiB or 500MB (default: half of the machine's)",
      parseMemory,
    )
    .option(
      "--time <duration>",
      "most time for the command, such as 30s or 5m, its start included; what was tried by then is told (exit 20)",
      parseTime,
    )
    .option("--json", "print one JSON object")
    .option("--brief", "print 2000 bytes at most: what it adds up to, and what is not as it should be")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Omit<MutateRequest, "model" | "parameters">) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: null }, false);
      notBoth(options, run.terminal);
      const { mutateRules } = await import("../commands/mutate.ts");
      run.exitCode = await mutateRules({ ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod mutate two-phase-commit
  synod mutate ./bank.ts tellers=3
  synod mutate ./bank.ts --json`;
