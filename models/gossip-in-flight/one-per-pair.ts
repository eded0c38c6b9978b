/**
 * Messages in flight, each of which carries all that its sender knew when it was sent. At most one is under way from each
 * node to each other one, so that what is under way is a table of which a step reads little.
 */
import {
  map,
  model,
  optional,
  range,
  type StateDraft,
  type StateView,
  scalarset,
  type ValueOf,
} from "../../src/index.ts";
import { fairness, liveness, safety } from "../gossip/claims.ts";

export interface InFlight {
  readonly nodes: number;
  readonly versions: number;
  /** Whether messages may be lost. */
  readonly lossy: boolean;
  readonly merge: (known: number, told: number) => number;
}

export function onePerPair({ nodes, versions, lossy, merge }: InFlight) {
  const Node = scalarset("n", nodes);
  const Version = range(0, versions);
  const state = {
    known: map(Node, map(Node, Version)),
    told: map(Node, map(Node, map(Node, optional(Version)))), // told.get(from).get(to): what is under way
  };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Node = ValueOf<typeof Node>;
  type Pair = { readonly from: Node; readonly to: Node };

  const known = (s: State, by: Node, about: Node) => s.known.get(by).get(about);
  const isUnderWay = (s: State, { from, to }: Pair) => from !== to && s.told.get(from).get(to).get(from) !== null;
  const remove = (s: Draft, { from, to }: Pair) => {
    const message = s.told.get(from).get(to);
    for (const about of Node.values) message.set(about, null);
  };
  const gossip = { nodes: Node.values, known, version: versions };

  return model({
    state,
    rules: {
      update: {
        for: { node: Node },
        when: (s, { node }) => known(s, node, node) < versions,
        do: (s, { node }) => s.known.get(node).set(node, known(s, node, node) + 1),
      },
      send: {
        for: { from: Node, to: Node },
        when: (s, pair) => pair.from !== pair.to && !isUnderWay(s, pair),
        do: (s, { from, to }) => {
          const message = s.told.get(from).get(to);
          for (const about of Node.values) message.set(about, known(s, from, about));
        },
      },
      receive: {
        for: { from: Node, to: Node },
        when: isUnderWay,
        do: (s, { from, to }) => {
          const message = s.told.get(from).get(to);
          for (const about of Node.values) {
            const told = message.get(about);
            if (about !== to && told !== null) s.known.get(to).set(about, merge(known(s, to, about), told));
          }
          remove(s, { from, to });
        },
      },
      lose: lossy && { for: { from: Node, to: Node }, when: isUnderWay, do: remove },
    },
    ...safety(gossip),
    ...liveness(gossip),
    fairness,
  });
}
