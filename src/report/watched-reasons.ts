/**
 * Reasons under a watchdog. To explain is to ask closures about states that nobody reaches, and one may look there for the end
 * of a list that is a ring, for ever. Then nothing is known, which is said, and whoever asked has the rest. In a page nobody can be ended from
 * inside: there a worker asks, which its page ends.
 */
import { platform } from "#platform";
import { abandonRun } from "../closed-room.ts";
import type { Model } from "../model/model.ts";
import { TIMED_OUT } from "../platform/platform.ts";
import { thresholds } from "../thresholds.ts";
import { reasonsFor, STOPPED } from "../why/all-reasons.ts";
import type { Reasons } from "../why/reasons.ts";

type Explained = Parameters<typeof reasonsFor>[1];
type Asked = NonNullable<Parameters<typeof reasonsFor>[2]>;

/** Milliseconds for all of it, far above what it takes; a timer can wait no longer than MOST. */
const USUAL = 50_000;
const MOST = 2 ** 31 - 1;

/** `limitMs`: after which it is ended, unless closures end by then. */
export function watchedReasons(
  model: Model,
  explained: Explained,
  asked: Asked = {},
  limitMs = USUAL + thresholds.hangMs,
): Reasons {
  return watched(() => reasonsFor(model, explained, asked), limitMs) ?? STOPPED;
}

/** What is found by running closures in states that nobody reaches; null: it did not end. */
export function watched<T>(find: () => T, limitMs = USUAL + thresholds.hangMs): T | null {
  const found = platform.guarded(find, Math.min(Math.ceil(limitMs), MOST));
  if (found !== TIMED_OUT) return found;
  // What was running counts as running until then.
  abandonRun();
  return null;
}
