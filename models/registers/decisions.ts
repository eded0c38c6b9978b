/** What the servers of a Paxos register decide by themselves. Each mutant gets one of these wrong, see mutants.ts. */
import type { ClientName } from "./clients.ts";

export interface Vote {
  readonly ballot: number;
  readonly value: ClientName;
}

export interface Decisions {
  /** What a leader proposes, given the votes that a majority reports and the value that was put to it. */
  readonly proposes: (votes: readonly Vote[], own: ClientName) => ClientName;
  /** Whether a server that has heard of ballot `heard` votes in `ballot`. */
  readonly votes: (ballot: number, heard: number) => boolean;
  /** When a put is acknowledged: on receipt, or by the server that finds it decided. */
  readonly acknowledges: "received" | "decided";
  /** Whether a server answers gets, by its last vote if there is one. */
  readonly answers: (knowsDecision: boolean) => boolean;
}

export const decisions: Decisions = {
  proposes: (votes, own) => votes.toSorted((one, other) => other.ballot - one.ballot)[0]?.value ?? own,
  votes: (ballot, heard) => ballot >= heard,
  acknowledges: "decided",
  answers: (knowsDecision) => knowsDecision,
};
