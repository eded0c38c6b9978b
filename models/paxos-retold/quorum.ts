/** How many acceptors are enough: a majority, or "2/n+1" as a popular retelling has it, taken literally. */
import { choice } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/** How many must answer a prepare and how many accept. Any two such sets must meet: more than all acceptors together. */
export interface QuorumSizes {
  readonly promises: number;
  readonly votes: number;
}

const sizes = {
  majority: majorityOf,
  "2/n+1": (n: number) => Math.floor(2 / n) + 1,
  "2/n+1-rounded-up": (n: number) => Math.ceil(2 / n) + 1,
  half: (n: number) => Math.ceil(n / 2),
  one: () => 1,
} satisfies Record<string, (n: number) => number>;

export type QuorumName = keyof typeof sizes;

/** The sizes that go by a name, as `quorum=` takes it. */
export function quorumsOf(name: QuorumName): (n: number) => QuorumSizes {
  return (n) => ({ promises: sizes[name](n), votes: sizes[name](n) });
}

/** The parameter `quorum`. */
export const quorum = choice(Object.keys(sizes) as QuorumName[], {
  about:
    "how many of n acceptors are enough: more than half (Paxos); 2/n+1, divided as integers or rounded up; " +
    "half of them, rounded up; one",
});
