/**
 * The lock of a suite in a run of `synod suite`: found beside the suite's file and named after it, read before the search, held
 * against what was found, written by `--update` alone. Where a lock is there and CI says that it is CI, the lock is frozen.
 */
import { basename, join } from "node:path";
import { synodError } from "../errors/errors.ts";
import { readLock, updateLock } from "../lock/lock-file.ts";
import { compareToLock, withLockSurprises } from "../lock/lock-run.ts";
import type { Lock } from "../lock/lock-text.ts";
import { differenceLines, lockNotes, updateText } from "../lock/lock-words.ts";
import { printable } from "../printable.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import type { SuiteFile } from "./suite-file.ts";

export interface LockRequest {
  readonly update?: boolean;
  readonly frozen?: boolean;
  /** False: every check is run without, whatever the suite says; its counts are others. */
  readonly symmetry?: boolean;
}

export interface OpenLock {
  readonly path: string;
  /** As messages call it. */
  readonly name: string;
  /** As it was before the run; null: there is none. */
  readonly lock: Lock | null;
  readonly mode: "compare" | "frozen" | "update" | "off";
}

/** Throws `bad-lock`, `lock-too-new`, `lock-missing`, `bad-arguments`. */
export function openLock(
  { path: config, folder }: Pick<SuiteFile, "path" | "folder">,
  { update = false, frozen = false, symmetry }: LockRequest,
  environment: NodeJS.ProcessEnv = process.env,
): OpenLock {
  const usage = "synod suite [--update | --frozen]";
  if (update && frozen)
    throw synodError("bad-arguments", { problem: "--update writes the lock that --frozen says is right", usage });
  if (symmetry !== undefined && (update || frozen))
    throw synodError("bad-arguments", {
      problem: "a lock has the counts of the suite as it is, without --no-symmetry",
      usage,
    });
  const name = lockNameOf(config);
  const path = join(folder, name);
  const lock = readLock(path);
  if (frozen && lock === null) throw synodError("lock-missing", { path: name });
  const isOff = symmetry !== undefined;
  const mode = isOff
    ? "off"
    : update
      ? "update"
      : frozen || (lock !== null && isCi(environment))
        ? "frozen"
        : "compare";
  return { path, name, lock, mode };
}

/** `synod.config.ts`: `synod.lock.json`; `nightly.ts`: `nightly.lock.json`. */
function lockNameOf(config: string): string {
  const stem = basename(config)
    .replace(/\.\w+$/, "")
    .replace(/\.config$/, "");
  return `${stem}.lock.json`;
}

/** What every service of that kind sets. */
function isCi({ CI: told = "" }: NodeJS.ProcessEnv): boolean {
  return !["", "0", "false"].includes(told.toLowerCase());
}

export interface HeldAgainst {
  readonly report: SuiteReport;
  /** For people, behind the summary. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** Throws what reading and writing the lock throw. */
export function heldAgainst({ path, name, lock, mode }: OpenLock, report: SuiteReport): HeldAgainst {
  if (mode === "off")
    return { report, lines: [], notes: lock === null ? [] : [`not compared to ${name}: --no-symmetry`] };
  const run = compareToLock(lock, report);
  if (mode !== "update") {
    const frozen = mode === "frozen";
    const told = lock === null ? report : withLockSurprises(report, run, { file: name, frozen });
    return { report: told, lines: [], notes: lock === null ? [] : lockNotes(name, run, frozen) };
  }
  const written = updateText(name, updateLock(path, report));
  const changed = run.differing.filter(({ id }) => isAsExpected(report, id));
  const unwritten = report.checks.filter(({ surprises }) => surprises.length > 0).map(({ id }) => id);
  return {
    report,
    lines: [
      "",
      written,
      ...changed.flatMap(({ id, differences }) => differenceLines(id, differences)).map((line) => `  ${line}`),
      ...(unwritten.length === 0
        ? []
        : [`not recorded, not being as expected: ${unwritten.map(printable).join("; ")}`]),
    ],
    notes: [],
  };
}

function isAsExpected({ checks }: SuiteReport, id: string): boolean {
  return checks.some((each) => each.id === id && each.surprises.length === 0);
}
