/**
 * The platform that a page, or a worker of one, is. What does not end is ended from outside: whoever started the worker ends it.
 */
import type { Platform } from "./platform.ts";

/** Of a tab, which is ended without a word when it takes much more. */
const MEMORY_BYTES = 2 ** 30;

/** A message to oneself comes at once, where timers of timers are slowed down to 4 ms each. */
let post: (() => void) | null = null;
const waiting: (() => void)[] = [];

function opened(): () => void {
  const { port1, port2 } = new MessageChannel();
  // Node's types know another way only.
  Object.assign(port1, { onmessage: () => waiting.shift()?.() });
  return () => port2.postMessage(null);
}

export const platform: Platform = {
  breathe: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      post ??= opened();
      post();
    }),
  guarded: (run) => run(),
  cpuMs: () => performance.now(),
  collectGarbage: () => {},
  defaultMemoryBytes: () => MEMORY_BYTES,
  peakRssBytes: () => Number.NaN,
  reservableBytes: () => Number.POSITIVE_INFINITY,
};
