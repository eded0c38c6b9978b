/** What is wrong with the shape of what a declaring function is given, whatever it declares. */
import type { Slip } from "../did-you-mean.ts";
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { unknownKey } from "./unknown-key.ts";

export const definitionErrors = {
  "unknown-key": {
    number: "SYN211",
    exitCode: exitCodes.badConfig,
    title: "unknown key",
    explain: ({ subject, ...wrong }: Slip & { readonly subject: string }) => ({
      what: `${subject} has no key "${wrong.name}"`,
      ...unknownKey(wrong),
    }),
  },
  "bad-definition": {
    number: "SYN212",
    exitCode: exitCodes.badConfig,
    title: "bad definition",
    explain: ({
      subject,
      problem,
      expected,
      ofOperation,
    }: {
      readonly subject: string;
      readonly problem: string;
      readonly expected: string;
      /** Whether it is what an operation of an object has come to. */
      readonly ofOperation?: boolean;
    }) => ({
      what: `${subject} ${problem}`,
      ...(ofOperation === true
        ? {
            likelyCause: "an operation does more than the object has room for, or is done where it cannot be",
            remedy: `let it ${expected}, or answer undefined where it cannot be done now; or let that domain have more`,
          }
        : {
            likelyCause: "arguments in another order, or something left out that a declaration needs",
            remedy: `give it ${expected}`,
          }),
    }),
  },
  "bad-view": {
    number: "SYN215",
    exitCode: exitCodes.badConfig,
    title: "bad view",
    explain: ({
      model,
      part,
      problem,
      wrong,
    }: {
      readonly model: string;
      readonly part: string;
      readonly problem: string;
      readonly wrong?: Slip;
    }) => ({
      what: `${model} cannot be drawn as its \`view\` says: ${part} ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : {
            likelyCause: "a name of something else, or words that say too much or too little",
            remedy:
              "give it lanes by bindings of rules and by fields that are maps, and colours of values; or leave it out",
          }),
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
