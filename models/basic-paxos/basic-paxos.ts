/**
 * Basic Paxos as processes: proposers and acceptors that send each other messages, and proposers that try again with a
 * larger number when they have waited too long. Follows Lamport, *Paxos Made Simple* (2001), section 2.2; the mutants are
 * what a short popular text says instead, word for word.
 */
import { flag, integer, protocol } from "../../src/index.ts";
import { choose, type Value } from "../paxos/choose.ts";
import { quorum } from "../paxos/quorum.ts";
import { atLeast, oneOfEach, setsOfAtLeast } from "../quorums.ts";
import { claims, progress } from "./claims.ts";
import { decisions } from "./decisions.ts";
import { mutants } from "./mutants.ts";
import { type Proposer, processes } from "./processes.ts";

export const basicPaxos = protocol(
  {
    name: "basic-paxos",
    about: "Paxos as proposers and acceptors that send each other messages and try again",
    source: "Lamport, Paxos Made Simple (2001), section 2.2",
    parameters: {
      proposers: integer({ from: 1, to: 3, default: 2, about: "who proposes, each a value of its own" }),
      acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
      numbers: integer({ from: 1, to: 5, default: 2, about: "the largest number of a proposal" }),
      choose,
      quorum,
      liveness: flag({ about: "claim that the first proposer concludes once it has started" }),
    },
    mutants,
  },
  ({ proposers, acceptors, numbers, choose, quorum, liveness }, mutant) => {
    const world = processes({ proposers, acceptors, numbers });
    const { paxos, Proposer, Acceptor, Value } = world;
    const decide = decisions(choose, quorum, mutant);
    const enough = decide.quorums(acceptors);
    const quorums = setsOfAtLeast(enough.promises, Acceptor.values);
    const ownValue = (p: Proposer) => Value.values[Proposer.values.indexOf(p)] as Value;
    const following = (p: Proposer, number: number) =>
      decide.next({ number, place: Proposer.values.indexOf(p), proposers });

    const proposer = paxos.role("proposer", {
      rules: {
        /** Starts, or gives up waiting and starts again. */
        start: {
          sends: ["prepare"],
          reads: [],
          when: (row, { self }) => row.phase !== "done" && following(self, row.number) <= numbers,
          do: (row, { self, send, record }) => {
            if (decide.claimsRejected && row.value !== null) record.rejected.add(row.value);
            row.phase = "prepare";
            row.number = following(self, row.number);
            row.value = null;
            send.prepare({ number: row.number });
          },
        },
        propose: {
          for: { value: Value },
          sends: ["accept"],
          reads: ["promise"],
          when: (row, { self, value, inbox }) => {
            if (row.phase !== "prepare") return false;
            const number = decide.promiseEchoes(row.number);
            return quorums.some((quorum) =>
              oneOfEach(quorum, (from) => inbox.promise.filter({ from, number })).some((replies) =>
                decide.chooses({ replies, acceptors, own: [ownValue(self)] }).includes(value),
              ),
            );
          },
          do: (row, { value, send }) => {
            row.phase = "accept";
            row.value = value;
            send.accept({ ballot: row.number, value });
          },
        },
        conclude: {
          sends: [],
          reads: ["accepted"],
          when: (row, { inbox }) => {
            if (row.phase !== "accept") return false;
            const number = decide.acceptedEchoes(row.number);
            return atLeast(enough.votes, Acceptor.values, (from) => inbox.accepted.has({ from, number }));
          },
          do: (row, { self }) => {
            row.phase = "done";
            row.concluded = decide.concludes(row.value as Value, ownValue(self));
          },
        },
      },
    });

    const acceptor = paxos.role("acceptor", {
      receive: {
        prepare: {
          sends: ["promise"],
          reads: [],
          when: (row, { message }) => decide.answers(message.number, row.promised),
          do: (row, { message: { from, number }, send }) => {
            row.promised = number;
            send.promise({ to: from, number: decide.promiseEchoes(number), last: row.last });
          },
        },
        accept: {
          sends: ["accepted"],
          reads: [],
          when: (row, { message }) => decide.accepts(message.ballot, row.promised),
          do: (row, { message: { from, ballot, value }, send, record }) => {
            row.promised = decide.raises(ballot, row.promised);
            row.last = decide.remembers({ ballot, value }, row.last);
            record.votes.add({ ballot, value });
            send.accepted({ to: from, number: decide.acceptedEchoes(ballot) });
          },
        },
      },
    });

    return paxos.model({
      roles: [proposer, acceptor],
      ...claims(world, enough.votes),
      ...(liveness && progress),
    });
  },
);
