/** What is wrong with a lock, with what is held against another result, and with where reports go: SYN125 to SYN128, SYN130, SYN131. */
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";

export const lockErrors = {
  "bad-lock": {
    number: "SYN125",
    exitCode: exitCodes.badConfig,
    title: "bad lock",
    explain: (
      {
        path,
        problem,
        isConflict = false,
      }: {
        readonly path: string;
        readonly problem: string;
        /** Whether it has the marks of a merge that is not resolved. */
        readonly isConflict?: boolean;
      },
      thrown,
    ) => ({
      what: `${path} cannot be read as a lock: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: isConflict
        ? "a merge that changes the same checks on both sides, and is not resolved"
        : "the file was cut short, edited or merged by hand, or is another tool's",
      remedy: isConflict
        ? "take either side (git checkout --theirs or --ours), then run `synod suite --update` and look at the difference"
        : "take it from version control again, or remove it, run `synod suite --update` and look at the difference",
    }),
  },
  "lock-too-new": {
    number: "SYN126",
    exitCode: exitCodes.badConfig,
    title: "a lock of a later version",
    explain: ({
      path,
      found,
      known,
      synod,
    }: {
      readonly path: string;
      readonly found: number;
      readonly known: number;
      /** The version that wrote it, as it says. */
      readonly synod: string;
    }) => ({
      what: `${path} has format ${found}, and this synod knows format ${known}`,
      likelyCause: `it was written by a later version of synod (${synod})`,
      remedy: "use that version here, too; the file is left as it is",
    }),
  },
  "lock-missing": {
    number: "SYN127",
    exitCode: exitCodes.badConfig,
    title: "no lock",
    explain: ({ path }: { readonly path: string }) => ({
      what: `there is no ${path}, and --frozen says that everything must be as it records`,
      likelyCause: "the lock was never written, or is not under version control",
      remedy: "run `synod suite --update` once, look at the file, and commit it",
    }),
  },
  "not-comparable": {
    number: "SYN128",
    exitCode: exitCodes.badCommandLine,
    title: "nothing to compare",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }, thrown) => ({
      what: `${path} cannot be compared: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: "the path names another file, or the file was cut short or edited",
      remedy:
        "give two of: what `synod check --json` prints, what `synod suite --report json=FILE` writes, a synod.lock.json",
    }),
  },
  "report-not-written": {
    number: "SYN130",
    exitCode: exitCodes.other,
    title: "a report cannot be written",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }) => ({
      what: `${path} could not be written (${problem})`,
      likelyCause: "the disk is full, or the folder was removed or is read-only since the command began",
      remedy: "make room, or name another place, and run again; what was there before is still there",
    }),
  },
  "not-a-report": {
    number: "SYN131",
    exitCode: exitCodes.badCommandLine,
    title: "the place of a report is taken",
    explain: ({ path, problem }: { readonly path: string; readonly problem: string }) => ({
      what: `${path} ${problem}, and would be overwritten`,
      likelyCause: "the path is that of another file, such as a model or a package.json",
      remedy: "name another place, or remove what is there",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;
