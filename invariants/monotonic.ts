/**
 * Monotonic: numbers that no step lowers, such as promises, terms, versions and clocks. A claim about steps; as an
 * invariant it could not be said without remembering the past.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { checkOptions } from "./options.ts";

export function monotonic<S, P>(options: {
  /** Where the numbers are: acceptors, say, or pairs of nodes. */
  readonly at: readonly P[];
  readonly read: (state: S, place: P) => number;
}): (before: S, after: S) => boolean {
  checkOptions("monotonic", options, { at: "list", read: "function" });
  const { at, read } = options;
  return forEvery(at, (place) => (before: S, after: S) => read(before, place) <= read(after, place));
}
