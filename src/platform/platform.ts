/**
 * What a check wants of whatever runs it beside the language: to let an event loop breathe, to end what does not end, to know
 * its memory. Node answers by node.ts, a page or its worker by page.ts; `#platform` (package.json) is the one that belongs where
 * one is. Nothing else of the floors below `check` may be Node's, but the threads (explore/pool.ts and what they run): so the
 * checker bundles for a browser as it is, which the build of the page does (scripts/build.mjs).
 */

/** What `guarded` answers when the time was up. */
export const TIMED_OUT: unique symbol = Symbol("timed out");

export interface Platform {
  /** Resolves when whatever waited in this thread's event loop has had its turn. */
  breathe(): Promise<void>;
  /** What `run` answers; TIMED_OUT when it was ended after `limitMs`, where that can be. Throws what it throws. May be nested. */
  guarded<T>(run: () => T, limitMs: number): T | typeof TIMED_OUT;
  /** What the processor has spent on this process; where nobody says, as if it had done nothing else. */
  cpuMs(): number;
  /** Collects this thread's garbage, now, where that can be asked for. */
  collectGarbage(): void;
  /** What a search may use where nobody says how much. */
  defaultMemoryBytes(): number;
  /** The largest resident size that this process, all threads included, has had; not a number where nobody knows. */
  peakRssBytes(): number;
  /** Addresses that this process may still reserve; infinite where nobody limits them, or nobody knows. */
  reservableBytes(): number;
}
