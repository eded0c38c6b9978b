/** What a run of mutants ends with: the command line's exit code, wherever it runs. */
import { exitCodes } from "../errors/exit-codes.ts";
import { isSound, type Result, standingOf } from "./result.ts";

/** A difference counts most, then that something stayed open. */
export function mutantsExitCode(results: readonly Result[], isInterrupted: boolean): number {
  const standings = results.map((result) =>
    result.kind === "mutant" ? standingOf(result) : isSound(result) ? "ok" : result.judgement.status,
  );
  if (standings.includes("differs")) return exitCodes.countsDiffer;
  if (isInterrupted) return exitCodes.undecided;
  return standings.includes("undecided") ? exitCodes.overBudget : exitCodes.ok;
}
