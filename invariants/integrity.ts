/** Integrity, also stability: a decision is final. A claim about steps: what was decided before is decided after. */
import type { Decisions } from "./decisions.ts";

export function integrity<S, V>({ among, decided }: Decisions<S, V>): (before: S, after: S) => boolean {
  return (before, after) => among.every((value) => !decided(before, value) || decided(after, value));
}
