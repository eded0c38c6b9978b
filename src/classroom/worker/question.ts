/** What a page of the course asks its worker, and what comes back: plain data, since messages carry nothing else. */
import type { CommandName, LessonAsked } from "../../course/asked.ts";
import type { PlainError } from "../../errors/errors.ts";

/** Files by the names that imports and commands have for them: `counter.ts`. */
export type LessonFiles = ReadonlyMap<string, string>;

/** A command of a lesson, and the files that it may be about. */
export interface CommandQuestion {
  readonly kind: "command";
  readonly asked: LessonAsked;
  readonly files: LessonFiles;
}

/** How far it is. */
export interface WorkerProgress {
  readonly distinct: number;
  readonly level: number;
}

/** What a command answers. */
export interface CommandAnswer {
  readonly command: CommandName;
  /** The object of `--json`. */
  readonly json: { readonly [field: string]: unknown };
  /** The exit code of the command line. */
  readonly exit: number;
  /** What it prints, on 80 columns. */
  readonly text: string;
}

/** Each kind of question has an answer of its own. */
export interface Answers {
  readonly command: CommandAnswer;
}

export type ClassroomQuestion = CommandQuestion;

/** To the worker. */
export type ToWorker = { readonly kind: "ping" } | { readonly kind: "ask"; readonly question: ClassroomQuestion };

/** From the worker: of each question any number of the first, then one of the last two; a pong for each ping, whenever it breathes. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: WorkerProgress }
  | { readonly kind: "pong" }
  | { readonly kind: "answer"; readonly answer: Answers[keyof Answers] }
  | { readonly kind: "failed"; readonly error: PlainError };
