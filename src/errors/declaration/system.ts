/** What is wrong with how a system of roles is declared. */
import type { Slip } from "../did-you-mean.ts";
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { type Emptied, emptiedEntry } from "../switched-off.ts";
import { unknownKey } from "./unknown-key.ts";

export const systemErrors = {
  "bad-system": {
    number: "SYN220",
    exitCode: exitCodes.badConfig,
    title: "bad system",
    explain: ({
      part,
      problem,
      wrong,
      emptied,
    }: Emptied & {
      readonly part: string;
      readonly problem: string;
      readonly wrong?: Slip;
    }) => ({
      what: `the system cannot be made: ${part} ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : emptied !== undefined
          ? emptiedEntry(emptied)
          : {
              likelyCause: "a role, a message kind or a network was declared one way and used another",
              remedy:
                "make the declaration in `system({ roles, messages, network })` and the roles' behaviours fit each other",
            }),
    }),
  },
  "unsaid-loss": {
    number: "SYN221",
    exitCode: exitCodes.badConfig,
    title: "which copies are lost is not said",
    explain: ({ kind, copies }: { readonly kind: string; readonly copies: number }) => ({
      what: `message ${kind} is a broadcast of ${copies} copies over a bag that loses what finds no room, and which of them are lost is not said`,
      likelyCause: "the bag's bound is meant as loss on the way, which may befall any copy",
      remedy:
        "give the bag room for all copies and say `lossy: true`: each may then be lost by itself; or use `fifo`, where each receiver has a channel of its own",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
