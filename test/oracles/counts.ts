/**
 * Exact counts of the built-in models, found by others or by programs that share no code with synod. `generated` is the
 * initial states plus one per (state, enabled rule instance), self-loops included; `depth` is in transitions (TLC prints one
 * more, and counts each quorum that allows a proposal, so its `generated` for Paxos is larger).
 */
import type { ParameterValue } from "../../src/index.ts";

export interface Counts {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly distinct: number;
  /** Null where no independent count under our convention is known. */
  readonly generated: number | null;
  readonly depth: number | null;
}

/** Brute-force programs in C++ and Python; N = 3 also the manifest of tlaplus/Examples, N = 5 stateright's examples/2pc.rs. */
const twoPhaseCommit = [
  [1, 12, 20, 4],
  [2, 56, 154, 7],
  [3, 288, 1_146, 10],
  [4, 1_568, 8_258, 13],
  [5, 8_832, 58_146, 16],
  [6, 50_816, 402_306, 19],
] as const;

/** Brute force in Python; the states of N = 3 and 4 also the manifest of tlaplus/Examples. */
const ewd840 = [
  [1, 6, 11, 1],
  [2, 54, 186, 5],
  [3, 302, 1_817, 8],
  [4, 1_566, 14_962, 11],
  [5, 7_742, 108_963, 14],
] as const;

/** Brute force in C++; (2,2,2), (3,2,1), (3,2,2), (3,3,1) also TLC on Lamport's Paxos.tla. */
const paxos = [
  [1, 1, 1, 5, 10, 4],
  [1, 2, 1, 25, 82, 8],
  [2, 2, 1, 81, 325, 12],
  [2, 2, 2, 145, 609, 12],
  [2, 3, 1, 729, 3_835, 18],
  [2, 3, 2, 1_501, 8_172, 18],
  [3, 1, 1, 41, 166, 8],
  [3, 1, 2, 73, 310, 8],
  [3, 2, 1, 1_681, 9_691, 16],
  [3, 2, 2, 3_921, 22_995, 16],
  [3, 2, 3, 6_801, 40_243, 16],
  [3, 3, 1, 68_921, 482_656, 24],
  [3, 3, 2, 185_369, 1_316_584, 24],
  [3, 4, 1, 2_825_761, 22_977_781, 32],
  [4, 2, 1, 9_409, 63_565, 20],
  [4, 2, 2, 20_609, 140_473, 20],
  [4, 3, 2, 2_135_473, 17_045_372, 30],
  [5, 2, 1, 297_025, 2_563_171, 24],
  [5, 2, 2, 701_505, 6_043_267, 24],
] as const;

/** Brute force in C++; (proposers, acceptors, numbers). */
const basicPaxos = [
  [1, 1, 1, 8, 17, 6],
  [2, 1, 2, 64, 185, 12],
  [2, 2, 2, 324, 1_477, 18],
  [2, 2, 3, 4_302, 20_071, 26],
  [2, 3, 2, 39_937, 288_443, 24],
  [2, 3, 3, 4_767_089, 34_750_007, 35],
] as const;

/**
 * Participants, who fails. Brute force in Python; (3, anybody) also TLC, from the manifest of tlaplus/Examples. Its generated,
 * 5,841, counts a step once for each reason to take it, and steps that change nothing; so counted, Python's is 5,841 too.
 */
const twoPhaseCommitBackup = [
  [1, "anybody", 47, 69, 8],
  [2, "anybody", 257, 612, 11],
  [3, "anybody", 1_245, 4_123, 14],
  [4, "anybody", 5_717, 24_170, 17],
  [3, "coordinator", 453, 1_342, 14],
  [3, "participant", 785, 2_664, 12],
  [3, "none", 287, 882, 12],
] as const;

/** Brute force in C++; (2,1), (2,2), (3,1), (3,2), (4,1) also TLC; (3,3) the manifest's MCCRDT (distinct and depth). */
const push = [
  [1, 1, 2, 2, 1],
  [2, 1, 9, 25, 4],
  [2, 2, 36, 109, 6],
  [2, 3, 100, 321, 8],
  [2, 4, 225, 751, 10],
  [3, 1, 123, 814, 7],
  [3, 2, 2_616, 18_541, 12],
  [3, 3, 25_000, 185_401, 15],
  [4, 1, 6_354, 79_157, 11],
  [4, 2, 1_427_232, 18_622_105, 19],
] as const;

