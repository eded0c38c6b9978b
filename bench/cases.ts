/** What is measured: state spaces of 25 thousand to 8 million states. */
export interface Case {
  /** The model's name and the values of its parameters: `paxos-3-3-2`. */
  readonly name: string;
  readonly model: "paxos" | "two-phase-commit" | "gossip";
  readonly parameters: Readonly<Record<string, number>>;
  /** How many states there are: who makes room for them may know it beforehand. */
  readonly distinct: number;
}

function define(model: Case["model"], parameters: Case["parameters"], distinct: number): Case {
  return { name: [model, ...Object.values(parameters)].join("-"), model, parameters, distinct };
}

export const cases: readonly Case[] = [
  define("paxos", { acceptors: 3, ballots: 3, values: 2 }, 185_369),
  define("paxos", { acceptors: 5, ballots: 2, values: 2 }, 701_505),
  define("paxos", { acceptors: 4, ballots: 3, values: 2 }, 2_135_473),
  define("paxos", { acceptors: 3, ballots: 4, values: 2 }, 8_220_065),
  define("two-phase-commit", { participants: 7 }, 296_448),
  define("two-phase-commit", { participants: 8 }, 1_745_408),
  define("gossip", { nodes: 3, versions: 3 }, 25_000),
];

/** Small enough to be searched in about a second: the cases of `--quick`. */
export function isQuick({ distinct }: Case): boolean {
  return distinct < 500_000;
}
