/**
 * When a rule instance that is disabled now was enabled, or will be, along a path, and which step ended that: what can be said
 * of a refusal without looking into the rule.
 */
import { type LiveModel, stepped, type WalkedPath } from "./path.ts";

export interface Enabling {
  /** The states of the path in which it is enabled, ascending. */
  readonly states: readonly number[];
  /** The last step up to now that made it disabled; null: it has not been enabled yet. */
  readonly endedBy: number | null;
}

export function enablingOf(subject: LiveModel, { states }: WalkedPath, step: number, now: number): Enabling {
  const enabled = states.flatMap((state, at) => (stepped(subject, state, step) === null ? [] : [at]));
  const last = enabled.findLast((at) => at < now);
  return { states: enabled, endedBy: last === undefined ? null : last + 1 };
}

/** `enabled in states 3 to 5 and 8; step 6 ended that`. */
export function enablingText({ states, endedBy }: Enabling, now: number): string {
  if (states.length === 0) return "in no state of this path";
  const later = states.filter((at) => at > now);
  const where = `enabled in ${states.length === 1 ? "state" : "states"} ${rangesText(states)}`;
  if (endedBy === null) return `not yet: ${where}`;
  return later.length === 0
    ? `no more: ${where}, step ${endedBy} ended that`
    : `not now: ${where}, step ${endedBy} ended that`;
}

/** `3 to 5 and 8`. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const texts = ranges.map(([from, to]) =>
    from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
  );
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}
