/**
 * What `synod suite` checks and what must come out: counts published with the specifications (tlaplus/Examples' manifests)
 * or computed independently of synod; `generated` where the conventions agree.
 */
import type { ParameterValue } from "../model/parameters.ts";

export interface SuiteCheck {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly distinct: number;
  readonly generated: number | null;
  readonly depth: number;
}

const check = (
  model: string,
  parameters: SuiteCheck["parameters"],
  distinct: number,
  generated: number | null,
  depth: number,
): SuiteCheck => ({
  model,
  parameters,
  distinct,
  generated,
  depth,
});

export const suiteChecks: readonly SuiteCheck[] = [
  check("two-phase-commit", { participants: 3 }, 288, 1146, 10),
  check("two-phase-commit", { participants: 6 }, 50_816, 402_306, 19),
  check("consensus", { values: 2 }, 3, 3, 1),
  check("voting", { acceptors: 3, ballots: 3, values: 2 }, 6752, null, 15),
  check("paxos", { acceptors: 3, ballots: 2, values: 2 }, 3921, 22_995, 16),
  check("paxos", { acceptors: 3, ballots: 3, values: 2 }, 185_369, 1_316_584, 24),
  check("basic-paxos", { proposers: 2, acceptors: 3, numbers: 2 }, 39_937, 288_443, 24),
  check("gossip", { nodes: 3, versions: 1, exchange: "push" }, 123, 814, 7),
  check("gossip", { nodes: 3, versions: 1, exchange: "push-pull" }, 90, 337, 6),
  check("gossip", { nodes: 3, versions: 3, exchange: "push" }, 25_000, 185_401, 15),
  check("single-copy-register", { clients: 2, servers: 1 }, 93, 121, 8),
  check("paxos-register", { clients: 2, servers: 3 }, 16_668, 32_971, 20),
];

/** The text's own rule for choosing a value, "the one that more than half of all the replies report", else one's own. */
export const textsMistake = {
  model: "paxos-retold",
  parameters: { acceptors: 3, ballots: 2, values: 2 },
  mutant: "p-majown",
  property: "agreement",
  steps: 12,
  quotation: "找到所有回复中超过半数的那个",
} as const;

/** From so many states on worker threads are worth their start. */
export const WORTH_WORKERS = 20_000;
