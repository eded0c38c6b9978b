/**
 * No ghosts: nobody knows a version that its owner has not reached. In gossip a ghost cannot be got rid of, since merging
 * keeps the larger version; Cassandra's generations exist because a restart would make ghosts of everything known before.
 */
import { acquaintances, type Knowledge } from "./knowledge.ts";

export function noGhosts<S, N>({ nodes, known }: Knowledge<S, N>): (state: S) => boolean {
  const pairs = acquaintances(nodes);
  return (state) => pairs.every(({ by, about }) => known(state, by, about) <= known(state, about, about));
}
