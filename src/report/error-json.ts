/** A coded error as `--json` prints it, alone or as part of a verdict. */
import { asSynodError, type PlainError, reviveError } from "../errors/errors.ts";
import { asWritten, type Wording } from "../errors/wording.ts";
import type { Json } from "./state-json.ts";

export function errorJson(error: unknown, wording: Wording = asWritten): { readonly [key: string]: Json } {
  const { code, id, title, message, likelyCause, remedy, exitCode, cause } = asSynodError(error);
  const thrown = cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack ?? "" } : null;
  return {
    code,
    id,
    title,
    message: wording(message),
    likelyCause: wording(likelyCause),
    remedy: wording(remedy),
    exitCode,
    thrown,
  };
}

export function plainErrorJson(
  error: PlainError | null,
  wording: Wording = asWritten,
): { readonly [key: string]: Json } | null {
  return error === null ? null : errorJson(reviveError(error), wording);
}
