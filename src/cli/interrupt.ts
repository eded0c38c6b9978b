/**
 * What a command learns of an interrupt. Signals are heard by the program's first thread (main.ts), which passes the news
 * on; a command that is between two steps hears of it here, one in the midst of a loop by a word (src/halt.ts).
 */

const controller = new AbortController();

/** Aborts what runs now and whatever is begun from now on. */
export function haltCommand(): void {
  controller.abort();
}

/** Runs something that heeds a signal. */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return run(controller.signal);
}

/** Lets news come in that waited while this thread was busy. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
