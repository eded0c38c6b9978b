/**
 * Kafka, replicating from a leader to a follower that fetches. The high watermark says up to where records are
 * committed; the follower learns of it one fetch late. Who becomes a follower cuts its log back before it fetches:
 *
 * - to its own high watermark, which may be behind what it has said to have, so that an acknowledged record is gone
 *   when it becomes the leader right after. KIP-101 (KAFKA-1211) asks the leader instead: where does my last epoch end
 *   in your log?
 * - if the leader knows nothing of that epoch it answers for an earlier one, and the follower must cut back its own
 *   records of epochs in between as well; else logs differ. KIP-279 (KAFKA-6361), after a fast failover.
 *
 * Assumed: two brokers, one of which is enough to acknowledge (min.insync.replicas=1); a record is known by its epoch
 * and place; logs are on disk. Apache Kafka, KIP-101: Use Leader Epoch rather than High Watermark for Truncation
 * (2016), KIP-279: Fix log divergence between leader and follower after fast leader fail over (2018).
 */
import {
  integer,
  list,
  map,
  model,
  optional,
  protocol,
  range,
  same,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";

const mutants = {
  "high-watermark": {
    about: "a follower cuts its log back to its own high watermark (KIP-101)",
    breaks: "the leader has what is acknowledged",
    at: {},
    steps: 8,
  },
  "epoch-only": {
    about:
      "a follower cuts back what is behind its last epoch's end, also if the leader does not know that epoch (KIP-279)",
    breaks: "committed records agree",
    at: {},
    steps: 11,
  },
};

/**
 * What a follower of Kafka cuts off. After Apache Kafka, KIP-101 (2016) and KIP-279 (2018).
 *
 * @example
 * ```ts
 * await check(kip101({}, "high-watermark"));
 * ```
 */
export const kip101 = protocol(
  {
    name: "kip-101",
    about: "Kafka: what a follower cuts off its log before it fetches",
    source: "Apache Kafka, KIP-101 (2016) and KIP-279 (2018)",
    parameters: {
      records: integer({ from: 1, to: 3, default: 2, about: "how many records are produced" }),
      epochs: integer({ from: 1, to: 4, default: 3, about: "how many leaders there may be" }),
    },
    mutants,
  },
  ({ records, epochs }, mutant) => {
    const Broker = scalarset("b", 2);
    const Epoch = range(0, epochs);
    const Offset = range(0, records);
    const Log = list(Epoch, { max: records });
    type Log = ValueOf<typeof Log>;
    const state = {
      log: map(Broker, Log),
      highWatermark: map(Broker, Offset),
      up: set(Broker),
      leader: optional(Broker),
      epoch: Epoch,
      inSync: set(Broker),
      fetching: set(Broker),
      produced: Offset,
      acknowledged: Log,
    };

    /** What a follower keeps of its log. */
    const kept = (log: Log, highWatermark: number, leaders: Log): Log => {
      if (mutant === "high-watermark") return log.slice(0, highWatermark);
      const last = log.at(-1) ?? 0;
      const known = leaders.filter((epoch) => epoch <= last);
      const cut = log.slice(0, known.length);
      return mutant === "epoch-only" ? cut : cut.filter((epoch) => epoch <= (known.at(-1) ?? 0));
    };

    return model({
      state,
      words: {
        log: "the log of {key} is {value}",
        highWatermark: "the high watermark of {key} is {value}",
        leader: "the leader is {value}",
        acknowledged: "acknowledged are {value}",
      },
      init: {
        for: { leader: Broker },
        do: (s, { leader }) => {
          s.leader = leader;
          s.epoch = 1;
          for (const broker of Broker.values) {
            s.up.add(broker);
            s.inSync.add(broker);
            if (broker !== leader) s.fetching.add(broker);
          }
        },
      },
      rules: {
        produce: {
          for: { leader: Broker },
          when: (s, { leader }) => s.leader === leader && s.produced < records && s.log.get(leader).length < records,
          do: (s, { leader }) => {
            s.produced += 1;
            s.log.set(leader, [...s.log.get(leader), s.epoch]);
            if (s.inSync.size === 1) s.highWatermark.set(leader, s.log.get(leader).length);
          },
        },
        // A fetch says how much the follower has, and brings the next record and the high watermark as it was before.
        fetch: {
          for: { leader: Broker, follower: Broker },
          when: (s, { leader, follower }) =>
            s.leader === leader && s.fetching.has(follower) && s.log.get(follower).length <= s.log.get(leader).length,
          do: (s, { leader, follower }) => {
            const [log, leaders] = [s.log.get(follower), s.log.get(leader)];
            s.highWatermark.set(follower, Math.min(s.highWatermark.get(leader), log.length));
            s.highWatermark.set(leader, Math.max(s.highWatermark.get(leader), log.length));
            s.log.set(follower, [...log, ...leaders.slice(log.length, log.length + 1)]);
            if (log.length === leaders.length) s.inSync.add(follower);
          },
        },
        acknowledge: {
          for: { leader: Broker },
          when: (s, { leader }) => s.leader === leader && s.acknowledged.length < s.highWatermark.get(leader),
          do: (s, { leader }) => {
            s.acknowledged = s.log.get(leader).slice(0, s.acknowledged.length + 1);
          },
        },
        crash: {
          for: { broker: Broker },
          when: (s, { broker }) => s.up.has(broker),
          do: (s, { broker }) => {
            s.up.delete(broker);
            s.fetching.delete(broker);
            if (s.leader === broker) s.leader = null;
          },
        },
        "do without the follower": {
          for: { leader: Broker },
          when: (s, { leader }) => s.leader === leader && s.up.size === 1 && s.inSync.size === 2,
          do: (s, { leader }) => {
            for (const broker of Broker.values) if (broker !== leader) s.inSync.delete(broker);
            s.highWatermark.set(leader, s.log.get(leader).length);
          },
        },
        elect: {
          for: { broker: Broker },
          when: (s, { broker }) => s.leader === null && s.up.has(broker) && s.inSync.has(broker) && s.epoch < epochs,
          do: (s, { broker }) => {
            s.leader = broker;
            s.epoch += 1;
            s.fetching.clear();
            if (s.inSync.size === 1) s.highWatermark.set(broker, s.log.get(broker).length);
          },
        },
        restart: {
          for: { broker: Broker },
          when: (s, { broker }) => !s.up.has(broker),
          do: (s, { broker }) => {
            s.up.add(broker);
            if (mutant === "high-watermark") s.log.set(broker, s.log.get(broker).slice(0, s.highWatermark.get(broker)));
          },
        },
        follow: {
          for: { leader: Broker, broker: Broker },
          when: (s, { leader, broker }) =>
            s.leader === leader && broker !== leader && s.up.has(broker) && !s.fetching.has(broker),
          do: (s, { leader, broker }) => {
            const log = kept(s.log.get(broker), s.highWatermark.get(broker), s.log.get(leader));
            s.log.set(broker, log);
            s.highWatermark.set(broker, Math.min(s.highWatermark.get(broker), log.length));
            s.fetching.add(broker);
          },
        },
      },
      always: {
        "the leader has what is acknowledged": ({ leader, log, acknowledged }) =>
          leader === null || same(log.get(leader).slice(0, acknowledged.length), acknowledged),
        "committed records agree": ({ log, highWatermark }) => {
          const committed = Math.min(...highWatermark.values());
          const [one, other] = log.values().map((records) => records.slice(0, committed));
          return same(one, other);
        },
      },
      reachable: {
        "one goes on alone": (s) => s.inSync.size === 1 && s.acknowledged.length > 0,
        "the last leader is followed": (s) =>
          s.epoch === epochs && s.fetching.size > 0 && s.inSync.size === 2 && s.acknowledged.length === records,
      },
    });
  },
);
