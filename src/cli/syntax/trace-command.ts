/** The syntax of `synod trace`. */
import { Command } from "commander";
import { TRACE_FORMATS } from "../../formats/format-names.ts";
import { parseFormat } from "../arguments.ts";
import type { TraceRequest } from "../commands/trace.ts";
import { type CommandRun, configured } from "./asked-command.ts";

export function traceCommand(run: CommandRun): Command {
  return configured(new Command("trace"), run.terminal)
    .summary("write a saved trace in another format: ITF, ShiViz, Mermaid, DOT")
    .description(
      "Writes a trace in another format. A trace that `synod check --trace` saved is run again on its model first; an ITF file is written as it is, without one, in every format that needs states alone.",
    )
    .argument("<file>", "a trace that was saved, or an ITF file of any tool (.itf.json)")
    .requiredOption("--to <format>", `${TRACE_FORMATS.join(", ")} or json`, parseFormat(TRACE_FORMATS))
    .option("-o, --output <file>", "write to this file instead of standard output")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: Omit<TraceRequest, "file">) => {
      const { writeTrace } = await import("../commands/trace.ts");
      run.exitCode = await writeTrace({ ...options, file }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod trace agreement.json --to mermaid
  synod trace agreement.json --to itf --output agreement.itf.json
  synod trace agreement.json --to markdown | gh pr comment --body-file -
  synod trace violation.itf.json --to dot | dot -Tsvg > violation.svg`;
