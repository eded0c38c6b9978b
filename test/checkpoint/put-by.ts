/** Checks that are put by at every boundary between two levels, and gone on with from each. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import type { Model } from "../../src/model/model.ts";
import { toJson } from "../../src/report/result.ts";

/** A folder that is there while `work` is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "synod-checkpoints-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `--json` would say, but for times, memory, and how much was judged again in the time that there was. */
export function said(result: CheckResult): object {
  const {
    wallMs: _wall,
    peakRssBytes: _peak,
    judged,
    ...rest
  } = JSON.parse(JSON.stringify(toJson(result))) as Record<string, unknown>;
  return { ...rest, judgedOf: (judged as { of: number } | null)?.of ?? null };
}

/** A check, with a copy of every checkpoint that it kept: of each the level and its folder. */
export async function putBy(
  make: () => Model,
  folder: string,
  options: CheckOptions,
): Promise<{ readonly result: CheckResult; readonly kept: readonly { level: number; folder: string }[] }> {
  const kept: { level: number; folder: string }[] = [];
  const result = await check(make(), {
    ...options,
    checkpoint: join(folder, "kept"),
    checkpointMs: 1e-6,
    checkpointed: ({ folder: from, level, written }) => {
      if (!written) throw new Error("it was not written");
      const copy = join(folder, `level-${level}`);
      cpSync(from, copy, { recursive: true });
      kept.push({ level, folder: copy });
    },
  });
  return { result, kept };
}
