/** What a model does wrong while it is explored: SYN3xx. */
import { closestName, oneOfThese, type Slip, slip } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

/** A rule with the arguments it ran with, as text: `promise(a: a1)`, or its name alone. */
export interface RuleStep {
  readonly rule: string;
}

/** What SYN307 says of a guard or a property that writes to the state. */
export const WRITES_STATE = "it changes the state; only an effect (`do`) may";

const OUT_OF_SIGHT = {
  likelyCause: "a handler wants to know or do what its process could not: another's row, a guard that sends",
  remedy: "let the process learn it from a message, declare it for the role or the rule, or ask it in a property",
};

/** What V8 says of a frozen object. */
function writesInside(thrown: string): boolean {
  return /read only property|not extensible|Cannot delete property|which has only a getter/.test(thrown);
}

function isWrite(problem: string): boolean {
  return problem === WRITES_STATE;
}

export const modelErrors = {
  "out-of-domain": {
    number: "SYN301",
    exitCode: exitCodes.modelThrew,
    title: "value out of its domain",
    explain: ({
      place,
      value,
      domain,
      why,
      hint,
    }: {
      readonly place: string;
      readonly value: string;
      readonly domain: string;
      /** Which part of the value is at fault, where it has parts. */
      readonly why?: string;
      /** What is likely behind this very value. */
      readonly hint?: { readonly cause: string; readonly remedy: string };
    }) => ({
      what: `${place} cannot hold ${value}${why === undefined ? "" : ` (${why})`}: it is not a value of ${domain}`,
      likelyCause:
        hint !== undefined
          ? hint.cause
          : why === undefined
            ? "an effect computes one value too many (a counter past its bound), or the domain is too narrow"
            : `${why}: a field misspelt or left out, or a value past its bound`,
      remedy:
        hint !== undefined
          ? hint.remedy
          : why === undefined
            ? "widen the domain, or let the guard rule the step out where the value has nowhere to go"
            : "give exactly the declared fields, each a value of its domain; or widen the domain of that field",
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
      likelyCause: writesInside(thrown)
        ? "records, tuples, lists, sets and messages are values, which never change"
        : "the effect takes for granted something that the guard does not check",
      remedy: writesInside(thrown)
        ? "assign another value as a whole: s.best = { ...s.best, round: 1 }, s.log = [...s.log, entry]"
        : "follow the trace to the state, then strengthen the guard or correct the effect",
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
      likelyCause: isWrite(problem)
        ? "`=` where `===` was meant, or a method that changes what it is called on"
        : "it reads or writes a variable outside the state, the clock or a random number, or a guard writes",
      remedy: isWrite(problem)
        ? "only look in guards and properties, and change in `do`; a copy of a collection, [...s.x], may be changed"
        : "compute from the state and the arguments alone; put what must be remembered into the state",
    }),
  },
  "out-of-sight": {
    number: "SYN308",
    exitCode: exitCodes.modelThrew,
    title: "out of a process's sight",
    explain: ({
      place,
      problem,
      wrong,
      instead,
    }: {
      readonly place: string;
      readonly problem: string;
      /** The name that is not there, and those that are. */
      readonly wrong?: Slip;
      /** What to write instead, where the name is one of the state's and not of what a property sees. */
      readonly instead?: string;
    }) => ({
      what: `${place} ${problem}`,
      ...(instead !== undefined
        ? {
            likelyCause: "that is what the state and its traces call it, and properties see a system by other names",
            remedy: `write ${instead}`,
          }
        : wrong !== undefined && closestName(wrong.name, wrong.known) !== undefined
          ? { likelyCause: slip(wrong, ""), remedy: oneOfThese(wrong.known, "") }
          : OUT_OF_SIGHT),
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
        "elements of a scalarset are interchangeable, and here one is treated as special: it compares them by order, knows one of them by name, takes the first of several, or keeps something per element in the order of an array",
      remedy:
        "treat all elements alike; if they are meant to differ, declare it with range or enumeration instead of scalarset, or check with the option `symmetry: false`",
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
      remedy:
        "leave the reduction out of the option `reductions`, or judge other properties with the option `properties`",
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
  "unknown-name": {
    number: "SYN320",
    exitCode: exitCodes.modelThrew,
    title: "there is no such thing",
    explain: (details: { readonly place: string; readonly problem: string; readonly remedy: string }) => ({
      what: `${details.place} ${details.problem}`,
      likelyCause:
        "a slip of the pen: JavaScript by itself would read nothing there, or write to nowhere, and the model go on",
      remedy: details.remedy,
    }),
  },
  "unfinished-closure": {
    number: "SYN321",
    exitCode: exitCodes.modelThrew,
    title: "a closure that is not done when it returns",
    explain: (details: { readonly subject: string; readonly returned: string; readonly how: string }) =>
      details.how === "copy"
        ? {
            what: `${details.subject} returned ${details.returned} and assigned nothing: what it returns is not looked at`,
            likelyCause: "it is written as if states were copied: `(s) => ({ ...s, x: 1 })`",
            remedy: "change what it is handed: `(s) => { s.x = 1; }`",
          }
        : {
            what: `${details.subject} returned ${details.returned}: what it has yet to do would never be seen`,
            likelyCause: `${details.how} before the function, or a call that returns ${details.returned}`,
            remedy:
              "make it an ordinary function: a step happens at once, and what waits for something is another rule",
          },
  },
  "endless-closure": {
    number: "SYN322",
    exitCode: exitCodes.modelThrew,
    title: "a closure that does not end",
    explain: ({ subject, spent }: { readonly subject: string; readonly spent: string; readonly isSure?: boolean }) => ({
      what: `${subject} does not come to an end: it was stopped after ${spent}`,
      likelyCause: "a loop whose condition stays true in this state",
      remedy:
        "follow the trace to the state, and see what the loop waits for; loop over the values of a domain instead",
    }),
  },
  "wrong-argument": {
    number: "SYN323",
    exitCode: exitCodes.modelThrew,
    title: "an argument that a method can do nothing with",
    explain: (details: { readonly place: string; readonly problem: string; readonly remedy: string }) => ({
      what: `${details.place} ${details.problem}`,
      likelyCause:
        "the state is not as the closure expects it, or the method is called as one of JavaScript's that it is not",
      remedy: details.remedy,
    }),
  },
  "no-such-label": {
    number: "SYN330",
    exitCode: exitCodes.modelThrew,
    title: "no such label",
    explain: ({
      step,
      problem,
      known,
      wrong,
    }: {
      readonly step: string;
      readonly problem: string;
      readonly known: readonly string[];
      readonly wrong?: Slip;
    }) => ({
      what: `the step ${step} ${problem}`,
      likelyCause:
        wrong === undefined
          ? "an effect answers where its process goes on, and this one answers something else: a call without braces"
          : slip(wrong, "a label of another program, or one that was renamed"),
      remedy: oneOfThese(known, "let it answer nothing"),
    }),
  },
  "no-caller": {
    number: "SYN331",
    exitCode: exitCodes.modelThrew,
    title: "a return to nobody",
    explain: (details: { readonly step: string; readonly procedure: string; readonly process: string }) => ({
      what: `the step ${details.step} ends the procedure ${details.procedure}, which ${details.process} has not called`,
      likelyCause: `a rule or \`init\` moved the process into ${details.procedure}: it has nowhere to go on then`,
      remedy: `move the process to the label that calls ${details.procedure}, or to one behind it`,
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
