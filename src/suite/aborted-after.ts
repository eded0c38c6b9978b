/** Time as a signal. Law: it is not aborted at once for a time that is longer than a timer can be set to. */

/** The longest that a timer takes: beyond, it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Aborts after so many milliseconds; what would take more than 24 days, after these. */
export function abortedAfter(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.min(LONGEST_MS, Math.max(0, Math.ceil(ms))));
}
