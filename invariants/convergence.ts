/**
 * Convergence: everybody knows everybody's `version`, the last one there is. A state to be reached rather than kept; that
 * all nodes agree would not do, since they also do before anything has happened.
 */
import type { Knowledge } from "./knowledge.ts";
import { checkOptions } from "./options.ts";

/**
 * Convergence: everybody knows everybody's `version`, the last one there is. For `reachable` or `eventually`; that all
 * nodes agree would not do, since they also do before anything has happened.
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
 *   reachable: { converged: convergence({ nodes: Node.values, known: (s, by, about) => s.known.get(by).get(about), version: 1 }) },
 * });
 * ```
 */
export function convergence<S, N>(
  options: Knowledge<S, N> & {
    /** The last version there is: `version: 2`. */
    readonly version: number;
  },
): (state: S) => boolean {
  checkOptions("convergence", options, { nodes: "list", known: "function", version: "number" });
  const { nodes, known, version } = options;
  return (state) => nodes.every((about) => nodes.every((by) => known(state, by, about) === version));
}
