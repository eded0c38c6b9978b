/** What is measured: checks of ten built-in models and a user's, of 80 to 8 million states (one of 116 million), and what others search to be compared with them. */
import type { Counts } from "./contender.ts";

/** A state space that has been written down for others than synod too, and its counts, all states of it. */
export interface Space {
  readonly model: "paxos" | "two-phase-commit" | "gossip";
  readonly parameters: Readonly<Record<string, number>>;
  readonly counts: Counts;
}

export interface Case {
  /** The model, its parameters' values, and what else is asked: `paxos-3-3-2`, `paxos-3-4-2-symmetry`. */
  readonly name: string;
  /** What `synod check` is given. */
  readonly argv: readonly string[];
  readonly workers: readonly number[];
  /** What the check has to count; a run that counts something else fails the benchmark. */
  readonly counts: Counts;
  /** The space that the yardstick and the peers search. */
  readonly space?: Space;
  /** Another check of which this one's time is told as a multiple: properties over time, of the safety check alone. */
  readonly beside?: Case;
  /** Takes minutes and gigabytes: measured only when it is named itself. */
  readonly large?: true;
}

function counted(distinct: number, generated: number, depth: number): Counts {
  return { distinct, generated, depth };
}

/** All states of a space that others search too. */
function everything(model: Space["model"], parameters: Space["parameters"], counts: Counts): Case & { space: Space } {
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return {
    name: [model, ...Object.values(parameters)].join("-"),
    argv: [model, ...settings, "--no-symmetry"],
    workers: [1, 2],
    counts,
    space: { model, parameters, counts },
  };
}

/** As people ask: with as many threads as there are processors on a small machine. */
function asked(name: string, command: string, counts: Counts): Case {
  return { name, argv: command.split(" "), workers: [2], counts };
}

const paxos342 = everything("paxos", { acceptors: 3, ballots: 4, values: 2 }, counted(8_220_065, 67_903_141, 32));

const retold432 = asked(
  "paxos-retold-4-3-2",
  "paxos-retold acceptors=4 ballots=3 values=2 --no-symmetry",
  counted(2_135_473, 17_045_372, 30),
);

/**
 * Paxos of one value in closed form. A ballot is in one of c = 1 + 2^A + 2^A q states, where q is how many of A acceptors'
 * sets are majorities: not prepared; promised by some; proposed, which some majority's promises allow, and accepted by
 * some. Ballots do not look at each other's messages, so there are c^B states. Enabled are, in each state, B times prepare;
 * propose in a ballot with a majority's promises and no proposal; and promise and accept for an acceptor that has done
 * nothing in this ballot or a later one, or nothing in a later one; an acceptor has done nothing in u of the c states of a
 * ballot. An acceptor takes at most two steps in a ballot, besides the ballot's own two.
 */
export function paxosOfOneValue(acceptors: number, ballots: number): Counts {
  const sets = Array.from({ length: 2 ** acceptors }, (_, bits) => bits.toString(2).replaceAll("0", "").length);
  const isMajority = (members: number) => 2 * members > acceptors;
  const majorities = sets.filter(isMajority).length;
  const majoritiesWithoutOne = sets.filter((members, bits) => isMajority(members) && bits % 2 === 0).length;
  const [all, half] = [2 ** acceptors, 2 ** (acceptors - 1)];
  const states = 1 + all + all * majorities;
  const idle = 1 + half + half * majoritiesWithoutOne;
  const promised = half + half * majoritiesWithoutOne;
  const proposed = all * majorities;
  const earlierAndLater = Array.from({ length: ballots }, (_, at) => states ** at * idle ** (ballots - 1 - at));
  const taken = earlierAndLater.reduce((sum, ways) => sum + acceptors * (promised + proposed) * ways, 0);
  return {
    distinct: states ** ballots,
    generated: 1 + ballots * states ** ballots + ballots * states ** (ballots - 1) * majorities + taken,
    depth: ballots * (2 * acceptors + 2),
  };
}

export const cases: readonly Case[] = [
  everything("paxos", { acceptors: 3, ballots: 3, values: 2 }, counted(185_369, 1_316_584, 24)),
  everything("paxos", { acceptors: 5, ballots: 2, values: 2 }, counted(701_505, 6_043_267, 24)),
  everything("paxos", { acceptors: 4, ballots: 3, values: 2 }, counted(2_135_473, 17_045_372, 30)),
  paxos342,
  {
    ...asked("paxos-3-4-2-symmetry", "paxos acceptors=3 ballots=4 values=2", counted(710_709, 5_874_622, 32)),
    space: paxos342.space,
  },
  {
    ...asked("paxos-retold-4-3-2-liveness", [...retold432.argv, "liveness=true"].join(" "), retold432.counts),
    beside: retold432,
  },
  everything("two-phase-commit", { participants: 7 }, counted(296_448, 2_744_706, 22)),
  everything("two-phase-commit", { participants: 8 }, counted(1_745_408, 18_507_778, 25)),
  asked("basic-paxos-3", "basic-paxos numbers=3 --reduce none", counted(4_767_089, 34_750_007, 35)),
  asked("basic-paxos-3-symmetry", "basic-paxos numbers=3 --reduce symmetry", counted(809_682, 5_900_688, 35)),
  asked("multi-paxos-3-2-2-2", "multi-paxos acceptors=3 ballots=2 slots=2 values=2", counted(59_665, 515_796, 24)),
  asked("raft-2-2", "raft terms=2 entries=2 --reduce stale-messages", counted(1_121_205, 12_335_287, 29)),
  everything("gossip", { nodes: 3, versions: 3 }, counted(25_000, 185_401, 15)),
  asked("gossip-in-flight-3", "gossip-in-flight nodes=3 versions=1 --no-symmetry", counted(381_433, 2_353_459, 21)),
  asked("multi-paxos-smr-3", "multi-paxos-smr replicas=3", counted(331_076, 689_072, 27)),
  asked("abd-register-3", "abd-register clients=3", counted(35_009, 68_115, 36)),
  asked("philosophers", "examples/philosophers.ts last=right", counted(306_030, 2_521_254, 20)),
  {
    ...asked("paxos-3-5-1", "paxos acceptors=3 ballots=5 values=1 --no-symmetry", paxosOfOneValue(3, 5)),
    large: true,
  },
  // Hardly anything to search: what it costs to start.
  asked("two-phase-commit-3-symmetry", "two-phase-commit participants=3", counted(80, 318, 10)),
];

/** Small enough to be searched in about a second: the cases of `--quick`. */
export function isQuick({ counts }: Case): boolean {
  return counts.generated < 3_000_000;
}

/** The cases that a name stands for: the one of that name, or all that it begins but large ones; `all` for all of them. */
export function casesNamed(name: string): readonly Case[] {
  if (name === "all") return cases;
  const exactly = cases.filter((each) => each.name === name);
  return exactly.length > 0 ? exactly : usual.filter((each) => each.name.startsWith(`${name}-`));
}

/** What is measured when nothing is named. */
export const usual = cases.filter(({ large }) => large === undefined);
