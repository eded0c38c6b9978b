/**
 * Kafka's last replica standing. A record is acknowledged once all replicas in sync (the ISR) have it, of which there
 * must be two (min.insync.replicas). But replicas drop out of the ISR, and the last one in it stays in it when it
 * stops: if it stops uncleanly and loses what it had not flushed, it is elected all the same, without what was
 * acknowledged. KIP-966: who drops out of an ISR that is too small to acknowledge anything still has it all, and
 * remains eligible (the ELR); an unclean stop takes a replica out of both.
 *
 * Assumed: one partition; a log is its length, as long as no two leaders append different records; what the leader has
 * heard, the controller knows at once; who lags behind is like one who stops, starts and catches up. Apache Kafka,
 * KIP-966: Eligible Leader Replicas (2023).
 */
import {
  integer,
  map,
  model,
  optional,
  protocol,
  range,
  type StateDraft,
  scalarset,
  set,
  type ValueOf,
} from "../../src/index.ts";

/** min.insync.replicas: how many must be in sync for anything to be appended or acknowledged. */
const MIN_ISR = 2;

/**
 * Kafka's replicas in sync, and those eligible besides. After KIP-966: Eligible Leader Replicas (2023).
 *
 * @example
 * ```ts
 * await check(kip966({}, "last-replica-standing"));
 * ```
 */
export const kip966 = protocol(
  {
    name: "kip-966",
    about: "Kafka: which replicas may lead after unclean stops",
    source: "Apache Kafka, KIP-966: Eligible Leader Replicas (2023)",
    parameters: {
      replicas: integer({ from: 2, to: 4, default: 3, about: "brokers that have a replica" }),
      records: integer({ from: 1, to: 3, default: 2, about: "how many records may be appended" }),
      losses: integer({ from: 0, to: 2, default: 1, about: "how many unclean stops there may be" }),
    },
    mutants: {
      "last-replica-standing": {
        about: "the last replica in sync remains the only one that may lead, even after an unclean stop",
        breaks: "the leader has what was acknowledged",
        at: {},
        steps: 8,
      },
    },
  },
  ({ replicas, records, losses }, mutant) => {
    const Broker = scalarset("b", replicas);
    const Length = range(0, records);
    const state = {
      log: map(Broker, Length),
      up: set(Broker),
      leader: optional(Broker),
      isr: set(Broker),
      elr: set(Broker),
      acknowledged: Length,
      lost: range(0, losses),
    };
    type Draft = StateDraft<typeof state>;
    type Broker = ValueOf<typeof Broker>;
    const hasElr = mutant !== "last-replica-standing";

    const stop = (s: Draft, broker: Broker) => {
      s.up.delete(broker);
      if (s.leader === broker) s.leader = null;
    };

    return model({
      state,
      words: {
        log: "{key} has {value} records",
        leader: "the leader is {value}",
        acknowledged: "records acknowledged: {value}",
      },
      init: {
        for: { leader: Broker },
        do: (s, { leader }) => {
          s.leader = leader;
          for (const broker of Broker.values) {
            s.up.add(broker);
            s.isr.add(broker);
          }
        },
      },
      rules: {
        append: {
          for: { leader: Broker },
          when: (s, { leader }) => s.leader === leader && s.isr.size >= MIN_ISR && s.log.get(leader) < records,
          do: (s, { leader }) => s.log.set(leader, s.log.get(leader) + 1),
        },
        fetch: {
          for: { leader: Broker, broker: Broker },
          when: (s, { leader, broker }) =>
            s.leader === leader && s.up.has(broker) && s.log.get(broker) !== s.log.get(leader),
          do: (s, { leader, broker }) => s.log.set(broker, Math.min(s.log.get(broker) + 1, s.log.get(leader))),
        },
        acknowledge: {
          when: (s) =>
            s.leader !== null &&
            s.isr.size >= MIN_ISR &&
            [...s.isr].every((broker) => s.log.get(broker) > s.acknowledged),
          do: (s) => {
            s.acknowledged += 1;
          },
        },
        "catch up": {
          for: { broker: Broker },
          when: (s, { broker }) =>
            s.leader !== null && s.up.has(broker) && !s.isr.has(broker) && s.log.get(broker) === s.log.get(s.leader),
          do: (s, { broker }) => {
            s.isr.add(broker);
            s.elr.delete(broker);
            if (s.isr.size >= MIN_ISR) s.elr.clear();
          },
        },
        stop: {
          for: { broker: Broker },
          when: (s, { broker }) => s.up.has(broker),
          do: (s, { broker }) => {
            stop(s, broker);
            if (s.isr.size > 1 && s.isr.delete(broker) && hasElr && s.isr.size < MIN_ISR) s.elr.add(broker);
          },
        },
        "stop uncleanly": {
          for: { broker: Broker, keeps: Length },
          when: (s, { broker, keeps }) => s.up.has(broker) && keeps < s.log.get(broker) && s.lost < losses,
          do: (s, { broker, keeps }) => {
            stop(s, broker);
            s.log.set(broker, keeps);
            s.lost += 1;
            if (s.isr.size > 1 || hasElr) s.isr.delete(broker);
            s.elr.delete(broker);
          },
        },
        start: {
          for: { broker: Broker },
          when: (s, { broker }) => !s.up.has(broker),
          do: (s, { broker }) => s.up.add(broker),
        },
        elect: {
          for: { broker: Broker },
          when: (s, { broker }) =>
            s.leader === null && s.up.has(broker) && (s.isr.has(broker) || (s.isr.size === 0 && s.elr.has(broker))),
          do: (s, { broker }) => {
            s.leader = broker;
            s.isr.add(broker);
            s.elr.delete(broker);
          },
        },
      },
      always: {
        "the leader has what was acknowledged": (s) => s.leader === null || s.log.get(s.leader) >= s.acknowledged,
      },
      reachable: {
        "all are acknowledged": (s) => s.acknowledged === records,
        "one is eligible that is not in sync": hasElr && ((s) => s.elr.size > 0),
        "records are lost": losses > 0 && ((s) => s.lost > 0),
      },
      alwaysReachable: {
        "all come back into sync": (s) =>
          s.isr.size === replicas && Broker.values.every((broker) => s.log.get(broker) === records),
      },
    });
  },
);
