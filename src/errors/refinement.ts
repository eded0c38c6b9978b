/** What is wrong with a link to an abstract model, or turns out to be when states are mapped: SYN145 to SYN149. */
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const refinementErrors = {
  "bad-link": {
    number: "SYN145",
    exitCode: exitCodes.badConfig,
    title: "bad link",
    explain: ({
      part,
      problem,
      expected,
    }: {
      readonly part: string;
      readonly problem: string;
      readonly expected: string;
    }) => ({
      what: `${part} ${problem}`,
      likelyCause:
        "a link is an abstract model and a map from states to states of it, and one of the two is something else",
      remedy: `give it ${expected}; as a whole: refines: { voting: { model: VOTING, map: (s) => ({ votes: s.voted }) } }`,
    }),
  },
  "mapped-fields": {
    number: "SYN146",
    exitCode: exitCodes.badConfig,
    title: "no abstract state",
    explain: ({
      property,
      problem,
      fields,
      near,
    }: {
      readonly property: string;
      readonly problem: string;
      readonly fields: readonly string[];
      readonly near?: string;
    }) => ({
      what: `the map of ${property} ${problem}`,
      likelyCause:
        near === undefined
          ? "it was written for another abstract model, or a field was added there since"
          : `a name misspelt: did you mean "${near}"?`,
      remedy:
        fields.length === 0
          ? "answer {}: the abstract state has no fields"
          : `answer one value for each field of the abstract state: ${fields.join(", ")}`,
    }),
  },
  "mapped-value": {
    number: "SYN147",
    exitCode: exitCodes.badConfig,
    title: "no value of the abstract field",
    explain: ({
      property,
      field,
      problem,
    }: {
      readonly property: string;
      readonly field: string;
      readonly problem: string;
    }) => ({
      what: `the map of ${property} gives ${field} what it cannot hold: ${problem}`,
      likelyCause: "the abstract model was made for other parameters, or the map answers another shape",
      remedy:
        "make the abstract model of the same domains; a collection takes what can be gone through, a map [key, value] pairs",
    }),
  },
  "map-threw": {
    number: "SYN148",
    exitCode: exitCodes.modelThrew,
    title: "map threw",
    explain: ({ property }: { readonly property: string }) => ({
      what: `the map of ${property} threw`,
      likelyCause: "it reads something that is not there in every state, such as the first of an empty set",
      remedy: "map every state that can be reached, those of the way there included",
    }),
  },
  "abstract-threw": {
    number: "SYN149",
    exitCode: exitCodes.modelThrew,
    title: "abstract model threw",
    explain: ({
      property,
      model,
      rule,
    }: {
      readonly property: string;
      readonly model: string;
      readonly rule: string;
    }) => ({
      what: `${rule} of ${model} threw in the abstract state that ${property} maps to`,
      likelyCause: `${model} throws in a state that it can reach itself, or the map makes one that it cannot`,
      remedy: `check ${model} alone first; if it holds, the map makes a state that is none of it`,
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
