/**
 * What proposers and acceptors do, apart from what they decide (decisions.ts). Lamport, *Paxos Made Simple* (2001), section
 * 2.2: phase 1 is prepare and promise, phase 2 accept and accepted. Variants of the protocol change single rules.
 */
import type { SystemRule } from "../../src/index.ts";
import { atLeast, oneOfEach, setsOfAtLeast } from "../quorums.ts";
import { type Decisions, isPast } from "./decisions.ts";
import type { Paxos, Processes, Proposer } from "./processes.ts";

type Rule<B = {}> = SystemRule<Paxos, "proposer", B>;

export function proposing({ Proposer, Acceptor, Value, ownValue, ballots }: Processes, decide: Decisions) {
  const acceptors = Acceptor.values.length;
  const enough = decide.quorums(acceptors);
  const quorums = setsOfAtLeast(enough.promises, Acceptor.values);
  const following = (p: Proposer, number: number) =>
    decide.next({ number, place: Proposer.values.indexOf(p), proposers: Proposer.values.length });

  /** Starts, or gives up waiting and starts again. */
  const start = {
    sends: ["prepare"],
    reads: [],
    when: (row, { self }) => row.phase !== "done" && following(self, row.number) <= ballots.length,
    do: (row, { self, send, record }) => {
      if (decide.claimsRejected && row.value !== null) record.rejected.add(row.value);
      row.phase = "prepare";
      row.number = following(self, row.number);
      row.value = null;
      send.prepare({ number: row.number });
    },
  } satisfies Rule;

  const propose = {
    for: { value: Value },
    sends: ["accept"],
    reads: ["promise"],
    when: (row, { self, value, inbox }) => {
      if (row.phase !== "prepare") return false;
      if (!decide.waitsForPromises(row.number)) return value === ownValue(self);
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
  } satisfies Rule<{ value: typeof Value }>;

  const conclude = {
    sends: [],
    reads: ["accepted"],
    when: (row, { inbox }) => {
      if (row.phase !== "accept") return false;
      const number = decide.acceptedEchoes(row.number);
      return atLeast(enough.votes, Acceptor.values, (from) => inbox.accepted.has({ from, number }));
    },
    do: (row, { self }) => {
      row.phase = "done";
      row.concluded = decide.concludes(row.value as NonNullable<typeof row.value>, ownValue(self));
    },
  } satisfies Rule;

  return { start, propose, conclude };
}

/** Replies that a proposer will not look at again: to a number that it has given up, or in a phase that it is through with. */
export function givenUp(decide: Decisions) {
  type Row = { readonly phase: string; readonly number: number };
  type Reply = { readonly message: { readonly number: number } };
  return {
    promise: (row: Row, { message: { number } }: Reply) =>
      decide.promisesExpire && isPast(number, row.number, row.phase !== "prepare"),
    accepted: (row: Row, { message: { number } }: Reply) =>
      decide.acceptancesExpire && isPast(number, row.number, row.phase === "done"),
  };
}

export function acceptor({ paxos }: Processes, decide: Decisions) {
  return paxos.role("acceptor", {
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
}
