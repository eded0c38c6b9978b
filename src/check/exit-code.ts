/** Verdicts as exit codes, for the command line and for programs that end like it. */
import { isNamedParts } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { reviveError, synodError } from "../errors/errors.ts";
import { isTemporal } from "../model/property.ts";
import type { Verdict } from "../verify/verdict.ts";

/** The exit code that a verdict stands for; `strict` makes warnings count. */
export function exitCodeOf(verdict: Verdict, strict = false): number {
  if (!isNamedParts(verdict) || typeof verdict.outcome !== "string" || !Array.isArray(verdict.properties))
    throw synodError("bad-definition", {
      subject: "what exitCodeOf(...) is given",
      problem: `is ${whatIs(verdict)}`,
      expected: "the verdict of check(...): (await check(model)).verdict",
    });
  if (verdict.error !== null && verdict.outcome !== "violated") return reviveError(verdict.error).exitCode;
  if (verdict.outcome === "violated") {
    const kinds = verdict.properties
      .filter((property) => property.outcome === "violated")
      .map((property) => property.kind);
    if (kinds.every(isTemporal)) return 13;
    return kinds.every((kind) => kind === "deadlock") ? 11 : 12;
  }
  if (verdict.outcome === "undecided") return 20;
  return strict && verdict.warnings.length > 0 ? 21 : 0;
}
