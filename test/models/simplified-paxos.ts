/**
 * Paxos with its latest decision as a variable: module Paxos of tlaplus/Examples, specifications/SimplifiedFastPaxos (Lim and
 * Gandhi), on which its Fast Paxos is built. A fixture and no built-in model, since but for that variable it is paxos.
 */
import { integrity, validity } from "../../invariants/index.ts";
import { atLeast, forAll, setsOfAtLeast } from "../../models/quorums.ts";
import { map, model, optional, range, record, type StateView, scalarset, set, union } from "../../src/index.ts";

export interface Sizes {
  readonly acceptors: number;
  readonly ballots: number;
  readonly values: number;
  readonly quorum: number;
}

export function simplifiedPaxos({ acceptors, ballots, values, quorum }: Sizes) {
  const Acceptor = scalarset("a", acceptors);
  const Value = scalarset("v", values);
  const Ballot = range(1, ballots); // the module's 0 is "none yet", with which nothing is ever sent
  const Last = optional(record({ ballot: Ballot, value: Value }));
  const { prepare, promise, propose, accept, ...Message } = union({
    prepare: { ballot: Ballot },
    promise: { by: Acceptor, ballot: Ballot, last: Last },
    propose: { ballot: Ballot, value: Value },
    accept: { by: Acceptor, ballot: Ballot, value: Value },
  });
  const state = {
    promised: map(Acceptor, range(0, ballots)),
    voted: map(Acceptor, Last),
    sent: set(Message),
    decided: optional(Value),
  };
  type State = StateView<typeof state>;
  type Bound = { readonly ballot: number; readonly value: (typeof Value.values)[number] };

  const quorums = setsOfAtLeast(quorum, Acceptor.values).filter(({ length }) => length === quorum);
  const isProposed = (s: State, ballot: number) => Value.values.some((value) => s.sent.has(propose({ ballot, value })));
  const allow = (s: State, by: readonly (typeof Acceptor.values)[number][], { ballot, value }: Bound) => {
    const replies = forAll(by, (each) =>
      Last.values.map((last) => promise({ by: each, ballot, last })).find((m) => s.sent.has(m)),
    );
    const votes = replies?.flatMap(({ last }) => last ?? []);
    const highest = votes?.reduce<Bound | null>((one, other) => (one && one.ballot > other.ballot ? one : other), null);
    return highest === null || highest?.value === value;
  };

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
        when: (s, bound) => !isProposed(s, bound.ballot) && quorums.some((each) => allow(s, each, bound)),
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
      decide: {
        for: { ballot: Ballot, value: Value },
        when: (s, { ballot, value }) =>
          atLeast(quorum, Acceptor.values, (by) => s.sent.has(accept({ by, ballot, value }))),
        do: (s, { value }) => {
          s.decided = value;
        },
      },
    },
    always: {
      nontriviality: validity({
        among: Value.values,
        decided: (s: State, value) => s.decided === value,
        proposed: (s: State, value) => Ballot.values.some((ballot) => s.sent.has(propose({ ballot, value }))),
      }),
    },
    step: { consistency: integrity({ among: Value.values, decided: (s: State, value) => s.decided === value }) },
  });
}
