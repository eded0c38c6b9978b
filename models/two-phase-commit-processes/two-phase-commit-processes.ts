/**
 * Two-phase commit as processes: a coordinator asks, participants answer, the coordinator decides and tells them. Says more
 * than two-phase-commit: who crashes forgets nothing that it wrote down, and a coordinator that waits too long gives up.
 * Follows Gray and Lamport, *Consensus on Transaction Commit* (2006), section 3.
 */
import { agreement, commitSteps } from "../../invariants/index.ts";
import {
  boolean,
  choice,
  enumeration,
  flag,
  integer,
  protocol,
  type SystemState,
  scalarset,
  system,
  weak,
} from "../../src/index.ts";
import { transactionCommit } from "../transaction-commit/transaction-commit.ts";
import { decisions, mutants } from "./mutants.ts";

/** How transaction commit names what participants write down. */
const statuses = { working: "working", prepared: "prepared", commit: "committed", abort: "aborted" } as const;

/**
 * Two-phase commit as processes that ask, answer, time out, crash and come back. After Gray and Lamport, Consensus on
 * Transaction Commit (2006), section 3.
 *
 * @example
 * ```ts
 * await check(twoPhaseCommitProcesses());
 * ```
 */
export const twoPhaseCommitProcesses = protocol(
  {
    name: "two-phase-commit-processes",
    about: "Two-phase commit as processes that ask, answer, time out, crash and come back",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), section 3",
    parameters: {
      participants: integer({ from: 1, to: 5, default: 3, about: "who must agree to the transaction" }),
      refusals: flag({ default: true, about: "whether participants may say no" }),
      timeout: flag({ default: true, about: "whether the coordinator may give up waiting for answers" }),
      crash: choice(["none", "participant", "coordinator"], { about: "one of whom may crash, once" }),
      restart: flag({ about: "whether who crashed may come back" }),
      liveness: flag({ about: "claim that who is up decides, at all and once prepared, and that all commit" }),
    },
    mutants,
  },
  ({ participants, refusals, timeout, crash, restart, liveness }, mutant) => {
    const decide = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Participant = scalarset("r", participants);
    const Outcome = enumeration("commit", "abort");
    const commit = system({
      roles: {
        coordinator: {
          processes: enumeration("coordinator"),
          stable: { asked: boolean, decision: enumeration("none", ...Outcome.values) },
          crashes: { atMost: crash === "coordinator" ? 1 : 0, restarts: restart },
        },
        participant: {
          processes: Participant,
          stable: { status: enumeration("working", "prepared", "commit", "abort") },
          crashes: { atMost: crash === "participant" ? 1 : 0, restarts: restart },
        },
      },
      messages: {
        ask: { from: "coordinator", to: "participant", broadcast: true },
        yes: { from: "participant", to: "coordinator", broadcast: true },
        no: { from: "participant", to: "coordinator", broadcast: true },
        tell: { from: "coordinator", to: "participant", broadcast: true, fields: { outcome: Outcome } },
      },
      network: "set",
    });

    const recovery = crash === "none" || !restart ? [] : [`restart ${crash}`];
    const coordinator = commit.role("coordinator", {
      rules: {
        ask: {
          when: (row) => !row.asked,
          do: (row, { send }) => {
            row.asked = true;
            send.ask({});
          },
        },
        decide: {
          for: { outcome: Outcome },
          when: (row, { outcome, inbox }) => {
            if (!row.asked || row.decision !== "none") return false;
            const answers = { yes: inbox.yes.filter().length, no: inbox.no.filter().length };
            return outcome === "commit" ? answers.yes >= decide.yesNeeded(participants) : timeout || answers.no > 0;
          },
          do: (row, { outcome, send }) => {
            row.decision = outcome;
            send.tell({ outcome });
          },
        },
      },
      restart: {
        do: (row) => {
          row.decision = decide.coordinatorRemembers(row.decision);
        },
      },
    });

    const participant = commit.role("participant", {
      rules: {
        refuse: {
          when: (row, { inbox }) => refusals && row.status === "working" && inbox.ask.filter().length > 0,
          do: (row, { send }) => {
            row.status = "abort";
            send.no({});
          },
        },
      },
      receive: {
        ask: {
          when: (row) => row.status === "working",
          do: (row, { send }) => {
            row.status = "prepared";
            send.yes({});
          },
        },
        tell: {
          do: (row, { message }) => {
            row.status = message.outcome;
          },
        },
      },
      restart: {
        do: (row) => {
          row.status = decide.participantRemembers(row.status);
        },
      },
    });

    type State = SystemState<typeof commit>;
    const isUp = (s: State, p: (typeof Participant.values)[number]) => !s.participant.down.get(p);
    const isDecided = (s: State, value: "commit" | "abort") =>
      Participant.values.some((p) => s.participant.status.get(p) === value);
    const all = (s: State, holds: (status: string) => boolean) =>
      Participant.values.every((p) => !isUp(s, p) || holds(s.participant.status.get(p)));

    const isTold = (s: State) =>
      Outcome.values.some((outcome) => s.sent.has(commit.message.tell({ from: "coordinator", outcome })));
    const isUnanimous = (s: State) => Participant.values.every((from) => s.sent.has(commit.message.yes({ from })));

    /** Nobody who is up has said yes and waits for the decision. */
    const isSettled = (s: State) => all(s, (status) => status !== "prepared");

    return commit.model({
      roles: [coordinator, participant],
      always: {
        consistent: agreement({
          among: Outcome.values,
          decided: isDecided,
          say: (o) => `somebody has decided to ${o}`,
        }),
        "commits only what all agreed to": (s) => !isDecided(s, "commit") || isUnanimous(s),
      },
      step: {
        "refines transaction commit": commitSteps({
          participants: Participant.values,
          status: (s: State, p) => statuses[s.participant.status.get(p)],
        }),
      },
      refines: {
        TCommit: {
          model: transactionCommit({ participants }),
          map: (s) => ({
            status: Participant.values.map((r, at) => [`p${at + 1}`, statuses[s.participant.status.get(r)]]),
          }),
        },
      },
      reachable: {
        committed: (s) => Participant.values.every((p) => s.participant.status.get(p) === "commit"),
        refused: refusals && ((s) => isDecided(s, "abort") && !isTold(s)),
        "aborted though all agreed": timeout && ((s) => isDecided(s, "abort") && isUnanimous(s)),
      },
      eventually: liveness && {
        decided: (s) => all(s, (status) => status === "commit" || status === "abort"),
        "all commit": (s) => all(s, (status) => status === "commit"),
      },
      leadsTo: liveness && { "the prepared decide": [(s) => !isSettled(s), isSettled] },
      fairness: liveness && {
        weak: weak(["ask", "decide", "receive ask", "receive tell", ...recovery], { per: "instance" }),
      },
    });
  },
);
