import { integer, map, model, optional, protocol, range, record, scalarset, set, union } from "../../src/index.ts";

export const paxos = protocol(
  {
    name: "paxos",
    about: "Lamport's single-decree Paxos over a set of messages",
    parameters: {
      acceptors: integer({ from: 1, to: 7, default: 3 }),
      ballots: integer({ from: 1, to: 6, default: 2 }),
      values: integer({ from: 1, to: 4, default: 2 }),
    },
  },
  ({ acceptors, ballots, values }) => {
    const Acceptor = scalarset("a", acceptors);
    const Value = scalarset("v", values);
    const Ballot = range(0, ballots - 1);
    const Vote = record({ ballot: Ballot, value: Value });
    const { prepare, promise, propose, accept, ...Message } = union({
      prepare: { ballot: Ballot }, // 1a
      promise: { from: Acceptor, ballot: Ballot, last: optional(Vote) }, // 1b
      propose: Vote.shape, // 2a
      accept: { from: Acceptor, ballot: Ballot, value: Value }, // 2b
    });
    const quorum = Math.floor(acceptors / 2) + 1;
    const quorums = subsets(Acceptor.values).filter((members) => members.length >= quorum);
    const lasts = optional(Vote).values;
    const sent = set(Message);
    return model({
      state: {
        promised: map(Acceptor, range(-1, ballots - 1)),
        voted: map(Acceptor, optional(Vote)),
        sent,
      },
      rules: {
        prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
        promise: {
          for: { a: Acceptor, m: prepare },
          when: (s, { a, m }) => s.sent.has(m) && m.ballot > s.promised.get(a),
          do: (s, { a, m: { ballot } }) => {
            s.promised.set(a, ballot);
            s.sent.add(promise({ from: a, ballot, last: s.voted.get(a) }));
          },
        },
        propose: {
          for: { m: propose },
          when: (s, { m: { ballot, value } }) =>
            !Value.values.some((other) => s.sent.has(propose({ ballot, value: other }))) &&
            quorums.some((quorum) => {
              let highest: { ballot: number; value: string } | null = null;
              for (const from of quorum) {
                const last = lasts.find((last) => s.sent.has(promise({ from, ballot, last })));
                if (last === undefined) return false;
                if (last !== null && (highest === null || last.ballot > highest.ballot)) highest = last;
              }
              return highest === null || highest.value === value;
            }),
          do: (s, { m }) => s.sent.add(m),
        },
        accept: {
          for: { a: Acceptor, m: propose },
          when: (s, { a, m }) => s.sent.has(m) && m.ballot >= s.promised.get(a),
          do: (s, { a, m: { ballot, value } }) => {
            s.promised.set(a, ballot);
            s.voted.set(a, { ballot, value });
            s.sent.add(accept({ from: a, ballot, value }));
          },
        },
      },
      always: {
        agreement: (s) =>
          Value.values.filter((value) =>
            Ballot.values.some(
              (ballot) => Acceptor.values.filter((from) => s.sent.has(accept({ from, ballot, value }))).length >= quorum,
            ),
          ).length <= 1,
      },
      step: {
        monotone: (before, after) => Acceptor.values.every((a) => before.promised.get(a) <= after.promised.get(a)),
      },
    });
  },
);

function subsets<T>(values: readonly T[]): T[][] {
  return values.reduce<T[][]>((all, value) => [...all, ...all.map((some) => [...some, value])], [[]]);
}
