/** Simulations as exit codes, which are those of checks; of one that found nothing that it did what it was asked for. */
import { reviveError } from "../errors/errors.ts";
import { exitCodes } from "../errors/exit-codes.ts";
import { factsOf } from "../model/property-kinds.ts";
import type { Simulation } from "./simulation.ts";

/** 11 or 12 for a violation, 75 or another code of an error, 20 where not all runs were made that were asked for, else 0. */
export function exitCodeOfSimulation({ outcome, ending, properties, error }: Simulation): number {
  if (error !== null) return reviveError(error).exitCode;
  if (outcome === "violated") {
    const violated = properties.find((property) => property.outcome === "violated");
    return factsOf(violated?.kind)?.exitCode ?? exitCodes.safety;
  }
  return ending === "runs" ? exitCodes.ok : exitCodes.undecided;
}
