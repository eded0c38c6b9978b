/** Errors of verdicts as text, for programs. */
import { whatIs } from "../domain/is-domain.ts";
import { formatError, type PlainError, reviveError, synodError } from "../errors/errors.ts";

/** The text of an error in a verdict: of what went wrong (`error`), or why threads were of no use (`alone`). */
export function errorText(error: PlainError): string {
  try {
    return formatError(reviveError(error));
  } catch {
    throw synodError("bad-definition", {
      subject: "what errorText(...) is given",
      problem: `is ${whatIs(error)}`,
      expected: "an error of a verdict: verdict.error where the outcome is error or undecided",
    });
  }
}
