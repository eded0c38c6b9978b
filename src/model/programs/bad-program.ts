/** The refusal of what a program is said to be. */
import type { Slip } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";

export function badProgram(part: string, problem: string, wrong?: Slip): Error {
  return synodError("bad-program", { part, problem, ...(wrong !== undefined && { wrong }) });
}
