/** What `threadCrew` is given, looked at before there are threads, or anything that could start some. */
import { describe } from "../domain/describe.ts";
import { synodError } from "../errors/errors.ts";
import type { ModelAddress } from "../model/address.ts";
import { MOST_THREADS } from "./crew.ts";

export interface CrewAsked {
  /** Null: for any models whose origin is known. */
  readonly address: ModelAddress | null;
  readonly size: number;
}

/** Throws `bad-definition`. */
export function crewAsked(first: ModelAddress | number, second: number | undefined): CrewAsked {
  const isForAny = typeof first === "number";
  const size = isForAny ? first : second;
  const bad = (problem: string, expected: string) =>
    synodError("bad-definition", { subject: "what threadCrew(...) is given", problem, expected });
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MOST_THREADS)
    throw bad(`has a size of ${describe(size)}`, `an integer from 1 to ${MOST_THREADS}`);
  if (!isForAny && (typeof first?.module !== "string" || typeof first.export !== "string"))
    throw bad("has no address", "{ module, export, parameters, mutant }, or nothing but a size");
  return { address: isForAny ? null : first, size };
}
