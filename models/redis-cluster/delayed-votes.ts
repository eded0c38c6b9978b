/**
 * Elections whose messages are late. A request may be answered long after the replica has asked again, and an answer does
 * not say which request it is for: it carries the current epoch of the master, and the replica counts it if that is not
 * below its own epoch. Rule 3 of "Masters reply to replica vote request" in the Redis Cluster specification keeps this from
 * electing two: a master ignores a request of an epoch below its current one. Basic Paxos has the same trap, where a promise
 * does not repeat the number that it is for.
 */
import { monotonic } from "../../invariants/index.ts";
import {
  type Model,
  map,
  model,
  range,
  record,
  type StateDraft,
  type StateView,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";
import { atLeast, majorityOf } from "../quorums.ts";
import type { Part } from "./decisions.ts";

export function delayedVotes({ masters, replicas, epochs, decide: { answers, catchUp } }: Part): Model {
  const Master = scalarset("m", masters);
  const Replica = scalarset("r", replicas);
  const Epoch = range(0, epochs); // 0: before all elections
  const state = {
    epoch: map(Replica, Epoch), // of the replica's latest request; all earlier ones are still under way
    currentEpoch: map(Master, Epoch),
    lastVoteEpoch: map(Master, Epoch),
    answered: map(Master, set(record({ from: Replica, epoch: Epoch }))), // requests
    acknowledged: map(Master, map(Replica, Epoch)), // the largest epoch that an answer of the master carried
    winners: map(Epoch, set(Replica)),
  };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Replica = ValueOf<typeof Replica>;

  /** The replica counts the answers that it has, and is elected if they are enough for its present epoch. */
  const count = (s: Draft, r: Replica) => {
    const epoch = s.epoch.get(r);
    if (atLeast(majorityOf(masters), Master.values, (m) => s.acknowledged.get(m).get(r) >= epoch))
      s.winners.get(epoch).add(r);
  };

  return model({
    state,
    rules: {
      request: {
        for: { r: Replica },
        when: (s, { r }) => s.epoch.get(r) < epochs,
        do: (s, { r }) => {
          s.epoch.set(r, s.epoch.get(r) + 1);
          count(s, r);
        },
      },
      heartbeat: {
        for: { r: Replica, m: Master },
        do: (s, { r, m }) => s.currentEpoch.set(m, catchUp(s.currentEpoch.get(m), s.epoch.get(r))),
      },
      vote: {
        for: { m: Master, r: Replica, epoch: range(1, epochs) },
        when: (s, { m, r, epoch }) =>
          epoch <= s.epoch.get(r) &&
          !s.answered.get(m).has({ from: r, epoch }) &&
          s.lastVoteEpoch.get(m) < epoch &&
          answers(s.currentEpoch.get(m), epoch),
        do: (s, { m, r, epoch }) => {
          s.currentEpoch.set(m, Math.max(s.currentEpoch.get(m), epoch));
          s.lastVoteEpoch.set(m, epoch);
          s.answered.get(m).add({ from: r, epoch });
          const acknowledged = s.acknowledged.get(m);
          acknowledged.set(r, Math.max(acknowledged.get(r), s.currentEpoch.get(m)));
          count(s, r);
        },
      },
    },
    always: { "one winner per epoch": (s) => s.winners.values().every((winners) => winners.size <= 1) },
    step: {
      "current epochs monotone": monotonic({ at: Master.values, read: (s: State, m) => s.currentEpoch.get(m) }),
    },
    reachable: {
      elected: (s) => s.winners.get(epochs).size > 0,
      "epoch known before a vote in it": (s) =>
        Master.values.some((m) => s.currentEpoch.get(m) > s.lastVoteEpoch.get(m)),
    },
  });
}
