/**
 * Two-phase commit in which somebody may crash, for good or until it recovers (crash.ts), and what then becomes of it over
 * time: it blocks. Everything that somebody decides is taken out of models/two-phase-commit/two-phase-commit.ts, so that a
 * mutant can decide it otherwise (mutants.ts). With crash=none it has the states and steps of that model, which is a test.
 * Follows module TwoPhase of Gray and Lamport, *Consensus on Transaction Commit* (2006); section 3 has what crashes do to it.
 */
import { agreement, commitSteps, unanimity } from "../../invariants/index.ts";
import {
  boolean,
  enumeration,
  integer,
  map,
  model,
  protocol,
  type StateView,
  scalarset,
  set,
  strong,
  union,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { atLeast } from "../quorums.ts";
import { transactionCommit } from "../transaction-commit/transaction-commit.ts";
import { type Crashes, crash, crashes, liveness } from "./crash.ts";
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

/**
 * Two-phase commit whose participants and coordinator may crash, and mutants. After Gray and Lamport, Consensus on
 * Transaction Commit (2006), section 3 and module TwoPhase.
 *
 * @example
 * ```ts
 * await check(twoPhaseCommitCrashes());
 * ```
 */
export const twoPhaseCommitCrashes = protocol(
  {
    name: "two-phase-commit-crashes",
    about: "Two-phase commit whose participants and coordinator may crash, and mutants",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), section 3 and module TwoPhase",
    parameters: {
      participants: integer({ from: 1, to: 12, default: 3, about: "resource managers that vote" }),
      crash,
      liveness,
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
    type Participant = ValueOf<typeof Participant>;

    const isUp = may.participants === "none" ? () => true : (s: State, p: Participant) => !s.down.has(p);
    const coordinates = may.coordinator === "none" ? () => true : (s: State) => !s.coordinatorDown;
    const isTime = (s: State) => may.abort === "any time" || s.down.size > 0;
    const live = (s: State, ...statuses: readonly string[]) =>
      Participant.values.every((p) => !isUp(s, p) || statuses.includes(s.status.get(p)));

    const isDecided = (s: State, decision: string) => Participant.values.some((p) => s.status.get(p) === decision);
    const statuses = { participants: Participant.values, status: (s: State, p: Participant) => s.status.get(p) };

    const isOverTime = liveness || crash !== "none";
    // Nobody need crash or refuse; whatever else can happen does. Strong fairness is the coordinator's.
    const coordinators = ["hear", "decideCommit", "decideAbort"];
    const others = ["prepare", "commit", "abort", "recover", "recoverCoordinator"];

    return model({
      state,
      words: { status: "{key} is {value}" },
      rules: {
        prepare: {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && s.status.get(p) === "working",
          do: (s, { p }) => {
            s.status.set(p, "prepared");
            s.sent.add(yes({ from: p }));
          },
        },
        refuse: may.refusals && {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && mayRefuse(s.status.get(p)),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
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
        decideAbort: may.abort !== "never" && {
          when: (s) => coordinates(s) && mayAbort(s.decision) && isTime(s),
          do: (s) => {
            s.decision = "abort";
            s.sent.add(abort({}));
          },
        },
        commit: {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && mayCommit(s.sent.has(commit({})), () => s.status.get(p)),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        abort: may.abort !== "never" && {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p) && s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
        crash: may.participants !== "none" && {
          for: { p: Participant },
          when: (s, { p }) => isUp(s, p),
          do: (s, { p }) => s.down.add(p),
        },
        recover: may.participants === "recover" && {
          for: { p: Participant },
          when: (s, { p }) => !isUp(s, p),
          do: (s, { p }) => {
            s.down.delete(p);
            if (forgets === "yes" && s.status.get(p) === "prepared") s.status.set(p, "working");
          },
        },
        crashCoordinator: may.coordinator !== "none" && {
          when: (s) => coordinates(s),
          do: (s) => {
            s.coordinatorDown = true;
          },
        },
        recoverCoordinator: may.coordinator === "recover" && {
          when: (s) => !coordinates(s),
          do: (s) => {
            s.coordinatorDown = false;
            if (forgets === "decision") s.decision = "none";
          },
        },
      },
      always: {
        consistent: agreement({
          among: ["committed", "aborted"],
          decided: isDecided,
          say: (outcome) => `somebody has ${outcome}`,
        }),
        unanimous: unanimity(statuses),
      },
      step: { "refines transaction commit": commitSteps(statuses) },
      refines: { TCommit: { model: transactionCommit({ participants }), map: (s) => ({ status: s.status }) } },
      reachable: {
        committed: (s) => Participant.values.every((p) => s.status.get(p) === "committed"),
        aborted: may.refusals && ((s) => Participant.values.every((p) => s.status.get(p) === "aborted")),
        refused: may.refusals && ((s) => s.decision === "none" && isDecided(s, "aborted")),
        // The coordinator need not wait for a yes that is on its way.
        "aborted though all agreed":
          may.abort !== "never" &&
          ((s) => isDecided(s, "aborted") && Participant.values.every((from) => s.sent.has(yes({ from })))),
      },
      eventually: isOverTime && {
        decided: (s) => live(s, "committed", "aborted"),
        "every live participant commits": (s) => live(s, "committed"),
      },
      fairness: isOverTime && {
        weak: weak([...coordinators, ...others], { per: "instance" }),
        strong: [strong(coordinators, { per: "instance" }), weak(others, { per: "instance" })],
      },
      view: {
        lanes: [
          { by: "p", fields: ["status"] },
          {
            name: "coordinator",
            rules: ["hear", "decideCommit", "decideAbort", "crashCoordinator", "recoverCoordinator"],
            fields: ["decision", "prepared", "coordinatorDown"],
          },
        ],
        colours: {
          status: { prepared: "grey", committed: "blue", aborted: "red" },
          decision: { commit: "blue", abort: "red" },
        },
      },
    });
  },
);
