/**
 * Agreement: no two different values are ever decided. The safety half of consensus, and of atomic commitment, where the
 * values are "commit" and "abort" (Gray and Lamport, *Consensus on Transaction Commit*, 2006).
 */
import { atMostOne } from "./at-most-one.ts";
import type { Decisions } from "./decisions.ts";
import { checkOptions } from "./options.ts";

export function agreement<S, V>(options: Decisions<S, V>): (state: S) => boolean {
  checkOptions("agreement", options, { among: "list", decided: "function" }, ["proposed"]);
  const { among, decided } = options;
  return atMostOne({ among, holds: decided });
}
