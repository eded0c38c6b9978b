/** Verdicts as exit codes, for the command line and for programs that end like it. */
import { isNamedParts } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { reviveError, synodError } from "../errors/errors.ts";
import { exitCodes } from "../errors/exit-codes.ts";
import { factsOf } from "../model/property-kinds.ts";
import type { Verdict } from "../verify/verdict.ts";

/**
 * The exit code that a verdict stands for, as the command line ends with it: 0 holds, 11 deadlock, 12 a safety property
 * is violated, 13 one over time, 20 undecided, 21 vacuous, and those of errors. `strict` makes warnings count (21).
 *
 * @throws SynodError SYN212 for what is no verdict.
 *
 * @example
 * ```ts
 * const { verdict } = await check(model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n = 1; } } } }));
 * process.exitCode = exitCodeOf(verdict);
 * ```
 */
export function exitCodeOf(verdict: Verdict, strict = false): number {
  if (!isNamedParts(verdict) || typeof verdict.outcome !== "string" || !Array.isArray(verdict.properties))
    throw synodError("bad-definition", {
      subject: "what exitCodeOf(...) is given",
      problem: `is ${whatIs(verdict)}`,
      expected: "the verdict of check(...): (await check(model)).verdict",
    });
  if (verdict.error !== null && verdict.outcome !== "violated") return reviveError(verdict.error).exitCode;
  if (verdict.outcome === "violated") {
    const violated = verdict.properties.filter((property) => property.outcome === "violated");
    const [code = exitCodes.safety, ...others] = new Set(violated.map(({ kind }) => factsOf(kind)?.exitCode));
    return others.length === 0 ? code : exitCodes.safety;
  }
  if (verdict.outcome === "undecided") return 20;
  return strict && verdict.warnings.length > 0 ? 21 : 0;
}
