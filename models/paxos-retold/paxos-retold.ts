/**
 * Paxos as texts retell it: models/paxos/paxos.ts with everything that is decided in it taken out, so that it can be decided
 * otherwise. What a proposer takes of the votes reported, and how many are a quorum, are parameters (choose.ts, quorum.ts);
 * each mutant gets one decision wrong (mutants.ts). At its defaults it has the states and steps of paxos, which is a test.
 * Follows Lamport, *Paxos Made Simple* (2001); what a value's being chosen takes (liveness.ts), his module MCPaxos.
 */
import { agreement, atMostOnePer, monotonic, validity } from "../../invariants/index.ts";
import type { StateView, ValueOf } from "../../src/index.ts";
import { map, model, optional, protocol, range, record, scalarset, set, union } from "../../src/index.ts";
import { atLeast, forAll, setsOfAtLeast } from "../quorums.ts";
import { seenAsVoting } from "../voting/seen-as-voting.ts";
import { decisions } from "./decisions.ts";
import { fairness } from "./liveness.ts";
import { mutants } from "./mutants.ts";
import { parameters } from "./parameters.ts";

/**
 * Paxos as texts retell it: what a proposer chooses, how many are a quorum, and mutants. After Lamport, Paxos Made
 * Simple (2001); tlaplus/Examples, specifications/Paxos/MCPaxos.tla.
 *
 * @example
 * ```ts
 * await check(paxosRetold());
 * ```
 */
export const paxosRetold = protocol(
  {
    name: "paxos-retold",
    about: "Paxos as texts retell it: what a proposer chooses, how many are a quorum, and mutants",
    source: "Lamport, Paxos Made Simple (2001); tlaplus/Examples, specifications/Paxos/MCPaxos.tla",
    parameters,
    mutants,
  },
  ({ choose, quorum, liveness, links, ...sizes }, mutant) =>
    messageSetPaxos(sizes, decisions(choose, quorum, mutant), {
      getsChosen: liveness,
      // Costs a graph, so it is claimed only where it fails.
      canBeChosen: mutant === "p-majretry-live",
      // Where they break, they mostly break before anything else does, and a search would end there.
      refinesVoting: links,
    }),
);

export interface Sizes {
  readonly acceptors: number;
  readonly ballots: number;
  readonly values: number;
}

/** What is claimed over time, and of abstract models. */
export interface Hopes {
  readonly getsChosen: boolean;
  readonly canBeChosen: boolean;
  readonly refinesVoting: boolean;
}

