/** The syntax of `synod init`. */
import { Command } from "commander";
import { parseLanguage } from "../arguments.ts";
import type { InitRequest } from "../commands/init.ts";
import { type CommandRun, configured } from "./asked-command.ts";

export function initCommand(run: CommandRun): Command {
  return configured(new Command("init"), run.terminal)
    .summary("write a first model, suite, test and workflow into a project")
    .description(
      "Writes a small model, a suite of it, a test and a workflow for GitHub Actions into the current folder, and says what to run next. What is there already is left alone.",
    )
    .option(
      "--language <name>",
      "typescript or javascript (default: typescript where the project has it, or there is none yet)",
      parseLanguage,
    )
    .addHelpText("after", EXAMPLES)
    .action(async (options: InitRequest) => {
      const { init } = await import("../commands/init.ts");
      run.exitCode = await init(options, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod init
  synod init --language javascript`;
