/**
 * The file of a lock, `synod.lock.json` beside the suite's. It is written only by `--update`, whole or not at all, and never
 * where what is there cannot be read. What others have recorded in the meantime, such as another shard, stays.
 */
import { synodError } from "../errors/errors.ts";
import { readIfThere, writeWhole } from "../reporters/whole-file.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import { figureDifferences } from "./figures.ts";
import { updatedLock } from "./lock-run.ts";
import { type Lock, lockText, parseLock } from "./lock-text.ts";

export const LOCK_FILE = "synod.lock.json";

/** Null: there is none. Throws `bad-lock` and `lock-too-new`. */
export function readLock(path: string): Lock | null {
  let text: string | null;
  try {
    text = readIfThere(path);
  } catch (error) {
    throw synodError("bad-lock", { path, problem: "it cannot be opened" }, error);
  }
  return text === null ? null : parseLock(path, text);
}

/** How many checks are recorded otherwise than before. */
export interface LockUpdate {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  /** Whether the file was written: also where nothing but the version of synod is another. */
  readonly isWritten: boolean;
}

/** Records what a run found. A lock that is as it would be written is left alone. */
export function updateLock(path: string, report: SuiteReport): LockUpdate {
  const before = readLock(path);
  const after = updatedLock(before, report);
  const was = before?.checks ?? new Map();
  const counts = { changed: 0, added: 0, removed: [...was.keys()].filter((id) => !after.checks.has(id)).length };
  for (const [id, check] of after.checks) {
    const old = was.get(id);
    if (old === undefined) counts.added++;
    else if (figureDifferences(old, check).length > 0) counts.changed++;
  }
  const isWritten = counts.changed + counts.added + counts.removed > 0 || before?.synod !== report.synod;
  if (isWritten) writeWhole(path, lockText(after));
  return { ...counts, isWritten };
}
