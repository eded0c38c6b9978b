/**
 * No ghosts: nobody knows a version that its owner has not reached. In gossip a ghost cannot be got rid of, since merging
 * keeps the larger version; Cassandra's generations exist because a restart would make ghosts of everything known before.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { acquaintances, type Knowledge } from "./knowledge.ts";
import { checkOptions } from "./options.ts";

export function noGhosts<S, N>(options: Knowledge<S, N>): (state: S) => boolean {
  checkOptions("noGhosts", options, { nodes: "list", known: "function" }, ["version"]);
  const { nodes, known } = options;
  return forEvery(
    acquaintances(nodes),
    ({ by, about }) =>
      (state: S) =>
        known(state, by, about) <= known(state, about, about),
  );
}
