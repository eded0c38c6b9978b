/**
 * argv -> command -> exit code. Commander knows the syntax; what it objects to becomes a coded error like any other
 * (usage-error.ts). Commands are loaded when they run: start-up is part of every check.
 */
import { Command, CommanderError } from "commander";
import { asSynodError, synodError } from "../errors/errors.ts";
import { GRAPH_FORMATS, TRACE_FORMATS } from "../formats/format-names.ts";
import { Halted } from "../halt.ts";
import { REDUCTIONS } from "../reduce/table.ts";
import { type FailedCheck, failureJson } from "../report/verdict-json.ts";
import type { Account } from "./account.ts";
import {
  collect,
  collectReports,
  parseDepth,
  parseDrawn,
  parseEngine,
  parseEvery,
  parseFormat,
  parseLanguage,
  parseMaxDepth,
  parseMaxStates,
  parseMemory,
  parsePort,
  parseReductions,
  parseRuns,
  parseSample,
  parseSeed,
  parseShard,
  parseStore,
  parseTime,
  parseWorkers,
} from "./arguments.ts";
import type { CheckRequest } from "./commands/check.ts";
import type { ExploreRequest } from "./commands/explore.ts";
import type { GraphRequest } from "./commands/graph.ts";
import type { InitRequest } from "./commands/init.ts";
import type { MutantsRequest } from "./commands/mutants.ts";
import type { MutateRequest } from "./commands/mutate.ts";
import type { PlanRequest } from "./commands/plan.ts";
import type { ProveRequest } from "./commands/prove.ts";
import type { ReplayRequest } from "./commands/replay.ts";
import type { SimulateRequest } from "./commands/simulate.ts";
import type { SuiteRequest } from "./commands/suite.ts";
import type { TraceRequest } from "./commands/trace.ts";
import { asFlags } from "./flags.ts";
import {
  checkExamples,
  diffExamples,
  exploreExamples,
  graphExamples,
  initExamples,
  listExamples,
  mutantsExamples,
  mutateExamples,
  planExamples,
  proveExamples,
  replayExamples,
  rootExamples,
  simulateExamples,
  suiteExamples,
  traceExamples,
} from "./help-examples.ts";
import { account, report } from "./newsroom.ts";
import { noteError, type Terminal } from "./terminal.ts";
import { usageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Runs a command line; everything that goes wrong is printed, and answered as an exit code. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const run: Run = { argv, terminal, exitCode: 0, about: { model: null, parameters: {}, mutant: null } };
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

/** What is asked, for a report by whoever answers. */
function ask(run: Run, about: Question, isCheck: boolean): void {
  run.about = about;
  report({ kind: "asked", ...about, isCheck });
}

/** As it was typed. */
interface Question extends FailedCheck {
  readonly parameters: Readonly<Record<string, string>>;
}

interface Run {
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  exitCode: number;
  /** What was to be checked, as far as it is known. */
  about: FailedCheck;
}

function program(run: Run): Command {
  const { terminal } = run;
  const synod = configured(new Command("synod"), terminal)
    .description("Checks every interleaving of a small configuration of a distributed protocol.")
    .helpCommand("help [command]", "show help for a command")
    // Without "[options]", which every command has: so the summaries fit beside the names on 80 columns.
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace(" [options]", "") })
    .addHelpText("after", rootExamples);
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
  ])
    synod.addCommand(command);
  return synod;
}

const REPORT_HELP =
  "write a report: junit=FILE, sarif=FILE, json=FILE, html=FOLDER, or github (annotations, and the summary of the job); may be repeated";

const AGAINST =
  "say where the trace parts from the model at this other value of a parameter; may be repeated (default: of a mutant, from the model without it)";

function checkCommand(run: Run): Command {
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
      .addHelpText("after", checkExamples)
      .action(async (model: string, parameters: string[], options: Omit<CheckRequest, "model" | "parameters">) => {
        ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, true);
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
          const { watchModel } = await import("./watch/watch.ts");
          run.exitCode = await watchModel(model, run.argv, run.terminal);
          return;
        }
        if (options.time !== undefined) report({ kind: "time", limitMs: options.time });
        const { checkNamed } = await import("./commands/check.ts");
        run.exitCode = await checkNamed({ ...options, model, parameters }, run.terminal);
      })
  );
}

function everyAlone(): Error {
  const problem = "--every says how often --checkpoint or --resume keeps a checkpoint, and neither is given";
  return synodError("bad-arguments", {
    problem,
    usage: "synod check <model> --checkpoint <folder> [--every <duration>]",
  });
}
const WATCH_JSON = "--watch answers again and again, and --json prints one object";

