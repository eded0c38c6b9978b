/** What is wrong with how properties are declared, and with what is claimed beside a constraint. */
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { type Emptied, emptiedEntry } from "../switched-off.ts";
import { notBoolean } from "./not-boolean.ts";

export const propertyErrors = {
  "duplicate-property": {
    number: "SYN205",
    exitCode: exitCodes.badConfig,
    title: "duplicate property",
    explain: ({ property, kinds }: { readonly property: string; readonly kinds: readonly string[] }) => ({
      what: `two properties are named "${property}": ${kinds.map((kind) => `\`${kind}\``).join(" and ")}`,
      likelyCause: "the same name stands under two kinds of property",
      remedy: "rename one: verdicts, traces and the option `properties` tell properties apart by name",
    }),
  },
  "bad-property": {
    number: "SYN209",
    exitCode: exitCodes.badConfig,
    title: "bad property",
    explain: ({
      property,
      problem,
      answered,
      takesTwo,
      form,
      emptied,
    }: Emptied & {
      readonly property: string;
      readonly problem: string;
      /** What its predicate answered, where that is the problem. */
      readonly answered?: string;
      /** Whether it is of a state before and one after. */
      readonly takesTwo?: boolean;
      /** How it is written, where that is not as most are. */
      readonly form?: string;
    }) => ({
      what: `the property ${property} is not one: ${problem}`,
      ...(answered !== undefined
        ? notBoolean(answered)
        : takesTwo === true
          ? {
              likelyCause: "it stands under the wrong key, or has a parameter that nothing is handed to",
              remedy: "write it under `step`, or as name: (state) => boolean",
            }
          : emptied !== undefined
            ? emptiedEntry(emptied)
            : {
                likelyCause: "its predicate is missing, misspelt or not a function",
                remedy: `write ${form ?? "the property as name: (state) => boolean"}`,
              }),
    }),
  },
  "beyond-constraint": {
    number: "SYN214",
    exitCode: exitCodes.badConfig,
    title: "not within a constraint",
    explain: ({
      bounds,
      asked,
      claims,
    }: {
      readonly bounds: readonly string[];
      readonly asked: "over-time" | "induction";
      /** Of properties over time: their names. */
      readonly claims: readonly string[];
    }) => {
      const constraint = `the constraint (${bounds.join(", ")})`;
      return asked === "over-time"
        ? {
            what: `${claims.join(", ")}: properties over time cannot be judged within ${constraint}: a behaviour that it cuts off is no counterexample, and that there is none within it proves nothing`,
            likelyCause: "a constraint for claims about states and steps stands beside claims about whole behaviours",
            remedy:
              "make the model finite where these are judged, by smaller domains or by guards; or let a parameter decide, which of the two there is: constraint: bounded && { ... }, leadsTo: !bounded && { ... }",
          }
        : {
            what: `an invariant cannot be shown to be inductive within ${constraint}: induction is about steps from every state, also from those beyond it`,
            likelyCause: "the constraint was declared for searches, which cannot do without it",
            remedy: "take the constraint out of the model that is looked at by induction, which needs none",
          };
    },
  },
} as const satisfies Record<string, ErrorEntry>;
