/** The error that something is refused with, for what is to be said of it. */
import { isSynodError } from "../../src/errors/errors.ts";
import type { SynodError } from "../../src/index.ts";

export function refusal(work: () => unknown): SynodError {
  try {
    work();
  } catch (error) {
    if (isSynodError(error)) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
