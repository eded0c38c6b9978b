/**
 * Whether files were saved. By asking for their times and sizes again and again: that works in containers and on network
 * drives, for editors that write beside a file and rename, and for files that are not there yet; of some twenty files it
 * costs nothing that anybody would notice.
 */
import { statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const EVERY_MS = 100;

/** What tells one saving of the files from another. */
export function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat === undefined ? "none" : `${stat.mtimeMs}/${stat.size}/${stat.ino}`;
    })
    .join(" ");
}

/**
 * Resolves when the files are not as `stamp` says any more, and have been left alone for a moment: an editor that saves all of
 * them does so one by one. False: it was told to end.
 */
export async function changed(files: readonly string[], stamp: string, signal: AbortSignal): Promise<boolean> {
  let last = stamp;
  for (;;) {
    await wait(EVERY_MS);
    if (signal.aborted) return false;
    const now = stampOf(files);
    if (now !== stamp && now === last) return true;
    last = now;
  }
}
