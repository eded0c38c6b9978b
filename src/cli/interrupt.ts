/** Ctrl-C: the first one ends the search cleanly, with the counts so far; the second one ends the process. */

import { leave } from "./leave.ts";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Runs something that heeds a signal; while it runs, the first interrupt aborts it. */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => {
    // What a shell reports of a process that a signal ended.
    if (controller.signal.aborted) leave(signal === "SIGINT" ? 130 : 143);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await run(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