/** The model, for given decisions: Paxos itself, its mutants, and flexible Paxos. */
export function messageSetPaxos(
  { acceptors, ballots, values }: Sizes,
  decide: ReturnType<typeof decisions>,
  { getsChosen, canBeChosen, refinesVoting }: Hopes,
) {
  const Acceptor = scalarset("a", acceptors);
  const Value = scalarset("v", values);
  const Ballot = range(0, ballots - 1);
  const Vote = record({ ballot: Ballot, value: Value });
  const Last = optional(Vote);
  const { prepare, promise, propose, accept, ...Message } = union({
    prepare: { ballot: Ballot }, // 1a
    promise: { by: Acceptor, ballot: Ballot, last: Last }, // 1b
    propose: { ballot: Ballot, value: Value }, // 2a
    accept: { by: Acceptor, ballot: Ballot, value: Value }, // 2b
  });
  const state = {
    promised: map(Acceptor, range(-1, ballots - 1)), // votes below this ballot are refused
    voted: map(Acceptor, Last), // the latest vote cast
    sent: set(Message), // everything ever sent
  };
  type State = StateView<typeof state>;
  type Acceptor = ValueOf<typeof Acceptor>;
  type Value = ValueOf<typeof Value>;

  const needed = decide.quorums(acceptors);
  const quorums = setsOfAtLeast(needed.promises, Acceptor.values);
  const promises = (by: Acceptor, ballot: number) =>
    decide.hears(ballot).flatMap((heard) => Last.values.map((last) => promise({ by, ballot: heard, last })));
  const allow = (s: State, quorum: readonly Acceptor[], ballot: number, value: Value) => {
    const replies = forAll(quorum, (by) => promises(by, ballot).find((m) => s.sent.has(m)));
    return replies !== null && decide.chooses({ replies, acceptors, own: Value.values }).includes(value);
  };
  const hasVotes = (s: State, value: Value, ballots: readonly number[], enough = needed.votes) =>
    atLeast(enough, Acceptor.values, (by) => ballots.some((ballot) => s.sent.has(accept({ by, ballot, value }))));
  const hasVote = (s: State, ballot: number, value: Value) => hasVotes(s, value, [ballot], 1);
  const isChosen = (s: State, value: Value) => Ballot.values.some((ballot) => hasVotes(s, value, [ballot]));
  const isDecided = (s: State) => Value.values.some((value) => isChosen(s, value));
  const isLearned = (s: State, value: Value) => decide.counts(Ballot.values).some((some) => hasVotes(s, value, some));
  const isProposed = (s: State, value: Value) => Ballot.values.some((b) => s.sent.has(propose({ ballot: b, value })));

  const say = (value: Value) => `${value} is chosen`;

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
      prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
      promise: {
        for: { by: Acceptor, ballot: Ballot },
        when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && decide.answers(ballot, s.promised.get(by)),
        do: (s, { by, ballot }) => {
          s.sent.add(promise({ by, ballot, last: decide.reports(s.voted.get(by), s.promised.get(by)) }));
          s.promised.set(by, decide.promises(ballot, s.promised.get(by)));
        },
      },
      propose: {
        for: { ballot: Ballot, value: Value },
        when: (s, { ballot, value }) =>
          !Value.values.some((v) => s.sent.has(propose({ ballot, value: v })) && decide.excludes(v, value)) &&
          quorums.some((quorum) => allow(s, quorum, ballot, value)),
        do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
      },
      accept: {
        for: { by: Acceptor, ballot: Ballot, value: Value },
        when: (s, { by, ballot, value }) =>
          s.sent.has(propose({ ballot, value })) && decide.accepts(ballot, s.promised.get(by)),
        do: (s, { by, ballot, value }) => {
          s.sent.add(accept({ by, ballot, value }));
          s.voted.set(by, decide.remembers({ ballot, value }, s.voted.get(by)));
          s.promised.set(by, decide.raises(ballot, s.promised.get(by)));
        },
      },
      restart: decide.survives !== null && {
        for: { by: Acceptor },
        do: (s, { by }) => {
          if (!decide.survives?.promise) s.promised.set(by, -1);
          if (!decide.survives?.vote) s.voted.set(by, null);
        },
      },
    },
    always: {
      agreement: agreement({ among: Value.values, decided: isChosen, say }),
      validity: validity({ among: Value.values, decided: isChosen, proposed: isProposed, say }),
      "one value per ballot": atMostOnePer({
        per: Ballot.values,
        among: Value.values,
        holds: hasVote,
        say: (ballot, value) => `${value} has a vote in ballot ${ballot}`,
      }),
      "one value learned": agreement({
        among: Value.values,
        decided: isLearned,
        say: (value) => `${value} is learned`,
      }),
    },
    step: { "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.promised.get(a) }) },
    reachable: { chosen: isDecided },
    alwaysReachable: { "can be chosen": canBeChosen && isDecided },
    eventually: { "gets chosen": getsChosen && isDecided },
    refines:
      refinesVoting &&
      seenAsVoting<State, Acceptor, Value>({
        acceptors: Acceptor.values,
        ballots,
        values: Value.values,
        promised: (s, by) => s.promised.get(by),
        votedFor: (s, by, ballot, value) => s.sent.has(accept({ by, ballot, value })),
      }),
    fairness:
      getsChosen &&
      fairness({
        acceptors: Acceptor.values,
        lastBallot: ballots - 1,
        enough: Math.max(needed.promises, needed.votes),
      }),
  });
}
