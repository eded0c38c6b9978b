/**
 * What the random systems of processes share: rows of a phase and a flag, messages of one number, tables that guards and
 * effects look up, and the networks that carry messages. Phases only grow, unless wanted, so that expiries that ask for a
 * phase are stable. Plain data: nothing of `src`, since `plain-network.ts` judges by it.
 */
import type { Dice } from "./dice.ts";

export const PHASES = 3;
export const FLAGS = 2;
/** The numbers that a message may have. */
export const CONTENTS = 2;
const PLACES = PHASES * FLAGS * CONTENTS;

export interface Row {
  phase: number;
  flag: number;
}

/** Where the tables have a row, with a message's number, if there is one. */
export const placeOf = ({ phase, flag }: Row, n = 0): number => (phase * FLAGS + flag) * CONTENTS + n;

/** A guard: whether something may be done, true at about `percent` of 100 places. */
export function randomTable(dice: Dice, percent: number): boolean[] {
  return Array.from({ length: PLACES }, () => dice.chance(percent));
}

/** An effect: the row that comes next, whose phase is one further at about `growing` of 100 places; null: any phase. */
export function randomTargets(dice: Dice, growing: number | null): Row[] {
  return Array.from({ length: PLACES }, (_, place) => {
    const phase = Math.floor(place / (FLAGS * CONTENTS));
    const next = growing === null ? dice.below(PHASES) : Math.min(PHASES - 1, phase + (dice.chance(growing) ? 1 : 0));
    return { phase: next, flag: dice.below(FLAGS) };
  });
}

/** Per number of a message, the phase of its receiver from which on it has expired. */
export function randomExpiry(dice: Dice): number[] {
  return Array.from({ length: CONTENTS }, () => dice.below(PHASES + 1));
}

export interface Carrier<Kind extends string = "bag" | "fifo"> {
  readonly kind: Kind;
  readonly capacity: number;
  readonly overflow: "error" | "lost";
  readonly lossy: boolean;
  readonly duplicating: boolean;
}

/** How often, in 100, a network is of these kinds. */
export interface CarrierOdds {
  readonly lost: number;
  readonly lossy: number;
  readonly duplicating: number;
}

export function randomCarrier<Kind extends string>(
  dice: Dice,
  kind: Kind,
  capacity: number,
  { lost, lossy, duplicating }: CarrierOdds,
): Carrier<Kind> {
  const overflow = dice.chance(lost) ? "lost" : "error";
  return { kind, capacity, overflow, lossy: dice.chance(lossy), duplicating: dice.chance(duplicating) };
}

/** Which copies of a broadcast a full bag loses is not said: such a kind is refused. */
export function leavesCopiesOpen({ kind, overflow }: Carrier<string>, copies: number): boolean {
  return kind === "bag" && overflow === "lost" && copies > 1;
}
