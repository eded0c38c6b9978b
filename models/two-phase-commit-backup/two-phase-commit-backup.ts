/**
 * Two-phase commit with a backup: when the coordinator is gone, a second one looks at all participants and decides in its
 * place. So nobody waits for ever, as they do without it; but it takes what no network gives: that whoever is gone is known
 * to be gone, that nobody reads any more what it told, and that no participant fails who has committed. Each of these has a
 * mutant. Follows Demirbas's module 2PCwithBTM in tlaplus/Examples, where a coordinator decides, tells and goes in a step
 * each, at most one participant fails, and everybody sees at once what is told and how far the others are.
 */
import { agreement, commitSteps, unanimity } from "../../invariants/index.ts";
import {
  choice,
  enumeration,
  integer,
  map,
  model,
  protocol,
  type StateView,
  scalarset,
  set,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { transactionCommit } from "../transaction-commit/transaction-commit.ts";
import { decisions, mutants } from "./mutants.ts";

/**
 * Two-phase commit in which a backup takes over when the coordinator is gone. After tlaplus/Examples,
 * specifications/transaction_commit/2PCwithBTM.tla (Demirbas).
 *
 * @example
 * ```ts
 * await check(twoPhaseCommitBackup());
 * ```
 */
export const twoPhaseCommitBackup = protocol(
  {
    name: "two-phase-commit-backup",
    about: "Two-phase commit in which a backup takes over when the coordinator is gone",
    source: "tlaplus/Examples, specifications/transaction_commit/2PCwithBTM.tla (Demirbas)",
    parameters: {
      participants: integer({ from: 1, to: 6, default: 3, about: "resource managers that vote" }),
      crash: choice(["anybody", "participant", "coordinator", "none"], {
        about:
          "who fails: a participant, which may before it has decided; the coordinator, which does when it has told",
      }),
    },
    mutants,
  },
  ({ participants, crash }, mutant) => {
    const decide = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Participant = scalarset("p", participants);
    const Outcome = enumeration("commit", "abort");
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted", "failed")),
      told: enumeration("nothing", ...Outcome.values), // what participants can read
      coordinator: enumeration("waiting", ...Outcome.values, "told", "done"),
      backup: enumeration("waiting", ...Outcome.values, "done"),
      ended: set(Participant), // those with nothing left to do
      outcomes: set(Outcome), // what any participant has ever done; no failure undoes it
    };
    type State = StateView<typeof state>;
    type Participant = ValueOf<typeof Participant>;
    type Outcome = ValueOf<typeof Outcome>;

    const some = (s: State, ...statuses: readonly string[]) =>
      Participant.values.some((p) => statuses.includes(s.status.get(p)));
    const all = (s: State, ...statuses: readonly string[]) =>
      Participant.values.every((p) => statuses.includes(s.status.get(p)));
    const isUndecided = (s: State, p: Participant) => s.status.get(p) === "working" || s.status.get(p) === "prepared";
    const may = (s: State, outcome: Outcome) =>
      outcome === "commit"
        ? decide.mayCommit(all(s, "prepared"), some(s, "committed"))
        : decide.mayAbort(some(s, "aborted", "failed"), some(s, "committed"));
    const participantFails = crash === "participant" || crash === "anybody";
    const coordinatorGoes = crash === "coordinator" || crash === "anybody";

    const statuses = {
      participants: Participant.values,
      status: (s: State, p: Participant) => {
        const status = s.status.get(p);
        return status === "failed" ? "prepared" : status; // for all that anybody knows
      },
    };
    const coordinators = [weak(["decide", "tell", "finish"]), weak(["takeOver", "tellInstead"])];
    const everyday = ["prepare", "commit", "abort", "end"];

    return model({
      state,
      rules: {
        prepare: {
          for: { p: Participant },
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => s.status.set(p, "prepared"),
        },
        commit: {
          for: { p: Participant },
          when: (s, { p }) => isUndecided(s, p) && s.told === "commit",
          do: (s, { p }) => {
            s.status.set(p, "committed");
            s.outcomes.add("commit");
          },
        },
        abort: {
          for: { p: Participant },
          when: (s, { p }) => s.status.get(p) === "working" || (isUndecided(s, p) && s.told === "abort"),
          do: (s, { p }) => {
            s.status.set(p, "aborted");
            s.outcomes.add("abort");
          },
        },
        fail: participantFails && {
          for: { p: Participant },
          when: (s, { p }) => decide.mayFail(s.status.get(p)) && !some(s, "failed"),
          do: (s, { p }) => s.status.set(p, "failed"),
        },
        end: {
          for: { p: Participant },
          when: (s, { p }) => !isUndecided(s, p) && !s.ended.has(p),
          do: (s, { p }) => s.ended.add(p),
        },
        decide: {
          for: { outcome: Outcome },
          when: (s, { outcome }) => s.coordinator === "waiting" && may(s, outcome),
          do: (s, { outcome }) => {
            s.coordinator = outcome;
          },
        },
        tell: {
          for: { outcome: Outcome },
          when: (s, { outcome }) => s.coordinator === outcome,
          do: (s, { outcome }) => {
            s.told = outcome;
            s.coordinator = "told";
          },
        },
        finish: {
          when: (s) => s.coordinator === "told" || (decide.goesEarly && s.coordinator !== "done"),
          do: (s) => {
            s.coordinator = "done";
            if (coordinatorGoes && decide.retracts) s.told = "nothing";
          },
        },
        takeOver: coordinatorGoes && {
          for: { outcome: Outcome },
          when: (s, { outcome }) =>
            s.backup === "waiting" && decide.takesOver(s.coordinator === "done") && may(s, outcome),
          do: (s, { outcome }) => {
            s.backup = outcome;
          },
        },
        tellInstead: coordinatorGoes && {
          for: { outcome: Outcome },
          when: (s, { outcome }) => s.backup === outcome,
          do: (s, { outcome }) => {
            s.told = outcome;
            s.backup = "done";
          },
        },
      },
      always: {
        consistent: agreement({ among: Outcome.values, decided: (s: State, outcome) => s.outcomes.has(outcome) }),
        unanimous: unanimity(statuses),
      },
      step: { "refines transaction commit": commitSteps(statuses) },
      refines: {
        TCommit: {
          model: transactionCommit({ participants }),
          map: (s) => ({ status: Participant.values.map((p) => [p, statuses.status(s, p)]) }),
        },
      },
      reachable: {
        committed: (s) => all(s, "committed"),
        "the coordinator commits": (s) => s.coordinator === "told" && s.told === "commit",
        "the backup commits": coordinatorGoes && ((s) => s.backup === "done" && s.told === "commit"),
        "the backup aborts for one that failed":
          coordinatorGoes &&
          participantFails &&
          ((s) => s.backup === "done" && s.told === "abort" && all(s, "prepared", "failed")),
      },
      eventually: {
        decided: (s) => all(s, "committed", "aborted", "failed"),
        "all end": (s) => s.ended.size === participants && s.coordinator === "done" && s.backup === "done",
      },
      fairness: {
        weak: [...coordinators, weak(everyday, { per: "p" })],
        // The module's: a process that could do nothing else must fail in the end.
        "weak-failing": [...coordinators, weak([...everyday, "fail"], { per: "p" })],
      },
      view: {
        lanes: [
          { by: "p", fields: ["status"] },
          { name: "coordinator", rules: ["decide", "tell", "finish"], fields: ["coordinator"] },
          { name: "backup", rules: ["takeOver", "tellInstead"], fields: ["backup"] },
        ],
        colours: {
          status: { prepared: "grey", committed: "blue", aborted: "red" },
          told: { commit: "blue", abort: "red" },
        },
      },
    });
  },
);