function simulateCommand(run: Run): Command {
  return configured(new Command("simulate"), run.terminal)
    .summary("take random runs through a model that is too large to check")
    .description(
      "Takes random runs through a model at the given parameters, judges every state and step on them, and shows what the first one came upon, shortened. It finds mistakes, and never that there are none. The same runs for the same seed, with any number of threads.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("--runs <count>", "how many runs (default: 1000, or with --time as many as it allows)", parseRuns)
    .option("--depth <count>", "the most steps of a run, up to 100000 (default: 100)", parseDepth)
    .option("--seed <number>", "which runs (default: 1)", parseSeed)
    .option("-w, --workers <count>", "threads to make runs with, 1 to 256 (default: one per processor)", parseWorkers)
    .option("-p, --property <name>", "judge this property only; may be repeated", collect)
    .option("-m, --mutant <name>", "simulate the model with this deliberate mistake")
    .option("--against <name=value>", AGAINST, collect)
    .option("--time <duration>", "most time for the command, such as 30s or 5m, its start included", parseTime)
    .option("--trace <file>", "save what was found, shortened, for `synod replay`")
    .option("--json", "print one JSON object")
    .addHelpText("after", simulateExamples)
    .action(async (model: string, parameters: string[], options: Omit<SimulateRequest, "model" | "parameters">) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { simulateNamed } = await import("./commands/simulate.ts");
      run.exitCode = await simulateNamed({ ...options, model, parameters }, run.terminal);
    });
}

function checkMisuse({ brief, sample, mutants, mutate, mutant, property }: Partial<CheckRequest>): string | null {
  if (brief && sample !== undefined) return "--brief has no room for the behaviours that --sample shows";
  if ((mutants || mutate) && (mutant !== undefined || property !== undefined))
    return "--mutants and --mutate are about the model without a mutant, and all of its properties";
  return null;
}

/** Throws where both are asked for. */
function notBoth({ brief }: { readonly brief?: boolean }, { json }: Terminal): void {
  if (!brief || !json) return;
  const problem = "--brief is for reading and --json for programs: they are two answers";
  throw synodError("bad-arguments", { problem, usage: "one of --brief and --json" });
}

function seedAlone(): Error {
  const problem = "--seed says which behaviours --sample shows, and --sample is not given";
  return synodError("bad-arguments", { problem, usage: "synod check <model> --sample <count> [--seed <number>]" });
}

function listCommand(run: Run): Command {
  return configured(new Command("list"), run.terminal)
    .summary("list models with their parameters, properties and mutants")
    .description(
      "Lists the built-in models, or those of a file: parameters, properties, and mutants with what they break.",
    )
    .argument("[model]", "one built-in model, or the path of a .ts or .js file (default: all built-in models)")
    .option(
      "--rules",
      "also what each rule reads and writes, watched in all reachable states at the default parameters",
    )
    .option("--fairness", "also the rules by the names that fairness knows them by, and what divides their instances")
    .option("--json", "print one JSON object")
    .addHelpText("after", listExamples)
    .action(async (model: string | undefined, options: { readonly rules?: boolean; readonly fairness?: boolean }) => {
      const { listModels } = await import("./commands/list.ts");
      run.exitCode = await listModels(model, options, run.terminal);
    });
}

function mutantsCommand(run: Run): Command {
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
    .addHelpText("after", mutantsExamples)
    .action(async (model: string | undefined, parameters: string[], options: MutantsOptions) => {
      ask(run, { model: model ?? null, parameters: splitWords(parameters), mutant: null }, false);
      notBoth(options, run.terminal);
      const { mutate, ...request } = options;
      const wrong = mutantsMisuse(model, parameters, options);
      if (wrong !== null) {
        const usage = "synod mutants [model] [--mutant <name>] [--all], or synod mutate <model> [name=value...]";
        throw synodError("bad-arguments", { problem: wrong, usage });
      }
      if (mutate && model !== undefined) {
        const { mutateRules } = await import("./commands/mutate.ts");
        run.exitCode = await mutateRules({ ...request, model, parameters }, run.terminal);
        return;
      }
      const { mutants } = await import("./commands/mutants.ts");
      run.exitCode = await mutants({ ...request, ...(model !== undefined && { model }) }, run.terminal);
    });
}

