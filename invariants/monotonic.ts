/**
 * Monotonic: numbers that no step lowers, such as promises, terms, versions and clocks. A claim about steps; as an
 * invariant it could not be said without remembering the past.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { checkOptions } from "./options.ts";
import { called } from "./said.ts";

/**
 * Monotonic: numbers that no step lowers, such as promises, terms, versions and clocks. For `step`.
 *
 * @param options - `at`: where the numbers are, acceptors, say, or pairs of nodes; `read`: the number there.
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 2);
 * model({
 *   state: { term: map(Node, range(0, 3)) },
 *   rules: { elect: { for: { n: Node }, when: (s, { n }) => s.term.get(n) < 3, do: (s, { n }) => { s.term.set(n, s.term.get(n) + 1); } } },
 *   step: { "terms grow": monotonic({ at: Node.values, read: (s, n) => s.term.get(n) }) },
 * });
 * ```
 */
export function monotonic<S, P>(options: {
  /** Where the numbers are, acceptors, say, or pairs of nodes: `at: Node.values`. */
  readonly at: readonly P[];
  /** The number there: `read: (s, n) => s.term.get(n)`. */
  readonly read: (state: S, place: P) => number;
  /** What it is for one to fall, in words: `say: (n, from, to) => `${n} went back from term ${from} to ${to}``. */
  readonly say?: (place: P, from: number, to: number) => string;
}): (before: S, after: S) => boolean {
  checkOptions("monotonic", options, { at: "list", read: "function" }, ["say"]);
  const { at, read, say = (place, from, to) => `that of ${called(place)} fell from ${from} to ${to}` } = options;
  return forEvery(at, (place) =>
    structured((before: S, after: S) => read(before, place) <= read(after, place), {
      kind: "stated",
      says: (answer, before: S, after: S) => (answer ? null : say(place, read(before, place), read(after, place))),
    }),
  );
}
