/**
 * Two-phase commit: a coordinator asks every participant and commits when all say yes; everybody commits, or everybody
 * aborts. Follows module TwoPhase of Gray and Lamport, *Consensus on Transaction Commit* (2006), where participants are
 * resource managers, and the coordinator is the transaction manager. As there, it may abort for whatever reason, messages
 * are a set that only grows (they may be late, repeated or never read), and nobody crashes: see two-phase-commit-crashes.
 */
import { agreement, commitSteps, unanimity } from "../../invariants/index.ts";
import type { StateView, ValueOf } from "../../src/index.ts";
import { enumeration, forEvery, integer, map, model, protocol, scalarset, set, union } from "../../src/index.ts";
import { transactionCommit } from "../transaction-commit/transaction-commit.ts";
import { moved } from "../two-phase-commit-crashes/moved.ts";

/** Participants up to which the link is claimed. */
const MOST_LINKED = 6;

/**
 * Two-phase commit: all participants commit, or all abort. After Gray and Lamport, Consensus on Transaction Commit
 * (2006), module TwoPhase.
 *
 * @example
 * ```ts
 * await check(twoPhaseCommit());
 * ```
 */
export const twoPhaseCommit = protocol(
  {
    name: "two-phase-commit",
    about: "Two-phase commit: all participants commit, or all abort",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), module TwoPhase",
    parameters: { participants: integer({ from: 1, to: 12, default: 3, about: "resource managers that vote" }) },
    moved,
  },
  ({ participants }) => {
    const Participant = scalarset("p", participants);
    const { yes, commit, abort, ...Message } = union({ yes: { from: Participant }, commit: {}, abort: {} });
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
      decision: enumeration("none", "commit", "abort"), // the coordinator's
      prepared: set(Participant), // those whose yes the coordinator has read
      sent: set(Message),
    };
    type State = StateView<typeof state>;
    type Participant = ValueOf<typeof Participant>;

    const every = (holds: (p: Participant) => boolean) => Participant.values.every(holds);
    const isDecided = (s: State, status: string) => Participant.values.some((p) => s.status.get(p) === status);
    const statuses = { participants: Participant.values, status: (s: State, p: Participant) => s.status.get(p) };

    const consistent = agreement({
      among: ["committed", "aborted"],
      decided: isDecided,
      say: (outcome) => `somebody has ${outcome}`,
    });

    return model({
      state,
      words: { status: "{key} is {value}" },
      rules: {
        // A participant says yes, and then does what the coordinator says; until then it may abort by itself.
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
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
        // The coordinator decides once: commit when everybody's yes is read, abort at any time.
        hear: {
          for: { p: Participant },
          when: (s, { p }) => s.decision === "none" && s.sent.has(yes({ from: p })),
          do: (s, { p }) => s.prepared.add(p),
        },
        decideCommit: {
          when: (s) => s.decision === "none" && every((p) => s.prepared.has(p)),
          do: (s) => {
            s.decision = "commit";
            s.sent.add(commit({}));
          },
        },
        decideAbort: {
          when: (s) => s.decision === "none",
          do: (s) => {
            s.decision = "abort";
            s.sent.add(abort({}));
          },
        },
        commit: {
          for: { p: Participant },
          when: (s) => s.sent.has(commit({})),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        abort: {
          for: { p: Participant },
          when: (s) => s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
      },
      always: {
        consistent,
        unanimous: unanimity(statuses),
      },
      invariants: {
        // Consistency alone is not inductive: it says nothing of why nobody else can have done otherwise.
        inductive: {
          consistent,
          "who committed was told": (s) => !isDecided(s, "committed") || s.sent.has(commit({})),
          "what was told is decided": (s) =>
            (!s.sent.has(commit({})) || s.decision === "commit") && (!s.sent.has(abort({})) || s.decision === "abort"),
          "commit is decided when all were heard": (s) => s.decision !== "commit" || every((p) => s.prepared.has(p)),
          "who was heard said yes": forEvery(
            Participant,
            (p) => (s: State) => !s.prepared.has(p) || s.sent.has(yes({ from: p })),
          ),
          "a yes is kept": forEvery(
            Participant,
            (p) => (s: State) =>
              !s.sent.has(yes({ from: p })) ||
              ["prepared", "committed"].includes(s.status.get(p)) ||
              (s.status.get(p) === "aborted" && s.decision === "abort"),
          ),
        },
      },
      step: { "refines transaction commit": commitSteps(statuses) },
      // At larger sizes it doubles the time of a search; two-phase-commit-crashes claims it at any.
      refines: participants <= MOST_LINKED && {
        TCommit: { model: transactionCommit({ participants }), map: (s) => ({ status: s.status }) },
      },
      reachable: {
        committed: (s) => every((p) => s.status.get(p) === "committed"),
        aborted: (s) => every((p) => s.status.get(p) === "aborted"),
        refused: (s) => s.decision === "none" && isDecided(s, "aborted"),
        // The coordinator need not wait for a yes that is on its way.
        "aborted though all agreed": (s) => isDecided(s, "aborted") && every((from) => s.sent.has(yes({ from }))),
      },
      view: {
        lanes: [
          { by: "p", fields: ["status"] },
          { name: "coordinator", rules: ["hear", "decideCommit", "decideAbort"], fields: ["decision", "prepared"] },
        ],
        colours: {
          status: { prepared: "grey", committed: "blue", aborted: "red" },
          decision: { commit: "blue", abort: "red" },
        },
      },
    });
  },
);
