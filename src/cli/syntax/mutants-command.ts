/** The syntax of `synod mutants`. */
import { Command } from "commander";
import { synodError } from "../../errors/errors.ts";
import { collect, parseMemory, parseWorkers } from "../arguments.ts";
import type { MutantsRequest } from "../commands/mutants.ts";
import { type CommandRun, configured, notBoth, noteAsked, splitWords } from "./asked-command.ts";

export function mutantsCommand(run: CommandRun): Command {
  return configured(new Command("mutants"), run.terminal)
    .summary("check that every deliberate mistake is caught as it says")
    .description(
      "Runs the mutants of every built-in model, or of one model: each must break the property that it names, after as many steps as it says, and an equivalent one must break nothing. Without a mutant the model must hold in the same configurations. Fails with exit code 22 when anything is otherwise.",
    )
    .argument("[model]", "a built-in model, or the path of a .ts or .js file (default: all built-in models)")
    .argument("[name=value...]", "with --mutate: parameters; those left out have their defaults")
    .option("-m, --mutant <name>", "run this mutant only; may be repeated", collect)
    .option("--all", "run the mutants marked as slow too")
    .option("--mutate", "do what `synod mutate <model>` does")
    .option("-w, --workers <count>", "threads to search with, 1 to 256 (default: one per processor)", parseWorkers)
    .option(
      "--memory <size>",
      "most memory for a search, such as 4GiB or 500MB (default: half of the machine's)",
      parseMemory,
    )
    .option("--json", "print one JSON object")
    .option("--brief", "print 2000 bytes at most: what it adds up to, and what is not as it should be")
    .addHelpText("after", EXAMPLES)
    .action(async (model: string | undefined, parameters: string[], options: MutantsOptions) => {
      noteAsked(run, { model: model ?? null, parameters: splitWords(parameters), mutant: null }, false);
      notBoth(options, run.terminal);
      const { mutate, ...request } = options;
      const wrong = mutantsMisuse(model, parameters, options);
      if (wrong !== null) {
        const usage = "synod mutants [model] [--mutant <name>] [--all], or synod mutate <model> [name=value...]";
        throw synodError("bad-arguments", { problem: wrong, usage });
      }
      if (mutate && model !== undefined) {
        const { mutateRules } = await import("../commands/mutate.ts");
        run.exitCode = await mutateRules({ ...request, model, parameters }, run.terminal);
        return;
      }
      const { mutants } = await import("../commands/mutants.ts");
      run.exitCode = await mutants({ ...request, ...(model !== undefined && { model }) }, run.terminal);
    });
}

type MutantsOptions = Omit<MutantsRequest, "model"> & { readonly mutate?: boolean };

function mutantsMisuse(
  model: string | undefined,
  parameters: readonly string[],
  { mutate, mutant, all }: MutantsOptions,
): string | null {
  if (!mutate) return parameters.length === 0 ? null : "a mutant has its own parameters; only --mutate takes some";
  if (model === undefined) return "--mutate changes the rules of one model, and none is named";
  if (mutant !== undefined || all) return "--mutate makes its own mutants; --mutant and --all are for declared ones";
  return null;
}

const EXAMPLES = `
Examples:
  synod mutants
  synod mutants paxos --mutant p-majown
  synod mutants ./bank.ts --json`;