/** Brute force in C++; each unordered pair of nodes counts once. */
const pushPull = [
  [1, 1, 2, 2, 1],
  [2, 1, 9, 16, 3],
  [2, 2, 36, 73, 5],
  [2, 3, 100, 221, 7],
  [2, 4, 225, 526, 9],
  [3, 1, 90, 337, 6],
  [3, 2, 1_368, 5_797, 9],
  [3, 3, 10_000, 45_601, 12],
  [4, 1, 2_262, 15_185, 8],
  [4, 2, 196_176, 1_443_529, 14],
] as const;

/** Brute force in Python; `distinct` of up to four nodes also in C++. */
const membership = [
  [3, 1, 1, "seeds", "seed", 8, 17, 3],
  [3, 1, 1, "seeds", "member", 5, 11, 3],
  [3, 1, 1, "all", "member", 13, 64, 4],
  [4, 1, 2, "all", "member", 145, 1_301, 7],
  [4, 1, 2, "seeds", "seed", 50, 151, 5],
  [4, 2, 2, "seeds", "seed", 267, 1_343, 7],
  [5, 2, 1, "seeds", "seed", 373, 2_796, 6],
  [5, 2, 2, "seeds", "seed", 1_568, 11_029, 8],
] as const;

/** Brute force in Python; `distinct` of three and four nodes also in C++. Anti-entropy adds steps and no states. */
const mongering = [
  [2, 1, false, 5, 6, 3],
  [3, 1, false, 17, 43, 5],
  [3, 1, true, 17, 61, 5],
  [3, 2, false, 46, 159, 8],
  [3, 2, true, 46, 197, 8],
  [4, 1, false, 53, 244, 7],
  [4, 1, true, 53, 367, 7],
  [4, 2, false, 190, 1_246, 11],
  [4, 2, true, 190, 1_600, 11],
] as const;

/** Nodes, versions, restarts. Brute force in Python; two nodes also C++. */
const cassandraGossip = [
  [2, 1, 1, 55, 128, 5],
  [2, 2, 1, 189, 496, 8],
  [3, 1, 1, 3_476, 15_109, 8],
] as const;

/** Two nodes, versions. Brute force in C++ and Python. */
const cassandraHandshake = [
  [1, 516, 1_215, 14],
  [2, 4_407, 11_847, 17],
] as const;

/** Brute force in Python; the first and the last also C++ (distinct). */
const redisCluster = [
  [{ part: "votes", masters: 2, replicas: 2, epochs: 2 }, 203, 397, 8],
  [{ part: "delayed-votes", masters: 2, replicas: 2, epochs: 2 }, 570, 3_957, 8],
  [{ part: "delayed-votes", masters: 2, replicas: 2, epochs: 3 }, 7_264, 52_785, 12],
  [{ part: "failure-reports", masters: 2 }, 25, 105, 6],
  [{ part: "failure-reports", masters: 3 }, 416, 3_985, 10],
  [{ part: "slot-claims", masters: 2, replicas: 1 }, 11, 17, 3],
] as const;

/**
 * Clients, servers. `distinct` of (2,1) is stateright's, examples/single-copy-register.rs, that of (4,1) what it answers when
 * run; everything also by brute force in Python.
 */
const singleCopyRegister = [
  [1, 1, 5, 5, 4],
  [2, 1, 93, 121, 8],
  [3, 1, 4_243, 6_778, 12],
  [4, 1, 400_233, 731_789, 16],
] as const;

/** Clients, servers. `distinct` of (2,3) is stateright's, examples/paxos.rs; everything also by brute force in Python. */
const paxosRegister = [
  [1, 3, 265, 482, 13],
  [2, 2, 111, 137, 13],
  [2, 3, 16_668, 32_971, 20],
  [3, 3, 1_194_428, 2_420_477, 27],
  [2, 4, 442_518, 1_119_045, 29],
] as const;

/**
 * Clients, servers. `distinct` of (2,2) is stateright's, examples/linearizable-register.rs; everything also by a model of rules
 * that has its actors' fields and was written from it.
 */
const abdRegister = [
  [2, 2, 544, 875, 24],
  [1, 3, 1_449, 3_728, 16],
  [3, 2, 35_009, 68_115, 36],
] as const;

