/** What commander objects to, as coded errors. Commander names its objections by code and quotes the culprit. */
import type { Command, CommanderError } from "commander";
import { type SynodError, synodError } from "../errors/errors.ts";

/** The coded error for an objection; help and version requests are no errors and pass unchanged. */
export function usageError(objection: CommanderError, command: Command): CommanderError | SynodError {
  const quoted = /'([^']*)'/.exec(objection.message)?.[1] ?? "";
  const wrong = (problem: string) =>
    synodError("bad-arguments", { problem, usage: `${commandPath(command)} ${command.usage()}` });
  switch (objection.code) {
    case "commander.unknownOption":
      return synodError("unknown-option", { name: quoted, known: optionNames(command) });
    case "commander.unknownCommand":
      return synodError("unknown-option", { name: quoted, known: command.commands.map((each) => each.name()) });
    case "commander.missingArgument":
      return wrong(`the argument <${quoted}> is missing`);
    case "commander.optionMissingArgument":
      return wrong(`the option ${quoted} has no value`);
    case "commander.excessArguments":
      return wrong(objection.message.replace(/^error: /, "").replace(/\.$/, ""));
    default:
      return objection.exitCode === 0 || objection.code === "commander.help"
        ? objection
        : wrong(objection.message.replace(/^error: /, ""));
  }
}

function optionNames(command: Command): string[] {
  const declared = command.options.flatMap((option) => (option.long ? [option.long] : []));
  return [...declared, "--help"];
}

function commandPath(command: Command): string {
  return command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;
}
