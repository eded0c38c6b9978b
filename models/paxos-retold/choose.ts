/**
 * How a proposer chooses among the votes that a quorum reports. Paxos takes the value of the highest-numbered one. A
 * popular retelling says "the one that more than half of the replies have", which can be read in many ways, none of them
 * both safe and live for every number of acceptors. These are the readings; test/models/paxos-choose.slow.test.ts has what
 * becomes of them.
 */
import { choice } from "../../src/index.ts";

export type Value = `v${number}`;
export interface Vote {
  readonly ballot: number;
  readonly value: Value;
}

/** What a proposer knows when it chooses. */
export interface Known {
  /** The replies of a quorum, each with the vote that it reports or null. */
  readonly replies: readonly { readonly last: Vote | null }[];
  /** How many acceptors there are. */
  readonly acceptors: number;
  /** What the proposer would propose if it were free to. */
  readonly own: readonly Value[];
}

/** The values of which a proposer may then propose one; none at all: it tries again in another ballot. */
export type Choosing = (known: Known) => readonly Value[];

/** When some reply reports a vote: the votes, without the replies that report none. */
interface Reported extends Known {
  readonly votes: readonly Vote[];
}
type Choice = (reported: Reported) => readonly Value[];

const simple = {
  highest: ({ votes }) => valuesOf(most(votes, ({ ballot }) => ballot)),
  lowest: ({ votes }) => valuesOf(most(votes, ({ ballot }) => -ballot)),
  any: ({ votes }) => valuesOf(votes),
  own: ({ own }) => own,
  retry: () => [],
} satisfies Record<string, Choice>;

/** What two votes must have in common to be counted together. */
const counted = {
  pair: (one: Vote, other: Vote) => one.value === other.value && one.ballot === other.ballot,
  value: (one: Vote, other: Vote) => one.value === other.value,
};
/** More than half of how many. */
const outOf = {
  all: ({ replies }: Reported) => replies.length,
  voted: ({ votes }: Reported) => votes.length,
  acceptors: ({ acceptors }: Reported) => acceptors,
};

function majority(alike: typeof counted.pair, whole: typeof outOf.all, otherwise: Choice): Choice {
  return (reported) => {
    const { votes } = reported;
    const winners = votes.filter((vote) => 2 * votes.filter((other) => alike(vote, other)).length > whole(reported));
    return winners.length > 0 ? valuesOf(winners) : otherwise(reported);
  };
}

function plurality(alike: typeof counted.pair, among: Choice): Choice {
  return (reported) => {
    const { votes } = reported;
    return among({ ...reported, votes: most(votes, (vote) => votes.filter((other) => alike(vote, other)).length) });
  };
}

function valuesOf(votes: readonly Vote[]): readonly Value[] {
  return votes.map((vote) => vote.value);
}

/** Those of which nothing measures more. */
function most(votes: readonly Vote[], measure: (vote: Vote) => number): readonly Vote[] {
  const largest = Math.max(...votes.map(measure));
  return votes.filter((vote) => measure(vote) === largest);
}

const FALLBACKS = ["retry", "own", "any", "highest"] as const;
const TIES = ["any", "highest"] as const;
type Counted = keyof typeof counted;
type Majority = `majority-${Counted}-of-${keyof typeof outOf}-or-${(typeof FALLBACKS)[number]}`;
type Plurality = `plurality-${Counted}-or-${(typeof TIES)[number]}`;

/** How a proposer reads what it is told: what the parameter `choose` of `paxosRetold` may be. */
export type Reading = "highest" | "lowest" | "any" | "own" | Majority | Plurality;

/** Every reading. Whatever it says about votes, a proposer is free when none is reported. */
export const readings = Object.fromEntries(
  named().map(([name, choice]): [string, Choosing] => [
    name,
    (known) => {
      const votes = known.replies.flatMap(({ last }) => last ?? []);
      return votes.length === 0 ? known.own : choice({ ...known, votes });
    },
  ]),
) as Readonly<Record<Reading, Choosing>>;

function named(): [string, Choice][] {
  const { retry: _, ...alone } = simple;
  const entries: [string, Choice][] = Object.entries(alone);
  for (const [what, alike] of Object.entries(counted)) {
    for (const [of, whole] of Object.entries(outOf)) {
      for (const or of FALLBACKS) {
        entries.push([`majority-${what}-of-${of}-or-${or}`, majority(alike, whole, simple[or])]);
      }
    }
    for (const or of TIES) entries.push([`plurality-${what}-or-${or}`, plurality(alike, simple[or])]);
  }
  return entries;
}

/** The parameter `choose`. */
export const choose = choice(Object.keys(readings) as Reading[], {
  about:
    "which value to propose when votes are reported: that of the highest-numbered (Paxos) or lowest vote, any, one's own; " +
    "majority-C-of-D-or-F: what more than half of D report (all replies, those that voted, all acceptors), " +
    "counting C (ballot and value as a pair, or the value), and if nothing is, F (retry, own, any, highest); " +
    "plurality-C-or-F: what most report, ties broken by F",
});
