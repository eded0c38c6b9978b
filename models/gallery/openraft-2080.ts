/**
 * Raft's leader lease under a partial partition. A node that hears from a leader refuses votes for a while, so that
 * nobody disturbs a leader that works. openraft#2080: the old leader reaches one node only, the bridge; three nodes are
 * a quorum and reach each other, but need the bridge's vote, which the old leader's heartbeats make it refuse for ever.
 * The remedy, openraft#2083: a leader that does not reach a quorum stops sending heartbeats.
 *
 * Assumed: the partition stays, who reaches whom is fixed; logs are all alike; one candidate at a time, who asks for
 * votes before it raises its term (pre-vote) and gives up when nobody is left to vote for it; a heartbeat and a vote
 * are one step each; once there is a new leader, nobody listens to the old one. Databend, openraft, issue 2080 (2026).
 */
import {
  enumeration,
  model,
  optional,
  protocol,
  type StateView,
  set,
  strong,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * A leader lease under a partial partition. After Databend, openraft, issue 2080 (2026).
 *
 * @example
 * ```ts
 * await check(openraft2080({}, "heartbeats-without-quorum"));
 * ```
 */
export const openraft2080 = protocol(
  {
    name: "openraft-2080",
    about: "Raft's leader lease under a partial partition: who is connected finds a leader",
    source: "Databend, openraft, issue 2080 (2026)",
    mutants: {
      "heartbeats-without-quorum": {
        about: "a leader that does not reach a quorum goes on sending heartbeats",
        breaks: "a leader reaches a quorum",
        at: {},
        steps: 12,
        loop: 2,
      },
    },
  },
  (_, mutant) => {
    const Node = enumeration("a", "b", "bridge", "old", "isolated");
    type Node = ValueOf<typeof Node>;
    const links = ["a b", "a bridge", "b bridge", "old bridge"];
    const isLinked = (one: Node, other: Node) =>
      one === other || links.includes(`${one} ${other}`) || links.includes(`${other} ${one}`);
    const quorum = majorityOf(Node.size);
    const reachesQuorum = (node: Node) => Node.values.filter((other) => isLinked(node, other)).length >= quorum;
    const sendsHeartbeats = (leader: Node) => mutant === "heartbeats-without-quorum" || reachesQuorum(leader);

    const state = { leader: Node, leased: set(Node), candidate: optional(Node), votes: set(Node) };
    type State = StateView<typeof state>;
    const mayVote = (s: State, node: Node) =>
      s.candidate !== null &&
      isLinked(node, s.candidate) &&
      node !== s.leader &&
      !s.leased.has(node) &&
      !s.votes.has(node);

    return model({
      state,
      words: {
        leader: "the leader is {value}",
        leased: ["{value} holds a lease of the leader", "{value} holds no lease"],
        candidate: "the candidate is {value}",
      },
      init: (s) => {
        s.leader = "old";
        for (const node of Node.values) if (node !== "old" && node !== "isolated") s.leased.add(node);
      },
      rules: {
        heartbeat: {
          for: { to: Node },
          when: (s, { to }) => s.leader !== to && isLinked(s.leader, to) && sendsHeartbeats(s.leader),
          do: (s, { to }) => s.leased.add(to),
        },
        expire: {
          for: { node: Node },
          when: (s, { node }) => s.leased.has(node),
          do: (s, { node }) => s.leased.delete(node),
        },
        stand: {
          for: { node: Node },
          when: (s, { node }) => s.candidate === null && node !== s.leader && !s.leased.has(node),
          do: (s, { node }) => {
            s.candidate = node;
            s.votes.add(node);
          },
        },
        vote: {
          for: { node: Node },
          when: (s, { node }) => mayVote(s, node),
          do: (s, { node }) => s.votes.add(node),
        },
        win: {
          when: (s) => s.votes.size >= quorum,
          do: (s) => {
            s.leader = s.candidate ?? s.leader;
            s.candidate = null;
            s.votes.clear();
          },
        },
        "give up": {
          when: (s) => s.candidate !== null && s.votes.size < quorum && !Node.values.some((node) => mayVote(s, node)),
          do: (s) => {
            s.candidate = null;
            s.votes.clear();
          },
        },
      },
      reachable: { "a new leader is heard": (s) => s.leader !== "old" && s.leased.size > 0 },
      eventually: { "a leader reaches a quorum": (s) => reachesQuorum(s.leader) },
      alwaysReachable: { "a leader may reach a quorum": (s) => reachesQuorum(s.leader) },
      fairness: {
        "timers and messages": [
          weak(["heartbeat", "expire", "give up"], { per: "instance" }),
          strong(["stand", "vote", "win"], { per: "instance" }),
        ],
      },
    });
  },
);
