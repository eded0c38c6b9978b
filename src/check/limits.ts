/** What a check may take beside memory, and what its verdict says when that was not enough. */
import { type ErrorDetails, type PlainError, synodError, toPlainError } from "../errors/errors.ts";
import type { Limits, Walk } from "../explore/walk.ts";

/** The first visited set and the first blocks of a level. */
const LEAST_MEMORY = 3e6;

/** Absent: as much as it needs. */
export interface LimitOptions {
  /** Milliseconds, from the call on: `timeMs: 60_000`. The verdict is undecided then. */
  readonly timeMs?: number;
  /** By `performance.now()`, where the time has begun before the call: `timeFrom: started`. */
  readonly timeFrom?: number;
  /**
   * The search ends, in the midst of a level, soon after it has found more states than these: `maxStates: 1_000_000`.
   */
  readonly maxStates?: number;
  /** States that take more steps are not looked at: `maxDepth: 20`. The same search for any number of workers. */
  readonly maxDepth?: number;
}

/** For a search that began at `started`. Throws `bad-option-value`. */
export function limitsOf({ timeMs, timeFrom, maxStates, maxDepth }: LimitOptions, started: number): Limits {
  if (timeMs !== undefined && !(timeMs > 0)) throw badLimit("timeMs", timeMs, "a number of milliseconds above 0");
  if (maxStates !== undefined && !(Number.isSafeInteger(maxStates) && maxStates >= 1))
    throw badLimit("maxStates", maxStates, "an integer from 1 on");
  if (maxDepth !== undefined && !(Number.isSafeInteger(maxDepth) && maxDepth >= 0))
    throw badLimit("maxDepth", maxDepth, "an integer from 0 on");
  return {
    ...(timeMs !== undefined && { until: (timeFrom ?? started) + timeMs }),
    ...(maxStates !== undefined && { mostStates: maxStates }),
    ...(maxDepth !== undefined && { mostDepth: maxDepth }),
  };
}

/** Throws `bad-option-value` unless a search can begin in so much. */
export function checkMemory(bytes: number): void {
  if (!(bytes >= LEAST_MEMORY))
    throw badLimit("memoryBytes", bytes, `at least ${LEAST_MEMORY} bytes (${LEAST_MEMORY / 1e6}MB)`);
}

function badLimit(option: string, value: unknown, expected: string): Error {
  return synodError("bad-option-value", { option: `the option \`${option}\``, value: String(value), expected });
}

/** The error that a verdict gives as the reason; null: no limit ended the search. */
export function limitError(
  { ending, distinct: states, depth }: Pick<Walk, "ending" | "distinct" | "depth">,
  { timeMs, maxStates, maxDepth }: LimitOptions,
): PlainError | null {
  const reached = (option: ErrorDetails<"limit-reached">["option"], limit: string) =>
    toPlainError(synodError("limit-reached", { option, limit, states, depth }));
  switch (ending) {
    case "time":
      return reached("timeMs", durationOf(timeMs));
    case "states":
      return reached("maxStates", String(maxStates));
    case "depth":
      return reached("maxDepth", String(maxDepth));
    default:
      return null;
  }
}

/** As one may give it: `250ms`, `30s`, `5m`. */
export function durationOf(ms: number | undefined): string {
  if (ms === undefined) return "";
  if (ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.round(ms)}ms`;
}
