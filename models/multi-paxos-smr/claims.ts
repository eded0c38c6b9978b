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

  const hasVoteSince = (s: State, by: Replica, slot: number, ballot: number) =>
    s.ballot.get(by) >= ballot && (s.vote.get(by).get(slot)?.ballot ?? 0) >= ballot;

  return {
    always: {
      linearizable: clients.linearizable,
      "slot agreement": atMostOnePer({
        per: Slot.values,
        among: Content.values,
        holds: (s: State, slot, command) =>
          Replica.values.some((r) => s.committed.get(r) >= slot && s.command.get(r).get(slot) === command),
        say: (slot, command) => `slot ${slot} holds ${command}`,
      }),
      "one proposal per ballot and slot": atMostOnePer({
        per: Slot.values.flatMap((slot) => Ballot.values.map((ballot) => ({ slot, ballot }))),
        among: Content.values,
        holds: (s: State, { slot, ballot }, command) => isProposed(s, ballot, slot, command),
        say: ({ slot, ballot }, command) => `${command} was proposed in ballot ${ballot}, slot ${slot}`,
      }),
      "only requests are proposed": validity({
        among: Content.values,
        decided: (s: State, command) =>
          Slot.values.some((slot) => Ballot.values.some((ballot) => isProposed(s, ballot, slot, command))),
        proposed: (s: State, command) => command !== null && clients.wasRequested(s, command),
        say: (command) => `${command ?? "nothing"} was proposed to be committed`,
      }),
      "value is the last write committed": (s: State) =>
        Replica.values.every((r) => s.value.get(r) === lastWrite(s, r)),
      "leaders are known by their ballots": (s: State) =>
        Replica.values.every((r) => {
          const [ballot, from] = [s.ballot.get(r), s.leader.get(r)];
          return ballot === 0 ? from === null : from !== null && s.sent.has(log.prepare({ from, ballot }));
        }),
      "promises and votes are remembered": (s: State) =>
        Replica.values.every((by) =>
          Ballot.values.every(
            (ballot) =>
              (s.ballot.get(by) >= ballot || !log.hasPromised(s, ballot, by)) &&
              Slot.values.every(
                (slot) => hasVoteSince(s, by, slot, ballot) || !s.sent.has(log.accept({ by, ballot, slot })),
              ),
          ),
        ),
      // A vote in a later ballot opens a committed slot again, as published; nobody applies it twice.
      "slots are committed in order": (s: State) =>
        Replica.values.every((r) =>
          Slot.values.every((slot) => slot <= s.committed.get(r) || s.status.get(r).get(slot) !== "committed"),
        ),
    },
    step: {
      "ballots monotone": monotonic({ at: Replica.values, read: (s: State, r) => s.ballot.get(r) }),
      "commits are for ever": monotonic({ at: Replica.values, read: (s: State, r) => s.committed.get(r) }),
    },
    reachable: {
      "all answered": (s: State) => clients.pending(s).length === 0,
      // Once the last command is answered nobody does anything more.
      "a follower commits":
        Slot.values.length > 1 &&
        ((s: State) =>
          Replica.values.some((r) => s.committed.get(r) > 0 && !log.isLeader(s, r) && s.prepared.get(r) === 0)),
      "a write is read": clients.reads > 0 && ((s: State) => [...s.observed].some(clients.isReadOfWrite)),
    },
  };
}
