/** The syntax of `synod diff`. */
import { Command } from "commander";
import { type CommandRun, configured } from "./asked-command.ts";

export function diffCommand(run: CommandRun): Command {
  return configured(new Command("diff"), run.terminal)
    .summary("compare two results: counts, coverage, outcomes, lengths")
    .description(
      "Compares two results check by check: which rule is enabled more often, which property got shorter, which check is new or gone. Each file is what `synod check --json` printed, what `synod suite --report json=FILE` wrote, or a synod.lock.json. Ends with 0 if they are the same, with 22 if not.",
    )
    .argument("<before>", "the one result")
    .argument("<after>", "the other")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (before: string, after: string) => {
      const { diffResults } = await import("../commands/diff.ts");
      run.exitCode = diffResults(before, after, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  git show main:synod.lock.json > before.json && synod diff before.json synod.lock.json
  synod check ./bank.ts --json > before.json
  synod check ./bank.ts --json > after.json
  synod diff before.json after.json`;
