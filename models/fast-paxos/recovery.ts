/**
 * How the coordinator of a classic ballot chooses when the highest-numbered votes reported are of the fast ballot, where
 * acceptors vote as they like: the votes may differ, and more than one value may seem chosen.
 */
import { choice } from "../../src/index.ts";
import { type Choosing, type Known, readings, type Value, type Vote } from "../paxos-retold/choose.ts";

/** What a coordinator knows when it recovers the fast ballot: the replies, of which some report a vote in it. */
export interface Collision extends Known {
  /** How many votes in the fast ballot choose a value. */
  readonly fast: number;
}

/** The values that may have been chosen: so many votes are reported that, with all that are not, it could be enough. */
function possible({ replies, acceptors, fast, own }: Collision): readonly Value[] {
  const unheard = acceptors - replies.length;
  const votes = (value: Value) => replies.filter(({ last }) => last?.value === value).length;
  const chosen = own.filter((value) => votes(value) > 0 && votes(value) + unheard >= fast);
  return chosen.length > 0 ? chosen : own;
}

const recoveries = {
  possible,
  any: readings.any,
  "majority-or-any": readings["majority-value-of-all-or-any"],
} satisfies Record<string, (collision: Collision) => readonly Value[]>;

export type RecoveryName = keyof typeof recoveries;

/** Paxos's rule above the fast ballot; the named one for the fast ballot itself. */
export function recovering(name: RecoveryName, fast: number): Choosing {
  return (known) => {
    const votes: readonly Vote[] = known.replies.flatMap(({ last }) => last ?? []);
    if (votes.length === 0) return known.own;
    return votes.some(({ ballot }) => ballot > 0) ? readings.highest(known) : recoveries[name]({ ...known, fast });
  };
}

/** The parameter `recovery`. */
export const recovery = choice(Object.keys(recoveries) as RecoveryName[], {
  about:
    "which value to propose when votes in the fast ballot are reported: one that may have been chosen there, if there is " +
    "one (Fast Paxos); any that is reported; or what more than half of the replies report, else any that is reported",
});
