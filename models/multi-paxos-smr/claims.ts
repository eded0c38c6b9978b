/** What is claimed of the replicated log. */
import { atMostOnePer, monotonic, validity } from "../../invariants/index.ts";
import type { Content, RegisterClients } from "./clients.ts";
import type { ReplicatedLog, State } from "./log.ts";

export function claims(clients: RegisterClients, log: ReplicatedLog) {
  const { Replica, Ballot, Slot, Content } = log;
  type Replica = (typeof Replica.values)[number];
  const isProposed = (s: State, ballot: number, slot: number, command: Content) =>
    Replica.values.some((from) => s.sent.has(log.propose({ from, ballot, slot, command })));
  const lastWrite = (s: State, replica: Replica) =>
    Slot.values
      .filter((slot) => slot <= s.committed.get(replica))
      .map((slot) => s.command.get(replica).get(slot))
      .findLast(clients.isWrite) ?? null;

  return {
    always: {
      linearizable: clients.linearizable,
      "slot agreement": atMostOnePer({
        per: Slot.values,
        among: Content.values,
        holds: (s: State, slot, command) =>
          Replica.values.some((r) => s.committed.get(r) >= slot && s.command.get(r).get(slot) === command),
      }),
      "one proposal per ballot and slot": atMostOnePer({
        per: Slot.values.flatMap((slot) => Ballot.values.map((ballot) => ({ slot, ballot }))),
        among: Content.values,
        holds: (s: State, { slot, ballot }, command) => isProposed(s, ballot, slot, command),
      }),
      "only requests are proposed": validity({
        among: Content.values,
        decided: (s: State, command) =>
          Slot.values.some((slot) => Ballot.values.some((ballot) => isProposed(s, ballot, slot, command))),
        proposed: (s: State, command) => command !== null && clients.wasRequested(s, command),
      }),
      "value is the last write committed": (s: State) =>
        Replica.values.every((r) => s.value.get(r) === lastWrite(s, r)),
    },
    step: {
      "ballots monotone": monotonic({ at: Replica.values, read: (s: State, r) => s.ballot.get(r) }),
      "commits are for ever": monotonic({ at: Replica.values, read: (s: State, r) => s.committed.get(r) }),
    },
    reachable: {
      "all answered": (s: State) => clients.pending(s).length === 0,
      // Once the last command is answered nobody does anything more.
      ...(Slot.values.length > 1 && {
        "a follower commits": (s: State) =>
          Replica.values.some((r) => s.committed.get(r) > 0 && !log.isLeader(s, r) && s.prepared.get(r) === 0),
      }),
      ...(clients.reads > 0 && { "a write is read": (s: State) => [...s.observed].some(clients.isReadOfWrite) }),
    },
  };
}