function mutateCommand(run: Run): Command {
  return configured(new Command("mutate"), run.terminal)
    .summary("change a model's rules one by one, and list what no property notices")
    .description(
      "Changes the rules of a model one by one (never taken, guard ignored, guard negated, one field not written), checks each changed model, and lists which changes no property notices. What survives is worth a look, and is no failure. A model that breaks a property as it is is not changed: that is shown, and ends as its check does.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option(
      "-w, --workers <count>",
      "threads to search the model as it is with, 1 to 256 (default: one per processor)",
      parseWorkers,
    )
    .option(
      "--memory <size>",
      "most memory for a search, such as 4GiB or 500MB (default: half of the machine's)",
      parseMemory,
    )
    .option("--json", "print one JSON object")
    .option("--brief", "print 2000 bytes at most: what it adds up to, and what is not as it should be")
    .addHelpText("after", mutateExamples)
    .action(async (model: string, parameters: string[], options: Omit<MutateRequest, "model" | "parameters">) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: null }, false);
      notBoth(options, run.terminal);
      const { mutateRules } = await import("./commands/mutate.ts");
      run.exitCode = await mutateRules({ ...options, model, parameters }, run.terminal);
    });
}

function proveCommand(run: Run): Command {
  return configured(new Command("prove"), run.terminal)
    .summary("prove an invariant by induction, or show what it does not say")
    .description(
      "Asks whether an invariant is inductive: true at first, and kept by every step of every state in which it is true, reachable or not. Then it is proved for this configuration without any search, and so is what follows from it. A step out of it is a counterexample to induction, never called a violation: it is said whether its first state can be reached.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option(
      "-i, --invariant <name>",
      "an invariant that the model offers, a property under always, or a conjunct; may be repeated: all together (default: the only one it offers, else all under always)",
      collect,
    )
    .option("-m, --mutant <name>", "the model with this deliberate mistake")
    .option("--table", "also judge the invariant without each conjunct: what is needed for what, and what is redundant")
    .option("--sample <count>", "draw so many states at random instead of going through all", parseDrawn)
    .option("--seed <number>", "which states are drawn (default: 1)", parseSeed)
    .option(
      "-w, --workers <count>",
      "threads for the search of reachable states (default: one per processor)",
      parseWorkers,
    )
    .option("--json", "print one JSON object")
    .addHelpText("after", proveExamples)
    .action(async (model: string, parameters: string[], options: Omit<ProveRequest, "model" | "parameters">) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { proveInvariant } = await import("./commands/prove.ts");
      run.exitCode = await proveInvariant({ ...options, model, parameters }, run.terminal);
    });
}

