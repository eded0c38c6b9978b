/**
 * Where a command prints. Results go to stdout, notes and errors to stderr. With `--json` stdout carries one object and
 * nothing else: what a model or one of its workers prints there goes to stderr instead.
 */

import { formatError } from "../errors/errors.ts";
import { type Paint, paintFor } from "../report/paint.ts";
import type { TextOptions } from "../report/trace-text.ts";
import { errorLines } from "../report/verdict-text.ts";
import { asFlags } from "./flags.ts";
import { pageWidth, type Streams } from "./streams.ts";

export interface Terminal {
  readonly json: boolean;
  /** How to write text for stdout. */
  readonly page: TextOptions;
  readonly notePaint: Paint;
  /** Whether somebody watches stderr, so that progress is worth showing. */
  readonly isWatched: boolean;
  /** Columns of a progress line. */
  readonly noteWidth: number;
  /** A result, on stdout. */
  print(text: string): void;
  /** A note or an error, on stderr; behind what was printed, where both are one screen. */
  note(text: string): void;
  /** On stderr as it is, for a line that is rewritten in place. */
  rewrite(text: string): void;
  /** Resolves when everything printed has been handed over. */
  flush(): Promise<void>;
}

/**
 * The terminal of this thread, whose streams lead to those that the facts are of. `data`: what goes to stdout is for a program,
 * and nothing else may go there; absent: if it is JSON.
 */
export function openTerminal(
  { json, data = json }: { readonly json: boolean; readonly data?: boolean },
  facts: Streams,
): Terminal {
  const { stdout, stderr, env } = process;
  const write = stdout.write.bind(stdout);
  if (data) stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  // The two streams are handed on by another thread, each in its own order: on one screen that order has to be one.
  const isOneScreen = !json && facts.stdout.isTTY && facts.stderr.isTTY;
  const aside = isOneScreen ? write : stderr.write.bind(stderr);
  return {
    json,
    page: {
      paint: paintFor(facts.stdout, env),
      width: pageWidth(facts.stdout),
      wording: asFlags,
    },
    notePaint: paintFor(facts.stderr, env),
    isWatched: facts.stderr.isTTY && env["TERM"] !== "dumb",
    noteWidth: facts.stderr.columns,
    print: (text) => {
      write(`${text}\n`);
    },
    note: (text) => {
      aside(`${text}\n`);
    },
    rewrite: (text) => {
      aside(text);
    },
    flush: async () => {
      await new Promise<void>((resolve) => write("", () => resolve()));
      await new Promise<void>((resolve) => stderr.write("", () => resolve()));
    },
  };
}

/** A coded error on stderr: code, what, where, likely cause, remedy. */
export function noteError(error: unknown, terminal: Terminal): void {
  const [first = "", ...rest] = errorLines(asFlags(formatError(error)), terminal.page.width);
  terminal.note([terminal.notePaint.red(first), ...rest].join("\n"));
}
