/** What is wrong with a command line, or with loading what it names: SYN1xx. */
import { countOf } from "./counts.ts";
import { oneOfThese, type Slip, slip } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";
import { type Emptied, emptiedEntry } from "./switched-off.ts";

/** A name looked up in a model, and the names there are. */
export interface Lookup {
  readonly model: string;
  readonly name: string;
  readonly known: readonly string[];
}

/** A file that no model comes out of. */
export interface Unloaded {
  readonly model: string;
  readonly problem: string;
  /** Where the file has models: the export that was asked for, null for none, and those there are. */
  readonly asked?: { readonly name: string | null; readonly known: readonly string[] };
}

/** Whether a file is meant, and not a built-in model: `./bank`, `bank.ts#small`. */
function isPath(name: string): boolean {
  return /[\\/]|\.[cm]?[jt]s(#|$)/.test(name);
}

export const commandErrors = {
  "unknown-model": {
    number: "SYN101",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "unknown model",
    explain: ({ name, known }: { readonly name: string; readonly known: readonly string[] }) =>
      isPath(name)
        ? {
            what: `there is no file "${name}"`,
            likelyCause: "the path is relative to another folder, or the file has another name",
            remedy:
              "give the path, from the current folder, of a .ts or .js file that exports a model; `synod list` names those that are built in",
          }
        : {
            what: `there is no built-in model "${name}", and no file of that name`,
            likelyCause: slip({ name, known }, "the path is relative to another folder, or the file has another name"),
            remedy: `${oneOfThese(known, "give the path of a model")}, or the path of a .ts or .js file that exports a model`,
          },
  },
  "model-does-not-load": {
    number: "SYN102",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "the model does not load",
    explain: ({ model, problem, asked }: Unloaded, thrown) => ({
      what: `${model} does not load: ${problem}${thrown && `: ${thrown}`}`,
      ...(asked === undefined
        ? {
            likelyCause: "a syntax error, an import that cannot be found, or a file that exports no model",
            remedy: `make the file load by itself and export what model({ ... }) returns`,
          }
        : {
            likelyCause:
              asked.name === null
                ? "the file has several models, and no default export says which is meant"
                : slip({ name: asked.name, known: asked.known }, "the export has another name, or is no model"),
            remedy: `choose one with ${asked.known.map((name) => `${model}#${name}`).join(" or ")}`,
          }),
    }),
  },
  "unknown-parameter": {
    number: "SYN103",
    exitCode: exitCodes.badConfig,
    title: "unknown parameter",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no parameter "${name}"`,
      likelyCause: slip({ name, known }, "the parameter belongs to another model"),
      remedy: oneOfThese(known, `leave it out: ${model} takes no parameters`),
    }),
  },
  "bad-parameter-value": {
    number: "SYN104",
    exitCode: exitCodes.badConfig,
    title: "bad parameter value",
    explain: (details: {
      readonly model: string;
      readonly name: string;
      readonly value: string;
      readonly accepts: string;
    }) => ({
      what: `${details.model} cannot take ${details.name}=${details.value}`,
      likelyCause: `the value is not ${details.accepts}`,
      remedy: `set ${details.name} to ${details.accepts}`,
    }),
  },
  "bad-config": {
    number: "SYN105",
    exitCode: exitCodes.badConfig,
    title: "bad configuration",
    explain: ({
      setting,
      problem,
      wrong,
      emptied,
    }: Emptied & {
      readonly setting: string;
      readonly problem: string;
      /** The name that is not among those known, where that is the problem. */
      readonly wrong?: Slip;
    }) => ({
      what: `${setting}: ${problem}`,
      ...(emptied !== undefined
        ? emptiedEntry(emptied)
        : wrong !== undefined
          ? {
              likelyCause: slip(
                wrong,
                `nothing that is there has a name like "${wrong.name}", or not at these parameters`,
              ),
              remedy: oneOfThese(wrong.known, "leave it out: there are none"),
            }
          : {
              likelyCause: "a slip in the setting, or one that was written for another model or other parameters",
              remedy: `correct or remove ${setting}`,
            }),
    }),
  },
  "unknown-property": {
    number: "SYN106",
    exitCode: exitCodes.badCommandLine,
    title: "unknown property",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no property "${name}"`,
      likelyCause: slip({ name, known }, "the property belongs to another model, or to other parameters of this one"),
      remedy: oneOfThese(known, `leave it out: ${model} states no properties`),
    }),
  },
  "unknown-mutant": {
    number: "SYN107",
    exitCode: exitCodes.badCommandLine,
    title: "unknown mutant",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no mutant "${name}"`,
      likelyCause: slip({ name, known }, "the mutant belongs to another model"),
      remedy: oneOfThese(known, `leave it out: ${model} has no mutants`),
    }),
  },
  "unknown-option": {
    number: "SYN108",
    exitCode: exitCodes.badCommandLine,
    title: "unknown option",
    explain: ({ name, known }: { readonly name: string; readonly known: readonly string[] }) => ({
      what: `there is no option or command "${name}"`,
      likelyCause: slip(
        { name, known },
        "the option belongs to another command, or a parameter was meant: name=value, without dashes",
      ),
      remedy: `${oneOfThese(known, "leave it out")}; --help explains them`,
    }),
  },
  "bad-option-value": {
    number: "SYN109",
    exitCode: exitCodes.badCommandLine,
    title: "bad option value",
    explain: (details: {
      readonly option: string;
      readonly value: string;
      readonly expected: string;
      /** The names there are, where it takes one of them. */
      readonly known?: readonly string[];
    }) => ({
      what: `${details.option} cannot be "${details.value}"`,
      likelyCause: slip({ name: details.value, known: details.known ?? [] }, `the value is not ${details.expected}`),
      remedy: `give ${details.option} ${details.expected}`,
    }),
  },
  "bad-arguments": {
    number: "SYN110",
    exitCode: exitCodes.badCommandLine,
    title: "bad arguments",
    explain: ({ problem, usage }: { readonly problem: string; readonly usage: string }) => ({
      what: problem,
      likelyCause: "an argument was left out, is one too many, or was split or joined by the shell",
      remedy: `usage: ${usage}`,
    }),
  },
  "output-lost": {
    number: "SYN111",
    exitCode: exitCodes.other,
    title: "the output cannot be written",
    explain: ({ problem }: { readonly problem: string }) => ({
      what: `what was to be printed could not be written to the standard output (${problem})`,
      likelyCause: "the disk that it is redirected to is full, or the device is gone",
      remedy: "make room, or redirect the output to another place, and run again",
    }),
  },
  "model-stuck": {
    number: "SYN112",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "the model does not finish loading",
    explain: ({ model, seconds }: { readonly model: string; readonly seconds: number }) => ({
      what: `${model} has not finished loading after ${seconds} seconds`,
      likelyCause: "its module awaits, at the top level, something that never comes",
      remedy: "let the module only declare the model; what takes long, or waits for others, is no part of it",
    }),
  },
  "parameters-clash": {
    number: "SYN113",
    exitCode: exitCodes.badConfig,
    title: "parameters that clash",
    explain: (details: {
      readonly model: string;
      readonly requirement: string;
      /** Of the parameters that the requirement looked at. */
      readonly values: Readonly<Record<string, string | number | boolean>>;
    }) => {
      const given = Object.entries(details.values).map(([name, value]) => `${name}=${value}`);
      return {
        what: `${details.model} cannot take ${given.join(" ")} together: it requires "${details.requirement}"`,
        likelyCause: "one of them was set, and another has a default, that does not go with it",
        remedy: `set ${Object.keys(details.values).join(" or ")} so that "${details.requirement}" holds`,
      };
    },
  },
  "not-for-pages": {
    number: "SYN114",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "no model for a page",
    explain: ({ model, problem }: { readonly model: string; readonly problem: string }, thrown) => ({
      what: `${model} does not load in a page: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause:
        "the file, or something that it imports, needs Node or awaits at the top level; a browser has neither",
      remedy: "let the module of the model import nothing of Node and await nothing; what does belongs in another file",
    }),
  },
  "port-taken": {
    number: "SYN115",
    exitCode: exitCodes.other,
    title: "the port cannot be used",
    explain: ({ port, problem }: { readonly port: number; readonly problem: string }) => ({
      what: `nothing can be served at port ${port} of this machine (${problem})`,
      likelyCause:
        problem === "EADDRINUSE"
          ? "another program is served there, perhaps another `synod explore`"
          : "ports below 1024 are not for everybody",
      remedy: "give --port another number, or leave it out to have a free one found",
    }),
  },
  "suite-does-not-load": {
    number: "SYN120",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "the suite does not load",
    explain: ({ file, problem }: { readonly file: string; readonly problem: string }, thrown) => ({
      what: `${file} does not load: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "a syntax error, an import that cannot be found, or a file that exports no suite",
      remedy:
        "let the file load by itself and have `export default defineSuite({ checks: [...] })`, with defineSuite from synod/suite",
    }),
  },
  "bad-suite": {
    number: "SYN121",
    exitCode: exitCodes.badConfig,
    title: "bad suite",
    explain: (details: {
      /** Which check, and which of its keys: `check 2 (paxos): parameters.acceptors`. */
      readonly subject: string;
      readonly problem: string;
      readonly expected: string;
      /** The name that is not among those known, where that is the problem. */
      readonly wrong?: Slip;
    }) => ({
      what: `${details.subject} ${details.problem}`,
      likelyCause:
        details.wrong === undefined
          ? `it is not ${details.expected}`
          : slip(details.wrong, "the key belongs to another object, or to a later version of synod"),
      remedy:
        details.wrong === undefined
          ? `let it be ${details.expected}`
          : oneOfThese(details.wrong.known, "leave it out: nothing is known there"),
    }),
  },
  "nothing-selected": {
    number: "SYN122",
    exitCode: exitCodes.badCommandLine,
    title: "nothing is selected",
    explain: ({ tag, known }: { readonly tag: string; readonly known: readonly string[] }) => ({
      what: `no check of the suite has the tag "${tag}"`,
      likelyCause: slip({ name: tag, known }, "the tag is another suite's, or is gone"),
      remedy: oneOfThese(known, "give checks `tags`, or leave --tag out: this suite has none"),
    }),
  },
  "no-suite": {
    number: "SYN123",
    exitCode: exitCodes.badCommandLine,
    title: "no suite here",
    explain: ({ option, folder }: { readonly option: string; readonly folder: string }) => ({
      what: `${option} is of a suite, and there is no synod.config.ts (or .mts, .js, .mjs) in ${folder}`,
      likelyCause: "the command runs in another folder than the suite is in, or there is no suite yet",
      remedy: "change to the folder of the suite, give --config its path, or write a first one with `synod init`",
    }),
  },
  "cannot-write-project": {
    number: "SYN124",
    exitCode: exitCodes.other,
    title: "a file cannot be written",
    explain: ({ file, problem }: { readonly file: string; readonly problem: string }) => ({
      what: `${file} cannot be written (${problem})`,
      likelyCause: "the folder may not be written, the disk is full, or a file is where a folder should be",
      remedy: "make room for it, or run `synod init` in another folder; what was written before it is named above",
    }),
  },
  "unknown-invariant": {
    number: "SYN143",
    exitCode: exitCodes.badConfig,
    title: "unknown invariant",
    explain: ({
      model,
      name,
      known,
    }: {
      readonly model: string;
      readonly name: string | null;
      readonly known: readonly string[];
    }) =>
      name === null
        ? {
            what:
              known.length === 0
                ? `${model} offers no invariant, and claims nothing under \`always\`: there is nothing to prove`
                : `${model} offers ${countOf(known.length, "invariant")}, and none was named`,
            likelyCause:
              known.length === 0 ? "its properties are of other kinds" : "which one is meant cannot be guessed",
            remedy:
              known.length === 0
                ? 'claim something under `always`, or offer an invariant: invariants: { strong: { "n is even": (s) => s.n % 2 === 0 } }'
                : oneOfThese(known, "name one with the option `invariant`"),
          }
        : {
            what: `${model} has no invariant, conjunct or property under \`always\` that is called "${name}"`,
            likelyCause: slip({ name, known }, "it has another name there, or several of that name differ"),
            remedy: oneOfThese(known, "ask for what there is"),
          },
  },
  "not-enumerable": {
    number: "SYN144",
    exitCode: exitCodes.badConfig,
    title: "states that cannot be enumerated",
    explain: ({ field }: { readonly field: string }) => ({
      what: `the values of ${field} are too many to be numbered, so that the states that the types allow cannot be gone through`,
      likelyCause: "a message, record or list of very many values, or a network of roles whose capacity is large",
      remedy:
        "make its domain smaller, by lower parameters or narrower ranges: induction looks at every state that the types allow",
    }),
  },
  "nothing-to-watch": {
    number: "SYN138",
    exitCode: exitCodes.badCommandLine,
    title: "nothing to watch",
    explain: ({ model }: { readonly model: string }) => ({
      what: `--watch checks a file again whenever it is saved, and ${model} is a built-in model`,
      likelyCause: "the model was meant to be a file of that name in this folder",
      remedy: `name the file, such as ./${model}.ts, or leave --watch out`,
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