/**
 * Replicas, writes, reads, ballots. Brute force in C++; as published, with `notices=slot`, (3,1,1,2) is TLC's, see
 * test/models/multi-paxos-smr.test.ts.
 */
const multiPaxosSmr = [
  [2, 1, 1, 2, 1_163, 1_793, 19],
  [2, 1, 1, 3, 20_139, 33_427, 26],
  [2, 2, 1, 2, 12_663, 28_799, 25],
  [3, 1, 0, 2, 15_709, 26_425, 18],
  [3, 1, 1, 2, 1_986_241, 4_133_875, 27],
] as const;

/** Acceptors, q1, q2, with two ballots and two values. Brute force in C++ (distinct); the last is Paxos's graph. */
const flexiblePaxos = [
  [3, 1, 3, 12_513, null, null],
  [3, 3, 1, 513, null, null],
  [4, 3, 2, 20_609, 140_473, 20],
] as const;

/** Acceptors, qf, qc, with two ballots and two values. Brute force in JavaScript; the 1,811 also C++. */
const fastPaxos = [
  [3, 3, 2, 1_811, 8_266, 11],
  [4, 3, 3, 11_361, 62_858, 14],
] as const;

/**
 * Ballots, fast ones, values, with four acceptors and quorums of three. Brute force in C++; up to symmetry the last is TLC's,
 * from the manifest of tlaplus/Examples: see test/models/simplified-fast-paxos.test.ts.
 */
const simplifiedFastPaxos = [
  [2, "first", 2, 1_112, 6_609, 11],
  [2, "first", 3, 7_112, 43_371, 11],
  [3, "first", 2, 20_296, 161_669, 16],
  [3, "first", 3, 138_824, 1_100_715, 16],
  [4, "even", 2, 417_018, 3_713_829, 21],
  [4, "even", 3, 3_043_684, 26_756_421, 21],
] as const;

/** Acceptors, ballots, slots, values. Brute force in C++; the first is Paxos. */
const multiPaxos = [
  [3, 2, 1, 2, 3_921, 22_995, 16],
  [2, 2, 2, 2, 3_913, 24_847, 18],
  [3, 2, 2, 1, 108_241, 912_555, 24],
] as const;

/**
 * Participants, acceptors, ballots. TLC on PaxosCommit.tla, the last from the manifest of tlaplus/Examples. Its `generated`
 * counts every quorum that lets a leader propose or decide; so counted, by a copy of the model that binds quorums, synod's
 * are TLC's 9,936, 4,413 and 9,961 too.
 */
const paxosCommit = [
  [1, 3, 2, 1_461, null, 14],
  [2, 3, 1, 545, null, 11],
  [2, 1, 2, 1_425, null, 15],
  [2, 3, 2, 1_321_761, null, 27],
] as const;

/** TLC, from the manifest of tlaplus/Examples: (3,3,2); its `generated` counts quorums. */
const voting = [[3, 3, 2, 6_752, null, 15]] as const;

/** So many states are too many for a test that visits each by a plain search. */
export const AFFORDABLE = 190_000;

