/** The syntax of `synod grade`. */
import { Command } from "commander";
import type { GradeRequest } from "../commands/grade.ts";
import { type CommandRun, configured } from "./asked-command.ts";

export function gradeCommand(run: CommandRun): Command {
  return configured(new Command("grade"), run.terminal)
    .summary("grade an answer to an exercise of the course")
    .description(
      "Judges a file as the page of a lesson does: every check of the exercise, hidden ones too, then what the first that fails has found, and the hint that is about it. Of a file whose parts between // edit:begin and // edit:end may be changed, these alone count.",
    )
    .argument("<lesson>", "the number of a lesson, such as 04")
    .argument("<file>", "the lesson's file, as it was changed")
    .option("-e, --exercise <name>", "of a lesson with several exercises, one by its name (default: the first)")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (lesson: string, file: string, options: Omit<GradeRequest, "lesson" | "file">) => {
      const { gradeAnswer } = await import("../commands/grade.ts");
      run.exitCode = await gradeAnswer({ ...options, lesson, file }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod grade 01 ./counter.ts
  synod grade 10 ./own.ts --exercise own
  synod grade 04 ./choose.ts --json

Exit codes: 0 passed; 22 not yet.`;
