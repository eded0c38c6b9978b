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
} from "synod";
import { consensus } from "./consensus.ts";

/** Paxos, as in the lesson about it. Which state of consensus is each of its states? */
export const paxos = protocol(
  {
    name: "paxos",
    about: "Paxos, seen as consensus",
    parameters: {
      acceptors: integer({ from: 1, to: 4, default: 3, about: "who promises and votes" }),
      ballots: integer({ from: 1, to: 3, default: 2, about: "ballots 0, 1, ..., each of some proposer's own" }),
      values: integer({ from: 1, to: 2, default: 2, about: "what may be proposed" }),
    },
  },
  ({ acceptors, ballots, values }) => {
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const Last = optional(record({ ballot: Ballot, value: Value })); // a vote, or null
    const { prepare, promise, propose, accept, ...Message } = union({
      prepare: { ballot: Ballot },
      promise: { by: Acceptor, ballot: Ballot, last: Last },
      propose: { ballot: Ballot, value: Value },
      accept: { by: Acceptor, ballot: Ballot, value: Value },
    });
    const state = {
      promised: map(Acceptor, range(-1, ballots - 1)), // no votes below this ballot any more
      voted: map(Acceptor, Last), // the latest vote
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    type Value = ValueOf<typeof Value>;

    const isMajority = (those: readonly unknown[]) => 2 * those.length > acceptors;
    const majorities = Array.from({ length: 2 ** acceptors }, (_, mask) =>
      Acceptor.values.filter((_, at) => (mask >> at) % 2 === 1),
    ).filter(isMajority);
    const isProposed = (s: State, ballot: number, value: Value) => s.sent.has(propose({ ballot, value }));
    /** The rule that is Paxos: of what a majority has reported, the value of the highest-numbered vote. */
    const mayPropose = (s: State, ballot: number, value: Value) =>
      majorities.some((those) => {
        const reports = those.map((by) => Last.values.find((last) => s.sent.has(promise({ by, ballot, last }))));
        const votes = reports.filter((vote) => vote !== null && vote !== undefined);
        const highest = Math.max(...votes.map((vote) => vote.ballot));
        const mayBe = votes.length === 0 || votes.some((vote) => vote.ballot === highest && vote.value === value);
        return mayBe && !reports.includes(undefined);
      });

    /** Which values are chosen in a state. */
    // edit:begin chosen
    const chosen = (s: State): Value[] =>
      Value.values.filter((value) => Ballot.values.some((ballot) => isProposed(s, ballot, value)));
    // edit:end

    return model({
      state,
      rules: {
        prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
        promise: {
          for: { by: Acceptor, ballot: Ballot },
          when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && ballot > s.promised.get(by),
          do: (s, { by, ballot }) => {
            s.sent.add(promise({ by, ballot, last: s.voted.get(by) }));
            s.promised.set(by, ballot);
          },
        },
        propose: {
          for: { ballot: Ballot, value: Value },
          when: (s, { ballot, value }) =>
            !Value.values.some((other) => isProposed(s, ballot, other)) && mayPropose(s, ballot, value),
          do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
        },
        accept: {
          for: { by: Acceptor, ballot: Ballot, value: Value },
          when: (s, { by, ballot, value }) => isProposed(s, ballot, value) && ballot >= s.promised.get(by),
          do: (s, { by, ballot, value }) => {
            s.sent.add(accept({ by, ballot, value }));
            s.voted.set(by, { ballot, value });
            s.promised.set(by, ballot);
          },
        },
      },
      refines: { consensus: { model: consensus(values), map: (s) => ({ chosen: chosen(s) }) } },
      reachable: { "something is chosen": (s) => chosen(s).length > 0 },
    });
  },
);