export const counts: readonly Counts[] = [
  // TLC, from the manifest of tlaplus/Examples; nothing in TCommit.tla chooses among quorums.
  { model: "transaction-commit", parameters: { participants: 3 }, ...named([34, 94, 6]) },
  ...flexiblePaxos.map(
    ([acceptors, q1, q2, ...found]): Counts => ({
      model: "flexible-paxos",
      parameters: { acceptors, q1, q2 },
      ...named(found),
    }),
  ),
  ...fastPaxos.map(
    ([acceptors, qf, qc, ...found]): Counts => ({
      model: "fast-paxos",
      parameters: { acceptors, qf, qc },
      ...named(found),
    }),
  ),
  ...simplifiedFastPaxos.map(
    ([ballots, fast, values, ...found]): Counts => ({
      model: "simplified-fast-paxos",
      parameters: { acceptors: 4, ballots, fast, values },
      ...named(found),
    }),
  ),
  ...multiPaxos.map(
    ([acceptors, ballots, slots, values, ...found]): Counts => ({
      model: "multi-paxos",
      parameters: { acceptors, ballots, slots, values },
      ...named(found),
    }),
  ),
  ...paxosCommit.map(
    ([participants, acceptors, ballots, ...found]): Counts => ({
      model: "paxos-commit",
      parameters: { participants, acceptors, ballots },
      ...named(found),
    }),
  ),
  ...twoPhaseCommit.map(
    ([participants, ...found]): Counts => ({
      model: "two-phase-commit",
      parameters: { participants },
      ...named(found),
    }),
  ),
  ...twoPhaseCommitBackup.map(
    ([participants, crash, ...found]): Counts => ({
      model: "two-phase-commit-backup",
      parameters: { participants, crash },
      ...named(found),
    }),
  ),
  // One state per value and one before: by definition.
  ...[1, 2, 3].map(
    (values): Counts => ({ model: "consensus", parameters: { values }, ...named([values + 1, values + 1, 1]) }),
  ),
  ...voting.map(
    ([acceptors, ballots, values, ...found]): Counts => ({
      model: "voting",
      parameters: { acceptors, ballots, values },
      ...named(found),
    }),
  ),
  ...paxos.map(
    ([acceptors, ballots, values, ...found]): Counts => ({
      model: "paxos",
      parameters: { acceptors, ballots, values },
      ...named(found),
    }),
  ),
  ...basicPaxos.map(
    ([proposers, acceptors, numbers, ...found]): Counts => ({
      model: "basic-paxos",
      parameters: { proposers, acceptors, numbers },
      ...named(found),
    }),
  ),
  ...push.map(
    ([nodes, versions, ...found]): Counts => ({
      model: "gossip",
      parameters: { nodes, versions, exchange: "push" },
      ...named(found),
    }),
  ),
  ...pushPull.map(
    ([nodes, versions, ...found]): Counts => ({
      model: "gossip",
      parameters: { nodes, versions, exchange: "push-pull" },
      ...named(found),
    }),
  ),
  ...cassandraGossip.map(
    ([nodes, versions, restarts, ...found]): Counts => ({
      model: "cassandra-gossip",
      parameters: { nodes, versions, restarts },
      ...named(found),
    }),
  ),
  ...cassandraHandshake.map(
    ([versions, ...found]): Counts => ({
      model: "cassandra-gossip",
      parameters: { nodes: 2, versions, exchange: "handshake" },
      ...named(found),
    }),
  ),
  ...redisCluster.map(([parameters, ...found]): Counts => ({ model: "redis-cluster", parameters, ...named(found) })),
  ...membership.map(
    ([nodes, seeds, joiners, senders, rumour, ...found]): Counts => ({
      model: "membership-gossip",
      parameters: { nodes, seeds, joiners, senders, rumour },
      ...named(found),
    }),
  ),
  ...mongering.map(
    ([nodes, k, backup, ...found]): Counts => ({
      model: "rumour-mongering",
      parameters: { nodes, k, backup },
      ...named(found),
    }),
  ),
  ...singleCopyRegister.map(
    ([clients, servers, ...found]): Counts => ({
      model: "single-copy-register",
      parameters: { clients, servers },
      ...named(found),
    }),
  ),
  ...paxosRegister.map(
    ([clients, servers, ...found]): Counts => ({
      model: "paxos-register",
      parameters: { clients, servers },
      ...named(found),
    }),
  ),
  ...paxosRegister.slice(0, 3).map(
    ([clients, servers, ...found]): Counts => ({
      model: "paxos-register-processes",
      parameters: { clients, servers },
      ...named(found),
    }),
  ),
  ...abdRegister.map(
    ([clients, servers, ...found]): Counts => ({
      model: "abd-register",
      parameters: { clients, servers },
      ...named(found),
    }),
  ),
  ...multiPaxosSmr.map(
    ([replicas, writes, reads, ballots, ...found]): Counts => ({
      model: "multi-paxos-smr",
      parameters: { replicas, writes, reads, ballots },
      ...named(found),
    }),
  ),
  // Brute force in C++ and Python.
  { model: "swim", parameters: { members: 3, suspicions: 2 }, ...named([40, 99, 7]) },
  ...ewd840.map(([nodes, ...found]): Counts => ({ model: "ewd840", parameters: { nodes }, ...named(found) })),
];

function named([distinct, generated, depth]: readonly [number, number | null, number | null]): Pick<
  Counts,
  "distinct" | "generated" | "depth"
> {
  return { distinct, generated, depth };
}
