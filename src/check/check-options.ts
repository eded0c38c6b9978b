/** The values of check's options, looked at before anything is done with them. */
import { synodError } from "../errors.ts";

/** More threads than this are a mistake. */
export const MOST_WORKERS = 256;

/** Throws `bad-option-value` for what no option of `check` can be. */
export function checkWorkers(workers: number | undefined): number {
  if (workers === undefined) return 1;
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw synodError("bad-option-value", {
    option: "workers",
    value: String(workers),
    expected: `an integer from 1 to ${MOST_WORKERS}`,
  });
}
