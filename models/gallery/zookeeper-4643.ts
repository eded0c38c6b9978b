/**
 * ZooKeeper: what a follower does when a new leader sends it NEWLEADER: write its history to disk, write the new epoch,
 * and acknowledge. In that order; elections prefer who has the highest epoch, then the longest history. ZOOKEEPER-4643:
 * the epoch was written first, so who crashed in between was elected for an epoch whose history it does not have, and
 * what was committed is cut off. ZOOKEEPER-4646: the acknowledgement came before the history, so the leader serves on
 * what nobody has on disk.
 *
 * Assumed: one transaction in an epoch, so that a history is known by the epoch of its last one; an election is one
 * step among those who are up, any of the best may win it; synchronisation sends the leader's history or cuts off what
 * it does not have. Apache ZooKeeper, issues ZOOKEEPER-4643 and ZOOKEEPER-4646.
 */
import {
  boolean,
  enumeration,
  integer,
  map,
  model,
  optional,
  protocol,
  range,
  type StateView,
  scalarset,
  sequence,
  set,
  type ValueOf,
} from "../../src/index.ts";
import { atLeast, majorityOf } from "../quorums.ts";

const mutants = {
  "epoch-first": {
    about: "a follower writes the epoch before the history (ZOOKEEPER-4643)",
    breaks: "a serving leader has what was committed",
    at: { epochs: 3, crashes: 3 },
    steps: 21,
    change: ["write epoch", "write history", "acknowledge"] as const,
  },
  "acknowledges-first": {
    about: "a follower acknowledges before it writes the history (ZOOKEEPER-4646)",
    breaks: "a serving leader has what was committed",
    at: { epochs: 3, crashes: 3 },
    steps: 20,
    change: ["write epoch", "acknowledge", "write history"] as const,
  },
};

/**
 * ZooKeeper's synchronisation with a new leader. After Apache ZooKeeper, ZOOKEEPER-4643 and ZOOKEEPER-4646.
 *
 * @example
 * ```ts
 * await check(zookeeper4643({ epochs: 3, crashes: 3 }, "epoch-first"));
 * ```
 */
export const zookeeper4643 = protocol(
  {
    name: "zookeeper-4643",
    about: "ZooKeeper: in which order a follower writes and acknowledges what a new leader sends",
    source: "Apache ZooKeeper, issues ZOOKEEPER-4643 and ZOOKEEPER-4646",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3, about: "the ensemble" }),
      epochs: integer({ from: 1, to: 4, default: 2, about: "how many leaders there may be" }),
      crashes: integer({ from: 0, to: 4, default: 2, about: "how many crashes there may be" }),
    },
    mutants,
  },
  ({ servers, epochs, crashes }, mutant) => {
    const Server = scalarset("s", servers);
    type Server = ValueOf<typeof Server>;
    const Epoch = range(0, epochs);
    const Action = enumeration("write history", "write epoch", "acknowledge");
    const onNewLeader = mutant === null ? Action.values : mutants[mutant].change;
    const quorum = majorityOf(servers);

    const state = {
      up: set(Server),
      epoch: map(Server, Epoch), // on disk
      history: map(Server, Epoch), // on disk
      leader: optional(Server),
      newest: Epoch, // the last leader's
      following: set(Server),
      todo: map(Server, sequence(Action, { capacity: Action.size })),
      serving: boolean,
      acks: set(Server), // of the leader's transaction
      committed: Epoch,
      crashes: range(0, crashes),
    };
    type State = StateView<typeof state>;

    const isBehind = (s: State, one: Server, other: Server) =>
      s.epoch.get(one) < s.epoch.get(other) ||
      (s.epoch.get(one) === s.epoch.get(other) && s.history.get(one) < s.history.get(other));
    const hasAcknowledged = (s: State, server: Server) =>
      server === s.leader || (s.following.has(server) && !s.todo.get(server).includes("acknowledge"));
    const isQuorum = (holds: (server: Server) => boolean) => atLeast(quorum, Server.values, holds);

    return model({
      state,
      words: {
        leader: "the leader is {value}",
        history: "{key} has written {value} transactions",
        epoch: "{key} is in epoch {value}",
        committed: "transactions committed: {value}",
      },
      init: (s) => {
        for (const server of Server.values) s.up.add(server);
      },
      rules: {
        elect: {
          for: { leader: Server },
          when: (s, { leader }) =>
            s.leader === null &&
            s.newest < epochs &&
            s.up.has(leader) &&
            s.up.size >= quorum &&
            ![...s.up].some((server) => isBehind(s, leader, server)),
          do: (s, { leader }) => {
            s.leader = leader;
            s.newest += 1;
            s.epoch.set(leader, s.newest);
            s.acks.clear();
            s.following.clear();
            for (const server of Server.values) s.todo.get(server).clear();
          },
        },
        follow: {
          for: { server: Server },
          when: (s, { server }) =>
            s.leader !== null && server !== s.leader && s.up.has(server) && !s.following.has(server),
          do: (s, { server }) => {
            s.following.add(server);
            for (const action of onNewLeader) s.todo.get(server).push(action);
          },
        },
        act: {
          for: { leader: Server, server: Server },
          when: (s, { leader, server }) => s.leader === leader && s.todo.get(server).length > 0,
          do: (s, { leader, server }) => {
            const action = s.todo.get(server).shift();
            if (action === "write history") s.history.set(server, s.history.get(leader));
            if (action === "write epoch") s.epoch.set(server, s.newest);
          },
        },
        serve: {
          when: (s) => s.leader !== null && !s.serving && isQuorum((server) => hasAcknowledged(s, server)),
          do: (s) => {
            s.serving = true;
          },
        },
        propose: {
          for: { leader: Server },
          when: (s, { leader }) => s.leader === leader && s.serving && s.history.get(leader) < s.newest,
          do: (s, { leader }) => {
            s.history.set(leader, s.newest);
            s.acks.add(leader);
          },
        },
        store: {
          for: { leader: Server, server: Server },
          when: (s, { leader, server }) =>
            s.leader === leader &&
            s.following.has(server) &&
            s.todo.get(server).length === 0 &&
            s.acks.has(leader) &&
            !s.acks.has(server),
          do: (s, { server }) => {
            s.history.set(server, s.newest);
            s.acks.add(server);
          },
        },
        commit: {
          when: (s) => s.serving && s.acks.size >= quorum && s.committed < s.newest,
          do: (s) => {
            s.committed = s.newest;
          },
        },
        crash: {
          for: { server: Server },
          when: (s, { server }) => s.up.has(server) && s.crashes < crashes,
          do: (s, { server }) => {
            s.crashes += 1;
            s.up.delete(server);
            s.following.delete(server);
            s.todo.get(server).clear();
            if (s.leader !== server && s.up.size >= quorum) return;
            s.leader = null;
            s.serving = false;
          },
        },
        restart: {
          for: { server: Server },
          when: (s, { server }) => !s.up.has(server),
          do: (s, { server }) => s.up.add(server),
        },
      },
      always: {
        "a serving leader has what was committed": (s) =>
          !s.serving || s.leader === null || s.history.get(s.leader) >= s.committed,
      },
      reachable: {
        "the last epoch commits, and who crashed is up": (s) =>
          s.committed === epochs && s.crashes === crashes && s.up.size === servers,
      },
    });
  },
);
