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

/** A vote that an acceptor has cast. */
export interface Vote {
  readonly ballot: number;
  readonly value: string;
}

/**
 * Which values a proposer may propose: `reports` has one entry for each acceptor of a quorum, the latest vote that it cast or
 * null; `own` has the values that are the proposer's own to propose. None at all: it waits for other replies.
 */
export type Choose = (reports: readonly (Vote | null)[], own: readonly string[]) => readonly string[];

/** Paxos for one value, but for one rule: what a proposer chooses. */
export const paxosWith = (choose: Choose) =>
  protocol(
    {
      name: "paxos",
      about: "Paxos, whose proposers choose as the lesson says",
      parameters: {
        acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
        ballots: integer({ from: 1, to: 3, default: 2, about: "how many ballots" }),
      },
    },
    ({ acceptors, ballots }) => {
      const Acceptor = scalarset("a", acceptors);
      const Value = scalarset("v", 2);
      const Ballot = range(0, ballots - 1);
      const Last = optional(record({ ballot: Ballot, value: Value }));
      const { prepare, promise, propose, accept, ...Message } = union({
        prepare: { ballot: Ballot },
        promise: { by: Acceptor, ballot: Ballot, last: Last },
        propose: { ballot: Ballot, value: Value },
        accept: { by: Acceptor, ballot: Ballot, value: Value },
      });
      const state = {
        promised: map(Acceptor, range(-1, ballots - 1)), // votes below this ballot are refused; -1: none are
        voted: map(Acceptor, Last), // the latest vote cast
        sent: set(Message), // everything ever sent
      };
      type State = StateView<typeof state>;
      type Acceptor = ValueOf<typeof Acceptor>;
      type Value = ValueOf<typeof Value>;

      const majority = Math.floor(acceptors / 2) + 1;
      const quorums = Acceptor.values
        .reduce<Acceptor[][]>((some, a) => some.flatMap((each) => [each, [...each, a]]), [[]])
        .filter((some) => some.length >= majority);
      const promiseOf = (s: State, by: Acceptor, ballot: number) =>
        Last.values.map((last) => promise({ by, ballot, last })).find((message) => s.sent.has(message));
      const hasVotes = (s: State, ballot: number, value: Value) =>
        Acceptor.values.filter((by) => s.sent.has(accept({ by, ballot, value }))).length >= majority;
      const isChosen = (s: State, value: Value) => Ballot.values.some((ballot) => hasVotes(s, ballot, value));

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
              !Value.values.some((other) => s.sent.has(propose({ ballot, value: other }))) &&
              quorums.some((quorum) => {
                const promises = quorum.flatMap((by) => promiseOf(s, by, ballot) ?? []);
                const reports = promises.map(({ last }) => last);
                return promises.length === quorum.length && choose(reports, Value.values).includes(value);
              }),
            do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
          },
          accept: {
            for: { by: Acceptor, ballot: Ballot, value: Value },
            when: (s, { by, ballot, value }) => s.sent.has(propose({ ballot, value })) && ballot >= s.promised.get(by),
            do: (s, { by, ballot, value }) => {
              s.sent.add(accept({ by, ballot, value }));
              s.voted.set(by, { ballot, value });
              s.promised.set(by, ballot);
            },
          },
        },
        always: { agreement: (s) => Value.values.filter((value) => isChosen(s, value)).length <= 1 },
        reachable: { chosen: (s) => Value.values.some((value) => isChosen(s, value)) },
        alwaysReachable: { "can be chosen": (s) => Value.values.some((value) => isChosen(s, value)) },
      });
    },
  );
