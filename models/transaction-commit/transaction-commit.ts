/**
 * Transaction commit: what two-phase commit and Paxos commit implement. Participants prepare; one may commit when all have
 * prepared, and abort when none has committed. How they know of each other is left open. Follows module TCommit of Gray and
 * Lamport.
 */
import { agreement, mayBecome, unanimity } from "../../invariants/index.ts";
import {
  enumeration,
  integer,
  map,
  model,
  protocol,
  type StateView,
  scalarset,
  type ValueOf,
} from "../../src/index.ts";

/**
 * The specification of atomic commitment: all participants commit, or all abort. After Gray and Lamport, Consensus on
 * Transaction Commit (2006), module TCommit.
 *
 * @example
 * ```ts
 * await check(transactionCommit());
 * ```
 */
export const transactionCommit = protocol(
  {
    name: "transaction-commit",
    about: "The specification of atomic commitment: all participants commit, or all abort",
    source: "Gray and Lamport, Consensus on Transaction Commit (2006), module TCommit",
    parameters: { participants: integer({ from: 1, to: 12, default: 3, about: "resource managers that take part" }) },
  },
  ({ participants }) => {
    const Participant = scalarset("p", participants);
    const state = { status: map(Participant, enumeration("working", "prepared", "committed", "aborted")) };
    type State = StateView<typeof state>;
    type Participant = ValueOf<typeof Participant>;

    const statuses = { participants: Participant.values, status: (s: State, p: Participant) => s.status.get(p) };
    const all = (s: State, status: string) => Participant.values.every((p) => s.status.get(p) === status);

    return model({
      state,
      words: { status: "{key} is {value}" },
      rules: {
        prepare: {
          for: { p: Participant },
          when: (s, { p }) => mayBecome(statuses, s, p, "prepared"),
          do: (s, { p }) => s.status.set(p, "prepared"),
        },
        commit: {
          for: { p: Participant },
          when: (s, { p }) => mayBecome(statuses, s, p, "committed"),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        abort: {
          for: { p: Participant },
          when: (s, { p }) => mayBecome(statuses, s, p, "aborted"),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
      },
      always: {
        consistent: agreement({
          among: ["committed", "aborted"],
          decided: (s, decision) => Participant.values.some((p) => s.status.get(p) === decision),
          say: (decision) => `somebody has ${decision}`,
        }),
        unanimous: unanimity(statuses),
      },
      step: {
        "decisions are final": (before, after) =>
          Participant.values.every(
            (p) =>
              before.status.get(p) === after.status.get(p) || !["committed", "aborted"].includes(before.status.get(p)),
          ),
      },
      reachable: { committed: (s) => all(s, "committed"), aborted: (s) => all(s, "aborted") },
      terminal: (s) => all(s, "committed") || all(s, "aborted"),
      view: {
        colours: {
          status: { prepared: "grey", committed: "blue", aborted: "red" },
        },
      },
    });
  },
);
