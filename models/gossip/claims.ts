/** What is claimed of gossip, however messages travel. */
import { convergence, type Knowledge, monotonic, noGhosts } from "../../invariants/index.ts";
import { strong, weak } from "../../src/index.ts";

export interface Gossip<S, N> extends Knowledge<S, N> {
  /** The last version there is. */
  readonly version: number;
}

export function safety<S, N>({ nodes, known, version }: Gossip<S, N>) {
  return {
    always: { "no ghosts": noGhosts({ nodes, known }) },
    step: {
      "versions monotone": monotonic({
        at: places(nodes),
        read: (s: S, { by, about }) => known(s, by, about),
        say: ({ by, about }, from, to) => `${by} knew version ${from} of ${about}, and now knows ${to}`,
      }),
    },
    reachable: { converged: convergence({ nodes, known, version }) },
  };
}

/** Eventual convergence: when no more is updated, all come to know the same, whatever it is. */
export function liveness<S, N>({ nodes, known }: Gossip<S, N>) {
  const agree = (s: S) => places(nodes).every(({ by, about }) => known(s, by, about) === known(s, about, about));
  return { eventuallyAlways: { "all agree": agree }, alwaysReachable: { "all can agree": agree } };
}

function places<N>(nodes: readonly N[]): readonly { readonly by: N; readonly about: N }[] {
  return nodes.flatMap((by) => nodes.map((about) => ({ by, about })));
}

const perPair = { per: ["from", "to"] };

/** Fairness of messages in flight. A sender's own fairness leaves it the choice of whom to tell. */
export const fairness = {
  "weak-per-pair": [weak("send", perPair), weak("receive", perPair)],
  "weak-per-sender": [weak("send", { per: "from" }), weak("receive", perPair)],
  "strong-receive": [weak("send", perPair), strong("receive", perPair)],
  "strong-per-pair": [strong("send", perPair), strong("receive", perPair)],
};
