/** The syntax of `synod replay`. */
import { Command } from "commander";
import { collect } from "../arguments.ts";
import type { ReplayRequest } from "../commands/replay.ts";
import { AGAINST, type CommandRun, configured } from "./asked-command.ts";

export function replayCommand(run: CommandRun): Command {
  return configured(new Command("replay"), run.terminal)
    .summary("run a saved trace again and show it")
    .description(
      "Runs a trace that `synod check --trace` saved again, step by step, on the model it came from, and shows it. Fails when the model has changed so that the trace is not one of its behaviours any more.",
    )
    .argument("<file>", "the trace file")
    .option("--chapters", "also tell it in chapters: the same steps, fact by fact")
    .option("--step <n>", "what one step changed, and what it needed for that")
    .option("--rule <name>", "with --step: each instance of a rule before and after it, and why it is disabled")
    .option("--why-not <n instance...>", "why a rule instance is disabled in state n (0: the initial one)")
    .option("--against <name=value>", AGAINST, collect)
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: ReplayRequest) => {
      const { replaySaved } = await import("../commands/replay.ts");
      run.exitCode = await replaySaved(file, options, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod replay agreement.json --chapters
  synod replay agreement.json --step 10 --rule propose
  synod replay agreement.json --why-not 9 "propose(ballot: 1, value: v1)"`;
