/** Errors of verdicts as text, for programs. */
import { whatIs } from "../domain/is-domain.ts";
import { formatError, type PlainError, reviveError, synodError } from "../errors/errors.ts";

/**
 * The text of an error in a verdict, of what went wrong (`error`) or why threads were of no use (`alone`): code, what,
 * likely cause and remedy, a line each.
 *
 * @throws SynodError SYN212 for what is no error of a verdict.
 *
 * @example
 * ```ts
 * const { verdict } = await check(model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n += 1; } } } }));
 * if (verdict.error !== null) console.error(errorText(verdict.error)); // error SYN301 (value out of its domain): ...
 * ```
 */
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
