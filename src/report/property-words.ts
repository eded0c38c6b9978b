/** What is said of each kind of property at the end of a trace that shows it: why what one sees there does. */
import { isWitnessed, type PropertyKind } from "../model/property-kinds.ts";

/** What there is to say it of. */
export interface SeenAtEnd {
  /** The number of the last state. */
  readonly last: number;
  /** Whether nothing happens any more in the last state; else what goes on for ever is a loop. */
  readonly isStill: boolean;
  /** Whether the behaviour is fair, for reasons that were given. */
  readonly isFair: boolean;
  /** `, for 1 and 4 (of 12)`: for which values a claim is false that is about several. */
  readonly parts: string;
}

const behaviour = ({ isFair }: SeenAtEnd) => (isFair ? "this fair behaviour" : "this behaviour");
const forEver = ({ isStill }: SeenAtEnd) =>
  isStill ? "the last state, where nothing happens any more" : "every state of the loop";

const ENDINGS = {
  always: ({ parts }) => `it is false in this state${parts}`,
  step: ({ parts }) => `it is false of the last step${parts}`,
  reachable: () => "it is true in this state",
  eventually: (seen) => `it is false in every state of ${behaviour(seen)}`,
  alwaysEventually: (seen) => `${behaviour(seen)} ends where it is never true again: it is false in ${forEver(seen)}`,
  eventuallyAlways: (seen) =>
    `in ${behaviour(seen)} it never stays true: it is false in ${seen.isStill ? forEver(seen) : "some state of the loop"}`,
  leadsTo: (seen) =>
    `in ${behaviour(seen)} its left side is true in some state, and its right side never from there on`,
  alwaysReachable: ({ last }) => `from state ${last} on it cannot be reached any more`,
  refinement: ({ last }) =>
    last === 0 ? "this is no initial state of the abstract model" : "the last step is none of the abstract model",
  deadlock: () => "no rule is enabled in this state, and it is not a declared terminal state",
} as const satisfies Readonly<Record<PropertyKind, (seen: SeenAtEnd) => string>>;

/** A kind in a table of properties: a link has a short word, so that what stands beside it stays where it was. */
export function kindText(kind: PropertyKind): string {
  return kind === "refinement" ? "link" : kind;
}

/** `agreement is violated: it is false in this state`. */
export function endingOf(kind: PropertyKind, property: string, seen: SeenAtEnd): string {
  return `${property} is ${isWitnessed(kind) ? "reached" : "violated"}: ${ENDINGS[kind](seen)}`;
}
