/**
 * No ghosts: nobody knows a version that its owner has not reached. In gossip a ghost cannot be got rid of, since merging
 * keeps the larger version; Cassandra's generations exist because a restart would make ghosts of everything known before.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { acquaintances, type Knowledge } from "./knowledge.ts";
import { checkOptions } from "./options.ts";
import { called } from "./said.ts";

/**
 * No ghosts: nobody knows a version that its owner has not reached. For `always`.
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 2);
 * model({
 *   state: { known: map(Node, map(Node, range(0, 1))) },
 *   rules: {
 *     bump: { for: { n: Node }, do: (s, { n }) => { s.known.get(n).set(n, 1); } },
 *     tell: { for: { by: Node, about: Node }, do: (s, { by, about }) => { s.known.get(by).set(about, s.known.get(about).get(about)); } },
 *   },
 *   always: { "no ghosts": noGhosts({ nodes: Node.values, known: (s, by, about) => s.known.get(by).get(about) }) },
 * });
 * ```
 */
export function noGhosts<S, N>(options: Knowledge<S, N>): (state: S) => boolean {
  checkOptions("noGhosts", options, { nodes: "list", known: "function" }, ["version"]);
  const { nodes, known } = options;
  return forEvery(acquaintances(nodes), ({ by, about }) =>
    structured((state: S) => known(state, by, about) <= known(state, about, about), {
      kind: "stated",
      says: (answer, state: S) =>
        answer
          ? null
          : `${called(by)} knows version ${known(state, by, about)} of ${called(about)}, which has only reached ${known(state, about, about)}`,
    }),
  );
}
