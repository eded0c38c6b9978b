/**
 * A register that can be written once, replicated by Paxos: a server proposes what a client puts to it, and answers gets
 * when it knows what is decided. Messages are delivered once, in any order; one that its receiver would ignore stays where
 * it is. Follows stateright's examples/paxos.rs, state by state.
 */
import type { StateDraft, StateView, ValueOf } from "../../src/index.ts";
import {
  boolean,
  integer,
  map,
  members,
  model,
  optional,
  protocol,
  range,
  record,
  set,
  union,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";
import { type ClientName, clientParameters, registerClients } from "./clients.ts";
import { type Decisions, decisions, type Vote } from "./decisions.ts";
import { mutants } from "./mutants.ts";

/**
 * A register replicated by Paxos, its clients, and what they see of it. After stateright, examples/paxos.rs; Lamport,
 * Paxos Made Simple (2001).
 *
 * @example
 * ```ts
 * await check(paxosRegister());
 * ```
 */
export const paxosRegister = protocol(
  {
    name: "paxos-register",
    about: "A register replicated by Paxos, its clients, and what they see of it",
    source: "stateright, examples/paxos.rs; Lamport, Paxos Made Simple (2001)",
    parameters: {
      ...clientParameters,
      servers: integer({ from: 2, to: 4, default: 3, about: "who votes" }),
    },
    mutants,
  },
  (parameters, mutant) => {
    const decide: Decisions = { ...decisions, ...(mutant && mutants[mutant].change) };
    const clients = registerClients(parameters);
    const { Client, Server } = clients;
    const { servers } = parameters;
    // Ballot r * servers + l is server l's in round r, of which each put begins at most one. Round 0 is before all ballots.
    const last = (parameters.clients + 1) * servers - 1;
    const Ballot = range(servers, last);
    const Vote = record({ ballot: Ballot, value: Client });
    const { prepare, prepared, accept, accepted, decided, ...Message } = union({
      prepare: { ballot: Ballot, to: Server },
      prepared: { ballot: Ballot, from: Server, last: optional(Vote) },
      accept: { vote: Vote, to: Server },
      accepted: { ballot: Ballot, from: Server },
      decided: { vote: Vote, to: Server },
    });
    const network = set(Message);
    const state = {
      ...clients.state,
      network, // between servers
      ballot: map(Server, range(0, last)), // the highest heard of; lower ones are ignored
      proposal: map(Server, optional(Client)), // what the server wants decided
      prepared: map(Server, map(Server, optional(record({ last: optional(Vote) })))), // answers to its prepare
      accepted: map(Server, set(Server)), // answers to its accept
      vote: map(Server, optional(Vote)), // the latest
      decided: map(Server, boolean), // whether the server knows its vote to be the decision
    };
    type Draft = StateDraft<typeof state>;
    type State = StateView<typeof state>;

    const leaderOf = (ballot: number) => ballot % servers;
    /** Whether the leader of a ballot still waits for answers in it. */
    const isOpen = (s: State, ballot: number) =>
      !s.decided.get(leaderOf(ballot)) && s.ballot.get(leaderOf(ballot)) === ballot;
    const broadcast = (s: Draft, from: number, message: (to: number) => ValueOf<typeof Message>) => {
      for (const to of Server.values) if (to !== from) s.network.add(message(to));
    };
    const adopt = (s: Draft, server: number, vote: Vote) => {
      s.ballot.set(server, vote.ballot);
      s.vote.set(server, vote);
    };

    return model({
      state,
      words: clients.words,
      init: clients.begin,
      rules: {
        ...clients.rules,
        put: {
          for: { m: clients.puts },
          when: (s, { m }) => !s.decided.get(m.to) && s.proposal.get(m.to) === null,
          do: (s, { m }) => {
            const leader = m.to;
            const ballot = s.ballot.get(leader) - leaderOf(s.ballot.get(leader)) + servers + leader;
            s.calls.delete(m);
            s.ballot.set(leader, ballot);
            s.proposal.set(leader, m.from);
            s.prepared.get(leader).set(leader, { last: s.vote.get(leader) });
            broadcast(s, leader, (to) => prepare({ ballot, to }));
            if (decide.acknowledges === "received") clients.acknowledge(s, leader, m.from);
          },
        },
        prepare: {
          for: { m: members(network, prepare) },
          when: (s, { m }) => !s.decided.get(m.to) && s.ballot.get(m.to) < m.ballot,
          do: (s, { m }) => {
            s.network.delete(m);
            s.ballot.set(m.to, m.ballot);
            s.network.add(prepared({ ballot: m.ballot, from: m.to, last: s.vote.get(m.to) }));
          },
        },
        prepared: {
          for: { m: members(network, prepared) },
          when: (s, { m }) => isOpen(s, m.ballot),
          do: (s, { m }) => {
            const { ballot } = m;
            const leader = leaderOf(ballot);
            s.network.delete(m);
            s.prepared.get(leader).set(m.from, { last: m.last });
            const answers = s.prepared
              .get(leader)
              .values()
              .flatMap((answer) => answer ?? []);
            if (answers.length !== majorityOf(servers)) return;
            const votes = answers.flatMap(({ last }) => last ?? []);
            const vote = { ballot, value: decide.proposes(votes, s.proposal.get(leader) as ClientName) };
            s.proposal.set(leader, vote.value);
            adopt(s, leader, vote);
            s.accepted.get(leader).add(leader);
            broadcast(s, leader, (to) => accept({ vote, to }));
          },
        },
        accept: {
          for: { m: members(network, accept) },
          when: (s, { m: { to, vote } }) => !s.decided.get(to) && decide.votes(vote.ballot, s.ballot.get(to)),
          do: (s, { m }) => {
            s.network.delete(m);
            adopt(s, m.to, m.vote);
            s.network.add(accepted({ ballot: m.vote.ballot, from: m.to }));
          },
        },
        accepted: {
          for: { m: members(network, accepted) },
          when: (s, { m }) => isOpen(s, m.ballot),
          do: (s, { m }) => {
            const leader = leaderOf(m.ballot);
            s.network.delete(m);
            s.accepted.get(leader).add(m.from);
            if (s.accepted.get(leader).size !== majorityOf(servers)) return;
            const vote = { ballot: m.ballot, value: s.proposal.get(leader) as ClientName };
            s.decided.set(leader, true);
            broadcast(s, leader, (to) => decided({ vote, to }));
            if (decide.acknowledges === "decided") clients.acknowledge(s, leader, vote.value);
          },
        },
        decided: {
          for: { m: members(network, decided) },
          when: (s, { m }) => !s.decided.get(m.to),
          do: (s, { m }) => {
            s.network.delete(m);
            adopt(s, m.to, m.vote);
            s.decided.set(m.to, true);
          },
        },
        get: {
          for: { m: clients.gets },
          when: (s, { m }) => decide.answers(s.decided.get(m.to)),
          do: (s, { m }) => {
            s.calls.delete(m);
            clients.answer(s, m, s.vote.get(m.to)?.value ?? null);
          },
        },
      },
      always: { linearizable: clients.linearizable },
      reachable: {
        ...clients.reachable,
        "all servers know": (s) => Server.values.every((server) => s.decided.get(server)),
      },
    });
  },
);
