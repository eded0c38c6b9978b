/**
 * The one kind of error synod throws on purpose, and how it reads. `synodError("no-rules", { model })` looks up the
 * table, which fixes the type of the details; a reader gets code, what, likely cause and remedy. Laws: the texts are
 * functions of the details and the wrapped error alone; an error survives the way out of a worker thread
 * (`reviveError(toPlainError(e))` formats like `e`). Imports nothing of Node: it runs in a browser.
 */
import { printable } from "../printable.ts";
import type { Explanation } from "./entry.ts";
import type { ExitCode } from "./exit-codes.ts";
import { errorTable } from "./table.ts";
import { tamed } from "./tamed.ts";

/** The ids of all errors: `"bad-domain"`. */
export type ErrorId = keyof typeof errorTable;
/** What an error is about, as data: by its id. */
export type ErrorDetails<I extends ErrorId> = Parameters<(typeof errorTable)[I]["explain"]>[0];

/**
 * The one kind of error that synod throws on purpose: what, likely cause and remedy, with a code to look up.
 *
 * @example
 * ```ts
 * try {
 *   range(3, 1);
 * } catch (error) {
 *   if (error instanceof SynodError) console.error(error.code, error.message, error.remedy); // SYN202 ...
 * }
 * ```
 */
export class SynodError<I extends ErrorId = ErrorId> extends Error {
  override readonly name = "SynodError";
  readonly id: I;
  readonly details: ErrorDetails<I>;
  readonly likelyCause: string;
  readonly remedy: string;

  constructor(id: I, details: ErrorDetails<I>, ...wrapped: [thrown?: unknown]) {
    const thrown = wrapped.length === 0 ? undefined : tamed(wrapped[0]);
    // The table pairs each id with its details; TypeScript cannot follow the pair through a generic index.
    const explain = errorTable[id].explain as (details: ErrorDetails<I>, thrown: string) => Explanation;
    const { what, likelyCause, remedy } = explain(details, thrown === undefined ? "" : describeThrown(thrown));
    super(what, thrown === undefined ? undefined : { cause: thrown });
    this.id = id;
    this.details = details;
    this.likelyCause = likelyCause;
    this.remedy = remedy;
  }

  /** The number to look up: SYN103. */
  get code(): string {
    return errorTable[this.id].number;
  }

  get exitCode(): ExitCode {
    return errorTable[this.id].exitCode;
  }

  get title(): string {
    return errorTable[this.id].title;
  }
}

/** The error of the table; `thrown` is what it wraps, if it wraps something: that may be undefined as well. */
export function synodError<I extends ErrorId>(
  id: I,
  details: ErrorDetails<I>,
  ...thrown: [thrown?: unknown]
): SynodError<I> {
  return new SynodError(id, details, ...thrown);
}

/** Also true of an error from another copy of synod, one bundled into a user's model for instance. */
export function isSynodError<I extends ErrorId = ErrorId>(error: unknown, id?: I): error is SynodError<I> {
  try {
    if (!(error instanceof Error) || error.name !== "SynodError" || !("id" in error)) return false;
    return id === undefined ? Object.hasOwn(errorTable, error.id as string) : error.id === id;
  } catch {
    // What a model threw may not stand being looked at.
    return false;
  }
}

/** What a catch-all holds: the coded error itself, or anything else as an internal one. */
export function asSynodError(error: unknown): SynodError {
  return isSynodError(error) ? error : synodError("internal", { problem: "an unexpected error" }, error);
}

/** Code, what, likely cause and remedy, one printable line each, uncoloured; where the wrapped error came from, if known. */
export function formatError(error: unknown): string {
  const known = asSynodError(error);
  const lines = [`error ${known.code} (${known.title}): ${printable(known.message)}`];
  const frame = firstFrame(known.cause);
  if (frame !== undefined) lines.push(`  thrown at: ${printable(frame)}`);
  lines.push(`  likely cause: ${printable(known.likelyCause)}`, `  remedy: ${printable(known.remedy)}`);
  return lines.join("\n");
}

/** A coded error as data that structured cloning and JSON keep whole. */
export interface PlainError {
  readonly id: ErrorId;
  readonly details: ErrorDetails<ErrorId>;
  readonly stack: string;
  readonly thrown?: { readonly name: string; readonly message: string; readonly stack: string };
}

export function toPlainError(error: unknown): PlainError {
  const { id, details, stack = "", cause } = asSynodError(error);
  if (cause === undefined) return { id, details, stack };
  const thrown =
    cause instanceof Error
      ? { name: cause.name, message: cause.message, stack: cause.stack ?? "" }
      : { name: "", message: describeThrown(cause), stack: "" };
  return { id, details, stack, thrown };
}

export function reviveError({ id, details, stack, thrown }: PlainError): SynodError {
  if (thrown === undefined) return Object.assign(synodError(id, details), { stack });
  const cause = Object.assign(new Error(thrown.message), { name: thrown.name, stack: thrown.stack });
  return Object.assign(synodError(id, details, cause), { stack });
}

function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown === "string" ? `"${thrown}"` : String(thrown);
  return thrown.name === "" ? thrown.message : `${thrown.name}: ${thrown.message}`;
}

function firstFrame(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const frame = thrown.stack?.split("\n").find((line) => /^\s+at /.test(line));
  return frame?.trim().replace(/^at /, "");
}
