/** How a state is read in which nodes know of each other's versions: what claims about gossip stand on. */
export interface Knowledge<S, N> {
  /** All nodes: `nodes: Node.values`. */
  readonly nodes: readonly N[];
  /**
   * The version of `about` that `by` knows; what a node knows about itself is the truth: `known: (s, by, about) =>
   * s.known.get(by).get(about)`.
   */
  readonly known: (state: S, by: N, about: N) => number;
}

/** Every (by, about) of different nodes. */
export function acquaintances<N>(nodes: readonly N[]): { readonly by: N; readonly about: N }[] {
  return nodes.flatMap((about) => nodes.filter((by) => by !== about).map((by) => ({ by, about })));
}
