/** What is known of the process's own streams, for the thread that does not have them. */
import type { StreamFacts } from "./thread-message.ts";

/** Columns when there is no terminal to ask, and the most that are used of a wide one. */
const NARROW = 80;
const WIDE = 110;

export interface Streams {
  readonly stdout: StreamFacts;
  readonly stderr: StreamFacts;
}

export function streamFacts(): Streams {
  const facts = ({ isTTY, columns }: NodeJS.WriteStream) => ({ isTTY: isTTY === true, columns: columns || NARROW });
  return { stdout: facts(process.stdout), stderr: facts(process.stderr) };
}

/** Columns of the page that results are printed on. */
export function pageWidth({ isTTY, columns }: StreamFacts): number {
  return isTTY ? Math.max(40, Math.min(WIDE, columns)) : NARROW;
}
