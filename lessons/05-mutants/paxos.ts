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

/** What your property sees of a state. */
export interface PaxosState {
  /** The latest vote of an acceptor; null: it has not voted. */
  readonly latestVote: (by: string) => Vote | null;
  /** Whether an acceptor has ever sent a vote for this value in this ballot. */
  readonly hasSentVote: (by: string, ballot: number, value: string) => boolean;
}

/** Who and what there is. */
export interface Sizes {
  readonly acceptors: readonly string[];
  readonly ballots: readonly number[];
  readonly values: readonly string[];
  /** How many acceptors are more than half. */
  readonly majority: number;
}

export type Agreement = (s: PaxosState, sizes: Sizes) => boolean;

/** What proposers and acceptors decide by themselves. Each mutant gets one of these wrong. */
const right = {
  /** Of the votes that a quorum reports, which values may be proposed. */
  chooses: (reports: readonly (Vote | null)[], own: readonly string[]): readonly string[] => {
    const votes = reports.filter((report) => report !== null);
    const highest = Math.max(...votes.map((vote) => vote.ballot));
    return votes.length === 0 ? own : votes.filter((vote) => vote.ballot === highest).map((vote) => vote.value);
  },
  /** What an acceptor promises by answering a prepare. */
  promises: (ballot: number, _promised: number): number => ballot,
  /** The vote that it reports in its answer. */
  reports: (voted: Vote | null): Vote | null => voted,
  /** Whether an acceptor votes in a ballot, having promised so much. */
  accepts: (ballot: number, promised: number): boolean => ballot >= promised,
  /** The ballots to which a proposer wants answers. */
  hears: (ballot: number): readonly number[] => [ballot],
  /** Whether a value that is proposed in a ballot keeps another from being proposed there. */
  excludes: (_proposed: string, _value: string): boolean => true,
  /** How many promises, of so many acceptors, a proposer waits for. */
  promised: (acceptors: number): number => Math.floor(acceptors / 2) + 1,
};

const byMajority = (reports: readonly (Vote | null)[], own: readonly string[]): readonly string[] => {
  const votes = reports.filter((report) => report !== null);
  const countOf = (value: string) => votes.filter((vote) => vote.value === value).length;
  const winner = votes.find((vote) => 2 * countOf(vote.value) > reports.length);
  return winner === undefined ? own : [winner.value];
};

const mutant = (about: string, steps: number, change: Partial<typeof right>) => ({
  about,
  breaks: "agreement",
  at: { acceptors: 3, ballots: 2 },
  steps,
  change,
});

const mutants = {
  "p-own": mutant("a proposer ignores the votes reported", 12, { chooses: (_, own) => own }),
  "p-majown": mutant("a proposer takes what more than half report, else its own", 12, { chooses: byMajority }),
  "p-lowacc": mutant("an acceptor votes below its promise", 12, { accepts: () => true }),
  "p-nopromise": mutant("an acceptor answers without promising", 12, { promises: (_, promised) => promised }),
  "p-forgetful1b": mutant("an acceptor reports that it has not voted", 12, { reports: () => null }),
  "p-stale1b": mutant("a proposer counts replies to lower ballots", 9, {
    hears: (ballot) => Array.from({ length: ballot + 1 }, (_, below) => ballot - below),
  }),
  "p-2atwice": mutant("a proposer proposes two values in one ballot", 9, {
    excludes: (proposed, value) => proposed === value,
  }),
  "p-unasked": mutant("a proposer waits for no promises", 6, { promised: () => 0 }),
  "p-flex": mutant("a minority of promises is enough", 10, {
    promised: (acceptors) => Math.floor((acceptors - 1) / 2),
  }),
};

/** Paxos for one value, and nine mistakes in it; what agreement is, you say. */
export const paxosWith = (agreement: Agreement) =>
  protocol(
    {
      name: "paxos",
      about: "Paxos, and a property of your own",
      parameters: {
        acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
        ballots: integer({ from: 1, to: 3, default: 2, about: "how many ballots" }),
      },
      mutants,
    },
    ({ acceptors, ballots }, name) => {
      const decide = { ...right, ...(name && mutants[name].change) };
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
      type Last = ValueOf<typeof Last>;

      const sizes: Sizes = {
        acceptors: Acceptor.values,
        ballots: Ballot.values,
        values: Value.values,
        majority: Math.floor(acceptors / 2) + 1,
      };
      const seen = (s: State): PaxosState => ({
        latestVote: (by) => s.voted.get(by as Acceptor),
        hasSentVote: (by, ballot, value) => s.sent.has(accept({ by: by as Acceptor, ballot, value: value as Value })),
      });
      const groups = Acceptor.values
        .reduce<Acceptor[][]>((some, a) => some.flatMap((each) => [each, [...each, a]]), [[]])
        .filter((some) => some.length >= decide.promised(acceptors));
      const promiseOf = (s: State, by: Acceptor, ballot: number) =>
        decide
          .hears(ballot)
          .flatMap((heard) => Last.values.map((last) => promise({ by, ballot: heard, last })))
          .find((message) => s.sent.has(message));

      return model({
        state,
        rules: {
          prepare: { for: { ballot: Ballot }, do: (s, { ballot }) => s.sent.add(prepare({ ballot })) },
          promise: {
            for: { by: Acceptor, ballot: Ballot },
            when: (s, { by, ballot }) => s.sent.has(prepare({ ballot })) && ballot > s.promised.get(by),
            do: (s, { by, ballot }) => {
              s.sent.add(promise({ by, ballot, last: decide.reports(s.voted.get(by)) as Last }));
              s.promised.set(by, decide.promises(ballot, s.promised.get(by)));
            },
          },
          propose: {
            for: { ballot: Ballot, value: Value },
            when: (s, { ballot, value }) =>
              !Value.values.some((v) => s.sent.has(propose({ ballot, value: v })) && decide.excludes(v, value)) &&
              groups.some((group) => {
                const promises = group.flatMap((by) => promiseOf(s, by, ballot) ?? []);
                const reports = promises.map(({ last }) => last);
                return promises.length === group.length && decide.chooses(reports, Value.values).includes(value);
              }),
            do: (s, { ballot, value }) => s.sent.add(propose({ ballot, value })),
          },
          accept: {
            for: { by: Acceptor, ballot: Ballot, value: Value },
            when: (s, { by, ballot, value }) =>
              s.sent.has(propose({ ballot, value })) && decide.accepts(ballot, s.promised.get(by)),
            do: (s, { by, ballot, value }) => {
              s.sent.add(accept({ by, ballot, value }));
              s.voted.set(by, { ballot, value });
              s.promised.set(by, Math.max(ballot, s.promised.get(by)));
            },
          },
        },
        always: { agreement: (s) => agreement(seen(s), sizes) },
      });
    },
  );
