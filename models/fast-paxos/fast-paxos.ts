/**
 * Fast Paxos: ballot 0 is fast. Acceptors take part in it from the start and vote for whatever value reaches them first,
 * without a proposer in between; `qf` votes choose. Proposals may collide, and then the coordinator of a classic ballot
 * finds out what may have been chosen. Follows Lamport, *Fast Paxos* (2005). Safe if `qc + 2 qf > 2 acceptors`, and two
 * quorums of `qc` meet.
 *
 * Messages are as in Paxos: prepare, promise, propose and accept are a step each. What clients propose in the fast ballot is
 * not modelled: any value may reach any acceptor at any time.
 */
import { agreement, atMostOnePer, monotonic } from "../../invariants/index.ts";
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
import { atLeast, forAll, setsOfAtLeast } from "../quorums.ts";
import { mutants } from "./mutants.ts";
import { recovering, recovery } from "./recovery.ts";

const FAST = 0;

/**
 * Paxos in which acceptors vote for values without a proposer in a first, fast ballot. After Lamport, Fast Paxos
 * (2005).
 *
 * @example
 * ```ts
 * await check(fastPaxos());
 * ```
 */
export const fastPaxos = protocol(
  {
    name: "fast-paxos",
    about: "Paxos in which acceptors vote for values without a proposer in a first, fast ballot",
    source: "Lamport, Fast Paxos (2005)",
    parameters: {
      acceptors: integer({ from: 1, to: 6, default: 4, about: "how many promise and vote" }),
      ballots: integer({
        from: 2,
        to: 4,
        default: 2,
        about: "how many ballots; the first is fast, the others classic",
      }),
      values: integer({ from: 1, to: 3, default: 2, about: "how many values may be proposed" }),
      qf: integer({ from: 1, to: 6, default: 3, about: "how many votes choose a value in the fast ballot" }),
      qc: integer({ from: 1, to: 6, default: 3, about: "how many promises or votes are enough in a classic ballot" }),
      recovery,
    },
    mutants,
  },
  ({ acceptors, ballots, values, qc, ...given }, mutant) => {
    const { qf, recovery } = { ...given, ...(mutant && mutants[mutant].change(acceptors)) };
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(FAST, ballots - 1);
    const Classic = range(FAST + 1, ballots - 1);
    const Last = optional(record({ ballot: Ballot, value: Value }));
    const { prepare, promise, propose, accept, ...Message } = union({
      prepare: { ballot: Classic }, // 1a
      promise: { by: Acceptor, ballot: Classic, last: Last }, // 1b
      propose: { ballot: Classic, value: Value }, // 2a
      accept: { by: Acceptor, ballot: Ballot, value: Value }, // 2b
    });
    const state = {
      promised: map(Acceptor, Ballot), // votes below this ballot are refused
      voted: map(Acceptor, Last), // the latest vote cast
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    type Acceptor = ValueOf<typeof Acceptor>;
    type Value = ValueOf<typeof Value>;

    const chooses = recovering(recovery, qf);
    const quorums = setsOfAtLeast(qc, Acceptor.values);
    const promises = (by: Acceptor, ballot: number) => Last.values.map((last) => promise({ by, ballot, last }));
    const allow = (s: State, quorum: readonly Acceptor[], ballot: number, value: Value) => {
      const replies = forAll(quorum, (by) => promises(by, ballot).find((m) => s.sent.has(m)));
      return replies !== null && chooses({ replies, acceptors, own: Value.values }).includes(value);
    };
    const hasVotes = (s: State, ballot: number, value: Value, enough: number) =>
      atLeast(enough, Acceptor.values, (by) => s.sent.has(accept({ by, ballot, value })));
    const isChosenFast = (s: State, value: Value) => hasVotes(s, FAST, value, qf);
    const isChosenLater = (s: State, value: Value) => Classic.values.some((ballot) => hasVotes(s, ballot, value, qc));
    const isChosen = (s: State, value: Value) => isChosenFast(s, value) || isChosenLater(s, value);

    return model({
      state,
      words: {
        promised: "{key} has promised ballot {value}",
        sent: {
          promise: "{by} promised ballot {ballot} and reported {last}",
          propose: ["{value} was proposed in ballot {ballot}", "{value} was not proposed in ballot {ballot}"],
          accept: ["{by} voted for {value} in ballot {ballot}", "{by} did not vote for {value} in ballot {ballot}"],
        },
      },
      rules: {
        voteFast: {
          for: { by: Acceptor, value: Value },
          when: (s, { by }) => s.promised.get(by) === FAST && s.voted.get(by) === null,
          do: (s, { by, value }) => {
            s.voted.set(by, { ballot: FAST, value });
            s.sent.add(accept({ by, ballot: FAST, value }));
          },
        },
        prepare: { for: { ballot: Classic }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
        promise: {
          for: { by: Acceptor, ballot: Classic },
          when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && ballot > s.promised.get(by),
          do: (s, { by, ballot }) => {
            s.sent.add(promise({ by, ballot, last: s.voted.get(by) }));
            s.promised.set(by, ballot);
          },
        },
        propose: {
          for: { ballot: Classic, value: Value },
          when: (s, { ballot, value }) =>
            !Value.values.some((v) => s.sent.has(propose({ ballot, value: v }))) &&
            quorums.some((quorum) => allow(s, quorum, ballot, value)),
          do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
        },
        accept: {
          for: { by: Acceptor, ballot: Classic, value: Value },
          when: (s, { by, ballot, value }) => s.sent.has(propose({ ballot, value })) && ballot >= s.promised.get(by),
          do: (s, { by, ballot, value }) => {
            s.sent.add(accept({ by, ballot, value }));
            s.voted.set(by, { ballot, value });
            s.promised.set(by, ballot);
          },
        },
      },
      always: {
        agreement: agreement({ among: Value.values, decided: isChosen, say: (value) => `${value} is chosen` }),
        "one value per classic ballot": atMostOnePer({
          per: Classic.values,
          among: Value.values,
          holds: (s: State, ballot, value) => hasVotes(s, ballot, value, 1),
          say: (ballot, value) => `${value} has a vote in ballot ${ballot}`,
        }),
      },
      step: { "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.promised.get(a) }) },
      reachable: {
        "chosen fast": (s) => Value.values.some((value) => isChosenFast(s, value)),
        "chosen by recovery": (s) => Value.values.some((value) => isChosenLater(s, value)),
      },
    });
  },
);
