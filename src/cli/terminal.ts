/**
 * Where a command prints. Results go to stdout, notes and errors to stderr. With `--json` stdout carries one object and
 * nothing else: what a model or one of its workers prints there goes to stderr instead.
 */

import { formatError } from "../errors.ts";
import { type Paint, paintFor } from "../report/paint.ts";
import type { TextOptions } from "../report/trace-text.ts";
import { errorLines } from "../report/verdict-text.ts";

/** Columns when there is no terminal to ask, and the most that are used of a wide one. */
const NARROW = 80;
const WIDE = 110;

export interface Terminal {
  readonly json: boolean;
  /** How to write text for stdout. */
  readonly page: TextOptions;
  readonly notePaint: Paint;
  /** Whether somebody watches stderr, so that progress is worth showing. */
  readonly isWatched: boolean;
  /** A result, on stdout. */
  print(text: string): void;
  /** A note or an error, on stderr. */
  note(text: string): void;
  /** Resolves when everything printed has been handed over. */
  flush(): Promise<void>;
}

export function openTerminal({ json }: { readonly json: boolean }): Terminal {
  const { stdout, stderr, env } = process;
  const write = stdout.write.bind(stdout);
  if (json) stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  return {
    json,
    page: {
      paint: paintFor(stdout, env),
      width: stdout.isTTY ? Math.max(40, Math.min(WIDE, stdout.columns || NARROW)) : NARROW,
    },
    notePaint: paintFor(stderr, env),
    isWatched: stderr.isTTY === true && env["TERM"] !== "dumb",
    print: (text) => {
      write(`${text}\n`);
    },
    note: (text) => {
      stderr.write(`${text}\n`);
    },
    flush: async () => {
      await new Promise<void>((resolve) => write("", () => resolve()));
      await new Promise<void>((resolve) => stderr.write("", () => resolve()));
    },
  };
}

/** A coded error on stderr: code, what, where, likely cause, remedy. */
export function noteError(error: unknown, terminal: Terminal): void {
  const [first = "", ...rest] = errorLines(formatError(error), terminal.page.width);
  terminal.note([terminal.notePaint.red(first), ...rest].join("\n"));
}
