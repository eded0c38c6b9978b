/**
 * What a run of a suite says of its lock. Only checks that ran are compared, and only those of which the suite has none are
 * gone: what a tag, a shard or a change left out is neither. What depends on the machine is not compared, and not demanded.
 */
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { type FigureDifference, figureDifferences } from "./figures.ts";
import type { Lock } from "./lock-text.ts";
import { type LockedCheck, lockedOf } from "./locked.ts";

export interface LockRun {
  /** Checks that are not as recorded, in the order of the suite. */
  readonly differing: readonly { readonly id: string; readonly differences: readonly FigureDifference[] }[];
  /** Checks that ran as expected and are not recorded. */
  readonly fresh: readonly string[];
  /** Checks that are recorded, and that the suite has not. */
  readonly gone: readonly string[];
  /** Checks that are recorded, and that ran without figures to compare: undecided by time or memory, or an error. */
  readonly open: readonly string[];
}

/** Null: there is no lock, and everything is fresh. */
export function compareToLock(lock: Lock | null, report: SuiteReport): LockRun {
  const locked = lock?.checks ?? new Map<string, LockedCheck>();
  const differing: { id: string; differences: readonly FigureDifference[] }[] = [];
  const fresh: string[] = [];
  const open: string[] = [];
  for (const entry of report.checks) {
    const before = locked.get(entry.id);
    const after = lockedEntry(entry);
    if (after === null) {
      if (before !== undefined) open.push(entry.id);
    } else if (before === undefined) {
      // Of one that is not as expected there is nothing to record.
      if (entry.surprises.length === 0) fresh.push(entry.id);
    } else {
      const differences = figureDifferences(before, after);
      if (differences.length > 0) differing.push({ id: entry.id, differences });
    }
  }
  const known = new Set([...report.checks, ...report.left].map(({ id }) => id));
  return { differing, fresh, open, gone: [...locked.keys()].filter((id) => !known.has(id)) };
}

/** Null: it has no figures that stay. */
export function lockedEntry({ error, verdict }: CheckedEntry): LockedCheck | null {
  return error === null ? lockedOf(verdict) : null;
}

/**
 * The lock after `--update`: what ran as expected is recorded, what the suite has no more is not, everything else stays as it is.
 * A check that is not as expected is not recorded: a lock is what somebody has agreed to.
 */
export function updatedLock(lock: Lock | null, report: SuiteReport): Lock {
  const { gone } = compareToLock(lock, report);
  const checks = new Map([...(lock?.checks ?? [])].filter(([id]) => !gone.includes(id)));
  for (const entry of report.checks) {
    const locked = lockedEntry(entry);
    if (locked !== null && entry.surprises.length === 0) checks.set(entry.id, locked);
  }
  return { synod: report.synod, checks };
}

/** The report with what its lock says as surprises. `frozen`: whether every check must be recorded, and no other. */
export function withLockSurprises(
  report: SuiteReport,
  { differing, fresh, gone }: LockRun,
  { file, frozen }: { readonly file: string; readonly frozen: boolean },
): SuiteReport {
  const byId = new Map(differing.map(({ id, differences }) => [id, differences]));
  const newOnes = new Set(frozen ? fresh : []);
  const checks = report.checks.map((entry) => {
    const differences = byId.get(entry.id);
    const surprises = [
      ...entry.surprises,
      ...(differences === undefined ? [] : [ofDifferences(file, differences)]),
      ...(newOnes.has(entry.id) ? [ofCounts(`${file} does not have it yet: \`synod suite --update\` adds it`)] : []),
    ];
    return surprises.length === entry.surprises.length ? entry : { ...entry, surprises };
  });
  const missing = frozen ? gone.map((id) => ofCounts(`${file} has a check that the suite has not: ${id}`)) : [];
  return { ...report, checks, surprises: [...(report.surprises ?? []), ...missing] };
}

/** A line each, after one that says where they are from; the place is that of the first rule or property among them. */
function ofDifferences(file: string, differences: readonly FigureDifference[]) {
  const property = differences.find(({ figure }) => figure === "property")?.name ?? null;
  const rule = property === null ? (differences.find(({ figure }) => figure === "rule")?.name ?? null) : null;
  const text = [`not as ${file} records`, ...differences.map((each) => each.text)].join("\n");
  return { kind: "counts" as const, text, property, rule };
}

function ofCounts(text: string) {
  return { kind: "counts" as const, text, property: null, rule: null };
}
