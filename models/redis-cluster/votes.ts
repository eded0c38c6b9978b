/**
 * Electing a replica: it asks all masters for their votes in a new epoch. A master votes once in an epoch, which is all
 * that keeps two replicas from being elected in the same one: so it must not forget, not even in a restart. Follows
 * "Replica election and promotion" of the Redis Cluster specification.
 */
import { atMostOnePer, monotonic } from "../../invariants/index.ts";
import {
  type Model,
  map,
  model,
  range,
  record,
  type StateView,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";
import { atLeast, majorityOf } from "../quorums.ts";
import type { Part } from "./decisions.ts";

export function votes({ masters, replicas, epochs, decide }: Part): Model {
  const { answers, keepsVote, forgetfulRestarts } = decide;
  const Master = scalarset("m", masters);
  const Replica = scalarset("r", replicas);
  const Epoch = range(0, epochs); // 0: before all elections
  const state = {
    epoch: map(Replica, Epoch), // in which the replica asks for votes
    currentEpoch: map(Master, Epoch),
    lastVoteEpoch: map(Master, Epoch),
    votes: map(Master, set(record({ for: Replica, epoch: Epoch }))), // cast so far; nobody votes twice for the same
    restarts: range(0, forgetfulRestarts),
  };
  type State = StateView<typeof state>;
  type Replica = ValueOf<typeof Replica>;

  const isElected = (s: State, epoch: number, r: Replica) =>
    atLeast(majorityOf(masters), Master.values, (m) => s.votes.get(m).has({ for: r, epoch }));

  const rises = monotonic({ at: Master.values, read: (s: State, m) => s.currentEpoch.get(m) });

  return model({
    state,
    words: { votes: ["{key} voted for {for} in epoch {epoch}", "{key} did not vote for {for} in epoch {epoch}"] },
    rules: {
      request: {
        for: { r: Replica },
        when: (s, { r }) => s.epoch.get(r) < epochs,
        do: (s, { r }) => s.epoch.set(r, s.epoch.get(r) + 1),
      },
      vote: {
        for: { m: Master, r: Replica },
        when: (s, { m, r }) => {
          const epoch = s.epoch.get(r);
          return (
            answers(s.currentEpoch.get(m), epoch) &&
            s.lastVoteEpoch.get(m) < epoch &&
            !s.votes.get(m).has({ for: r, epoch })
          );
        },
        do: (s, { m, r }) => {
          const epoch = s.epoch.get(r);
          s.currentEpoch.set(m, epoch);
          if (keepsVote) s.lastVoteEpoch.set(m, epoch);
          s.votes.get(m).add({ for: r, epoch });
        },
      },
      restart: forgetfulRestarts > 0 && {
        for: { m: Master },
        when: (s) => s.restarts < forgetfulRestarts,
        do: (s, { m }) => {
          s.currentEpoch.set(m, 0);
          s.lastVoteEpoch.set(m, 0);
          s.restarts += 1;
        },
      },
    },
    always: {
      "one winner per epoch": atMostOnePer({
        per: Epoch.values,
        among: Replica.values,
        holds: isElected,
        say: (epoch, replica) => `${replica} is elected in epoch ${epoch}`,
      }),
    },
    step: {
      // Of who does not restart.
      "current epochs monotone": (before, after) => before.restarts < after.restarts || rises(before, after),
    },
    reachable: { elected: (s) => Replica.values.some((r) => isElected(s, epochs, r)) },
  });
}
