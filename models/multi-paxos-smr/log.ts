/** The replicas and their logs: who remembers what, the messages between them, and what one replica does with its log. */
import {
  boolean,
  enumeration,
  map,
  optional,
  range,
  record,
  type StateDraft,
  type StateView,
  scalarset,
  set,
  union,
  type ValueOf,
} from "../../src/index.ts";
import type { RegisterClients } from "./clients.ts";

export type ReplicatedLog = ReturnType<typeof replicatedLog>;
export type State = StateView<ReplicatedLog["state"]>;

export function replicatedLog(parts: {
  readonly replicas: number;
  readonly ballots: number;
  readonly clients: RegisterClients;
}) {
  const { replicas, ballots, clients } = parts;
  const Replica = scalarset("s", replicas);
  const Ballot = range(1, ballots);
  const Slot = range(1, clients.Command.values.length); // room for every command once
  const Status = enumeration("empty", "preparing", "accepting", "committed");
  const Content = optional(clients.Command);
  const Last = optional(record({ ballot: Ballot, command: Content }));
  const { prepare, promise, propose, accept, commit, ...Message } = union({
    prepare: { from: Replica, ballot: Ballot },
    promise: { by: Replica, ballot: Ballot, slot: Slot, last: Last }, // a slot's part of an answer, all parts of which are sent at once
    propose: { from: Replica, ballot: Ballot, slot: Slot, command: Content },
    accept: { by: Replica, ballot: Ballot, slot: Slot },
    commit: { slot: Slot, ballot: optional(Ballot) }, // none where notices do not say
  });
  const state = {
    ballot: map(Replica, range(0, ballots)), // the highest heard of
    leader: map(Replica, optional(Replica)), // whose ballot that is
    prepared: map(Replica, range(0, ballots)), // the ballot that it has prepared as its leader
    status: map(Replica, map(Slot, Status)),
    command: map(Replica, map(Slot, Content)),
    vote: map(Replica, map(Slot, Last)), // the latest
    committed: map(Replica, range(0, Slot.values.length)), // up to this slot
    value: map(Replica, clients.Value), // the register, once these are applied
    finished: map(Replica, boolean),
    sent: set(Message), // everything ever sent
    ...clients.state,
  };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Replica = ValueOf<typeof Replica>;

  return {
    Replica,
    Ballot,
    Slot,
    Content,
    prepare,
    promise,
    propose,
    accept,
    commit,
    state,
    isLeader: (s: State, replica: Replica) => s.leader.get(replica) === replica,
    /** Whether it may propose and commit. */
    isPrepared: (s: State, replica: Replica) =>
      s.leader.get(replica) === replica && s.prepared.get(replica) === s.ballot.get(replica),
    nextSlot: (s: State, replica: Replica) => Slot.values.find((slot) => s.status.get(replica).get(slot) === "empty"),
    /** The first request that is not answered, and not in the replica's log. */
    nextCommand: (s: State, replica: Replica) =>
      clients.pending(s).find((command) => !s.command.get(replica).values().includes(command)),
    hasPromised: (s: State, ballot: number, by: Replica) =>
      Last.values.some((last) => s.sent.has(promise({ by, ballot, slot: 1, last }))),
    /** The votes for a slot of which a new leader has been told. */
    reported: (s: State, ballot: number, slot: number) =>
      Replica.values.flatMap((by) =>
        Last.values.flatMap((last) => (last !== null && s.sent.has(promise({ by, ballot, slot, last })) ? [last] : [])),
      ),
    /** Promises to accept nothing below a ballot, and tells its leader the latest votes. */
    follow: (s: Draft, by: Replica, { from, ballot }: { readonly from: Replica; readonly ballot: number }) => {
      s.leader.set(by, from);
      s.ballot.set(by, ballot);
      for (const [slot, status] of s.status.get(by)) {
        if (status === "accepting") s.status.get(by).set(slot, "preparing");
        s.sent.add(promise({ by, ballot, slot, last: s.vote.get(by).get(slot) }));
      }
    },
    vote: (s: Draft, by: Replica, slot: number, vote: NonNullable<ValueOf<typeof Last>>) => {
      s.status.get(by).set(slot, "accepting");
      s.command.get(by).set(slot, vote.command);
      s.vote.get(by).set(slot, vote);
      s.sent.add(accept({ by, ballot: vote.ballot, slot }));
    },
    /** Commits a slot and applies its command. */
    apply: (s: Draft, replica: Replica, slot: number) => {
      const command = s.command.get(replica).get(slot);
      s.status.get(replica).set(slot, "committed");
      s.committed.set(replica, slot);
      if (clients.isWrite(command)) s.value.set(replica, command);
    },
  };
}
