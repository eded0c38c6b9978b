/** What the commands of the command line share: what is known of a run, and options that several have. */
import type { Command } from "commander";
import { synodError } from "../../errors/errors.ts";
import type { FailedCheck } from "../../report/verdict-json.ts";
import { report } from "../newsroom.ts";
import type { Terminal } from "../terminal.ts";
import { usageError } from "../usage-error.ts";
import { version } from "../version.ts";

/** What is asked, for a report by whoever answers. */
export function noteAsked(run: CommandRun, about: Question, isCheck: boolean): void {
  run.about = about;
  report({ kind: "asked", ...about, isCheck });
}

/** As it was typed. */
interface Question extends FailedCheck {
  readonly parameters: Readonly<Record<string, string>>;
}

/** One run of the command line: what it was given, and what has come of it. */
export interface CommandRun {
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  exitCode: number;
  /** What was to be checked, as far as it is known. */
  about: FailedCheck;
}

export const REPORT_HELP =
  "write a report: junit=FILE, sarif=FILE, json=FILE, html=FOLDER, or github (annotations, and the summary of the job); may be repeated";

export const AGAINST =
  "say where the trace parts from the model at this other value of a parameter; may be repeated (default: of a mutant, from the model without it)";

/** Throws where both are asked for. */
export function notBoth({ brief }: { readonly brief?: boolean }, { json }: Terminal): void {
  if (!brief || !json) return;
  const problem = "--brief is for reading and --json for programs: they are two answers";
  throw synodError("bad-arguments", { problem, usage: "one of --brief and --json" });
}

/** `name=value` words as an object, for a report of what was asked; parseParameters judges them. */
export function splitWords(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.filter((word) => word.includes("=")).map((word) => word.split(/=(.*)/s, 2) as [string, string]),
  );
}

/** What every command has: --help, --version, and errors that are thrown instead of printed. */
export function configured(command: Command, terminal: Terminal): Command {
  return command
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      outputError: () => {},
      getOutHelpWidth: () => terminal.page.width,
      getErrHelpWidth: () => terminal.page.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError(false)
    .exitOverride((error) => {
      throw usageError(error, command);
    });
}
