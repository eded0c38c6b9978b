/** What is wrong with a lesson of the course, or with what a student wrote for one: SYN150 to SYN153, SYN155. */
import { oneOfThese, slip } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const courseErrors = {
  "bad-lesson": {
    number: "SYN150",
    exitCode: exitCodes.badConfig,
    title: "bad lesson",
    explain: (
      {
        file,
        place,
        problem,
        expected,
      }: {
        readonly file: string;
        /** Where in it, as a JSON pointer; empty: all of it. */
        readonly place: string;
        readonly problem: string;
        readonly expected: string;
      },
      thrown,
    ) => ({
      what: `${file}${place && ` at ${place}`} ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "the file was edited by hand and is not as the format of lessons says, or it is another file",
      remedy: `let it be ${expected}; docs/course.md has the format`,
    }),
  },
  "bad-lesson-text": {
    number: "SYN151",
    exitCode: exitCodes.badConfig,
    title: "bad text of a lesson",
    explain: ({
      file,
      line,
      problem,
      remedy,
    }: {
      readonly file: string;
      /** From 1 on; 0: all of it. */
      readonly line: number;
      readonly problem: string;
      readonly remedy: string;
    }) => ({
      what: `${file}${line === 0 ? "" : `:${line}`}: ${problem}`,
      likelyCause: "one language was changed and the other was not, or a section or a slot has another name",
      remedy,
    }),
  },
  "bad-answer": {
    number: "SYN152",
    exitCode: exitCodes.badConfig,
    title: "an answer that cannot be graded",
    explain: ({
      file,
      problem,
      remedy,
      isUnread = false,
    }: {
      readonly file: string;
      readonly problem: string;
      readonly remedy: string;
      /** Whether the file could not be read at all. */
      readonly isUnread?: boolean;
    }) => ({
      what: `${file} ${problem}`,
      likelyCause: isUnread
        ? "the path is relative to another folder, or the file has another name"
        : "a marker of what may be edited was removed or changed, or the file is of another lesson",
      remedy,
    }),
  },
  "unknown-lesson": {
    number: "SYN153",
    exitCode: exitCodes.badCommandLine,
    title: "unknown lesson",
    explain: ({ name, known }: { readonly name: string; readonly known: readonly string[] }) => ({
      what: `there is no lesson ${name}`,
      likelyCause: slip({ name, known }, "the number is another's, or the exercise has another name"),
      remedy: oneOfThese(known, "build synod: its lessons are in dist/lessons"),
    }),
  },
  "bad-candidate": {
    number: "SYN155",
    exitCode: exitCodes.badConfig,
    title: "a conjunct that cannot be read",
    explain: ({
      text,
      problem,
      expected,
    }: {
      readonly text: string;
      readonly problem: string;
      readonly expected: string;
    }) => ({
      what: `"${text}" cannot be read: ${problem}; expected ${expected}`,
      likelyCause: "a place, a value or a word that joins is misspelt",
      remedy: "click facts of the state together, and change what comes of it",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
