/**
 * Messages in flight as in one-per-pair.ts, but several to the same node may be under way, so many in all. What a message
 * says is a tuple in the order of the nodes, which are therefore no scalarset.
 */
import {
  enumeration,
  map,
  model,
  range,
  type StateDraft,
  type StateView,
  set,
  tuple,
  type ValueOf,
} from "../../src/index.ts";
import { fairness, liveness, safety } from "../gossip/claims.ts";
import type { InFlight } from "./one-per-pair.ts";

export function pool({ nodes, versions, lossy, merge, slots }: InFlight & { readonly slots: number }) {
  const Node = enumeration(...Array.from({ length: nodes }, (_, at) => `n${at + 1}` as const));
  const Version = range(0, versions);
  const Vector = tuple(...Node.values.map(() => Version)); // what somebody knows, in the order of the nodes
  const state = {
    known: map(Node, map(Node, Version)),
    told: map(Node, map(Node, set(Vector))), // told.get(from).get(to): what is under way
    underWay: range(0, slots), // how many messages that are
  };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Node = ValueOf<typeof Node>;
  type Message = { readonly from: Node; readonly to: Node; readonly vector: ValueOf<typeof Vector> };

  const known = (s: State, by: Node, about: Node) => s.known.get(by).get(about);
  const vectorOf = (s: State, node: Node) => Node.values.map((about) => known(s, node, about));
  const isUnderWay = (s: State, { from, to, vector }: Message) => from !== to && s.told.get(from).get(to).has(vector);
  const remove = (s: Draft, { from, to, vector }: Message) => {
    s.told.get(from).get(to).delete(vector);
    s.underWay -= 1;
  };
  const Message = { from: Node, to: Node, vector: Vector };
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
        when: (s, { from, to }) =>
          from !== to && s.underWay < slots && !s.told.get(from).get(to).has(vectorOf(s, from)),
        do: (s, { from, to }) => {
          s.told.get(from).get(to).add(vectorOf(s, from));
          s.underWay += 1;
        },
      },
      receive: {
        for: Message,
        when: isUnderWay,
        do: (s, message) => {
          const { to, vector } = message;
          for (const [at, about] of Node.values.entries())
            if (about !== to) s.known.get(to).set(about, merge(known(s, to, about), vector[at] as number));
          remove(s, message);
        },
      },
      lose: lossy && { for: Message, when: isUnderWay, do: remove },
    },
    ...safety(gossip),
    ...liveness(gossip),
    fairness,
  });
}
