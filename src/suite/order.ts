/**
 * Which checks are run, in what order, and in which shard. Order: smallest first, so that a mistake is told early. Shards: the
 * same on every machine, whatever its cache has, and of about the same work: the largest check goes to the shard that has the
 * least so far (Graham, *Bounds on Multiprocessing Timing Anomalies*, 1969).
 */
import type { PlannedCheck } from "./expand.ts";

/** States of a check, where they are known from an earlier run. */
export type KnownStates = (id: string) => number | null;

/** What starting a check is worth, in states. */
const START = 2000;
const MOST = 1e9;

/** By what is known, else by the parameters: states grow by about as much with each process, ballot or value. */
export function workOf(check: PlannedCheck, known: KnownStates): number {
  const states = known(check.id);
  if (states !== null) return START + states;
  const sizes = Object.values(check.parameters).filter((value) => typeof value === "number");
  return START + Math.min(MOST, 10 ** (0.6 * sizes.reduce((sum, size) => sum + Math.max(0, size), 0)));
}

/** Smallest first; those alike in the suite's order. */
export function inOrderOfWork(checks: readonly PlannedCheck[], known: KnownStates): PlannedCheck[] {
  return checks.toSorted((one, other) => workOf(one, known) - workOf(other, known));
}

/** One part of several of a suite: `{ number: 1, of: 3 }`. */
export interface Shard {
  /** From 1: `number: 1`. */
  readonly number: number;
  /** How many there are: `of: 3`. */
  readonly of: number;
}

/** The checks of a shard, in the suite's order. `known`: of what all machines have. */
export function inShard(checks: readonly PlannedCheck[], { number, of }: Shard, known: KnownStates): PlannedCheck[] {
  const byWork = checks
    .map((check) => ({ check, work: workOf(check, known) }))
    .toSorted((one, other) => other.work - one.work || (one.check.id < other.check.id ? -1 : 1));
  const loads = Array.from({ length: of }, () => 0);
  const mine = new Set<PlannedCheck>();
  for (const { check, work } of byWork) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] as number) + work;
    if (lightest === number - 1) mine.add(check);
  }
  return checks.filter((check) => mine.has(check));
}
