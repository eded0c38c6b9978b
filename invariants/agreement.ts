/**
 * Agreement: no two different values are ever decided. The safety half of consensus, and of atomic commitment, where the
 * values are "commit" and "abort" (Gray and Lamport, *Consensus on Transaction Commit*, 2006).
 */
import { atMostOne } from "./at-most-one.ts";
import { type Decisions, isDecided } from "./decisions.ts";
import { checkOptions } from "./options.ts";

/**
 * Agreement: no two different values are ever decided. The safety half of consensus, and of atomic commitment, where
 * the values are "commit" and "abort" (Gray and Lamport, *Consensus on Transaction Commit*, 2006). For `always`.
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Value = scalarset("v", 2);
 * model({
 *   state: { proposed: set(Value), chosen: set(Value) },
 *   rules: {
 *     propose: { for: { v: Value }, do: (s, { v }) => { s.proposed.add(v); } },
 *     choose: { for: { v: Value }, when: (s, { v }) => s.chosen.size === 0 && s.proposed.has(v), do: (s, { v }) => { s.chosen.add(v); } },
 *   },
 *   always: { agreement: agreement({ among: Value.values, decided: (s, v) => s.chosen.has(v) }) },
 * });
 * ```
 */
export function agreement<S, V>(options: Decisions<S, V>): (state: S) => boolean {
  checkOptions("agreement", options, { among: "list", decided: "function" }, ["proposed", "say"]);
  const { among, decided, say = isDecided } = options;
  return atMostOne({ among, holds: decided, say });
}
