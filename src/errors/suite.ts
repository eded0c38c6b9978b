/** What is wrong with a suite as it is written: SYN120, SYN121. What is asked of one wrongly is with the command lines. */
import { oneOfThese, type Slip, slip } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const suiteErrors = {
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
} as const satisfies Record<string, ErrorEntry>;
