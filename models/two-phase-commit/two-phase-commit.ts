/**
 * Two-phase commit: a coordinator asks every participant and commits when all say yes. Messages are a set that only grows:
 * they may be late, repeated or never read. Follows module TwoPhase of Gray and Lamport.
 */
import { agreement, commitSteps, unanimity } from "../../invariants/index.ts";
import {
  boolean,
  enumeration,
  flag,
  integer,
  map,
  model,
  protocol,
  type StateDraft,
  type StateView,
  scalarset,
  set,
  strong,
  union,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { atLeast } from "../quorums.ts";
import { type Crashes, crash, crashes } from "./crash.ts";
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
  /** What somebody who recovers has forgotten. */
  forgets: "nothing" as "nothing" | "decision" | "yes",
};

export const twoPhaseCommit = protocol(
  {
    name: "two-phase-commit",
    about: "Two-phase commit: all participants commit, or all abort",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), module TwoPhase",
    parameters: {
      participants: integer({ from: 1, to: 12, default: 3, about: "resource managers that vote" }),
      crash,
      liveness: flag({ about: "claim properties over time, as is done whenever somebody may crash" }),
    },
    mutants,
  },
  ({ participants, crash, liveness }, mutant) => {
    const decide = { ...decisions, crashes: crashes[crash] as Crashes, ...(mutant && mutants[mutant].change) };
    const { yesNeeded, mayAbort, mayRefuse, mayCommit, forgets, crashes: may } = decide;
    const Participant = scalarset("p", participants);
    const { yes, commit, abort, ...Message } = union({ yes: { from: Participant }, commit: {}, abort: {} });
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
      decision: enumeration("none", "commit", "abort"), // the coordinator's
      prepared: set(Participant), // those whose yes the coordinator has read
      sent: set(Message),
      down: set(Participant),
      coordinatorDown: boolean,
    };
    type State = StateView<typeof state>;
    type Draft = StateDraft<typeof state>;
    type Participant = ValueOf<typeof Participant>;
    type Bound = { readonly p: Participant };

    const isUp = may.participants === "none" ? () => true : (s: State, p: Participant) => !s.down.has(p);
    const coordinates = may.coordinator === "none" ? () => true : (s: State) => !s.coordinatorDown;
    const isTime = (s: State) => may.abort === "any time" || s.down.size > 0;
    const live = (s: State, ...statuses: readonly string[]) =>
      Participant.values.every((p) => !isUp(s, p) || statuses.includes(s.status.get(p)));

    const isDecided = (s: State, decision: string) => Participant.values.some((p) => s.status.get(p) === decision);
    const statuses = { participants: Participant.values, status: (s: State, p: Participant) => s.status.get(p) };

    // Nobody need crash or refuse; whatever else can happen does. Strong fairness is the coordinator's.
    const abortions = may.abort === "never" ? [] : ["abort"];
    const coordinators = ["hear", "decideCommit", ...abortions.map(() => "decideAbort")];
    const others = [
      ...["prepare", "commit", ...abortions],
      ...(may.participants === "recover" ? ["recover"] : []),
      ...(may.coordinator === "recover" ? ["recoverCoordinator"] : []),
    ];

    return model({
      state,
      rules: {
        prepare: {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && s.status.get(p) === "working",
          do: (s, { p }) => {
            s.status.set(p, "prepared");
            s.sent.add(yes({ from: p }));
          },
        },
        ...(may.refusals && {
          refuse: {
            for: { p: Participant },
            when: (s: State, { p }: Bound) => isUp(s, p) && mayRefuse(s.status.get(p)),
            do: (s: Draft, { p }: Bound) => s.status.set(p, "aborted"),
          },
        }),
        hear: {
          for: { p: Participant },
          when: (s, { p }) => coordinates(s) && s.decision === "none" && s.sent.has(yes({ from: p })),
          do: (s, { p }) => s.prepared.add(p),
        },
        decideCommit: {
          when: (s) =>
            coordinates(s) &&
            s.decision === "none" &&
            atLeast(yesNeeded(participants), Participant.values, (p) => s.prepared.has(p)),
          do: (s) => {
            s.decision = "commit";
            s.sent.add(commit({}));
          },
        },
        ...(may.abort !== "never" && {
          decideAbort: {
            when: (s: State) => coordinates(s) && mayAbort(s.decision) && isTime(s),
            do: (s: Draft) => {
              s.decision = "abort";
              s.sent.add(abort({}));
            },
          },
        }),
        commit: {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && mayCommit(s.sent.has(commit({})), () => s.status.get(p)),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        ...(may.abort !== "never" && {
          abort: {
            for: { p: Participant },
            when: (s: State, { p }: Bound) => isUp(s, p) && s.sent.has(abort({})),
            do: (s: Draft, { p }: Bound) => s.status.set(p, "aborted"),
          },
        }),
        ...(may.participants !== "none" && {
          crash: {
            for: { p: Participant },
            when: (s: State, { p }: Bound) => isUp(s, p),
            do: (s: Draft, { p }: Bound) => s.down.add(p),
          },
        }),
        ...(may.participants === "recover" && {
          recover: {
            for: { p: Participant },
            when: (s: State, { p }: Bound) => !isUp(s, p),
            do: (s: Draft, { p }: Bound) => {
              s.down.delete(p);
              if (forgets === "yes" && s.status.get(p) === "prepared") s.status.set(p, "working");
            },
          },
        }),
        ...(may.coordinator !== "none" && {
          crashCoordinator: {
            when: (s: State) => coordinates(s),
            do: (s: Draft) => {
              s.coordinatorDown = true;
            },
          },
        }),
        ...(may.coordinator === "recover" && {
          recoverCoordinator: {
            when: (s: State) => !coordinates(s),
            do: (s: Draft) => {
              s.coordinatorDown = false;
              if (forgets === "decision") s.decision = "none";
            },
          },
        }),
      },
      always: {
        consistent: agreement({
          among: ["committed", "aborted"],
          decided: isDecided,
        }),
        unanimous: unanimity(statuses),
      },
      step: { "refines transaction commit": commitSteps(statuses) },
      reachable: {
        committed: (s) => Participant.values.every((p) => s.status.get(p) === "committed"),
        ...(may.refusals && {
          aborted: (s: State) => Participant.values.every((p) => s.status.get(p) === "aborted"),
          refused: (s: State) => s.decision === "none" && isDecided(s, "aborted"),
        }),
        // The coordinator need not wait for a yes that is on its way.
        ...(may.abort !== "never" && {
          "aborted though all agreed": (s: State) =>
            isDecided(s, "aborted") && Participant.values.every((from) => s.sent.has(yes({ from }))),
        }),
      },
      ...((liveness || crash !== "none") && {
        eventually: {
          decided: (s: State) => live(s, "committed", "aborted"),
          "every live participant commits": (s: State) => live(s, "committed"),
        },
        fairness: {
          weak: weak([...coordinators, ...others], { per: "instance" }),
          strong: [strong(coordinators, { per: "instance" }), weak(others, { per: "instance" })],
        },
      }),
    });
  },
);
