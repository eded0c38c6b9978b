/** The syntax of `synod suite`. */
import { Command } from "commander";
import { collect, collectReports, parseShard, parseWorkers } from "../arguments.ts";
import type { SuiteRequest } from "../commands/suite.ts";
import { type CommandRun, configured, notBoth, REPORT_HELP } from "./asked-command.ts";

export function suiteCommand(run: CommandRun): Command {
  return configured(new Command("suite"), run.terminal)
    .summary("run the checks of synod.config.ts: what must hold, what must fail")
    .description(
      "Runs the checks that a suite lists, smallest first, and says what is not as expected of them (exit code 22). The suite is synod.config.ts, .mts, .js or .mjs in the current folder, or --config. Where there is none, the built-in protocols are checked instead, their counts compared with the published ones, and the shortest behaviour is shown in which the text's rule for choosing a value breaks agreement.",
    )
    .option("--config <file>", "the suite's file (default: synod.config.ts, .mts, .js or .mjs here)")
    .option("--tag <name>", "run the checks with this tag only; may be repeated: those with any of them", collect)
    .option(
      "--shard <part>",
      "run one part of several of about the same work, such as 2/3; the same on every machine",
      parseShard,
    )
    .option("--changed", "run only the checks that are not as they were when they passed last: model, options, synod")
    .option("--no-cache", "search every check again, and remember nothing")
    .option("-w, --workers <count>", "threads to search with, 1 to 256 (default: one per processor)", parseWorkers)
    .option(
      "--no-symmetry",
      "visit every state, not one of each class that renaming makes; without a suite, compare generated counts too",
    )
    .option("--report <name=target>", REPORT_HELP, collectReports)
    .option("--update", "record verdicts, counts, coverage and lengths in the lock, synod.lock.json beside the suite")
    .option(
      "--frozen",
      "let checks that the lock does not have, or that the suite has no more, fail (exit 22), and a lock that is missing; in CI this is so where there is a lock",
    )
    .option("--json", "print one JSON object")
    .option("--brief", "print 2000 bytes at most: what it adds up to, and what is not as expected, and why")
    .addHelpText("after", EXAMPLES)
    .action(async ({ symmetry, cache, ...options }: SuiteRequest) => {
      notBoth(options, run.terminal);
      const { suite } = await import("../commands/suite.ts");
      const less = { ...(symmetry === false && { symmetry }), ...(cache === false && { cache }) };
      run.exitCode = await suite({ ...options, ...less }, run.terminal);
    });
}

const EXAMPLES = `
Examples:
  synod suite
  synod suite --tag quick --workers 2
  synod suite --shard 1/3 --json > shard-1.json
  synod suite --config checks/synod.config.ts
  synod suite --update
  synod suite --report junit=reports/junit.xml --report html=reports/pages`;
