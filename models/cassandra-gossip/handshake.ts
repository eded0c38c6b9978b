/**
 * Cassandra's exchange of three messages. SYN: the versions that the sender knows of everybody. ACK: entries of which the
 * receiver knows a newer version, and requests for those of which it knows an older one. ACK2: the entries requested. Nodes
 * go on between the messages, so what arrives may be out of date. Each node has one handshake with each other one under
 * way, at most; nobody restarts, so that versions are numbers of one generation.
 */
import {
  enumeration,
  type Model,
  map,
  model,
  optional,
  range,
  type StateDraft,
  type StateView,
  scalarset,
  set,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { claims } from "./claims.ts";
import type { Decisions } from "./decisions.ts";

interface Handshake {
  readonly nodes: number;
  readonly versions: number;
  readonly decide: Decisions;
}

export function handshake({ nodes, versions, decide: { learns, merge } }: Handshake): Model {
  const Node = scalarset("n", nodes);
  const Version = range(0, versions);
  const state = {
    known: map(Node, map(Node, Version)), // known.get(a).get(b): the version of b that a knows
    // The message under way in the handshake that `from` began with `to`, say: stage.get(from).get(to), and what it carries.
    stage: map(Node, map(Node, enumeration("none", "syn", "ack", "ack2"))),
    entries: map(Node, map(Node, map(Node, optional(Version)))),
    requests: map(Node, map(Node, set(Node))),
  };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Node = ValueOf<typeof Node>;
  type Pair = { readonly from: Node; readonly to: Node };

  const known = (s: State, by: Node, about: Node) => s.known.get(by).get(about);
  const isAt = (s: State, { from, to }: Pair, stage: string) => from !== to && s.stage.get(from).get(to) === stage;
  const entries = (s: Draft, { from, to }: Pair) => s.entries.get(from).get(to);
  /** The node takes what it is told, and the entries are used up. */
  const learn = (s: Draft, pair: Pair, node: Node) => {
    for (const [about, told] of entries(s, pair)) {
      if (told !== null && learns(node, about)) s.known.get(node).set(about, merge(known(s, node, about), told));
      entries(s, pair).set(about, null);
    }
  };

  return model({
    state,
    rules: {
      beat: {
        for: { node: Node },
        when: (s, { node }) => known(s, node, node) < versions,
        do: (s, { node }) => s.known.get(node).set(node, known(s, node, node) + 1),
      },
      syn: {
        for: { from: Node, to: Node },
        when: (s, pair) => isAt(s, pair, "none"),
        do: (s, { from, to }) => {
          s.stage.get(from).set(to, "syn");
          for (const about of Node.values) entries(s, { from, to }).set(about, known(s, from, about));
        },
      },
      ack: {
        for: { from: Node, to: Node },
        when: (s, pair) => isAt(s, pair, "syn"),
        do: (s, { from, to }) => {
          s.stage.get(from).set(to, "ack");
          for (const [about, entry] of entries(s, { from, to })) {
            const [mine, theirs] = [known(s, to, about), entry ?? 0];
            entries(s, { from, to }).set(about, mine > theirs ? mine : null);
            if (mine < theirs) s.requests.get(from).get(to).add(about);
          }
        },
      },
      ack2: {
        for: { from: Node, to: Node },
        when: (s, pair) => isAt(s, pair, "ack"),
        do: (s, { from, to }) => {
          s.stage.get(from).set(to, "ack2");
          learn(s, { from, to }, from);
          const requests = s.requests.get(from).get(to);
          for (const about of requests) entries(s, { from, to }).set(about, known(s, from, about));
          requests.clear();
        },
      },
      close: {
        for: { from: Node, to: Node },
        when: (s, pair) => isAt(s, pair, "ack2"),
        do: (s, { from, to }) => {
          s.stage.get(from).set(to, "none");
          learn(s, { from, to }, to);
        },
      },
    },
    ...claims({ nodes: Node.values, known, restarts: () => false, version: versions }),
    fairness: { weak: weak(["syn", "ack", "ack2", "close"], { per: "instance" }) },
  });
}
