/** The syntax of `synod list`. */
import { Command } from "commander";
import { type CommandRun, configured } from "./asked-command.ts";

export function listCommand(run: CommandRun): Command {
  return configured(new Command("list"), run.terminal)
    .summary("list models with their parameters, properties and mutants")
    .description(
      "Lists the built-in models, or those of a file: parameters, properties, and mutants with what they break.",
    )
    .argument("[model]", "one built-in model, or the path of a .ts or .js file (default: all built-in models)")
    .option(
      "--rules",
      "also what each rule reads and writes, watched in all reachable states at the default parameters",
    )
    .option("--fairness", "also the rules by the names that fairness knows them by, and what divides their instances")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string | undefined, options: { readonly rules?: boolean; readonly fairness?: boolean }) => {
      const { listModels } = await import("../commands/list.ts");
      run.exitCode = await listModels(model, options, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod list
  synod list paxos
  synod list gossip --rules
  synod list ./bank.ts --json`;
