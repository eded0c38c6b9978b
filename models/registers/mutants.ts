/** The Paxos register's mutants: each changes one of the decisions in decisions.ts. */
import type { ClientName } from "./clients.ts";
import type { Vote } from "./decisions.ts";

export const mutants = {
  "pr-localread": {
    about: "a server answers a get from what it has voted for, without knowing whether that, or anything, is decided",
    breaks: "linearizable",
    at: { clients: 1, servers: 3 },
    steps: 8,
    // With two servers, both have voted for what is decided.
    notAt: [{ clients: 2, servers: 2 }],
    change: { answers: () => true },
  },
  "pr-earlyack": {
    about: "a server acknowledges a put when it receives it, before it is decided",
    breaks: "linearizable",
    at: { clients: 2, servers: 2, invoke: "any-time" },
    steps: 12,
    // A put that began with all others may be the first of them, whatever is read.
    notAt: [
      { clients: 2, servers: 3, invoke: "at-once" },
      { clients: 1, servers: 3, invoke: "any-time" },
    ],
    change: { acknowledges: "received" },
  },
  "pr-own": {
    about: "a leader ignores the votes reported and proposes what was put to it",
    breaks: "linearizable",
    at: { clients: 2, servers: 3 },
    steps: 17,
    notAt: [
      { clients: 1, servers: 3 },
      { clients: 2, servers: 2 },
    ],
    change: { proposes: (_votes: readonly Vote[], own: ClientName) => own },
  },
  "pr-lowacc": {
    about: "a server votes below a ballot that it has heard of",
    breaks: "linearizable",
    at: { clients: 2, servers: 3 },
    steps: 17,
    notAt: [
      { clients: 1, servers: 3 },
      { clients: 2, servers: 2 },
    ],
    change: { votes: () => true },
  },
} as const;
