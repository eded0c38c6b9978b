/** What is wrong with how a model is declared: SYN2xx. */
import type { ErrorEntry } from "./error-entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const declarationErrors = {
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
} as const satisfies Record<string, ErrorEntry>;
