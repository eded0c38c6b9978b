/**
 * What the two threads of the program say to each other. The first one (main.ts) has the terminal and hears signals; the
 * second (command.ts) runs the command, and so may be deaf for as long as it likes.
 */
import type { PlainError } from "../errors/errors.ts";
import type { Verdict } from "../verify/verdict.ts";

/** The variable of the environment that says where a verdict is to be left for the process that watches (watch/watched-run.ts). */
export const VERDICT_FILE = "SYNOD_WATCH_VERDICT";

/** What the thread of the command is started with. */
export interface CommandData {
  readonly argv: readonly string[];
  /** The program's file, as it was called. */
  readonly script: string;
  readonly stdout: StreamFacts;
  readonly stderr: StreamFacts;
  /** The memory of an Account. */
  readonly account: SharedArrayBuffer;
  /** When the process started, in milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface StreamFacts {
  readonly isTTY: boolean;
  readonly columns: number;
}

/** What the thread of the command tells. */
export type News =
  /** A folder to be removed when the process ends. */
  | { readonly kind: "temporary"; readonly folder: string }
  /** What is being asked; `isCheck`: and a verdict is the answer. */
  | {
      readonly kind: "asked";
      readonly model: string | null;
      readonly parameters: Readonly<Record<string, string>>;
      readonly mutant: string | null;
      readonly isCheck: boolean;
    }
  /** What it is doing, where that is worth a word: "while ..."; null: what it is there for. */
  | { readonly kind: "doing"; readonly what: string | null }
  /** It has so many milliseconds from the start of the process. */
  | { readonly kind: "time"; readonly limitMs: number }
  /** The verdict, before its traces are written down. */
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly exitCode: number }
  /** Something threw that is nobody's to catch: main.ts says so, and ends the command. */
  | { readonly kind: "failed"; readonly error: PlainError }
  /** Everything is printed. */
  | { readonly kind: "done"; readonly exitCode: number };

export type AskedNews = Extract<News, { kind: "asked" }>;