function planCommand(run: Run): Command {
  return configured(new Command("plan"), run.terminal)
    .summary("say how large a check will be, as a range, and what drives it")
    .description(
      "Looks at a model for a few seconds, and at the same with one parameter lower, and says how many states a check would visit, how long it would take and how much memory, each as a range, and how it was come by. Then which parameter and which field make it grow.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("-m, --mutant <name>", "plan for the model with this deliberate mistake")
    .option("--time <duration>", "how long to look, roughly, such as 5s or 1m (default: 10s)", parseTime)
    .option("--max-states <count>", "look at no more states than these at a time (default: 200000)", parseMaxStates)
    .option("--memory <size>", "most memory to look with, such as 500MB (default: 512MiB)", parseMemory)
    .option("--json", "print one JSON object")
    .addHelpText("after", planExamples)
    .action(async (model: string, parameters: string[], options: Omit<PlanRequest, "model" | "parameters">) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { planNamed } = await import("./commands/plan.ts");
      run.exitCode = await planNamed({ ...options, model, parameters }, run.terminal);
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

function replayCommand(run: Run): Command {
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
    .addHelpText("after", replayExamples)
    .action(async (file: string, options: ReplayRequest) => {
      const { replaySaved } = await import("./commands/replay.ts");
      run.exitCode = await replaySaved(file, options, run.terminal);
    });
}

function traceCommand(run: Run): Command {
  return configured(new Command("trace"), run.terminal)
    .summary("write a saved trace in another format: ITF, ShiViz, Mermaid, DOT")
    .description(
      "Writes a trace in another format. A trace that `synod check --trace` saved is run again on its model first; an ITF file is written as it is, without one, in every format that needs states alone.",
    )
    .argument("<file>", "a trace that was saved, or an ITF file of any tool (.itf.json)")
    .requiredOption("--to <format>", `${TRACE_FORMATS.join(", ")} or json`, parseFormat(TRACE_FORMATS))
    .option("-o, --output <file>", "write to this file instead of standard output")
    .addHelpText("after", traceExamples)
    .action(async (file: string, options: Omit<TraceRequest, "file">) => {
      const { writeTrace } = await import("./commands/trace.ts");
      run.exitCode = await writeTrace({ ...options, file }, run.terminal);
    });
}

function graphCommand(run: Run): Command {
  return configured(new Command("graph"), run.terminal)
    .summary("write all states and steps of a small model as DOT, GraphML or JSON")
    .description(
      "Writes the state graph of a small model: all states that it can reach, and all steps between them. Initial and terminal states are marked, and those that violate a property. A graph that is too large is refused, never cut.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .requiredOption("--to <format>", `${GRAPH_FORMATS.join(", ")} or json`, parseFormat(GRAPH_FORMATS))
    .option("-m, --mutant <name>", "the graph of the model with this deliberate mistake")
    .option("--max-states <count>", "refuse a graph of more states than these (default: 1000)", parseMaxStates)
    .option("-o, --output <file>", "write to this file instead of standard output")
    .addHelpText("after", graphExamples)
    .action(async (model: string, parameters: string[], options: Omit<GraphRequest, "model" | "parameters">) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { writeGraph } = await import("./commands/graph.ts");
      run.exitCode = await writeGraph({ ...options, model, parameters }, run.terminal);
    });
}

function exploreCommand(run: Run): Command {
  return configured(new Command("explore"), run.terminal)
    .summary("serve a page on this machine to explore a model with")
    .description(
      "Serves one page, on this machine only: take any step from any state, see what each rule lacks where it cannot be taken, check the model in the page, also at other parameters. Of a file of your own, reloading the page reads it again. Ctrl-C ends it.",
    )
    .argument("<model>", "a built-in model, or the path of a .ts or .js file; path#name picks an export")
    .argument("[name=value...]", "parameters; those left out have their defaults")
    .option("-m, --mutant <name>", "explore the model with this deliberate mistake")
    .option("--port <number>", "the port to serve at (default: any that is free)", parsePort)
    .option("--open", "show the page in a browser at once")
    .addHelpText("after", exploreExamples)
    .action(async (model: string, parameters: string[], options: Partial<ExploreRequest>) => {
      ask(run, { model, parameters: splitWords(parameters), mutant: options.mutant ?? null }, false);
      const { exploreModel } = await import("./commands/explore.ts");
      run.exitCode = await exploreModel({ port: 0, ...options, model, parameters }, run.terminal);
    });
}

function suiteCommand(run: Run): Command {
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
    .addHelpText("after", suiteExamples)
    .action(async ({ symmetry, cache, ...options }: SuiteRequest) => {
      const { suite } = await import("./commands/suite.ts");
      const less = { ...(symmetry === false && { symmetry }), ...(cache === false && { cache }) };
      run.exitCode = await suite({ ...options, ...less }, run.terminal);
    });
}

function diffCommand(run: Run): Command {
  return configured(new Command("diff"), run.terminal)
    .summary("compare two results: counts, coverage, outcomes, lengths")
    .description(
      "Compares two results check by check: which rule is enabled more often, which property got shorter, which check is new or gone. Each file is what `synod check --json` printed, what `synod suite --report json=FILE` wrote, or a synod.lock.json. Ends with 0 if they are the same, with 22 if not.",
    )
    .argument("<before>", "the one result")
    .argument("<after>", "the other")
    .option("--json", "print one JSON object")
    .addHelpText("after", diffExamples)
    .action(async (before: string, after: string) => {
      const { diffResults } = await import("./commands/diff.ts");
      run.exitCode = diffResults(before, after, run.terminal);
    });
}

function initCommand(run: Run): Command {
  return configured(new Command("init"), run.terminal)
    .summary("write a first model, suite, test and workflow into a project")
    .description(
      "Writes a small model, a suite of it, a test and a workflow for GitHub Actions into the current folder, and says what to run next. What is there already is left alone.",
    )
    .option(
      "--language <name>",
      "typescript or javascript (default: typescript where the project has it, or there is none yet)",
      parseLanguage,
    )
    .addHelpText("after", initExamples)
    .action(async (options: InitRequest) => {
      const { init } = await import("./commands/init.ts");
      run.exitCode = await init(options, run.terminal);
    });
}

/** `name=value` words as an object, for a report of what was asked; parseParameters judges them. */
function splitWords(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.filter((word) => word.includes("=")).map((word) => word.split(/=(.*)/s, 2) as [string, string]),
  );
}

/** What every command has: --help, --version, and errors that are thrown instead of printed. */
function configured(command: Command, terminal: Terminal): Command {
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
