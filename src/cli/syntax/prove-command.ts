/** The syntax of `synod prove`. */
import { Command } from "commander";
import { collect, parseDrawn, parseSeed, parseWorkers } from "../arguments.ts";
import type { ProveRequest } from "../commands/prove.ts";
import { type CommandRun, configured, noteAsked, splitWords } from "./asked-command.ts";

export function proveCommand(run: CommandRun): Command {
  return configured(new Command("prove"), run.terminal)
    .summary("prove an invariant by induction, or show what it does not say")
    .description(
      "Asks whether an invariant is inductive: true at first, and kept by every step of every state in which it is true, reachable or not. Then it is proved for this configuration without any search, and so is what follows from it. A step out of it is a counterexample to induction, never called a violation: it is said whether its first state can be reached.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option(
      "-i, --invariant <name>",
      "an invariant that the model offers, a property under always, or a conjunct; may be repeated: all together (default: the only one it offers, else all under always)",
      collect,
    )
    .option("-m, --mutant <name>", "the model with this deliberate mistake")
    .option("--table", "also judge the invariant without each conjunct: what is needed for what, and what is redundant")
    .option("--sample <count>", "draw so many states at random instead of going through all", parseDrawn)
    .option("--seed <number>", "which states are drawn (default: 1)", parseSeed)
    .option(
      "-w, --workers <count>",
      "threads for the search of reachable states (default: one per processor)",
      parseWorkers,
    )
    .option(
      "--html <file>",
      "also write a page for a browser: the step out of the invariant, whose facts are clicked into a conjunct that is judged there",
    )
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string, parameters: string[], options: Omit<ProveRequest, "model" | "parameters">) => {
      noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { proveInvariant } = await import("../commands/prove.ts");
      run.exitCode = await proveInvariant({ ...options, model, parameters }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod prove paxos acceptors=1 --invariant strengthened
  synod prove two-phase-commit --table
  synod prove two-phase-commit --invariant consistent --html proof.html
  synod prove ./bank.ts --invariant "no coin is lost" --json

Exit codes: 0 proved; 20 nothing found against it, and not all was looked at;
24 not inductive, false at first, or too weak for what is claimed.`;
