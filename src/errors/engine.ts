/** What ends a search, what does not fit of a saved trace, and faults of synod itself: SYN4xx, SYN5xx, SYN9xx. */
import { countOf, countText } from "./counts.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

/** Where a search was when it was stopped; `during`: and what it was about just then. */
export interface Stopped {
  readonly states: number;
  readonly depth: number;
  readonly during?: string;
}

const while_ = (during: string | undefined): string => (during === undefined ? "" : `, ${during}`);

export const engineErrors = {
  "over-budget": {
    number: "SYN401",
    exitCode: exitCodes.overBudget,
    title: "state space over budget",
    explain: (details: { readonly budgetBytes: number; readonly states: number; readonly depth: number }) => ({
      what: `the memory budget of ${mebibytes(details.budgetBytes)} was used up at ${countOf(details.states, "state")}, depth ${details.depth}`,
      likelyCause: "the configuration is too large, or a state field grows without bound",
      remedy: "lower the parameters, bound the field that grows, or raise the option `memoryBytes`",
    }),
  },
  interrupted: {
    number: "SYN402",
    exitCode: exitCodes.undecided,
    title: "interrupted",
    explain: ({ states, depth, during }: Stopped) => ({
      what: `stopped by request at ${countOf(states, "state")}, depth ${depth}${while_(during)}, before the state space was covered`,
      likelyCause: "Ctrl-C, a signal or an abort by the caller",
      remedy: "run again and let it finish, or lower the parameters",
    }),
  },
  "worker-died": {
    number: "SYN403",
    exitCode: exitCodes.other,
    title: "a worker died",
    explain: ({ problem }: { readonly problem: string }, thrown) => ({
      what: `a worker thread died: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "the operating system ran out of memory, or the model ended the thread",
      remedy:
        "run with the option `workers: 1` to see the model's own error; lower the option `memoryBytes` if memory is short",
    }),
  },
  "graph-over-budget": {
    number: "SYN404",
    exitCode: exitCodes.overBudget,
    title: "transition graph over budget",
    explain: (details: { readonly budgetBytes: number; readonly neededBytes: number; readonly states: number }) => ({
      what: `all ${countOf(details.states, "state")} were searched, but to judge properties over time on their transition graph takes ${mebibytes(details.neededBytes)}, and the memory budget is ${mebibytes(details.budgetBytes)}`,
      likelyCause: "properties over time need every step of the state space in memory, which safety does not",
      remedy:
        "raise the option `memoryBytes`, lower the parameters, or leave properties over time out with the option `properties`",
    }),
  },

  "limit-reached": {
    number: "SYN405",
    exitCode: exitCodes.undecided,
    title: "limit reached",
    explain: ({
      option,
      limit,
      states,
      depth,
      during,
    }: Stopped & {
      /** Its name among the options of `check`. */
      readonly option: "timeMs" | "maxStates" | "maxDepth";
      readonly limit: string;
    }) => ({
      what: `the search ended at the limit \`${option}\` ${limit}, at ${countOf(states, "state")}, depth ${depth}${while_(during)}`,
      likelyCause: "the state space is larger than the limit allows to look at",
      remedy: `raise or leave out the limit \`${option}\`, lower the parameters, or take what was covered for what it is`,
    }),
  },

  "no-origin": {
    number: "SYN406",
    exitCode: exitCodes.other,
    title: "a model that threads cannot make again",
    explain: ({ model }: { readonly model: string }) => ({
      what: `worker threads cannot make ${model} again: it is not known which module declares it`,
      likelyCause: "it was made by hand from another model, typed in, or made up at run time",
      remedy: "declare it in a module, with `protocol` if it depends on what is known at run time only",
    }),
  },
  "other-model": {
    number: "SYN407",
    exitCode: exitCodes.other,
    title: "the threads have another model",
    explain: (details: { readonly module: string; readonly parts: readonly string[]; readonly count: number }) => ({
      what: `what worker threads find in ${details.module} is not the model that is checked: ${listOf(details.parts, details.count)} differ`,
      likelyCause:
        "the module declares it by what is only known at run time (the environment, the time, a variable), was edited meanwhile, or other parameters or another mutant were named",
      remedy: "let the model depend on parameters of a `protocol`; or check with one worker",
    }),
  },
  "no-engine": {
    number: "SYN408",
    exitCode: exitCodes.other,
    title: "no engine here",
    explain: (_: Readonly<Record<string, never>>, thrown) => ({
      what: `models can be written here, but not checked: the checker cannot be loaded${thrown && ` (${thrown})`}`,
      likelyCause: "this is a browser, or a bundle made for one, and the checker needs Node",
      remedy: "call check(...) in a program that Node runs",
    }),
  },
  "engine-unsuited": {
    number: "SYN409",
    exitCode: exitCodes.badCommandLine,
    title: "the engine cannot do this search",
    explain: ({ engine, problem }: { readonly engine: string; readonly problem: string }) => ({
      what: `the ${engine} engine cannot do this search: ${problem}`,
      likelyCause: "it was asked for by the option `engine`, and it cannot do everything yet",
      remedy: "leave the option `engine` out: the engine that can do it is then taken",
    }),
  },
  "certification-over-budget": {
    number: "SYN411",
    exitCode: exitCodes.overBudget,
    title: "certification over budget",
    explain: (details: { readonly budgetBytes: number; readonly neededBytes: number; readonly states: number }) => ({
      what: `all ${countOf(details.states, "state")} were searched, but to judge each of them again takes about ${mebibytes(details.neededBytes)} more, and the memory budget is ${mebibytes(details.budgetBytes)}`,
      likelyCause: "certification keeps every state whole, which the search itself does not",
      remedy:
        "raise the option `memoryBytes`, lower the parameters, or leave the option `certify` out: a sample is judged again all the same",
    }),
  },
  "certification-cut": {
    number: "SYN412",
    exitCode: exitCodes.undecided,
    title: "certification cut short",
    explain: ({ judged, states }: { readonly judged: number; readonly states: number }) => ({
      what: `stopped by request when ${countText(judged)} of ${countOf(states, "state")} were judged again; the search itself was complete`,
      likelyCause: "Ctrl-C, a signal or an abort by the caller",
      remedy: "run again and let it finish, or leave the option `certify` out",
    }),
  },

  "graph-too-large": {
    number: "SYN413",
    exitCode: exitCodes.undecided,
    title: "state graph too large",
    explain: ({ limit, depth }: { readonly limit: number; readonly depth: number }) => ({
      what: `the state graph has more than ${countOf(limit, "state")}: there are others at depth ${depth}`,
      likelyCause: "the parameters are too large for a graph that somebody is to look at",
      remedy: "lower the parameters, or raise the option `maxStates`",
    }),
  },

  "checkpoint-folder": {
    number: "SYN420",
    exitCode: exitCodes.badCommandLine,
    title: "no folder for checkpoints",
    explain: ({ folder, problem }: { readonly folder: string; readonly problem: string }) => ({
      what: `no checkpoints can be kept in ${folder}: ${problem}`,
      likelyCause:
        "the folder is in use for something else, belongs to a search that can be gone on with, or is read-only or full",
      remedy:
        "name an empty folder, or one that is not there yet, with the option `checkpoint`; go on with a search that is there with the option `resume`",
    }),
  },
  "no-checkpoint": {
    number: "SYN421",
    exitCode: exitCodes.badCommandLine,
    title: "no checkpoint",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }) => ({
      what: `there is no checkpoint to go on from, ${path}: ${problem}`,
      likelyCause: "the search was ended before it had kept one, or the folder is another one",
      remedy: "begin the search with the option `checkpoint`, or name the folder that was named then",
    }),
  },
  "damaged-checkpoint": {
    number: "SYN422",
    exitCode: exitCodes.badCommandLine,
    title: "damaged checkpoint",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }) => ({
      what: `the checkpoint ${path} is damaged: ${problem}`,
      likelyCause: "a disk that fails, a copy that was cut short, or somebody edited the file",
      remedy: "put an undamaged copy in its place, or begin the search anew in another folder",
    }),
  },
  "foreign-checkpoint": {
    number: "SYN423",
    exitCode: exitCodes.badConfig,
    title: "the checkpoint of another search",
    explain: ({ folder, problem }: { readonly folder: string; readonly problem: string }) => ({
      what: `the checkpoint in ${folder} is not of this search: ${problem}`,
      likelyCause: "the model, its parameters, the options or synod itself have changed since it was written",
      remedy: "go on with what it was written by, or begin the search anew in another folder",
    }),
  },
  "no-checkpoints": {
    number: "SYN424",
    exitCode: exitCodes.badCommandLine,
    title: "no checkpoints of this search",
    explain: ({ problem }: { readonly problem: string }) => ({
      what: `a search of this kind keeps no checkpoints: ${problem}`,
      likelyCause:
        "the option `checkpoint` or `resume` is given together with one that needs more than one search, or in a browser",
      remedy: "leave one of the options out",
    }),
  },

  "trace-mismatch": {
    number: "SYN501",
    exitCode: exitCodes.badConfig,
    title: "the trace does not fit the model",
    explain: (details: { readonly model: string; readonly step: number; readonly problem: string }) => ({
      what: `the trace does not fit ${details.model} at step ${details.step}: ${details.problem}`,
      likelyCause: "the model has changed since the trace was saved",
      remedy: "check the model again to get a new trace, or replay with the version that wrote this one",
    }),
  },
  "bad-trace-file": {
    number: "SYN502",
    exitCode: exitCodes.badCommandLine,
    title: "bad trace file",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }, thrown) => ({
      what: `${path} cannot be read as a trace: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "the path names another file, or the file was cut short or edited",
      remedy: "give a file that `synod check` saved with the option `trace`",
    }),
  },
  "not-in-format": {
    number: "SYN503",
    exitCode: exitCodes.badCommandLine,
    title: "not to be said in this format",
    explain: ({ format, problem }: { readonly format: string; readonly problem: string }) => ({
      what: `this cannot be written as ${format}: ${problem}`,
      likelyCause: "the format has no words for it, or asks for more than is known",
      remedy: "choose another format, or begin with a trace that `synod check` saved with the option `trace`",
    }),
  },

  internal: {
    number: "SYN901",
    exitCode: exitCodes.other,
    title: "internal error",
    explain: ({ problem }: { readonly problem: string }, thrown) => ({
      what: `synod failed: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "a fault in synod, not in the model",
      remedy: "report it with the command, the model and this message",
    }),
  },
  "judged-differently": {
    number: "SYN902",
    exitCode: exitCodes.other,
    title: "judged twice, two answers",
    explain: (details: {
      readonly state: string;
      readonly subject: string;
      readonly search: string;
      readonly judge: string;
      readonly finds: string;
    }) => ({
      what: `the search and its second judgement differ on ${details.subject}: the search says ${details.search}, ${details.judge} ${details.judge.endsWith(",") ? "say" : "says"} ${details.finds}${details.state && `; in the state ${details.state}`}`,
      likelyCause: "a fault in synod, or a closure that is impure in a way that nothing else has noticed",
      remedy: "believe neither answer; report it with the command, the model and this message",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;

function mebibytes(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.round(bytes / 2 ** 20)} MiB`;
}

function listOf(parts: readonly string[], count: number): string {
  const more = count - parts.length;
  return `${parts.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
