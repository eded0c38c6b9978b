/**
 * argv -> command -> exit code. Commander knows the syntax (syntax/ has a file for each command); what it objects to
 * becomes a coded error like any other (usage-error.ts). Commands are loaded when they run: start-up is part of every check.
 */
import { Command, CommanderError } from "commander";
import { asSynodError, synodError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import { failureJson } from "../report/verdict-json.ts";
import type { Account } from "./account.ts";
import { asFlags } from "./flags.ts";
import { account } from "./newsroom.ts";
import { type CommandRun, configured } from "./syntax/asked-command.ts";
import { checkCommand } from "./syntax/check-command.ts";
import { diffCommand } from "./syntax/diff-command.ts";
import { exploreCommand } from "./syntax/explore-command.ts";
import { gradeCommand } from "./syntax/grade-command.ts";
import { graphCommand } from "./syntax/graph-command.ts";
import { initCommand } from "./syntax/init-command.ts";
import { listCommand } from "./syntax/list-command.ts";
import { mutantsCommand } from "./syntax/mutants-command.ts";
import { mutateCommand } from "./syntax/mutate-command.ts";
import { planCommand } from "./syntax/plan-command.ts";
import { proveCommand } from "./syntax/prove-command.ts";
import { replayCommand } from "./syntax/replay-command.ts";
import { simulateCommand } from "./syntax/simulate-command.ts";
import { suiteCommand } from "./syntax/suite-command.ts";
import { traceCommand } from "./syntax/trace-command.ts";
import { noteError, type Terminal } from "./terminal.ts";

/** Runs a command line; everything that goes wrong is printed, and answered as an exit code. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const run: CommandRun = { argv, terminal, exitCode: 0, about: { model: null, parameters: {}, mutant: null } };
  try {
    await program(run).parseAsync([...argv], { from: "user" });
    return run.exitCode;
  } catch (thrown) {
    // Help and the version are printed by the time they are thrown.
    if (thrown instanceof CommanderError) return thrown.exitCode;
    const error = thrown instanceof Halted ? interruptedAt(account().progress) : thrown;
    account().setAnswered();
    if (terminal.json) terminal.print(JSON.stringify(failureJson(error, run.about, asFlags)));
    if (argv.includes("--brief")) {
      const { errorBrief } = await import("../report/brief/error-brief.ts");
      terminal.note(errorBrief(error, asFlags));
    } else noteError(error, terminal);
    return asSynodError(error).exitCode;
  }
}

function interruptedAt({ distinct: states, level: depth }: Account["progress"]): Error {
  return synodError("interrupted", { states, depth });
}

function program(run: CommandRun): Command {
  const { terminal } = run;
  const synod = configured(new Command("synod"), terminal)
    .description("Checks every interleaving of a small configuration of a distributed protocol.")
    .helpCommand("help [command]", "show help for a command")
    // Without "[options]", which every command has: so the summaries fit beside the names on 80 columns.
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace(" [options]", "") })
    .addHelpText("after", EXAMPLES);
  for (const command of [
    checkCommand(run),
    simulateCommand(run),
    listCommand(run),
    mutantsCommand(run),
    mutateCommand(run),
    planCommand(run),
    proveCommand(run),
    replayCommand(run),
    traceCommand(run),
    graphCommand(run),
    exploreCommand(run),
    suiteCommand(run),
    initCommand(run),
    diffCommand(run),
    gradeCommand(run),
  ])
    synod.addCommand(command);
  return synod;
}

const EXAMPLES = `
Examples:
  synod list                                    what there is to check
  synod check paxos acceptors=3 ballots=3       a built-in protocol, larger
  synod check ./bank.ts accounts=2 --json       your own, for a program to read
  synod check paxos-retold --mutant p-own --trace t.json; synod replay t.json

Exit codes: 0 holds; 1 bad command line; 10 no initial state; 11 deadlock;
12 violated; 13 only properties over time violated; 20 undecided; 21 warnings
under --strict; 22 suite or mutants not as expected; 23 impure model; 24 not
inductive; 75 the model threw; 150 the model does not load; 151 bad parameters
or model; 152 out of memory budget; 255 other.`;
