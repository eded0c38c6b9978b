/** What is wrong with how rules are declared, and what they range over, read and write; and the rule that makes initial states. */
import { type BadBinding, badBinding } from "../binding.ts";
import type { Slip } from "../did-you-mean.ts";
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { type Emptied, emptiedEntry } from "../switched-off.ts";
import { notBoolean } from "./not-boolean.ts";
import { unknownKey } from "./unknown-key.ts";

export const ruleErrors = {
  "no-rules": {
    number: "SYN204",
    exitCode: exitCodes.badConfig,
    title: "no rules",
    explain: ({ model }: { readonly model: string }) => ({
      what: `${model} has no rules`,
      likelyCause: "`rules` is missing, empty or all `false`, perhaps at these parameters only",
      remedy: "add a rule { for, when, do }: without one the model never moves and nothing is checked",
    }),
  },
  "bad-rule": {
    number: "SYN206",
    exitCode: exitCodes.badConfig,
    title: "bad rule",
    explain: ({
      rule,
      problem,
      answered,
      wrong,
      emptied,
    }: Emptied & {
      readonly rule: string;
      readonly problem: string;
      /** What its guard answered, where that is the problem. */
      readonly answered?: string;
      readonly wrong?: Slip;
    }) => ({
      what: `the rule ${rule} is not one: ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : answered !== undefined
          ? notBoolean(answered)
          : emptied !== undefined
            ? emptiedEntry(emptied)
            : {
                likelyCause: "a part of { for, when, do } is missing, misspelt or not a function",
                remedy:
                  "write the rule as { for: { name: domain }, when: (state, args) => boolean, do: (state, args) => { ... } }",
              }),
    }),
  },
  "bad-binding": {
    number: "SYN207",
    exitCode: exitCodes.badConfig,
    title: "bad binding",
    explain: (details: BadBinding) => ({
      what: `the binding ${details.binding} cannot be used: ${details.problem}`,
      ...badBinding(details),
    }),
  },
  "no-initial-state": {
    number: "SYN208",
    exitCode: exitCodes.assumption,
    title: "no initial state",
    explain: ({ model, choices = 1 }: { readonly model: string; readonly choices?: number }) => ({
      what: `${model} has no initial state: \`when\` of \`init\` was false for ${choices === 1 ? "the only choice" : `all ${choices} choices`} of values`,
      likelyCause: "`when` is asked after `do`, of the state that it made; or it asks for what no choice gives",
      remedy: "let `when` be true of one choice at least, or leave it out",
    }),
  },
  "bad-access": {
    number: "SYN210",
    exitCode: exitCodes.badConfig,
    title: "not a place of the state",
    explain: (
      { rule, does, problem }: { readonly rule: string; readonly does: "reads" | "writes"; readonly problem: string },
      thrown,
    ) => ({
      what: `${rule} says wrongly what it ${does}: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: `a slip in its \`${does}\`: another field or key was meant`,
      remedy:
        'name a field, an item of a map as ["field", key], or a member of a set without capacity as ["field", member]',
    }),
  },
  "too-many-instances": {
    number: "SYN219",
    exitCode: exitCodes.badConfig,
    title: "too many instances of a rule",
    explain: (details: {
      readonly rule: string;
      readonly bindings: readonly string[];
      readonly count: number;
      readonly limit: number;
    }) => ({
      what: `the rule ${details.rule} has ${details.count} choices of values for ${details.bindings.join(", ")}, every one of which would be tried in every state; the limit is ${details.limit}`,
      likelyCause: "a binding ranges over a domain with far more values than a state has use for",
      remedy:
        "narrow the domain, or keep the values in question in a set of the state and bind the name to members(...) of it",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
