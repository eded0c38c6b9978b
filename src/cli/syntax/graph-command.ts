/** The syntax of `synod graph`. */
import { Command } from "commander";
import { GRAPH_FORMATS } from "../../formats/format-names.ts";
import { parseFormat, parseMaxStates } from "../arguments.ts";
import type { GraphRequest } from "../commands/graph.ts";
import { type CommandRun, configured, noteAsked, splitWords } from "./asked-command.ts";

export function graphCommand(run: CommandRun): Command {
  return configured(new Command("graph"), run.terminal)
    .summary("write all states and steps of a small model as DOT, GraphML or JSON")
    .description(
      "Writes the state graph of a small model: all states that it can reach, and all steps between them. Initial and terminal states are marked, and those that violate a property. A graph that is too large is refused, never cut.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .requiredOption("--to <format>", `${GRAPH_FORMATS.join(", ")} or json`, parseFormat(GRAPH_FORMATS))
    .option("-m, --mutant <name>", "the graph of the model with this deliberate mistake")
    .option("--max-states <count>", "refuse a graph of more states than these (default: 1000)", parseMaxStates)
    .option("-o, --output <file>", "write to this file instead of standard output")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Omit<GraphRequest, "model" | "parameters">) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { writeGraph } = await import("../commands/graph.ts");
      run.exitCode = await writeGraph({ ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod graph consensus values=3 --to dot | dot -Tsvg > consensus.svg
  synod graph two-phase-commit participants=2 --to graphml --output 2pc.graphml
  synod graph ./bank.ts#bank --to json --max-states 5000`;
