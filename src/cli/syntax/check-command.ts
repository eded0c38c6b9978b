/** The syntax of `synod check`, and which of its options contradict each other. */
import { Command } from "commander";
import { synodError } from "../../errors/errors.ts";
import { REDUCTIONS } from "../../reduce/table.ts";
import {
  collect,
  collectReports,
  parseEngine,
  parseEvery,
  parseMaxDepth,
  parseMaxStates,
  parseMemory,
  parseReductions,
  parseSample,
  parseSeed,
  parseStore,
  parseTime,
  parseWorkers,
} from "../arguments.ts";
import type { CheckRequest } from "../commands/check.ts";
import { report } from "../newsroom.ts";
import { AGAINST, type CommandRun, configured, notBoth, noteAsked, REPORT_HELP, splitWords } from "./asked-command.ts";

export function checkCommand(run: CommandRun): Command {
  return (
    configured(new Command("check"), run.terminal)
      .summary("check a model: every reachable state, or the shortest counterexample")
      .description(
        "Checks a model at the given parameters: visits every reachable state, judges every property, and shows the shortest counterexample to one that is violated.",
      )
      .argument(
        "<model>",
        "a built-in model (see `synod list`), or the path of a .ts or .js file; path#name picks an export",
      )
      .argument("[name=value...]", "parameters; those left out have their defaults")
      .option("-w, --workers <count>", "threads to search with, 1 to 256 (default: one per processor)", parseWorkers)
      .option("-p, --property <name>", "judge this property only; may be repeated", collect)
      .option("-m, --mutant <name>", "check the model with this deliberate mistake")
      .option("--against <name=value>", AGAINST, collect)
      .option(
        "-f, --fairness <name>",
        "which of the model's fairness assumptions are in force for properties over time (see `synod list`); none: any step may be put off for ever (default: the model's first)",
      )
      .option("--store <kind>", "compact (64-bit fingerprints) or exact (whole states) (default: compact)", parseStore)
      .option(
        "--engine <name>",
        "kernel (the search kernel in WebAssembly, from the first level on) or reference (never the kernel) (default: the kernel once it pays and where it can)",
        parseEngine,
      )
      .option(
        "--memory <size>",
        "most memory for the search, such as 4GiB or 500MB (default: half of the machine's)",
        parseMemory,
      )
      .option(
        "--time <duration>",
        "most time for the command, such as 30s, 5m or 250ms, its start included (default: as long as it takes)",
        parseTime,
      )
      .option(
        "--max-states <count>",
        "end the search soon after it has found more states than these (default: no limit)",
        parseMaxStates,
      )
      .option(
        "--max-depth <count>",
        "look at states that take at most so many steps (default: no limit)",
        parseMaxDepth,
      )
      // In this order: the second does not make the first one's default true then.
      .option(
        "--symmetry",
        "use symmetry wherever it is sound, even where little is to be gained (default: where it pays)",
      )
      .option("--no-symmetry", "visit every state, not one of each class that renaming scalarsets' elements makes")
      .option("--no-links", "leave out what the model refines, unless `--property` asks for it")
      .option(
        "--reduce <list>",
        `the reductions to use where they keep what is asked, separated by commas: ${REDUCTIONS.map(({ name, about }) => (about === null ? name : `${name} (${about})`)).join(", ")}; all; none (default: symmetry where it pays)`,
        parseReductions,
      )
      .option("--shortest", "after a violation that partial-order found, search again without it for a shortest one")
      .option("--keep-going", "after a violation go on until every property is decided")
      .option(
        "--certify",
        "after a complete search judge every state again, not only as many as a moment allows; keeps all states in memory",
      )
      .option(
        "--checkpoint <folder>",
        "keep a checkpoint of the search in this folder, to go on from when this process ends; not with --shortest",
      )
      .option("--every <duration>", "most time between checkpoints, between levels (default: 60s)", parseEvery)
      .option(
        "--resume <folder>",
        "go on with the search that has a checkpoint there, of the same model and options, and keep more there",
      )
      .option("--strict", "let warnings, such as a rule that is never enabled, fail the check (exit 21)")
      .option("--trace <file>", "save the first counterexample for `synod replay`; of one --property also its witness")
      .option("--html <file>", "write the verdict, its traces, the model and its interpreter as one page for a browser")
      .option("--report <name=target>", REPORT_HELP, collectReports)
      .option("--sample <count>", "also show so many random behaviours of the model, 1 to 100", parseSample)
      .option("--seed <number>", "which random behaviours --sample shows (default: 1)", parseSeed)
      .option("--json", "print one JSON object")
      .option("--watch", "check a file again whenever it is saved, and say what changed; Ctrl-C ends it")
      .option("--brief", "print 2000 bytes at most: verdict, why, the steps, the next command worth running")
      .option("--mutants", "if it holds, also whether its declared mutants are caught (as `synod mutants` says)")
      .option("--mutate", "if it holds, also which changes of its rules no property notices (as `synod mutate` says)")
      .addHelpText("after", EXAMPLES)
      .action(async (model: string, parameters: string[], options: Omit<CheckRequest, "model" | "parameters">) => {
        noteAsked(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, true);
        if (options.seed !== undefined && options.sample === undefined) throw seedAlone();
        if (options.every !== undefined && options.checkpoint === undefined && options.resume === undefined)
          throw everyAlone();
        notBoth(options, run.terminal);
        const problem = checkMisuse(options);
        const usage = "synod check <model> [--brief | --json] [--mutants] [--mutate]";
        if (problem !== null) throw synodError("bad-arguments", { problem, usage });
        if (options.watch) {
          if (run.terminal.json)
            throw synodError("bad-arguments", { problem: WATCH_JSON, usage: "synod check <file> --watch" });
          const { watchModel } = await import("../watch/watch.ts");
          run.exitCode = await watchModel(model, run.argv, run.terminal);
          return;
        }
        if (options.time !== undefined) report({ kind: "time", limitMs: options.time });
        const { checkNamed } = await import("../commands/check.ts");
        run.exitCode = await checkNamed({ ...options, model, parameters }, run.terminal);
      })
  );
}

function checkMisuse({ brief, sample, mutants, mutate, mutant, property }: Partial<CheckRequest>): string | null {
  if (brief && sample !== undefined) return "--brief has no room for the behaviours that --sample shows";
  if ((mutants || mutate) && (mutant !== undefined || property !== undefined))
    return "--mutants and --mutate are about the model without a mutant, and all of its properties";
  return null;
}

function seedAlone(): Error {
  const problem = "--seed says which behaviours --sample shows, and --sample is not given";
  return synodError("bad-arguments", { problem, usage: "synod check <model> --sample <count> [--seed <number>]" });
}

function everyAlone(): Error {
  const problem = "--every says how often --checkpoint or --resume keeps a checkpoint, and neither is given";
  return synodError("bad-arguments", {
    problem,
    usage: "synod check <model> --checkpoint <folder> [--every <duration>]",
  });
}

const WATCH_JSON = "--watch answers again and again, and --json prints one object";

const EXAMPLES = `
Examples:
  synod check paxos
  synod check paxos acceptors=3 ballots=3 values=2 --workers 4
  synod check two-phase-commit participants=6 --json
  synod check basic-paxos numbers=3 --reduce all
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod check ./bank.ts#bank accounts=3 --property "no money is lost" --strict
  synod check ./bank.ts --fairness none
  synod check paxos --sample 3 --html paxos.html`;
