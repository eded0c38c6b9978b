/**
 * What transaction commit is: participants that prepare, and then all commit or all abort. Two-phase commit and Paxos commit
 * implement it, whatever messages they use: looked at through the participants' statuses alone, each of their steps is one
 * of these or changes nothing. After module TCommit of Gray and Lamport, *Consensus on Transaction Commit* (2006).
 *
 * Claims are made participant by participant: each looks at the others only where its own participant gives a reason to.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { checkOptions } from "./options.ts";
import { called, saying } from "./said.ts";

/** How far a participant is. */
export type Status = "working" | "prepared" | "committed" | "aborted";

/** How a state is read in which participants prepare, commit and abort. */
export interface Participants<S, P> {
  /** All participants: `participants: Participant.values`. */
  readonly participants: readonly P[];
  /** How far one is: `status: (s, p) => s.status.get(p)`. */
  readonly status: (state: S, participant: P) => Status;
}

const PARTICIPANTS = { participants: "list", status: "function" } as const;

/** The statuses from which a participant may go to another, and those that all others must be in. */
const steps: Readonly<Record<Status, { readonly from: readonly Status[]; readonly others: readonly Status[] }>> = {
  working: { from: [], others: [] },
  prepared: { from: ["working"], others: ["working", "prepared", "committed", "aborted"] },
  committed: { from: ["prepared"], others: ["prepared", "committed"] },
  aborted: { from: ["working", "prepared"], others: ["working", "prepared", "aborted"] },
};

/**
 * Whether a participant may take a step of transaction commit to a status: for guards.
 *
 * @example
 * ```ts
 * const Participant = scalarset("p", 3);
 * const Status = enumeration("working", "prepared", "committed", "aborted");
 * const read = { participants: Participant.values, status: (s: { status: { get(p: string): "working" | "prepared" | "committed" | "aborted" } }, p: string) => s.status.get(p) };
 * model({
 *   state: { status: map(Participant, Status) },
 *   rules: {
 *     prepare: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "prepared"), do: (s, { p }) => { s.status.set(p, "prepared"); } },
 *     commit: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "committed"), do: (s, { p }) => { s.status.set(p, "committed"); } },
 *   },
 *   always: { unanimity: unanimity(read) },
 *   step: { "is transaction commit": commitSteps(read) },
 * });
 * ```
 */
export function mayBecome<S, P>({ participants, status }: Participants<S, P>, state: S, p: P, next: Status): boolean {
  const { from, others } = steps[next];
  return (
    from.includes(status(state, p)) &&
    participants.every((other) => other === p || others.includes(status(state, other)))
  );
}

/**
 * Each step is one of transaction commit, or leaves all statuses as they are: the refinement, as a property. For
 * `step`. After module TCommit of Gray and Lamport, *Consensus on Transaction Commit* (2006).
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Participant = scalarset("p", 3);
 * const Status = enumeration("working", "prepared", "committed", "aborted");
 * const read = { participants: Participant.values, status: (s: { status: { get(p: string): "working" | "prepared" | "committed" | "aborted" } }, p: string) => s.status.get(p) };
 * model({
 *   state: { status: map(Participant, Status) },
 *   rules: {
 *     prepare: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "prepared"), do: (s, { p }) => { s.status.set(p, "prepared"); } },
 *     commit: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "committed"), do: (s, { p }) => { s.status.set(p, "committed"); } },
 *   },
 *   always: { unanimity: unanimity(read) },
 *   step: { "is transaction commit": commitSteps(read) },
 * });
 * ```
 */
export function commitSteps<S, P>(read: Participants<S, P>): (before: S, after: S) => boolean {
  checkOptions("commitSteps", read, PARTICIPANTS);
  const { participants, status } = read;
  return forEvery(participants, (p) => {
    const rest = participants.filter((other) => other !== p);
    const claim = (before: S, after: S) => {
      const next = status(after, p);
      if (status(before, p) === next) return true;
      const keeps = (other: P) => status(before, other) === status(after, other);
      return mayBecome(read, before, p, next) && rest.every(keeps);
    };
    return structured(claim, {
      kind: "stated",
      says: (answer, before: S, after: S) =>
        answer ? null : `${called(p)} went from ${status(before, p)} to ${status(after, p)}, which it may not there`,
    });
  });
}

/**
 * When one has committed, all have prepared or committed: what "all say yes, then it is committed" comes to. For
 * `always`.
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Participant = scalarset("p", 3);
 * const Status = enumeration("working", "prepared", "committed", "aborted");
 * const read = { participants: Participant.values, status: (s: { status: { get(p: string): "working" | "prepared" | "committed" | "aborted" } }, p: string) => s.status.get(p) };
 * model({
 *   state: { status: map(Participant, Status) },
 *   rules: {
 *     prepare: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "prepared"), do: (s, { p }) => { s.status.set(p, "prepared"); } },
 *     commit: { for: { p: Participant }, when: (s, { p }) => mayBecome(read, s, p, "committed"), do: (s, { p }) => { s.status.set(p, "committed"); } },
 *   },
 *   always: { unanimity: unanimity(read) },
 *   step: { "is transaction commit": commitSteps(read) },
 * });
 * ```
 */
export function unanimity<S, P>(read: Participants<S, P>): (state: S) => boolean {
  checkOptions("unanimity", read, PARTICIPANTS);
  const { participants, status } = read;
  const willing: readonly Status[] = ["prepared", "committed"];
  const areWilling = (state: S) => participants.every((other) => willing.includes(status(state, other)));
  return forEvery(participants, (p) =>
    structured((state: S) => status(state, p) !== "committed" || areWilling(state), {
      kind: "implies",
      from: { claim: (state: S) => status(state, p) === "committed", says: saying(() => `${called(p)} is committed`) },
      to: {
        claim: areWilling,
        says: (answer, state: S) => {
          const other = participants.find((each) => !willing.includes(status(state, each)));
          return answer || other === undefined ? null : `${called(other)} is ${status(state, other)}`;
        },
      },
    }),
  );
}
