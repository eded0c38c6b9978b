/** The syntax of `synod explore`. */
import { Command } from "commander";
import { parsePort } from "../arguments.ts";
import type { ExploreRequest } from "../commands/explore.ts";
import { type CommandRun, configured, noteAsked, splitWords } from "./asked-command.ts";

export function exploreCommand(run: CommandRun): Command {
  return configured(new Command("explore"), run.terminal)
    .summary("serve a page on this machine to explore a model with")
    .description(
      "Serves one page, on this machine only: take any step from any state, see what each rule lacks where it cannot be taken, check the model in the page, also at other parameters. Of a file of your own, reloading the page reads it again. Ctrl-C ends it.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("-m, --mutant <name>", "explore the model with this deliberate mistake")
    .option("--port <number>", "the port to serve at (default: any that is free)", parsePort)
    .option("--open", "show the page in a browser at once")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Partial<ExploreRequest>) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { exploreModel } = await import("../commands/explore.ts");
      run.exitCode = await exploreModel({ port: 0, ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod explore paxos acceptors=3 ballots=2
  synod explore ./bank.ts --port 8080 --open`;
