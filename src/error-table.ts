// Every way synod can refuse or fail, in one table: a stable id for programs, a SYN number for people to look up,
// an exit code, and from the details what was wrong with which value, the likely cause, and the remedy. Details are
// plain data (strings, numbers, lists of strings), so an error crosses from a worker thread as data; values of the
// model come in already formatted. Ids and numbers are never reused. Numbers by area: 1 command line and loading,
// 2 declarations of a model, 3 what a model does while explored, 4 the engine, 5 traces, 9 synod itself.
import { closestName } from "./did-you-mean.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

export interface Explanation {
  readonly what: string;
  readonly likelyCause: string;
  readonly remedy: string;
}

interface Entry {
  readonly number: `SYN${number}`;
  readonly exitCode: ExitCode;
  readonly title: string;
  /** `thrown` describes the error that this one wraps; it is empty when there is none. */
  readonly explain: (details: never, thrown: string) => Explanation;
}

/** A name looked up in a model, and the names there are. */
interface Lookup {
  readonly model: string;
  readonly name: string;
  readonly known: readonly string[];
}

/** A rule with the arguments it ran with, as text: `promise(a=acceptor1)`, or its name alone. */
interface RuleStep {
  readonly rule: string;
}

const slip = ({ name, known }: Pick<Lookup, "name" | "known">, otherwise: string): string => {
  const closest = closestName(name, known);
  return closest === undefined ? otherwise : `a slip of the keyboard: did you mean "${closest}"?`;
};
const oneOf = (known: readonly string[], otherwise: string): string =>
  known.length === 0 ? otherwise : `use one of: ${known.join(", ")}`;

