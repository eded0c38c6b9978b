/**
 * Multi-Paxos: a log, each slot of which is decided by Paxos, with one first phase per ballot for all slots: that is why a
 * stable leader decides in one round trip. Slots may be decided in any order; gaps are filled by whoever finds them.
 * Follows Lamport, *Paxos Made Simple* (2001), section 3; with one slot, it is the model `paxos`.
 */
import { atMostOnePer, monotonic } from "../../invariants/index.ts";
import {
  integer,
  map,
  model,
  optional,
  protocol,
  range,
  record,
  type StateView,
  scalarset,
  set,
  union,
  type ValueOf,
} from "../../src/index.ts";
import { readings, type Vote } from "../paxos-retold/choose.ts";
import { atLeast, forAll, majorityOf, setsOfAtLeast } from "../quorums.ts";
import { replicatedLog } from "../replicated-log/replicated-log.ts";

/** What is decided besides what Paxos decides. The mutant decides otherwise. */
const decisions = {
  /** What a new leader makes of a vote that is reported for a slot. */
  heeds: (last: Vote | null, _slot: number) => last,
};

const mutants = {
  "m-gap": {
    about: "a new leader heeds the votes for the first slot only",
    breaks: "agreement",
    at: { acceptors: 1, ballots: 2, slots: 2, values: 2 },
    steps: 8,
    notAt: [
      { acceptors: 1, ballots: 2, slots: 1, values: 2 },
      { acceptors: 1, ballots: 1, slots: 2, values: 2 },
    ],
    change: { heeds: (last: Vote | null, slot: number) => (slot === 0 ? last : null) },
  },
};

/**
 * A log of slots, each decided by Paxos, with one first phase for all of them. After Lamport, Paxos Made Simple (2001),
 * section 3.
 *
 * @example
 * ```ts
 * await check(multiPaxos());
 * ```
 */
export const multiPaxos = protocol(
  {
    name: "multi-paxos",
    about: "A log of slots, each decided by Paxos, with one first phase for all of them",
    source: "Lamport, Paxos Made Simple (2001), section 3",
    parameters: {
      acceptors: integer({ from: 1, to: 5, default: 2, about: "how many promise and vote" }),
      ballots: integer({ from: 1, to: 4, default: 2, about: "how many ballots, each of which is some leader's own" }),
      slots: integer({ from: 1, to: 3, default: 2, about: "how long the log is" }),
      values: integer({ from: 1, to: 3, default: 2, about: "how many values may be proposed" }),
    },
    mutants,
  },
  ({ acceptors, ballots, slots, values }, mutant) => {
    const { heeds } = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const Slot = range(0, slots - 1);
    const Last = optional(record({ ballot: Ballot, value: Value }));
    const { prepare, promise, propose, accept, ...Message } = union({
      prepare: { ballot: Ballot }, // 1a
      promise: { by: Acceptor, ballot: Ballot, slot: Slot, last: Last }, // a slot's part of a 1b, all parts of which are sent at once
      propose: { ballot: Ballot, slot: Slot, value: Value }, // 2a
      accept: { by: Acceptor, ballot: Ballot, slot: Slot, value: Value }, // 2b
    });
    const state = {
      promised: map(Acceptor, range(-1, ballots - 1)), // votes below this ballot are refused, in every slot
      voted: map(Acceptor, map(Slot, Last)), // the latest vote cast for each slot
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Value = ValueOf<typeof Value>;

    const majority = majorityOf(acceptors);
    const quorums = setsOfAtLeast(majority, Acceptor.values);
    const promises = (by: Acceptor, ballot: number, slot: number) =>
      Last.values.map((last) => promise({ by, ballot, slot, last }));
    const allow = (s: State, quorum: readonly Acceptor[], ballot: number, slot: number, value: Value) => {
      const replies = forAll(quorum, (by) => promises(by, ballot, slot).find((m) => s.sent.has(m)));
      if (replies === null) return false;
      const heeded = replies.map(({ last }) => ({ last: heeds(last, slot) }));
      return readings.highest({ replies: heeded, acceptors, own: Value.values }).includes(value);
    };
    const hasVotes = (s: State, ballot: number, slot: number, value: Value, enough = majority) =>
      atLeast(enough, Acceptor.values, (by) => s.sent.has(accept({ by, ballot, slot, value })));
    const isChosen = (s: State, slot: number, value: Value) => Ballot.values.some((b) => hasVotes(s, b, slot, value));
    const isDecided = (s: State, slot: number) => Value.values.some((value) => isChosen(s, slot, value));

    return model({
      state,
      words: {
        promised: "{key} has promised ballot {value}",
        sent: {
          promise: "{by} promised ballot {ballot} and reported {last} for slot {slot}",
          propose: [
            "{value} was proposed in ballot {ballot}, slot {slot}",
            "{value} was not proposed in ballot {ballot}, slot {slot}",
          ],
          accept: [
            "{by} voted for {value} in ballot {ballot}, slot {slot}",
            "{by} did not vote for {value} in ballot {ballot}, slot {slot}",
          ],
        },
      },
      rules: {
        prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
        promise: {
          for: { by: Acceptor, ballot: Ballot },
          when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && ballot > s.promised.get(by),
          do: (s, { by, ballot }) => {
            for (const [slot, last] of s.voted.get(by)) s.sent.add(promise({ by, ballot, slot, last }));
            s.promised.set(by, ballot);
          },
        },
        propose: {
          for: { ballot: Ballot, slot: Slot, value: Value },
          when: (s, { ballot, slot, value }) =>
            !Value.values.some((v) => s.sent.has(propose({ ballot, slot, value: v }))) &&
            quorums.some((quorum) => allow(s, quorum, ballot, slot, value)),
          do: (s, { ballot, slot, value }) => s.sent.add(propose({ ballot, slot, value })),
        },
        accept: {
          for: { by: Acceptor, ballot: Ballot, slot: Slot, value: Value },
          when: (s, { by, ballot, slot, value }) =>
            s.sent.has(propose({ ballot, slot, value })) && ballot >= s.promised.get(by),
          do: (s, { by, ballot, slot, value }) => {
            s.sent.add(accept({ by, ballot, slot, value }));
            s.voted.get(by).set(slot, { ballot, value });
            s.promised.set(by, ballot);
          },
        },
      },
      always: {
        agreement: atMostOnePer({
          per: Slot.values,
          among: Value.values,
          holds: isChosen,
          say: (slot, value) => `${value} is chosen in slot ${slot}`,
        }),
        "one value per ballot and slot": atMostOnePer({
          per: Slot.values.flatMap((slot) => Ballot.values.map((ballot) => ({ slot, ballot }))),
          among: Value.values,
          holds: (s: State, { slot, ballot }, value) => hasVotes(s, ballot, slot, value, 1),
          say: ({ slot, ballot }, value) => `${value} has a vote in ballot ${ballot}, slot ${slot}`,
        }),
      },
      step: { "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.promised.get(a) }) },
      refines: {
        log: {
          model: replicatedLog({ slots, values }),
          map: (s) => ({
            chosen: Slot.values.map((slot) => [slot, Value.values.filter((value) => isChosen(s, slot, value))]),
          }),
        },
      },
      reachable: {
        "all slots decided": (s) => Slot.values.every((slot) => isDecided(s, slot)),
        "a gap": slots > 1 && ((s) => isDecided(s, 1) && !isDecided(s, 0)),
      },
    });
  },
);
