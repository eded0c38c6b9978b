/**
 * Redlock: a client holds the lock if a majority of Redis nodes, which know nothing of each other, have set its key.
 * Each node lets the key expire after a time, and clients give up in time before that. So much depends on clocks.
 * Kleppmann, *How to do distributed locking* (2016): the clock of one node jumps forward, its key is gone too soon,
 * another client gets that node for its majority, and two hold the lock.
 *
 * Assumed: no node crashes, and no message is lost. Asking a node and its answer are one step. A client releases its
 * keys before any of them expires, as an honest clock would have it; so keys do not expire, but where the clock jumps.
 */
import { integer, map, model, optional, protocol, scalarset, set } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * Redlock, a lock on a majority of Redis nodes. After Kleppmann, How to do distributed locking (2016).
 *
 * @example
 * ```ts
 * await check(redlock({}, "clock-jump"));
 * ```
 */
export const redlock = protocol(
  {
    name: "redlock",
    about: "Redlock: a lock on a majority of Redis nodes whose clocks are honest",
    source: "Kleppmann, How to do distributed locking (2016)",
    parameters: {
      nodes: integer({ from: 1, to: 7, default: 5, about: "Redis nodes, of which a majority makes a lock" }),
      clients: integer({ from: 1, to: 3, default: 2, about: "who wants the lock" }),
    },
    mutants: {
      "clock-jump": {
        about: "the clock of one node jumps forward, so that its key expires too soon",
        breaks: "one holder",
        at: {},
        steps: 9,
      },
    },
  },
  ({ nodes, clients }, mutant) => {
    const Node = scalarset("n", nodes);
    const Client = scalarset("c", clients);

    return model({
      state: {
        key: map(Node, optional(Client)),
        granted: map(Client, set(Node)),
        holders: set(Client),
        jumped: set(Node),
      },
      words: {
        key: "the key of {key} is held by {value}",
        holders: ["{value} took the lock", "{value} has not taken the lock"],
      },
      rules: {
        ask: {
          for: { client: Client, node: Node },
          when: (s, { client, node }) =>
            s.key.get(node) === null && !s.granted.get(client).has(node) && !s.holders.has(client),
          do: (s, { client, node }) => {
            s.key.set(node, client);
            s.granted.get(client).add(node);
          },
        },
        hold: {
          for: { client: Client },
          when: (s, { client }) => s.granted.get(client).size >= majorityOf(nodes) && !s.holders.has(client),
          do: (s, { client }) => s.holders.add(client),
        },
        release: {
          for: { client: Client },
          when: (s, { client }) => s.granted.get(client).size > 0,
          do: (s, { client }) => {
            s.holders.delete(client);
            s.granted.get(client).clear();
            for (const node of Node.values) if (s.key.get(node) === client) s.key.set(node, null);
          },
        },
        jump: mutant === "clock-jump" && {
          for: { node: Node },
          when: (s, { node }) => s.jumped.size === 0 && s.key.get(node) !== null,
          do: (s, { node }) => {
            s.jumped.add(node);
            s.key.set(node, null);
          },
        },
      },
      always: { "one holder": (s) => s.holders.size <= 1 },
      reachable: { "somebody holds the lock": (s) => s.holders.size === 1 },
      alwaysReachable: { "the lock is free again": (s) => s.key.values().every((client) => client === null) },
    });
  },
);