export const errorTable = {
  "unknown-model": {
    number: "SYN101",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "unknown model",
    explain: ({ name, known }: { readonly name: string; readonly known: readonly string[] }) => ({
      what: `there is no built-in model "${name}", and no file of that name`,
      likelyCause: slip({ name, known }, "the path is relative to another folder, or the file has another name"),
      remedy: `${oneOf(known, "give the path of a model")}, or the path of a .ts or .js file that exports a model`,
    }),
  },
  "model-does-not-load": {
    number: "SYN102",
    exitCode: exitCodes.modelDoesNotLoad,
    title: "the model does not load",
    explain: ({ model, problem }: { readonly model: string; readonly problem: string }, thrown) => ({
      what: `${model} does not load: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "a syntax error, an import that cannot be found, or a file that exports no model",
      remedy: `make the file load by itself and export what model({ ... }) returns`,
    }),
  },
  "unknown-parameter": {
    number: "SYN103",
    exitCode: exitCodes.badConfig,
    title: "unknown parameter",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no parameter "${name}"`,
      likelyCause: slip({ name, known }, "the parameter belongs to another model"),
      remedy: oneOf(known, `leave it out: ${model} takes no parameters`),
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
    explain: ({ setting, problem }: { readonly setting: string; readonly problem: string }) => ({
      what: `${setting}: ${problem}`,
      likelyCause: "the setting was written for another model, other parameters or another version of synod",
      remedy: `correct or remove ${setting}`,
    }),
  },
  "unknown-property": {
    number: "SYN106",
    exitCode: exitCodes.badCommandLine,
    title: "unknown property",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no property "${name}"`,
      likelyCause: slip({ name, known }, "the property belongs to another model, or to other parameters of this one"),
      remedy: oneOf(known, `leave it out: ${model} states no properties`),
    }),
  },
  "unknown-mutant": {
    number: "SYN107",
    exitCode: exitCodes.badCommandLine,
    title: "unknown mutant",
    explain: ({ model, name, known }: Lookup) => ({
      what: `${model} has no mutant "${name}"`,
      likelyCause: slip({ name, known }, "the mutant belongs to another model"),
      remedy: oneOf(known, `leave it out: ${model} has no mutants`),
    }),
  },
  "unknown-option": {
    number: "SYN108",
    exitCode: exitCodes.badCommandLine,
    title: "unknown option",
    explain: ({ name, known }: { readonly name: string; readonly known: readonly string[] }) => ({
      what: `there is no option or command "${name}"`,
      likelyCause: slip({ name, known }, "the option belongs to another command"),
      remedy: `${oneOf(known, "leave it out")}; --help explains them`,
    }),
  },
  "bad-option-value": {
    number: "SYN109",
    exitCode: exitCodes.badCommandLine,
    title: "bad option value",
    explain: (details: { readonly option: string; readonly value: string; readonly expected: string }) => ({
      what: `${details.option} cannot be "${details.value}"`,
      likelyCause: `the value is not ${details.expected}`,
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

  "empty-domain": {
    number: "SYN201",
    exitCode: exitCodes.badConfig,
    title: "empty domain",
    explain: ({ domain }: { readonly domain: string }) => ({
      what: `the domain ${domain} has no values`,
      likelyCause: "a size or a list computed from a parameter came out empty",
      remedy: "give the domain at least one value, or a lower bound to the parameter that its size comes from",
    }),
  },
  "bad-domain": {
    number: "SYN202",
    exitCode: exitCodes.badConfig,
    title: "bad domain",
    explain: ({ domain, problem }: { readonly domain: string; readonly problem: string }) => ({
      what: `the domain ${domain} is not one: ${problem}`,
      likelyCause: "bounds in the wrong order, a name given twice, or a size computed from a parameter",
      remedy: "declare every value of the domain once, with whole numbers for bounds, sizes and capacities",
    }),
  },
  "domain-too-large": {
    number: "SYN203",
    exitCode: exitCodes.badConfig,
    title: "domain too large",
    explain: (details: { readonly domain: string; readonly size: number | bigint; readonly limit: number }) => ({
      what: `the domain ${details.domain} has ${details.size} values; here the limit is ${details.limit}`,
      likelyCause: "a record, a union or a nested collection multiplies the sizes of its parts",
      remedy: "narrow its parts, lower the parameters, or give the set or bag over it a capacity",
    }),
  },
  "no-rules": {
    number: "SYN204",
    exitCode: exitCodes.badConfig,
    title: "no rules",
    explain: ({ model }: { readonly model: string }) => ({
      what: `${model} has no rules`,
      likelyCause: "`rules` is missing or empty, perhaps at these parameters only",
      remedy: "add a rule { for, when, do }: without one the model never moves and nothing is checked",
    }),
  },
  "duplicate-property": {
    number: "SYN205",
    exitCode: exitCodes.badConfig,
    title: "duplicate property",
    explain: ({ property, kinds }: { readonly property: string; readonly kinds: readonly string[] }) => ({
      what: `two properties are named "${property}": ${kinds.map((kind) => `\`${kind}\``).join(" and ")}`,
      likelyCause: "the same name stands under two kinds of property",
      remedy: "rename one: verdicts, traces and --property tell properties apart by name",
    }),
  },
  "bad-rule": {
    number: "SYN206",
    exitCode: exitCodes.badConfig,
    title: "bad rule",
    explain: ({ rule, problem }: { readonly rule: string; readonly problem: string }) => ({
      what: `the rule ${rule} is not one: ${problem}`,
      likelyCause: "a part of { for, when, do } is missing, misspelt or not a function",
      remedy:
        "write the rule as { for: { name: domain }, when: (state, args) => boolean, do: (state, args) => { ... } }",
    }),
  },
  "bad-binding": {
    number: "SYN207",
    exitCode: exitCodes.badConfig,
    title: "bad binding",
    explain: ({ binding, problem }: { readonly binding: string; readonly problem: string }) => ({
      what: `the binding ${binding} cannot be used: ${problem}`,
      likelyCause: "what stands behind the name is neither a domain nor the members of a set or bag of the state",
      remedy: "bind the name to a domain, or to the members of a collection in the state",
    }),
  },
  "no-initial-state": {
    number: "SYN208",
    exitCode: exitCodes.assumption,
    title: "no initial state",
    explain: ({ model }: { readonly model: string }) => ({
      what: `${model} has no initial state`,
      likelyCause: "`init` returned an empty list at these parameters",
      remedy: "return at least one state, or leave `init` out to start from the first value of each domain",
    }),
  },
  "bad-property": {
    number: "SYN209",
    exitCode: exitCodes.badConfig,
    title: "bad property",
    explain: ({ property, problem }: { readonly property: string; readonly problem: string }) => ({
      what: `the property ${property} is not one: ${problem}`,
      likelyCause: "its predicate is missing, misspelt or not a function",
      remedy: "write the property as name: (state) => boolean",
    }),
  },
  "bad-access": {
    number: "SYN210",
    exitCode: exitCodes.badConfig,
    title: "not a place of the state",
    explain: ({
      rule,
      place,
      problem,
    }: {
      readonly rule: string;
      readonly place: string;
      readonly problem: string;
    }) => ({
      what: `${rule} declares that it reads or writes a place in ${place} that there is not: ${problem}`,
      likelyCause: "a slip in the rule's `reads` or `writes`: another field or key was meant",
      remedy:
        'name a field, an item of a map as ["field", key], or a member of a set without capacity as ["field", member]',
    }),
  },
  "bad-system": {
    number: "SYN220",
    exitCode: exitCodes.badConfig,
    title: "bad system",
    explain: ({ part, problem }: { readonly part: string; readonly problem: string }) => ({
      what: `the system cannot be made: ${part} ${problem}`,
      likelyCause: "a role, a message kind or a network was declared one way and used another",
      remedy: "make the declaration in `system({ roles, messages, network })` and the roles' behaviours fit each other",
    }),
  },

  "out-of-domain": {
    number: "SYN301",
    exitCode: exitCodes.modelThrew,
    title: "value out of its domain",
    explain: ({
      place,
      value,
      domain,
    }: {
      readonly place: string;
      readonly value: string;
      readonly domain: string;
    }) => ({
      what: `${place} cannot hold ${value}: it is not a value of ${domain}`,
      likelyCause: "an effect computes one value too many (a counter past its bound), or the domain is too narrow",
      remedy: "widen the domain, or let the guard rule the step out where the value has nowhere to go",
    }),
  },
  "capacity-exceeded": {
    number: "SYN302",
    exitCode: exitCodes.modelThrew,
    title: "capacity exceeded",
    explain: (details: { readonly place: string; readonly capacity: number; readonly value: string }) => ({
      what: `${details.place} is full: it holds ${details.capacity} and has no room for ${details.value}`,
      likelyCause: "the declared capacity is below what the model really needs, or the model grows without bound",
      remedy: "raise the capacity; if there is no bound, let a guard bound what is added",
    }),
  },
  "guard-threw": {
    number: "SYN303",
    exitCode: exitCodes.modelThrew,
    title: "a guard threw",
    explain: ({ rule }: RuleStep, thrown) => ({
      what: `the guard of ${rule} threw ${thrown}`,
      likelyCause: "the guard reads something that is absent in this state",
      remedy: "follow the trace to the state, and make the guard total: it runs in every reachable state",
    }),
  },
  "effect-threw": {
    number: "SYN304",
    exitCode: exitCodes.modelThrew,
    title: "an effect threw",
    explain: ({ rule }: RuleStep, thrown) => ({
      what: `the effect of ${rule} threw ${thrown}`,
      likelyCause: "the effect takes for granted something that the guard does not check",
      remedy: "follow the trace to the state, then strengthen the guard or correct the effect",
    }),
  },
  "property-threw": {
    number: "SYN305",
    exitCode: exitCodes.modelThrew,
    title: "a property threw",
    explain: ({ property }: { readonly property: string }, thrown) => ({
      what: `the property ${property} threw ${thrown}`,
      likelyCause: "the predicate reads something that is absent in this state",
      remedy: "follow the trace to the state, and make the predicate total: it runs in every reachable state",
    }),
  },
  "initial-state-threw": {
    number: "SYN306",
    exitCode: exitCodes.modelThrew,
    title: "an initial state threw",
    explain: ({ model }: { readonly model: string }, thrown) => ({
      what: `\`init\` of ${model} threw ${thrown}`,
      likelyCause: "it computes from a parameter whose value it does not expect",
      remedy: "correct `init`, or bound the parameter",
    }),
  },
  "impure-model": {
    number: "SYN307",
    exitCode: exitCodes.impureModel,
    title: "impure model",
    explain: ({ subject, problem }: { readonly subject: string; readonly problem: string }) => ({
      what: `${subject} is impure: ${problem}`,
      likelyCause: "it reads or writes a variable outside the state, the clock or a random number, or a guard writes",
      remedy: "compute from the state and the arguments alone; put what must be remembered into the state",
    }),
  },
  "out-of-sight": {
    number: "SYN308",
    exitCode: exitCodes.modelThrew,
    title: "out of a process's sight",
    explain: ({ place, problem }: { readonly place: string; readonly problem: string }) => ({
      what: `${place} ${problem}`,
      likelyCause: "a handler wants to know or do what its process could not: another's row, a guard that sends",
      remedy: "let the process learn it from a message, declare it for the role or the rule, or ask it in a property",
    }),
  },

  "asymmetric-model": {
    number: "SYN309",
    exitCode: exitCodes.impureModel,
    title: "a scalarset's elements are told apart",
    explain: (details: {
      readonly subject: string;
      readonly scalarset: string;
      readonly renaming: string;
      readonly problem: string;
    }) => ({
      what: `${details.subject} tells the elements of scalarset "${details.scalarset}" apart: under ${details.renaming === "" ? "some renaming" : `the renaming ${details.renaming}`} of a state, ${details.problem}`,
      likelyCause:
        "it compares elements by order, knows one of them by name, takes the first of several, or keeps something per element in the order of an array",
      remedy:
        "declare it with range or enumeration instead of scalarset, treat all elements alike, or check with --no-symmetry",
    }),
  },
  "unstable-expiry": {
    number: "SYN310",
    exitCode: exitCodes.badConfig,
    title: "an expired message comes back",
    explain: ({
      process,
      message,
      step,
    }: {
      readonly process: string;
      readonly message: string;
      readonly step: string;
    }) => ({
      what: `${message} had expired for ${process}, and after ${step} it has not`,
      likelyCause: "`expires` says what the process does not look at now, not what it will never look at again",
      remedy: "let it answer true only when no later row could want the message; or leave `expires` out",
    }),
  },
  "reduction-refused": {
    number: "SYN311",
    exitCode: exitCodes.badConfig,
    title: "a reduction cannot be used",
    explain: ({ reduction, problem }: { readonly reduction: string; readonly problem: string }) => ({
      what: `the reduction ${reduction} cannot be used: ${problem}`,
      likelyCause: "the reduction does not keep everything that the property asks about",
      remedy: "leave the reduction out of --reduce, or judge other properties with --property",
    }),
  },

  "undeclared-access": {
    number: "SYN312",
    exitCode: exitCodes.modelThrew,
    title: "an undeclared read or write",
    explain: ({
      rule,
      does,
      place,
    }: {
      readonly rule: string;
      readonly does: "reads" | "writes";
      readonly place: string;
    }) => ({
      what: `${rule} ${does} ${place}, which it does not declare`,
      likelyCause: `its guard or effect does more than its \`reads\` and \`writes\` say`,
      remedy: `add the place to its \`${does}\`, or leave both out: then it may ${does.slice(0, -1)} anything`,
    }),
  },

  "over-budget": {
    number: "SYN401",
    exitCode: exitCodes.overBudget,
    title: "state space over budget",
    explain: (details: { readonly budgetBytes: number; readonly states: number; readonly depth: number }) => ({
      what: `the memory budget of ${mebibytes(details.budgetBytes)} MiB was used up at ${details.states} states, depth ${details.depth}`,
      likelyCause: "the configuration is too large, or a state field grows without bound",
      remedy: "lower the parameters, bound the field that grows, or raise --memory",
    }),
  },
  interrupted: {
    number: "SYN402",
    exitCode: exitCodes.undecided,
    title: "interrupted",
    explain: ({ states, depth }: { readonly states: number; readonly depth: number }) => ({
      what: `stopped by request at ${states} states, depth ${depth}, before the state space was covered`,
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
      remedy: "run with --workers 1 to see the model's own error; lower --memory if memory is short",
    }),
  },
  "graph-over-budget": {
    number: "SYN404",
    exitCode: exitCodes.overBudget,
    title: "transition graph over budget",
    explain: (details: { readonly budgetBytes: number; readonly neededBytes: number; readonly states: number }) => ({
      what: `all ${details.states} states were searched, but to judge properties over time on their transition graph takes ${mebibytes(details.neededBytes)} MiB, and the memory budget is ${mebibytes(details.budgetBytes)} MiB`,
      likelyCause: "properties over time need every step of the state space in memory, which safety does not",
      remedy: "raise --memory, lower the parameters, or leave properties over time out with --property",
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
      remedy: "give a file that `synod check --trace FILE` wrote",
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
} as const satisfies Record<string, Entry>;

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
