/** What tests claim that cannot be claimed, and what random walks are asked that they cannot say: SYN134 to SYN137. */
import { oneOfThese } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const testingErrors = {
  "bad-claim": {
    number: "SYN134",
    exitCode: exitCodes.badCommandLine,
    title: "a claim that cannot be judged",
    explain: (details: { readonly claim: string; readonly problem: string; readonly instead: string }) => ({
      what: `${details.claim}: ${details.problem}`,
      likelyCause: "the claim was written for another kind of property, or turned round by `not`",
      remedy: details.instead,
    }),
  },
  "not-by-walks": {
    number: "SYN135",
    exitCode: exitCodes.badCommandLine,
    title: "not to be judged by random walks",
    explain: (details: { readonly property: string; readonly kind: string; readonly judged: readonly string[] }) => ({
      what: `walks of so many steps say nothing about ${details.property}, which is of the kind ${details.kind}`,
      likelyCause: "a claim about whole behaviours is about what comes in the end, and a walk stops before it",
      remedy: `${oneOfThese(details.judged, "claim something of states or steps")}; or let \`check\` judge it, which visits every state`,
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
