/**
 * Two-phase commit: a coordinator asks every participant and commits when all say yes. Messages are a set that only grows:
 * they may be late, repeated or never read. Follows module TwoPhase of Gray and Lamport.
 */
import { agreement } from "../../invariants/index.ts";
import { enumeration, integer, map, model, protocol, scalarset, set, union } from "../../src/index.ts";
import { atLeast } from "../quorums.ts";
import { mutants } from "./mutants.ts";

/** What everybody decides by itself. A mutant changes one of these, see mutants.ts. */
const decisions = {
  /** How many must say yes for the coordinator to commit. */
  yesNeeded: (participants: number) => participants,
  /** Whether the coordinator may abort. */
  mayAbort: (decision: string) => decision === "none",
  /** Whether a participant may abort unasked. */
  mayRefuse: (status: string) => status === "working",
  /** Whether a participant may commit. */
  mayCommit: (told: boolean, _status: () => string) => told,
};

export const twoPhaseCommit = protocol(
  {
    name: "two-phase-commit",
    about: "Two-phase commit: all participants commit, or all abort",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), module TwoPhase",
    parameters: { participants: integer({ from: 1, to: 12, default: 3, about: "resource managers that vote" }) },
    mutants,
  },
  ({ participants }, mutant) => {
    const { yesNeeded, mayAbort, mayRefuse, mayCommit } = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Participant = scalarset("p", participants);
    const { yes, commit, abort, ...Message } = union({ yes: { from: Participant }, commit: {}, abort: {} });

    return model({
      state: {
        status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
        decision: enumeration("none", "commit", "abort"), // the coordinator's
        prepared: set(Participant), // those whose yes the coordinator has read
        sent: set(Message),
      },
      rules: {
        prepare: {
          for: { p: Participant },
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => {
            s.status.set(p, "prepared");
            s.sent.add(yes({ from: p }));
          },
        },
        refuse: {
          for: { p: Participant },
          when: (s, { p }) => mayRefuse(s.status.get(p)),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
        hear: {
          for: { p: Participant },
          when: (s, { p }) => s.decision === "none" && s.sent.has(yes({ from: p })),
          do: (s, { p }) => s.prepared.add(p),
        },
        decideCommit: {
          when: (s) =>
            s.decision === "none" && atLeast(yesNeeded(participants), Participant.values, (p) => s.prepared.has(p)),
          do: (s) => {
            s.decision = "commit";
            s.sent.add(commit({}));
          },
        },
        decideAbort: {
          when: (s) => mayAbort(s.decision),
          do: (s) => {
            s.decision = "abort";
            s.sent.add(abort({}));
          },
        },
        commit: {
          for: { p: Participant },
          when: (s, { p }) => mayCommit(s.sent.has(commit({})), () => s.status.get(p)),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        abort: {
          for: { p: Participant },
          when: (s) => s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
      },
      always: {
        consistent: agreement({
          among: ["committed", "aborted"],
          decided: (s, decision) => Participant.values.some((p) => s.status.get(p) === decision),
        }),
      },
      reachable: {
        committed: (s) => Participant.values.every((p) => s.status.get(p) === "committed"),
        aborted: (s) => Participant.values.every((p) => s.status.get(p) === "aborted"),
      },
    });
  },
);
