/**
 * Convergence: everybody knows everybody's `version`, the last one there is. A state to be reached rather than kept; that
 * all nodes agree would not do, since they also do before anything has happened.
 */
import type { Knowledge } from "./knowledge.ts";
import { checkOptions } from "./options.ts";

export function convergence<S, N>(options: Knowledge<S, N> & { readonly version: number }): (state: S) => boolean {
  checkOptions("convergence", options, { nodes: "list", known: "function", version: "number" });
  const { nodes, known, version } = options;
  return (state) => nodes.every((about) => nodes.every((by) => known(state, by, about) === version));
}
