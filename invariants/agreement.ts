/**
 * Agreement: no two different values are ever decided. The safety half of consensus, and of atomic commitment, where the
 * values are "commit" and "abort" (Gray and Lamport, *Consensus on Transaction Commit*, 2006).
 */
import { atMostOne } from "./at-most-one.ts";
import type { Decisions } from "./decisions.ts";

export function agreement<S, V>({ among, decided }: Decisions<S, V>): (state: S) => boolean {
  return atMostOne({ among, holds: decided });
}
