/**
 * Results of earlier runs of checks, by content key, and under which key each check passed last. Nothing in it is needed: where
 * it cannot be read everything is searched, where it cannot be written that is said, and no more. Two runs at once may write the
 * same entry; either is right.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { isNamedParts } from "../closed.ts";
import type { RememberedResult, SuiteMemory } from "../suite/run-checks.ts";
import { cacheFolder } from "./cache-folder.ts";
import { noteUse, readChecked, writeChecked } from "./checked-file.ts";

/** Entries that nobody asked for so long are cleared away. */
const KEPT_DAYS = 30;

export interface ResultCache extends SuiteMemory {
  /** Whether the check passed last under this key. */
  readonly hasPassed: (id: string, key: string) => boolean;
  readonly notePass: (id: string, key: string) => void;
  /** Why nothing could be written; null: it could. */
  readonly problem: () => string | null;
  /** Clears away what is old. */
  readonly tidy: () => void;
}

/** `folder`: the suite's. */
export function resultCache(folder: string): ResultCache {
  const { path, hide } = cacheFolder(folder);
  const resultFile = (key: string) => join(path, `result-${key}`);
  const passFile = (id: string) => join(path, `pass-${createHash("sha256").update(id).digest("hex")}`);
  let isMade = false;
  let problem: string | null = null;
  const write = (file: string, value: unknown) => {
    if (problem !== null) return;
    try {
      if (!isMade) {
        mkdirSync(path, { recursive: true });
        hide();
      }
      isMade = true;
      writeChecked(file, value);
    } catch (error) {
      problem = `results cannot be kept in ${path} (${(error as NodeJS.ErrnoException).code ?? "unknown"}): the next run searches again`;
    }
  };
  return {
    recall: (key) => {
      const found = readChecked(resultFile(key));
      if (!isResult(found, key)) return null;
      noteUse(resultFile(key));
      return found.result;
    },
    keep: (key, result) => write(resultFile(key), { key, result }),
    hasPassed: (id, key) => {
      const found = readChecked(passFile(id));
      return isNamedParts(found) && found["id"] === id && found["key"] === key;
    },
    notePass: (id, key) => write(passFile(id), { id, key }),
    problem: () => problem,
    tidy: () => tidy(path),
  };
}

/** The checksum says that it is as it was written, its key that it is in its place; a file of an older synod has another key. */
function isResult(found: unknown, key: string): found is { readonly key: string; readonly result: RememberedResult } {
  if (!isNamedParts(found) || found["key"] !== key || !isNamedParts(found["result"])) return false;
  const { verdict, counterexamples, reasons } = found["result"];
  return isNamedParts(verdict) && Array.isArray(counterexamples) && isNamedParts(reasons);
}

function tidy(path: string): void {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3_600_000;
  try {
    for (const name of readdirSync(path)) {
      if (!/^(result|pass)-[0-9a-f]{64}/.test(name)) continue;
      const file = join(path, name);
      if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) < oldest)
        rmSync(file, { force: true });
    }
  } catch {
    // There is none, or it can only be read.
  }
}
