/** What is wrong with how a sequential program is declared. */
import type { Slip } from "../did-you-mean.ts";
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { unknownKey } from "./unknown-key.ts";

export const programErrors = {
  "bad-program": {
    number: "SYN230",
    exitCode: exitCodes.badConfig,
    title: "bad program",
    explain: ({
      part,
      problem,
      wrong,
      isClash,
    }: {
      readonly part: string;
      readonly problem: string;
      readonly wrong?: Slip;
      /** Two names that the program's parts get are one. */
      readonly isClash?: true;
    }) => ({
      what: `the program cannot be made: ${part} ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : isClash
          ? {
              likelyCause:
                "names with the points and spaces that names of fields (`program.procedure.variable`) and rules (`program step`) are made with",
              remedy: "give one of the two another name",
            }
          : {
              likelyCause:
                "a label, a local variable or a procedure with a name that is taken, or arguments in another order",
              remedy:
                "write program(state, Process, { local, steps: { label: { await: (s, my) => boolean, do: (s, my) => { ... } } } })",
            }),
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
