/**
 * No ghosts: nobody knows a version that its owner has not reached. In gossip a ghost cannot be got rid of, since merging
 * keeps the larger version; Cassandra's generations exist because a restart would make ghosts of everything known before.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { acquaintances, type Knowledge } from "./knowledge.ts";

export function noGhosts<S, N>({ nodes, known }: Knowledge<S, N>): (state: S) => boolean {
  return forEvery(
    acquaintances(nodes),
    ({ by, about }) =>
      (state: S) =>
        known(state, by, about) <= known(state, about, about),
  );
}
