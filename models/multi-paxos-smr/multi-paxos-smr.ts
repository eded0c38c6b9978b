/**
 * State machine replication by Multi-Paxos: replicas keep a log of commands to a register, a leader fills it and answers the
 * clients, and each replica applies what is committed, in order.
 *
 * Follows Hu's specification, with two repairs. Its notice that a slot is committed names no ballot (`notices=slot`), so that
 * a replica commits what it had accepted there in an earlier ballot. Logs differ after 13 steps; with a third ballot, after 19,
 * a read misses a write that had been acknowledged before it. And in a fourth ballot a leader may propose no command at all
 * (mutant smr-nothing).
 */
import { choice, integer, members, model, protocol } from "../../src/index.ts";
import { atLeast, majorityOf } from "../quorums.ts";
import { claims } from "./claims.ts";
import { registerClients } from "./clients.ts";
import { type Decisions, decisions } from "./decisions.ts";
import { replicatedLog } from "./log.ts";
import { mutants } from "./mutants.ts";

/**
 * A register replicated by a log that Multi-Paxos decides, and what its clients see of it. After Hu, tlaplus/Examples,
 * specifications/MultiPaxos-SMR (2024); Lamport, Paxos Made Simple (2001).
 *
 * @example
 * ```ts
 * await check(multiPaxosSmr());
 * ```
 */
export const multiPaxosSmr = protocol(
  {
    name: "multi-paxos-smr",
    about: "A register replicated by a log that Multi-Paxos decides, and what its clients see of it",
    source: "Hu, tlaplus/Examples, specifications/MultiPaxos-SMR (2024); Lamport, Paxos Made Simple (2001)",
    parameters: {
      replicas: integer({ from: 1, to: 5, default: 2, about: "who keeps the log" }),
      writes: integer({ from: 1, to: 3, default: 1, about: "how many commands write, each a value of its own" }),
      reads: integer({ from: 0, to: 2, default: 1, about: "how many commands read" }),
      ballots: integer({ from: 1, to: 4, default: 2, about: "how many ballots, each of which is some leader's own" }),
      notices: choice(["ballot", "slot"], {
        about: "whether a notice that a slot is committed says in which ballot, or, as published, only which slot",
      }),
    },
    mutants,
  },
  ({ replicas, writes, reads, ballots, notices }, mutant) => {
    const decide: Decisions = { ...decisions, notices, ...(mutant && mutants[mutant].change) };
    const clients = registerClients({ writes, reads });
    const log = replicatedLog({ replicas, ballots, clients });
    const { Replica, Ballot, Slot, prepare, propose, accept, commit, state } = log;
    const majority = majorityOf(replicas);
    const { always, step, reachable } = claims(clients, log);

    return model({
      state,
      words: {
        observed: { requested: "{command} was requested", answered: "{command} was answered with {value}" },
        command: "{key} has {value} in slot {key2}",
        committed: "{key} committed up to {value}",
      },
      rules: {
        becomeLeader: {
          for: { replica: Replica, ballot: Ballot },
          when: (s, { replica, ballot }) =>
            !clients.areDone(s) &&
            !log.isLeader(s, replica) &&
            ballot > s.ballot.get(replica) &&
            !Replica.values.some((from) => s.sent.has(prepare({ from, ballot }))),
          do: (s, { replica, ballot }) => {
            s.prepared.set(replica, 0);
            s.sent.add(prepare({ from: replica, ballot }));
            log.follow(s, replica, { from: replica, ballot });
          },
        },
        prepare: {
          for: { replica: Replica, m: members(state.sent, prepare) },
          when: (s, { replica, m }) => m.ballot > s.ballot.get(replica) && !clients.areDone(s),
          do: (s, { replica, m }) => log.follow(s, replica, m),
        },
        takeOver: {
          for: { replica: Replica },
          when: (s, { replica }) =>
            log.isLeader(s, replica) &&
            s.prepared.get(replica) === 0 &&
            !clients.areDone(s) &&
            atLeast(majority, Replica.values, (by) => log.hasPromised(s, s.ballot.get(replica), by)),
          do: (s, { replica }) => {
            const ballot = s.ballot.get(replica);
            s.prepared.set(replica, ballot);
            for (const [slot, status] of s.status.get(replica)) {
              const vote = decide.takesOver(log.reported(s, ballot, slot));
              const command = vote?.command ?? null;
              s.command.get(replica).set(slot, command);
              if (status === "committed") continue;
              const proposes =
                vote !== undefined || (status === "preparing" && decide.unreported === "proposes nothing");
              s.status.get(replica).set(slot, proposes ? "accepting" : "empty");
              if (proposes) s.sent.add(propose({ from: replica, ballot, slot, command }));
            }
          },
        },
        takeRequest: {
          for: { replica: Replica },
          when: (s, { replica }) =>
            log.isPrepared(s, replica) &&
            log.nextSlot(s, replica) !== undefined &&
            log.nextCommand(s, replica) !== undefined,
          do: (s, { replica }) => {
            const ballot = s.prepared.get(replica);
            const slot = log.nextSlot(s, replica) as number;
            const command = log.nextCommand(s, replica) as string;
            clients.request(s, command);
            if (!decide.logsReads && !clients.isWrite(command)) {
              clients.answer(s, command, s.value.get(replica));
              return;
            }
            s.sent.add(propose({ from: replica, ballot, slot, command }));
            log.vote(s, replica, slot, { ballot, command });
          },
        },
        accept: {
          for: { replica: Replica, m: members(state.sent, propose) },
          when: (s, { replica, m }) =>
            decide.accepts(m.ballot, s.ballot.get(replica)) &&
            m.ballot > (s.vote.get(replica).get(m.slot)?.ballot ?? 0) &&
            !clients.areDone(s),
          do: (s, { replica, m }) => {
            s.leader.set(replica, m.from);
            s.ballot.set(replica, m.ballot);
            log.vote(s, replica, m.slot, { ballot: m.ballot, command: m.command });
          },
        },
        commit: {
          for: { replica: Replica, slot: Slot },
          when: (s, { replica, slot }) =>
            log.isPrepared(s, replica) &&
            decide.commits(slot, s.committed.get(replica)) &&
            s.status.get(replica).get(slot) === "accepting" &&
            !clients.areDone(s) &&
            atLeast(decide.quorum(replicas), Replica.values, (by) =>
              s.sent.has(accept({ by, ballot: s.prepared.get(replica), slot })),
            ),
          do: (s, { replica, slot }) => {
            const command = s.command.get(replica).get(slot);
            if (command !== null) clients.answer(s, command, s.value.get(replica));
            log.apply(s, replica, slot);
            s.sent.add(commit({ slot, ballot: decide.notices === "ballot" ? s.prepared.get(replica) : null }));
          },
        },
        learn: {
          for: { replica: Replica, m: members(state.sent, commit) },
          when: (s, { replica, m }) =>
            !log.isLeader(s, replica) &&
            m.slot === s.committed.get(replica) + 1 &&
            s.status.get(replica).get(m.slot) === "accepting" &&
            // A vote in a later ballot is for the same command.
            (s.vote.get(replica).get(m.slot)?.ballot ?? 0) >= (m.ballot ?? 0) &&
            !clients.areDone(s),
          do: (s, { replica, m }) => log.apply(s, replica, m.slot),
        },
        finish: {
          for: { replica: Replica },
          when: (s, { replica }) => clients.areDone(s) && !s.finished.get(replica),
          do: (s, { replica }) => s.finished.set(replica, true),
        },
      },
      always,
      step,
      reachable,
      terminal: (s) => Replica.values.every((replica) => s.finished.get(replica)),
    });
  },
);
