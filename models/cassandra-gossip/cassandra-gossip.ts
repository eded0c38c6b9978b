/**
 * Gossip as Cassandra does it: every node has a heartbeat, a version within a generation. It raises the version from time
 * to time and starts a new generation when it restarts, so that what others remember of its earlier life counts as older.
 * Follows the chapter on gossip in Cassandra's documentation (Dynamo); an exchange of three messages is in handshake.ts.
 */
import {
  choice,
  integer,
  map,
  model,
  protocol,
  range,
  record,
  type StateDraft,
  type StateView,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { claims } from "./claims.ts";
import { decisions } from "./decisions.ts";
import { handshake } from "./handshake.ts";
import { mutants } from "./mutants.ts";

/**
 * Cassandra's gossip: heartbeats that survive restarts, exchanged at once or by SYN, ACK and ACK2. After Apache
 * Cassandra documentation, Architecture, Dynamo: gossip.
 *
 * @example
 * ```ts
 * await check(cassandraGossip());
 * ```
 */
export const cassandraGossip = protocol(
  {
    name: "cassandra-gossip",
    about: "Cassandra's gossip: heartbeats that survive restarts, exchanged at once or by SYN, ACK and ACK2",
    source: "Apache Cassandra documentation, Architecture, Dynamo: gossip",
    parameters: {
      nodes: integer({ from: 2, to: 4, default: 2, about: "who gossips" }),
      versions: integer({ from: 1, to: 4, default: 1, about: "the last version of a generation" }),
      restarts: integer({ from: 0, to: 3, default: 1, about: "how many restarts there are in all (exchange=atomic)" }),
      exchange: choice(["atomic", "handshake"], {
        about: "whether an exchange is one step, or a handshake of three messages between nodes that do not restart",
      }),
    },
    mutants,
  },
  ({ nodes, versions, restarts, exchange }, mutant) => {
    const decide = { ...decisions, ...(mutant && mutants[mutant].change) };
    if (exchange === "handshake") return handshake({ nodes, versions, decide });

    const Node = range(0, nodes - 1); // not a scalarset, since each pair meets in one order only
    const Heartbeat = record({ generation: range(0, 1 + restarts), version: range(0, versions) });
    const state = {
      seen: map(Node, map(Node, Heartbeat)), // seen.get(a).get(b): the heartbeat of b that a has seen, at first none
      restarts: range(0, restarts),
    };
    type State = StateView<typeof state>;
    type Heartbeat = ValueOf<typeof Heartbeat>;

    const own = (s: State, node: number) => s.seen.get(node).get(node);
    /** Generation first, then version, in one number. */
    const age = ({ generation, version }: Heartbeat) => generation * (versions + 1) + version;
    const known = (s: State, by: number, about: number) => age(s.seen.get(by).get(about));
    const tell = (s: StateDraft<typeof state>, from: number, to: number) => {
      for (const about of Node.values) {
        if (decide.learns(to, about) && known(s, from, about) > known(s, to, about))
          s.seen.get(to).set(about, s.seen.get(from).get(about));
      }
    };

    const { reachable, ...claimed } = claims({
      nodes: Node.values,
      known,
      restarts: (before: State, after: State) => before.restarts < after.restarts,
      version: age({ generation: 1, version: versions }),
    });
    const isRestartKnown = (s: State) =>
      Node.values.some((by) => Node.values.some((about) => by !== about && s.seen.get(by).get(about).generation > 1));

    return model({
      state,
      init: (s) => {
        for (const node of Node.values) s.seen.get(node).set(node, { generation: 1, version: 0 });
      },
      rules: {
        beat: {
          for: { node: Node },
          when: (s, { node }) => own(s, node).version < versions,
          do: (s, { node }) => {
            const { generation, version } = own(s, node);
            s.seen.get(node).set(node, { generation, version: version + 1 });
          },
        },
        gossip: {
          for: { one: Node, other: Node },
          when: (_, { one, other }) => one < other,
          do: (s, { one, other }) => {
            tell(s, one, other);
            tell(s, other, one);
          },
        },
        restart: restarts > 0 && {
          for: { node: Node },
          when: (s) => s.restarts < restarts,
          do: (s, { node }) => {
            const { generation } = own(s, node);
            for (const about of Node.values) s.seen.get(node).set(about, { generation: 0, version: 0 });
            s.seen.get(node).set(node, { generation: decide.nextGeneration(generation), version: 0 });
            s.restarts += 1;
          },
        },
      },
      ...claimed,
      reachable: { ...reachable, "restart known": restarts > 0 && isRestartKnown },
      fairness: { weak: weak("gossip", { per: ["one", "other"] }) },
    });
  },
);
