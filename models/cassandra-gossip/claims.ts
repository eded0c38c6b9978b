/** What is claimed of Cassandra's gossip, however heartbeats are exchanged. */
import { convergence, type Knowledge, monotonic, noGhosts } from "../../invariants/index.ts";

interface Heartbeats<S, N> extends Knowledge<S, N> {
  /** Whether a node restarts in a step, and so forgets. */
  readonly restarts: (before: S, after: S) => boolean;
  /** The last heartbeat of a node that never restarts. */
  readonly version: number;
}

export function claims<S, N>({ nodes, known, restarts, version }: Heartbeats<S, N>) {
  const places = nodes.flatMap((by) => nodes.map((about) => ({ by, about })));
  const rises = monotonic({ at: places, read: (s: S, { by, about }) => known(s, by, about) });
  /** A beat adds one to what a node knows about itself. */
  const isBeat = (before: S, after: S, node: N) => known(after, node, node) === known(before, node, node) + 1;
  return {
    always: { "no ghosts": noGhosts({ nodes, known }) },
    step: {
      "versions monotone": (before: S, after: S) => restarts(before, after) || rises(before, after),
      "own entry never overwritten": (before: S, after: S) =>
        restarts(before, after) ||
        nodes.every((node) => known(after, node, node) === known(before, node, node) || isBeat(before, after, node)),
    },
    reachable: { converged: convergence({ nodes, known, version }) },
    /** When nobody beats or restarts any more, all come to know the same. */
    eventuallyAlways: {
      "all agree": (s: S) => places.every(({ by, about }) => known(s, by, about) === known(s, about, about)),
    },
  };
}
